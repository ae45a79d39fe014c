# Upper and lower tails of the noncentral t to 30 digits, by mpmath's adaptive quadrature of its definition
# P(T > t) = integral of P(Z > t u - delta) f(u) du, u = sqrt(chi2 / df). Run: python3 noncentral_t.py > noncentral_t.csv
import mpmath as mp
mp.mp.dps = 40
def tail(t, df, d):
    t, df, d = mp.mpf(t), mp.mpf(df), mp.mpf(d)
    c = mp.log(2) + df / 2 * mp.log(df / 2) - mp.loggamma(df / 2)
    f = lambda x: mp.erfc((t * mp.exp(x) - d) / mp.sqrt(2)) / 2 * mp.exp(c + df * x - df / 2 * mp.exp(2 * x))
    # panels of two standard deviations of log u wherever the integrand is above 1e-45 of its largest value, ten Gauss-Legendre levels at most
    w = 2 / mp.sqrt(2 * df)
    k = [i for i in range(-int(130 / df / w) - 40, 60)]
    v = [f(i * w) for i in k]; top = max(v)
    inside = [i for i, q in zip(k, v) if q > top * mp.mpf(10) ** -45]
    cuts = [i * w for i in range(inside[0] - 1, inside[-1] + 2)]
    value, error = mp.quad(lambda x: f(x) / top, cuts, method="gauss-legendre", error=True, maxdegree=7)
    assert error < value * mp.mpf(10) ** -14, (t, df, d, error, value)
    return value * top
print("# mpmath", mp.__version__)
print("function,t,df,ncp,p")
for df in (1, 2, 3.5, 7, 19, 38, 120, 2000):
    for d in (-3, 0, 0.5, 2.5, 8):
        for t in (-6, -2, 0, 1, 2.0244, 5, 12, 40):
            u = tail(t, df, d)
            if u > mp.mpf(10) ** -280: print("Upper,%s,%s,%s,%s" % (t, df, d, mp.nstr(u, 20)))
            l = tail(-t, df, -d)
            if l > mp.mpf(10) ** -280: print("Lower,%s,%s,%s,%s" % (t, df, d, mp.nstr(l, 20)))

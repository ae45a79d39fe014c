# scipy.stats.brunnermunzel (its statistic has the opposite sign: it is positive when the second sample is larger). Run: python3 brunner_munzel.py
import json, itertools, numpy as np, scipy, scipy.stats as st
pain = ([3, 3, 4, 3, 1, 2, 3, 1, 1, 5, 4], [1, 2, 1, 1, 1, 1, 1, 1, 1, 1, 2, 4, 1, 1])
rng = np.random.default_rng(8)
sets = {"pain": pain, "swapped": pain[::-1], "untied": ([0.5, 2.5, 3.1, 7.2], [0.1, 0.4, 2.6, 1.9, 0.2]), "ties": ([1, 2, 2, 3, 3, 3], [2, 3, 4, 4, 5]),
        "large": (list(np.round(rng.normal(0.7, 1, 60), 1)), list(np.round(rng.normal(0, 2, 45), 1))), "tail": (list(range(20, 60)) + [3], list(range(0, 30)))}
cases = []
for name, (a, b) in sets.items():
    for alternative in ["two-sided", "less", "greater"]:
        r = st.brunnermunzel(a, b, alternative=alternative)
        u = np.mean([(x > y) + 0.5 * (x == y) for x, y in itertools.product(a, b)])
        cases.append({"name": f"munzel {name} {alternative}", "call": "scipy.stats.brunnermunzel(a, b, alternative)", "input": {"a": [float(v) for v in a], "b": [float(v) for v in b], "alternative": alternative.replace("-", ".")},
                      "expected": {"statistic": -float(r.statistic), "p": float(r.pvalue), "estimate": float(u)}})
# permutation: every allocation, the studentised statistic from ranks (scipy's formula), infinite when there is no variance
def t(a, b):
    n, m = len(a), len(b)
    r = st.rankdata(np.concatenate([a, b])); ra, rb = r[:n] - st.rankdata(a), r[n:] - st.rankdata(b)
    v = n * np.var(ra, ddof=1) + m * np.var(rb, ddof=1); d = r[:n].mean() - r[n:].mean()
    return 0.0 if abs(d) < 1e-12 else (np.sign(d) * np.inf if v < 1e-12 else n * m * d / (n + m) / np.sqrt(v))
small = {"untied": ([0.5, 2.5, 3.1, 7.2], [0.1, 0.4, 2.6, 1.9, 0.2]), "ties": ([1, 2, 2, 3, 3, 3], [2, 3, 4, 4, 5]), "apart": ([5, 6, 7], [1, 2, 3, 4]), "below": ([1, 2, 2], [5, 6, 7]), "constant": ([2, 2], [2, 2, 2]), "balanced": ([1, 4], [2, 3])}
for name, (a, b) in small.items():
    z = np.array(list(a) + list(b), float); n = len(a); seen = t(z[:n], z[n:])
    every = []
    for c in itertools.combinations(range(len(z)), n):
        i = np.array(c); every.append(t(z[i], np.delete(z, i)))
    every = np.array(every)
    for alternative in ["two.sided", "less", "greater"]:
        slack = 1e-9 if np.isfinite(seen) else 0
        p = {"two.sided": np.mean(np.abs(every) >= abs(seen) - slack), "less": np.mean(every <= seen + slack), "greater": np.mean(every >= seen - slack)}[alternative]
        cases.append({"name": f"permutation {name} {alternative}", "call": "all allocations enumerated", "input": {"a": [float(v) for v in a], "b": [float(v) for v in b], "alternative": alternative},
                      "expected": {"statistic": "Inf" if seen == np.inf else "-Inf" if seen == -np.inf else float(seen), "p": float(p)}})
json.dump({"method": "brunner_munzel", "versions": {"scipy": scipy.__version__, "numpy": np.__version__}, "cases": cases}, open("brunner_munzel.json", "w"))

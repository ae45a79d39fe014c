# One-sample Kolmogorov-Smirnov against scipy's exact distributions (kstwo, ksone: van Mulbregt 2018), whose tails keep their digits. Run: python3 kolmogorov_one_sample.py
import json, numpy as np, scipy, scipy.stats as st
rng = np.random.default_rng(4)
samples = {"small": [0.1, 0.45, 0.2, 0.9], "one": [0.3], "two": [0.31, 0.07], "middle": list(np.round(rng.uniform(size=25), 4)), "shifted": list(np.round(rng.uniform(size=40) ** 3, 5)),
           "low": list(np.round(rng.uniform(size=60) * 0.45, 5)), "switch99": list(np.round(rng.uniform(size=99) ** 1.4, 5)), "tail": list(np.round(rng.uniform(size=90) * 0.3, 5)), "half": [0.5], "flat": list((np.arange(30) + 0.5) / 30)}
cases = []
for name, x in samples.items():
    n, s = len(x), np.sort(x)
    above, below = np.max(np.arange(1, n + 1) / n - s), np.max(s - np.arange(n) / n)
    for alternative in ["two.sided", "less", "greater"]:
        d = {"two.sided": max(above, below), "less": below, "greater": above}[alternative]
        p = st.kstwo.sf(d, n) if alternative == "two.sided" else st.ksone.sf(d, n)
        cases.append({"name": f"one {name} {alternative}", "call": "scipy.stats.kstwo.sf, ksone.sf", "input": {"x": [float(v) for v in x], "alternative": alternative, "computation": "Exact"},
                      "expected": {"statistic": float(d), "p": float(p)}})
        q = st.kstwobign.sf(d * np.sqrt(n)) if alternative == "two.sided" else float(np.exp(-2 * n * d * d))
        cases.append({"name": f"asymptotic {name} {alternative}", "call": "scipy.stats.kstwobign.sf, exp(-2 n d^2)", "input": {"x": [float(v) for v in x], "alternative": alternative, "computation": "Asymptotic"},
                      "expected": {"statistic": float(d), "p": float(q)}})
json.dump({"method": "kolmogorov_one_sample", "versions": {"scipy": scipy.__version__, "numpy": np.__version__}, "cases": cases}, open("kolmogorov_one_sample.json", "w"))

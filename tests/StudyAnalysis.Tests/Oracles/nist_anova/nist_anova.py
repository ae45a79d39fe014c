# Copies data and certified values of NIST StRD analysis-of-variance files (folder given as argument) into nist_anova.json.
# Source: NIST Statistical Reference Datasets, https://www.itl.nist.gov/div898/strd/anova/anova.html (public domain).
import json, re, sys, pathlib
number = r"-?\d+\.?\d*(?:E[+-]\d+)?"
cases = []
for name in ["SiRstv", "SmLs01", "SmLs02", "AtmWtAg", "SmLs04", "SmLs05", "SmLs07", "SmLs08"]:
    lines = pathlib.Path(sys.argv[1], name + ".dat").read_text().splitlines()
    row = lambda key: [float(v) for v in re.findall(number, re.sub(r"^\D+", "", next(l for l in lines[:60] if l.startswith(key))))]
    value = lambda key: next(float(re.findall(number, l)[-1]) for i, l in enumerate(lines[:60]) if key in l)
    start = max(i for i, l in enumerate(lines) if l.startswith("Data:")) + 1
    groups = {}
    for l in lines[start:]:
        if l.strip():
            g, y = l.split()
            groups.setdefault(int(g), []).append(float(y))
    between, within = row("Between"), row("Within")
    cases.append({"name": name, "call": "NIST StRD certified values", "input": {"g": [groups[k] for k in sorted(groups)]},
                  "expected": {"df": between[0], "between": between[1], "msb": between[2], "statistic": between[3], "df2": within[0], "within": within[1], "msw": within[2],
                               "r2": value("Certified R-Squared"), "sd": value("Standard Deviation")}})
json.dump({"method": "nist_anova", "versions": {"source": "NIST StRD, analysis of variance"}, "cases": cases}, open("nist_anova.json", "w"))
for c in cases: print(c["name"], [len(g) for g in c["input"]["g"]], c["expected"])

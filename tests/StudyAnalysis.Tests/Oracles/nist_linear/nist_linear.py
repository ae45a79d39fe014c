# Copies data and certified values of NIST StRD linear regression files (folder given as argument) into nist_linear.json.
# Source: NIST Statistical Reference Datasets, https://www.itl.nist.gov/div898/strd/lls/lls.shtml (public domain).
import json, re, sys, pathlib
cases = []
for name in ["Norris", "Pontius", "NoInt1", "NoInt2", "Longley", "Filip", "Wampler1", "Wampler2", "Wampler3", "Wampler4", "Wampler5"]:
    lines = pathlib.Path(sys.argv[1], name + ".dat").read_text().splitlines()
    params = [(float(m.group(1)), float(m.group(2))) for l in lines[:60] if (m := re.match(r"\s*B\d+\s+(-?[\d.E+-]+)\s+([\d.E+-]+)\s*$", l))]
    sd = next(float(re.search(r"Deviation\s+([\d.E+-]+)", l).group(1)) for l in lines[:60] if re.search(r"Deviation\s+[\d.E+-]+\s*$", l))
    r2 = next(float(re.search(r"R-Squared\s+([\d.E+-]+)", l).group(1)) for l in lines[:60] if "R-Squared" in l)
    start = max(i for i, l in enumerate(lines[:62]) if l.startswith("Data:")) + 1
    rows = [list(map(float, l.split())) for l in lines[start:] if l.strip()]
    cases.append({"name": name, "call": "NIST StRD certified values", "input": {"rows": rows},
                  "expected": {"b": [b for b, _ in params], "se": [s for _, s in params], "sigma": sd, "r2": r2}})
    print(name, len(rows), len(params), sd, r2)
json.dump({"method": "nist_linear", "versions": {"source": "NIST StRD, linear least squares"}, "cases": cases}, open("nist_linear.json", "w"))

# Copies data and certified values of NIST StRD univariate files (folder given as argument) into nist_univariate.json.
# Source: NIST Statistical Reference Datasets, https://www.itl.nist.gov/div898/strd/univ/homepage.html (public domain).
import json, re, sys, pathlib
cases = []
for name in ["Lew", "Lottery", "Mavro", "Michelso", "NumAcc1", "NumAcc2", "NumAcc3", "NumAcc4"]:
    lines = pathlib.Path(sys.argv[1], name + ".dat").read_text().splitlines()
    head = lines[:60]
    value = lambda key: next(float(re.search(r":\s*(-?[\d.]+)", l).group(1)) for l in head if key in l and re.search(r":\s*-?[\d.]+", l))
    start = max(i for i, l in enumerate(lines[:62]) if set(l.strip()) == {"-"} or l.strip().startswith("-----")) + 1
    data = [float(l) for l in lines[start:] if l.strip()]
    cases.append({"name": name, "call": "NIST StRD certified values", "input": {"x": data},
                  "expected": {"mean": value("Sample Mean"), "sd": value("Sample Standard Deviation")}})
json.dump({"method": "nist_univariate", "versions": {"source": "NIST StRD, univariate summary statistics"}, "cases": cases}, open("nist_univariate.json", "w"))
for c in cases: print(c["name"], len(c["input"]["x"]), c["expected"])

"""The JSON of test/Doctor/sample.test says what docs/formats.md says."""
import json
import sys

report = json.load(open(sys.argv[1], encoding="utf-8"))
assert report["version"] == 1 and report["command"] == "doctor" and report["works"] is True, report
assert report["tool"]["name"] == "hone" and report["seconds"] > 0
assert report["database"]["path"].endswith("/compile_commands.json"), report["database"]
assert (report["database"]["entries"], report["database"]["units"]) == (4, 3), report["database"]
assert report["database"]["units_counted"] is True
sample = report["sample"]
assert (sample["tried"], sample["parsed"], sample["functions"], sample["driven"]) == (3, 2, 3, 1), sample
assert sample["not_driven"] == {"main": 1, "needs-link": 1} and sample["driven_in_part"] == 1, sample
assert sample["legal"] >= 1 and sample["scanned"] == 2, sample
for name in ("scan_seconds", "fix_seconds"):
    assert 0 < report["estimate"][name]["low"] <= report["estimate"][name]["high"], report["estimate"]
assert [c["units"] for c in report["compilers"]] == [3] and report["compilers"][0]["version"], report["compilers"]
assert any(t["name"] == "hone-runner" and t["there"] for t in report["tools"]), report["tools"]
problems = {p["code"]: p for p in report["problems"]}
assert problems["does-not-parse"]["severity"] == "hinders" and problems["does-not-parse"]["examples"] == ["c.cpp"], problems
order = [p["severity"] for p in report["problems"]]
assert order == sorted(order, key=["stops", "hinders", "note"].index), order
for p in report["problems"]:
    assert p["text"] and p["cure"] and not p["text"].endswith("."), p

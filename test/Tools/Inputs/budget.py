"""A run with time enough and one without a limit: the same findings with the same statuses."""
import json
import sys

with_budget, without = ([(f["id"], f["file"], f["status"]) for f in json.load(open(name))["findings"]] for name in sys.argv[1:])
assert without and with_budget == without, (with_budget, without)
assert any(status == "kept" for _, _, status in without), without

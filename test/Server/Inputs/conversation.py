#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
"""conversation.py HONE FOLDER: what an editor says to `hone lsp`, and what it must answer. Prints a line for each part."""
import json
import pathlib
import subprocess
import sys

from client import Client, applied, position

hone, folder = sys.argv[1], pathlib.Path(sys.argv[2])

# The smiling face: two code units of UTF-16 and four bytes, in a comment before the finding.
SOURCE = """\
#include "scale.h"
#include <cmath>
#include <string>
#include <vector>

void fill(std::vector<float> &out, double k) {
  for (std::size_t i = 0; i < out.size(); ++i) { /* \U0001F600 */ out[i] += static_cast<float>(std::exp(-k)); }
}

long total(const std::vector<std::string> &names) {
  long n = 0;
  for (auto name : names)
    n += static_cast<long>(name.size());
  return n;
}

long longest(const std::vector<std::string> &names) {
  std::size_t most = 0;
  for (auto name : names)
    most = name.size() > most ? name.size() : most;
  return static_cast<long>(most);
}

double scaled(const std::vector<double> &values) {
  double sum = 0;
  for (std::size_t i = 0; i < values.size(); ++i)
    sum += values[i] * factor();
  return sum;
}
"""
source, header = folder / "a.cpp", folder / "scale.h"
folder.mkdir(parents=True, exist_ok=True)
source.write_text(SOURCE)
header.write_text("#pragma once\ninline double factor() { return 2; }\n")
(folder / "compile_commands.json").write_text(json.dumps(
    [{"directory": str(folder), "file": "a.cpp", "command": "g++ -O2 -std=c++17 -c a.cpp"}]))


def check(what, condition, seen=""):
    print(f"{'ok' if condition else 'FAILED'}: {what}{'' if condition else f': {seen}'}", flush=True)
    if not condition:
        sys.exit(1)


def fresh():
    client = Client([hone, "lsp"], cwd=folder, stderr=sys.stderr)
    return client, client.initialize(folder)


def actions(client, uri, line, only=None):
    context = {"diagnostics": []} | ({"only": only} if only else {})
    where = {"line": line, "character": 0}
    return client.request("textDocument/codeAction", {
        "textDocument": {"uri": uri}, "range": {"start": where, "end": where}, "context": context})


def edits_of(action, version):
    [change] = action["edit"]["documentChanges"]
    check("an edit names the version of the text it is for", change["textDocument"]["version"] == version, change)
    return change["edits"]


def line_of(text, words):
    return text[:text.index(words)].count("\n")


def scanned(text):
    """What `hone scan` would write for each check, as texts."""
    source.write_text(text)
    report = json.loads(subprocess.run([hone, "scan", "--format=json", "a.cpp"], cwd=folder, capture_output=True,
                                       text=True).stdout)
    result = {}
    for finding in report["findings"]:
        if finding["status"] != "legal":
            continue
        bytes_ = text.encode()
        for edit in sorted(finding["edits"], key=lambda e: -e["offset"]):
            bytes_ = bytes_[:edit["offset"]] + edit["text"].encode() + bytes_[edit["offset"] + edit["length"]:]
        result.setdefault((finding["check"], finding["line"] - 1), bytes_.decode())
    return result


# What a client may get wrong.
client = Client([hone, "lsp"], cwd=folder)
reply = client.answer(client.start("textDocument/hover", {}))
check("nothing before initialize", reply["error"]["code"] == -32002, reply)
capabilities = client.initialize(folder)["capabilities"]
check("columns are UTF-16, changes incremental",
      capabilities["positionEncoding"] == "utf-16" and capabilities["textDocumentSync"]["change"] == 2, capabilities)
client.send_raw(b"{ no json")
check("a message that is no JSON is answered", client.wait(lambda m: "error" in m)["error"]["code"] == -32700)
reply = client.answer(client.start("textDocument/rename", {}))
check("an unknown request is refused", reply["error"]["code"] == -32601, reply)
client.notify("$/unknown", {})
reply = client.answer(client.start("textDocument/codeAction", {"textDocument": {"uri": "file:///none"}}))
check("so is one about a file that is not open", reply["error"]["code"] == -32602, reply)

# Open, look, fix.
uri = client.open(source)
diagnostics = client.diagnostics(uri)
codes = [d["code"] for d in diagnostics]
check("every finding is a diagnostic", sorted(codes) == ["hone-hoist-invariant-call"] + 2 * ["hone-iterate-by-reference"], codes)
by_code = {d["code"]: d for d in diagnostics}
check("it says that it was not measured, and what it rests on",
      "not measured here" in by_code["hone-hoist-invariant-call"]["message"]
      and "guarded: " in by_code["hone-hoist-invariant-call"]["message"], by_code)
check("it links to its page", by_code["hone-hoist-invariant-call"]["codeDescription"]["href"].endswith(
    "/hoist-invariant-call.md"), by_code)
start = by_code["hone-hoist-invariant-call"]["range"]["start"]
wanted = position(SOURCE, SOURCE.index("std::exp(-k)"))
check("a column behind characters beyond the first plane is right", start == wanted, (start, wanted))

by_scan = scanned(SOURCE)
line = line_of(SOURCE, "std::exp(-k)")
listed = actions(client, uri, line)
check("a fix, a measurement and a comment are offered",
      [a["kind"] for a in listed[:3]] == ["quickfix"] * 3 and "command" in listed[1], listed)
fixed = applied(SOURCE, edits_of(listed[0], 1))
check("the fix is that of hone scan, byte for byte", fixed == by_scan["hoist-invariant-call", line], fixed)
quiet = applied(SOURCE, edits_of(listed[2], 1))
check("the comment goes above the line", quiet.split("\n")[line].strip() == "// NOLINTNEXTLINE(hone-hoist-invariant-call)", quiet)
everything = actions(client, uri, 0, ["source.fixAll"])
check("of a kind only what was asked for", [a["kind"] for a in everything] == ["source.fixAll.hone"], everything)
check("all proved ones at once", applied(SOURCE, edits_of(everything[0], 1)).count("const auto &name") == 2, everything)
same = [a for a in actions(client, uri, line_of(SOURCE, "for (auto name")) if a["title"].startswith("Fix all hone-")
        or a["title"].startswith("Fix all iterate")]
check("all of one check at once", len(same) == 1 and "(2)" in same[0]["title"], same)

# An unsaved text counts, not the disk; a request right behind a change is about the changed text.
insert = {"start": {"line": line, "character": 0}, "end": {"line": line, "character": 0}}
client.change(uri, [{"range": insert, "text": "  // NOLINTNEXTLINE(hone-hoist-invariant-call)\n"},
                    {"range": {"start": {"line": 0, "character": 0}, "end": {"line": 0, "character": 0}}, "text": "\n"}])
listed = actions(client, uri, line + 2)
check("a silenced finding is gone as soon as it is silenced", all("invariant-call" not in json.dumps(a) for a in listed), listed)
check("and from the diagnostics", [d["code"] for d in client.diagnostics(uri)] == 2 * ["hone-iterate-by-reference"])
client.change(uri, [{"text": SOURCE}])
check("a whole text is a change as well", len(client.diagnostics(uri)) == 3)

# An error while typing: nothing is concluded from half a program, and it goes on afterwards.
client.change(uri, [{"range": {"start": {"line": 5, "character": 0}, "end": {"line": 5, "character": 0}}, "text": "{{"}])
check("no finding in what does not parse", client.diagnostics(uri) == [])
client.change(uri, [{"range": {"start": {"line": 5, "character": 0}, "end": {"line": 5, "character": 2}}, "text": ""}])
check("all again afterwards", len(client.diagnostics(uri)) == 3)

# Why a loop is not vectorized; and somebody who does not want to know any more.
line = line_of(SOURCE, "i < out.size()")
where = {"textDocument": {"uri": uri}, "position": {"line": line, "character": 4}}
hover = client.request("textDocument/hover", where)
check("a loop header says what the optimizer says", "**not vectorized**" in hover["contents"]["value"], hover)
nowhere = client.request("textDocument/hover", where | {"position": {"line": 0, "character": 0}})
check("other lines say nothing", nowhere is None, nowhere)
client.change(uri, [{"text": SOURCE + "\n\n"}])
asked = client.start("textDocument/hover", where)
check("a fix does not wait for the optimizer", actions(client, uri, line), "")
client.answer(asked)
client.change(uri, [{"text": SOURCE + "\n"}])
asked = client.start("textDocument/hover", where)
client.notify("$/cancelRequest", {"id": asked})
reply = client.answer(asked)
check("a request can be cancelled", reply["error"]["code"] == -32800, reply)
client.diagnostics(uri)

# A header in another window.
opened = client.open(header)
client.diagnostics(opened)
client.change(opened, [{"text": "#pragma once\ndouble factor() = delete;\n"}])
check("an unsaved header counts for who includes it", client.diagnostics(uri) == [])
client.notify("textDocument/didClose", {"textDocument": {"uri": opened}})
check("and no more once it is closed", len(client.diagnostics(uri)) == 3)

# Measuring: what the disk has, and one at a time.
found = [a for a in actions(client, uri, line) if "command" in a][0]["command"]
reply = client.answer(client.start("workspace/executeCommand", {k: found[k] for k in ("command", "arguments")}))
check("only what is saved is measured", "save the file first" in reply["error"]["message"], reply)
client.change(uri, [{"text": SOURCE}])
client.notify("textDocument/didSave", {"textDocument": {"uri": uri}})
client.diagnostics(uri)
client.request("workspace/executeCommand", {k: found[k] for k in ("command", "arguments")})
progress = lambda kind: client.wait(lambda m: m.get("method") == "$/progress" and m["params"]["value"]["kind"] == kind, 120)
token = progress("begin")["params"]["token"]
reply = client.answer(client.start("workspace/executeCommand", {k: found[k] for k in ("command", "arguments")}))
check("two are not measured at once", "another change is being measured" in reply["error"]["message"], reply)
progress("end")
said = client.wait(lambda m: m.get("method") == "window/showMessage")["params"]["message"]
check("the result is told", "hoist-invariant-call: " in said and "measured " in said, said)
message = [d["message"] for d in client.diagnostics(uri) if "invariant-call" in d["code"]][0]
check("and is known from then on", "; measured " in message, message)
client.request("workspace/executeCommand", {k: found[k] for k in ("command", "arguments")})
client.notify("window/workDoneProgress/cancel", {"token": progress("begin")["params"]["token"]})
progress("end")
check("measuring can be cancelled", True)

check("shutdown, then exit: status 0", client.shutdown() == 0)
client, _ = fresh()
client.notify("exit", None)
check("exit without shutdown: status 1", client.process.wait(timeout=20) == 1)
client, _ = fresh()
client.process.stdin.close()
check("a client that is gone: status 1", client.process.wait(timeout=20) == 1)

# Another language, a scheme that is no file, no database.
client, _ = fresh()
for name in ("untitled:Untitled-1", "file:///", "git:/a.cpp"):
    client.notify("textDocument/didOpen", {"textDocument": {"uri": name, "languageId": "cpp", "version": 1, "text": ""}})
stray = folder / "elsewhere.cpp"
stray.write_text("int main() {}\n")
uri = client.open(stray)
check("a file that the database does not have gets no diagnostics", client.diagnostics(uri) == [])
said = client.wait(lambda m: m.get("method") == "window/logMessage")["params"]["message"]
check("and the log says why", "is not in" in said, said)
check("the server lives on", client.shutdown() == 0)

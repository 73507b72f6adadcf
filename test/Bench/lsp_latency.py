#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
"""lsp_latency.py HONE CLANGD FILE [ROUNDS]: how long an editor waits for diagnostics after a change.

Both servers have the file open; in each round both get the same one-line change, one after the other, in
random order. Prints the medians, their quotient, and how long Hone takes for a quick-fix.
"""
import pathlib
import os
import random
import shutil
import statistics
import sys
import time

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parent.parent / "Server" / "Inputs"))
from client import Client


def main():
    hone, clangd, file, rounds = *map(shutil.which, sys.argv[1:3]), pathlib.Path(sys.argv[3]).resolve(), int((sys.argv + ["20"])[4])
    hone, clangd = os.path.abspath(hone), os.path.abspath(clangd)
    servers = {"hone": Client([hone, "lsp"], cwd=file.parent), "clangd": Client([clangd, "--log=error"], cwd=file.parent)}
    lines = file.read_text().split("\n")
    # The middle of the file, in a function.
    line = next(i for i in range(len(lines) // 2, len(lines)) if lines[i] == "}")
    uri, waits, fixes = None, {name: [] for name in servers}, []
    for client in servers.values():
        client.initialize(file.parent)
        uri = client.open(file)
        client.diagnostics(uri, 120)
    where = {"start": {"line": line, "character": 0}, "end": {"line": line, "character": 0}}
    random.seed(1)
    for _ in range(rounds):
        for name in random.sample(sorted(servers), len(servers)):
            client = servers[name]
            time.sleep(0.3)
            begin = time.perf_counter()
            client.change(uri, [{"range": where, "text": ";"}])
            found = client.diagnostics(uri, 120)
            waits[name].append(time.perf_counter() - begin)
            if name == "hone" and found:
                begin = time.perf_counter()
                client.request("textDocument/codeAction",
                               {"textDocument": {"uri": uri}, "range": found[0]["range"], "context": {"diagnostics": []}})
                fixes.append(time.perf_counter() - begin)
    for client in servers.values():
        client.shutdown()
    for name, seconds in waits.items():
        print(f"{name:<8} median {statistics.median(seconds) * 1000:.0f} ms, from {min(seconds) * 1000:.0f} to {max(seconds) * 1000:.0f}")
    print(f"hone / clangd {statistics.median(waits['hone']) / statistics.median(waits['clangd']):.2f}")
    print(f"quick-fix at most {max(fixes) * 1000:.0f} ms" if fixes else "no finding, so no quick-fix")


if __name__ == "__main__":
    main()

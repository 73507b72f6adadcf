# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
"""A language client for tests and measurements: speaks to any server on its standard input and output."""
import collections
import json
import pathlib
import queue
import subprocess
import threading
import time


class Client:
    def __init__(self, command, cwd=None, stderr=subprocess.DEVNULL):
        self.process = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=stderr, cwd=cwd)
        self.incoming = queue.Queue()
        self.seen = collections.deque()  # Read, but not what was waited for.
        self.last = 0
        self.version = {}
        threading.Thread(target=self._read, daemon=True).start()

    def _read(self):
        out = self.process.stdout
        while True:
            length = None
            while (line := out.readline()) not in (b"\r\n", b""):
                name, _, value = line.partition(b":")
                if name.lower() == b"content-length":
                    length = int(value)
            if length is None:
                self.incoming.put(None)
                return
            self.incoming.put(json.loads(out.read(length)))

    def send_raw(self, body):
        self.process.stdin.write(b"Content-Length: %d\r\n\r\n" % len(body) + body)
        self.process.stdin.flush()

    def send(self, message):
        self.send_raw(json.dumps({"jsonrpc": "2.0", **message}).encode())

    def notify(self, method, params):
        self.send({"method": method, "params": params})

    def start(self, method, params):
        """Sends a request; returns its id."""
        self.last += 1
        self.send({"id": self.last, "method": method, "params": params})
        return self.last

    def wait(self, wanted, seconds=60):
        """The next message for which wanted() holds; others are kept."""
        for message in list(self.seen):
            if wanted(message):
                self.seen.remove(message)
                return message
        end = time.monotonic() + seconds
        while True:
            message = self.incoming.get(timeout=max(0.01, end - time.monotonic()))
            if message is None:
                raise EOFError("the server has ended")
            # What it asks of the client gets the answer that means nothing.
            if "id" in message and "method" in message:
                self.send({"id": message["id"], "result": None})
            if wanted(message):
                return message
            self.seen.append(message)

    def answer(self, ident, seconds=60):
        return self.wait(lambda m: m.get("id") == ident and "method" not in m, seconds)

    def request(self, method, params, seconds=60):
        reply = self.answer(self.start(method, params), seconds)
        if "error" in reply:
            raise RuntimeError(reply["error"]["message"])
        return reply["result"]

    def initialize(self, root, options=None):
        result = self.request("initialize", {
            "processId": None, "rootUri": pathlib.Path(root).resolve().as_uri(), "initializationOptions": options,
            "capabilities": {"window": {"workDoneProgress": True},
                             "textDocument": {"publishDiagnostics": {"versionSupport": True}}}})
        self.notify("initialized", {})
        return result

    def open(self, path, text=None):
        uri = pathlib.Path(path).resolve().as_uri()
        text = pathlib.Path(path).read_text() if text is None else text
        self.version[uri] = 1
        self.notify("textDocument/didOpen",
                    {"textDocument": {"uri": uri, "languageId": "cpp", "version": 1, "text": text}})
        return uri

    def change(self, uri, changes):
        self.version[uri] += 1
        self.notify("textDocument/didChange",
                    {"textDocument": {"uri": uri, "version": self.version[uri]}, "contentChanges": changes})

    def diagnostics(self, uri, seconds=60):
        """Those of the version the client has."""
        wanted = lambda m: (m.get("method") == "textDocument/publishDiagnostics" and m["params"]["uri"] == uri
                            and m["params"].get("version", self.version[uri]) == self.version[uri])
        return self.wait(wanted, seconds)["params"]["diagnostics"]

    def shutdown(self):
        self.request("shutdown", None)
        self.notify("exit", None)
        return self.process.wait(timeout=20)


def position(text, offset):
    """Line and UTF-16 column of an offset in characters."""
    before = text[:offset]
    column = before[before.rfind("\n") + 1:]
    return {"line": before.count("\n"), "character": len(column.encode("utf-16-le")) // 2}


def applied(text, edits):
    """The text after some TextEdits, which do not overlap."""
    lines = [0]
    for at, char in enumerate(text):
        if char == "\n":
            lines.append(at + 1)

    def offset(place):
        at, units = lines[place["line"]], place["character"]
        while units > 0:
            units -= 2 if ord(text[at]) > 0xFFFF else 1
            at += 1
        return at

    for edit in sorted(edits, key=lambda e: (e["range"]["start"]["line"], e["range"]["start"]["character"]), reverse=True):
        text = text[:offset(edit["range"]["start"])] + edit["newText"] + text[offset(edit["range"]["end"]):]
    return text

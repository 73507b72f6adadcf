// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// `hone lsp` and the client library that VS Code itself uses, without VS Code: what a person sees and does
// between opening a file and closing the editor. node client.mjs --hone PATH
import assert from "node:assert/strict";
import { execFileSync, spawn } from "node:child_process";
import { cpSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, realpathSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join, resolve } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";

let lsp;
try {
  lsp = (await import("vscode-languageserver-protocol/node.js")).default;
} catch {
  console.log("skipped: `npm ci` in editors/vscode fetches the client library");
  process.exit(77);
}

const hone = resolve(process.argv[process.argv.indexOf("--hone") + 1]);
const examples = join(dirname(fileURLToPath(import.meta.url)), "../../../examples");
const scratch = realpathSync(mkdtempSync(join(tmpdir(), "hone vscode ")));
process.on("exit", () => rmSync(scratch, { recursive: true, force: true }));

const project = join(scratch, "imaging");
const file = join(project, "filters.cpp");
const uri = pathToFileURL(file).href;
cpSync(join(examples, "imaging"), project, { recursive: true });
mkdirSync(join(project, ".git"));
mkdirSync(join(project, "out"));
const command = ["g++", "-std=c++20", "-O2", "-c", "filters.cpp", "-o", "/dev/null"];
writeFileSync(join(project, "out/compile_commands.json"),
              JSON.stringify([{ directory: project, file: "filters.cpp", arguments: command }]));
const report = JSON.parse(execFileSync(hone, ["scan", "-p", "out", "--format=json"], { cwd: project }));
const legal = report.findings.filter((f) => f.status === "legal");
const wanted = legal.find((f) => f.check === "hoist-invariant-call");

// Started anywhere: a relative buildDir is one of the workspace.
const temporary = join(scratch, "temporary");
mkdirSync(temporary);
const server = spawn(hone, ["lsp"], { cwd: scratch, env: { ...process.env, TMPDIR: temporary }, stdio: ["pipe", "pipe", "inherit"] });
const exited = new Promise((done) => server.on("exit", done));
const connection = lsp.createProtocolConnection(
  new lsp.StreamMessageReader(server.stdout), new lsp.StreamMessageWriter(server.stdin));

/** All that has come, and what waits for more of it. */
const heard = [];
const waiting = [];
function hear(what, params) {
  heard.push({ what, params });
  for (const look of [...waiting]) look();
}
function until(what, holds, seconds = 180) {
  return new Promise((done, fail) => {
    const look = () => {
      const at = heard.findIndex((h) => h.what === what && holds(h.params));
      if (at < 0) return;
      clearTimeout(timer);
      waiting.splice(waiting.indexOf(look), 1);
      done(heard.splice(at, 1)[0].params);
    };
    const timer = setTimeout(() => fail(new Error(`no ${what} in ${seconds} s; heard ${JSON.stringify(heard)}`)), seconds * 1000);
    waiting.push(look);
    look();
  });
}
connection.onNotification(lsp.PublishDiagnosticsNotification.type, (p) => hear("diagnostics", p));
connection.onNotification(lsp.ShowMessageNotification.type, (p) => hear("message", p));
connection.onNotification("$/progress", (p) => hear(p.value.kind, p));
connection.onRequest(lsp.WorkDoneProgressCreateRequest.type, () => null);
connection.listen();

function applied(text, edits) {
  const lines = text.split("\n");
  const offset = ({ line, character }) => lines.slice(0, line).reduce((n, l) => n + l.length + 1, 0) + character;
  return [...edits].sort((a, b) => offset(b.range.start) - offset(a.range.start))
    .reduce((t, e) => t.slice(0, offset(e.range.start)) + e.newText + t.slice(offset(e.range.end)), text);
}
const ascending = (a, b) => a[0] - b[0];

const started = await connection.sendRequest(lsp.InitializeRequest.type, {
  processId: process.pid,
  rootUri: pathToFileURL(project).href,
  workspaceFolders: null,
  initializationOptions: { checks: "", buildDir: "out" },
  capabilities: { window: { workDoneProgress: true }, textDocument: { publishDiagnostics: { versionSupport: true } } },
});
assert.equal(started.serverInfo.name, "hone");
await connection.sendNotification(lsp.InitializedNotification.type, {});

// Diagnostics.
let text = readFileSync(file, "utf8");
await connection.sendNotification(lsp.DidOpenTextDocumentNotification.type,
                                  { textDocument: { uri, languageId: "cpp", version: 1, text } });
const first = await until("diagnostics", (p) => p.uri === uri && p.version === 1);
const told = first.diagnostics.filter((d) => d.severity < 4).map((d) => [d.range.start.line + 1, d.code]);
assert.deepEqual(told.sort(ascending), legal.map((f) => [f.line, "hone-" + f.check]).sort(ascending));

// Hover: over the header of a loop, and where there is none.
const hover = (line) => connection.sendRequest(lsp.HoverRequest.type,
                                               { textDocument: { uri }, position: { line: line - 1, character: 4 } });
assert.match((await hover(wanted.loop.line)).contents.value, /vectorized/);
assert.equal(await hover(1), null);

// A request that is no longer wanted.
const cancel = new lsp.CancellationTokenSource();
await connection.sendNotification(lsp.DidChangeTextDocumentNotification.type,
                                  { textDocument: { uri, version: 2 }, contentChanges: [{ text }] });
const hovering = connection.sendRequest(lsp.HoverRequest.type, {
  textDocument: { uri }, position: { line: wanted.loop.line - 1, character: 4 } }, cancel.token);
cancel.cancel();
await assert.rejects(hovering, (e) => e.code === lsp.LSPErrorCodes.RequestCancelled);

// The quick fix is what `hone scan` says.
const second = await until("diagnostics", (p) => p.uri === uri && p.version === 2);
const diagnostic = second.diagnostics.find((d) => d.code === "hone-" + wanted.check && d.range.start.line + 1 === wanted.line);
const actions = await connection.sendRequest(lsp.CodeActionRequest.type, {
  textDocument: { uri }, range: diagnostic.range, context: { diagnostics: [diagnostic] } });
const fix = actions.find((a) => a.kind === "quickfix" && a.edit && a.title.endsWith(`(${wanted.check})`));
const [change] = fix.edit.documentChanges;
assert.deepEqual([change.textDocument.uri, change.textDocument.version], [uri, 2]);
const fixed = applied(text, change.edits);
const expected = [...wanted.edits].reverse().reduce(
  (t, e) => t.slice(0, e.offset) + e.text + t.slice(e.offset + e.length), text);
assert.equal(fixed, expected);

// Measuring, with progress, of what is saved.
const run = (all, check) => {
  const { command, arguments: given } = all.find((a) => a.command?.command === "hone.measure" && a.title.endsWith(check)).command;
  return connection.sendRequest(lsp.ExecuteCommandRequest.type, { command, arguments: given });
};
await run(actions, wanted.check);
const { token } = await until("begin", () => true);
assert.ok((await until("report", (p) => p.token === token)).value.message);
await assert.rejects(run(actions, wanted.check), /another change is being measured/);
await until("end", (p) => p.token === token);
const { message } = await until("message", () => true);
assert.match(message, new RegExp(`filters\\.cpp:${wanted.line} ${wanted.check}: `));
console.log(message);

// Another one, called off half-way: nothing of it is left.
const others = await connection.sendRequest(lsp.CodeActionRequest.type, {
  textDocument: { uri }, range: second.diagnostics.find((d) => d.code === "hone-reuse-buffer").range, context: { diagnostics: [] } });
await run(others, "reuse-buffer");
const again = await until("begin", () => true);
await until("report", (p) => p.token === again.token && p.value.message.startsWith("verify"));
await connection.sendNotification("window/workDoneProgress/cancel", { token: again.token });
await until("end", (p) => p.token === again.token, 10);
assert.deepEqual(readdirSync(temporary), []);

// The fix is made: its diagnostic goes, and the file compiles.
text = fixed;
await connection.sendNotification(lsp.DidChangeTextDocumentNotification.type,
                                  { textDocument: { uri, version: 3 }, contentChanges: change.edits
                                    .map((e) => ({ range: e.range, text: e.newText }))
                                    .sort((a, b) => b.range.start.line - a.range.start.line || b.range.start.character - a.range.start.character) });
const third = await until("diagnostics", (p) => p.uri === uri && p.version === 3);
assert.ok(!third.diagnostics.some((d) => d.code === diagnostic.code && d.data.id === diagnostic.data.id));
writeFileSync(file, text);
await connection.sendNotification(lsp.DidSaveTextDocumentNotification.type, { textDocument: { uri } });
execFileSync(command[0], command.slice(1), { cwd: project });

await connection.sendRequest(lsp.ShutdownRequest.type);
await connection.sendNotification(lsp.ExitNotification.type);
assert.equal(await exited, 0);
connection.dispose();

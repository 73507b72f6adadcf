// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Starts `hone lsp` for C++ files, beside whatever else serves them. What it says
// is shown by VS Code itself: problems, quick fixes, hover over the header of a loop, progress.
import * as vscode from "vscode";
import { LanguageClient } from "vscode-languageclient/node";

let client: LanguageClient | undefined;

function make(): LanguageClient {
  const settings = vscode.workspace.getConfiguration("hone");
  return new LanguageClient(
    "hone",
    "Hone",
    { command: settings.get("path", "hone"), args: ["lsp", ...settings.get<string[]>("arguments", [])] },
    {
      documentSelector: [{ scheme: "file", language: "cpp" }],
      initializationOptions: { checks: settings.get("checks", ""), buildDir: settings.get("buildDir", "") },
    },
  );
}

async function start(): Promise<void> {
  client = make();
  try {
    await client.start();
  } catch (error) {
    void vscode.window.showErrorMessage(`Hone does not start: ${error}. Is the setting hone.path right?`);
  }
}

export async function activate(context: vscode.ExtensionContext): Promise<void> {
  context.subscriptions.push(
    vscode.workspace.onDidChangeConfiguration(async (event) => {
      if (event.affectsConfiguration("hone")) {
        await deactivate();
        await start();
      }
    }),
  );
  await start();
}

export async function deactivate(): Promise<void> {
  const ended = client;
  client = undefined;
  // One that never started has nothing to stop.
  if (ended?.isRunning()) await ended.stop();
}

// Starts the language server for the pages of content sites. What it finds and proposes is the server's business.
"use strict";

const vscode = require("vscode");
const { LanguageClient } = require("vscode-languageclient/node");
const { findProgram, serverCommand } = require("./program.js");

const SECTION = "matterlint";

const INSTALLING = "https://github.com/matterlint/matterlint/blob/main/docs/install.md";

/** What pages of the generators end with, and files by which pages are judged. The server knows which are pages. */
const ENDINGS = [
  "md,mdx,mdoc,markdown,mdown,mkdn,mkd,mdwn",
  "html,htm,adoc,asciidoc,ad,org,rst,pandoc,pdc",
  "njk,liquid,hbs,mustache,ejs,haml,pug,webc,vto",
  "yaml,yml,toml,json",
];

/** The channel to which server and client write. Made once, so that a restart does not lose what was said. */
let output;
let client;
/** Restarts one after the other: a client cannot be stopped while it starts. */
let turn = Promise.resolve();

async function activate(context) {
  output = vscode.window.createOutputChannel(SECTION);
  context.subscriptions.push(
    output,
    vscode.commands.registerCommand("matterlint.restart", restart),
    vscode.commands.registerCommand("matterlint.showOutput", () => output.show()),
    vscode.commands.registerCommand("matterlint.fixAll", fixAll),
    vscode.workspace.onDidChangeConfiguration((event) => {
      if (event.affectsConfiguration("matterlint.path")) {
        return restart();
      }
    }),
  );
  await restart();
}

function deactivate() {
  turn = turn.then(stop);
  return turn;
}

function restart() {
  turn = turn.then(stop).then(start);
  return turn;
}

async function stop() {
  const stopped = client;
  client = undefined;
  try {
    await stopped?.dispose();
  } catch (error) {
    // One that never came up has nothing to be stopped.
    output.appendLine(`stopping: ${error.message}`);
  }
}

async function start() {
  const folders = (vscode.workspace.workspaceFolders ?? [])
    .filter((folder) => folder.uri.scheme === "file")
    .map((folder) => folder.uri.fsPath);
  const settings = vscode.workspace.getConfiguration(SECTION);
  const found = findProgram({ setting: settings.get("path") ?? "", folders });
  if (found.file === undefined) {
    // Not awaited: the message stays until somebody closes it.
    void tellMissing(found.missing);
    return;
  }
  output.appendLine(`starting ${found.file}`);
  client = new LanguageClient(SECTION, "matterlint", serverCommand(found.file, folders[0]), {
    documentSelector: [{ scheme: "file", pattern: `**/*.{${ENDINGS.join(",")}}` }],
    outputChannel: output,
  });
  try {
    await client.start();
  } catch (error) {
    output.appendLine(`${found.file} does not start: ${error.message}`);
    void vscode.window.showErrorMessage(`matterlint: ${found.file} does not start as a language server; see the output.`);
  }
}

async function tellMissing(named) {
  const install = "How to Install It";
  const choose = "Set the Path";
  const message =
    named === undefined
      ? "matterlint is not installed: neither in this workspace's node_modules nor on the PATH. " +
        "`npm install --save-dev matterlint` or `pip install matterlint` installs it."
      : `matterlint: the setting matterlint.path names ${named}, and there is no such file.`;
  output.appendLine(message);
  const chosen = await vscode.window.showWarningMessage(message, install, choose);
  if (chosen === install) {
    await vscode.env.openExternal(vscode.Uri.parse(INSTALLING));
  } else if (chosen === choose) {
    await vscode.commands.executeCommand("workbench.action.openSettings", "matterlint.path");
  }
}

function fixAll() {
  const arguments_ = { kind: "source.fixAll.matterlint", apply: "first" };
  return vscode.commands.executeCommand("editor.action.codeAction", arguments_);
}

module.exports = { activate, deactivate, ENDINGS };

// The extension in an editor that is made of the few functions it calls.
"use strict";

const assert = require("node:assert/strict");
const fs = require("node:fs");
const Module = require("node:module");
const os = require("node:os");
const path = require("node:path");
const { beforeEach, test } = require("node:test");

const manifest = require("../package.json");

/** What the extension has done to the editor. */
let editor;

class LanguageClient {
  constructor(id, name, server, options) {
    Object.assign(this, { id, name, server, options, isRunning: false });
    editor.clients.push(this);
  }
  async start() {
    if (editor.failsToStart) {
      throw new Error("no server");
    }
    this.isRunning = true;
  }
  async dispose() {
    this.isRunning = false;
  }
}

const vscode = {
  window: {
    createOutputChannel: () => ({ appendLine: (line) => editor.output.push(line), show: () => editor.shown++, dispose() {} }),
    showWarningMessage: async (message, ...buttons) => {
      editor.warnings.push(message);
      return buttons[editor.button];
    },
    showErrorMessage: async (message) => void editor.errors.push(message),
  },
  commands: {
    registerCommand: (name, run) => {
      editor.commands.set(name, run);
      return { dispose() {} };
    },
    executeCommand: async (...call) => void editor.calls.push(call),
  },
  workspace: {
    get workspaceFolders() {
      return editor.folders.map((fsPath) => ({ uri: { scheme: "file", fsPath } }));
    },
    getConfiguration: () => ({ get: (name) => editor.settings[name] }),
    onDidChangeConfiguration: (listener) => {
      editor.configured = listener;
      return { dispose() {} };
    },
  },
  env: { openExternal: async (uri) => void editor.calls.push(["open", uri]) },
  Uri: { parse: (text) => text },
};

const load = Module._load;
Module._load = function (name, ...more) {
  const stand_ins = { vscode, "vscode-languageclient/node": { LanguageClient } };
  return stand_ins[name] ?? load.call(this, name, ...more);
};

async function activated(changes = {}) {
  editor = {
    clients: [], output: [], warnings: [], errors: [], calls: [], commands: new Map(), settings: {}, folders: [], shown: 0, ...changes,
  };
  const extension = require("../extension.js");
  const context = { subscriptions: [] };
  await extension.activate(context);
  assert.ok(context.subscriptions.length > 3, "what is registered can be taken back");
  return extension;
}

beforeEach(() => {
  delete require.cache[require.resolve("../extension.js")];
  process.env.PATH = "";
});

/** A workspace with the package for npm. */
function workspace() {
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), "matterlint-"));
  const bin = path.join(folder, "node_modules", ".bin");
  fs.mkdirSync(bin, { recursive: true });
  const program = path.join(bin, process.platform === "win32" ? "matterlint.cmd" : "matterlint");
  fs.writeFileSync(program, "");
  return { folder, program };
}

test("the server of the workspace is started for its pages", async () => {
  const { folder, program } = workspace();
  const extension = await activated({ folders: [folder] });
  const [client] = editor.clients;
  assert.ok(client.isRunning);
  assert.ok(client.server.command.includes(program));
  assert.deepEqual([client.server.args, client.server.options.cwd], [["server"], folder]);
  assert.equal(client.id, "matterlint", "the section of the settings");
  const [selector] = client.options.documentSelector;
  assert.match(selector.pattern, /^\*\*\/\*\.\{md,mdx,.*\}$/);
  await extension.deactivate();
  assert.ok(!client.isRunning);
});

test("commands do what they say", async () => {
  const { folder } = workspace();
  await activated({ folders: [folder] });
  const named = manifest.contributes.commands.map((command) => command.command);
  assert.deepEqual([...editor.commands.keys()].sort(), named.sort());
  await Promise.all([editor.commands.get("matterlint.restart")(), editor.commands.get("matterlint.restart")()]);
  assert.deepEqual(editor.clients.map((client) => client.isRunning), [false, false, true], "one at a time");
  editor.commands.get("matterlint.showOutput")();
  assert.equal(editor.shown, 1);
  await editor.commands.get("matterlint.fixAll")();
  assert.deepEqual(editor.calls, [["editor.action.codeAction", { kind: "source.fixAll.matterlint", apply: "first" }]]);
});

test("where there is no program, the way to it is told", async () => {
  await activated({ button: 0 });
  assert.equal(editor.clients.length, 0);
  assert.match(editor.warnings[0], /not installed.*npm install --save-dev matterlint.*pip install matterlint/);
  await new Promise(setImmediate);
  assert.match(editor.calls[0][1], /docs\/install\.md$/);

  editor.button = 1;
  editor.settings.path = "/no/such/program";
  await editor.configured({ affectsConfiguration: (name) => name === "matterlint.path" });
  assert.match(editor.warnings[1], /matterlint\.path names \/no\/such\/program/);
  await new Promise(setImmediate);
  assert.deepEqual(editor.calls[1], ["workbench.action.openSettings", "matterlint.path"]);

  const { program } = workspace();
  editor.settings.path = program;
  await editor.configured({ affectsConfiguration: () => true });
  assert.ok(editor.clients[0].isRunning);
});

test("a program that is no server is no reason to fail", async () => {
  const { folder } = workspace();
  const extension = await activated({ folders: [folder], failsToStart: true });
  assert.match(editor.errors[0], /does not start/);
  await extension.deactivate();
});

test("what is said of a setting is complete", () => {
  const { properties } = manifest.contributes.configuration;
  for (const [name, property] of Object.entries(properties)) {
    assert.ok(property.markdownDescription.endsWith("."), name);
    assert.notEqual(property.default, undefined, name);
  }
});

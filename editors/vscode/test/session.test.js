// The program and the protocol library that VS Code's client is made of: `npm install` first, and MATTERLINT names the
// program. The editor itself is not part of this.
"use strict";

const assert = require("node:assert/strict");
const { spawn } = require("node:child_process");
const fs = require("node:fs");
const os = require("node:os");
const path = require("node:path");
const { test } = require("node:test");
const { pathToFileURL } = require("node:url");
const { serverCommand } = require("../program.js");

const program = process.env.MATTERLINT;
const skip = missing();

function missing() {
  try {
    require.resolve("vscode-languageserver-protocol/node");
  } catch {
    return "npm install was not run";
  }
  return program ? false : "MATTERLINT names no program";
}

const PAGE = "---\r\ntitle: 灯塔 𠮷\r\ntags: [𠮷, go]\r\nfeatured_image: pier.png\r\ndraft: \"yes\"\r\n---\r\nText\r\n";

const CAPABILITIES = {
  general: { positionEncodings: ["utf-16"] },
  workspace: {
    configuration: true,
    workspaceEdit: { documentChanges: true, resourceOperations: ["create", "rename", "delete"] },
  },
  textDocument: {
    completion: { completionItem: { documentationFormat: ["markdown", "plaintext"], labelDetailsSupport: true } },
    hover: { contentFormat: ["markdown", "plaintext"] },
    codeAction: { codeActionLiteralSupport: { codeActionKind: { valueSet: ["quickfix", "source.fixAll"] } } },
    definition: { linkSupport: true },
    documentSymbol: { hierarchicalDocumentSymbolSupport: true },
    rename: { prepareSupport: true },
    foldingRange: { lineFoldingOnly: true },
  },
};

function site() {
  const folder = fs.realpathSync(fs.mkdtempSync(path.join(os.tmpdir(), "matterlint-")));
  const write = (name, text) => {
    fs.mkdirSync(path.dirname(path.join(folder, name)), { recursive: true });
    fs.writeFileSync(path.join(folder, name), text);
  };
  write("hugo.toml", "title = 'T'\n");
  write("matterlint.yaml", "taxonomies: {tags: {vocabulary: tags.yaml}}\n");
  write("tags.yaml", "- 𠮷\n- go\n");
  write("content/a.md", PAGE);
  write("content/b.md", "---\ntitle: B\ntags: [go]\n---\n");
  return folder;
}

test("a session over the client's own library", { skip, timeout: 120_000 }, async () => {
  const protocol = require("vscode-languageserver-protocol/node");
  const folder = site();
  const { command, args, options } = serverCommand(program, folder);
  const server = spawn(command, args, { ...options, stdio: ["pipe", "pipe", "inherit"] });
  const connection = protocol.createProtocolConnection(
    new protocol.StreamMessageReader(server.stdout),
    new protocol.StreamMessageWriter(server.stdin),
  );
  const found = new Map();
  const news = [];
  const messages = [];
  connection.onNotification(protocol.PublishDiagnosticsNotification.type, ({ uri, diagnostics }) => {
    found.set(uri, diagnostics);
    news.splice(0).forEach((tell) => tell());
  });
  connection.onNotification(protocol.ShowMessageNotification.type, ({ message }) => messages.push(message));
  // What VS Code answers when nobody has set anything: every setting with the default of the manifest.
  const settings = { path: "", trace: { server: "off" } };
  for (const [name, { default: value }] of Object.entries(require("../package.json").contributes.configuration.properties)) {
    settings[name.replace("matterlint.", "")] ??= value;
  }
  connection.onRequest(protocol.ConfigurationRequest.type, ({ items }) => items.map(() => settings));
  connection.onRequest(protocol.RegistrationRequest.type, () => undefined);
  connection.listen();

  const uriOf = (name) => pathToFileURL(path.join(folder, name)).toString();
  const uri = uriOf("content/a.md");
  const { capabilities } = await connection.sendRequest(protocol.InitializeRequest.type, {
    processId: process.pid,
    rootUri: null,
    capabilities: CAPABILITIES,
    workspaceFolders: [{ uri: pathToFileURL(folder).toString(), name: "site" }],
  });
  assert.equal(capabilities.positionEncoding, "utf-16");
  connection.sendNotification(protocol.InitializedNotification.type, {});
  const textDocument = { uri };
  connection.sendNotification(protocol.DidOpenTextDocumentNotification.type, {
    textDocument: { uri, languageId: "markdown", version: 1, text: PAGE },
  });
  const at = (text) => {
    const offset = PAGE.indexOf(text.replace("|", "")) + text.indexOf("|");
    const before = PAGE.slice(0, offset).split("\n");
    return { textDocument, position: { line: before.length - 1, character: before.at(-1).length } };
  };

  while (found.get(uri)?.length !== 1) {
    await new Promise((tell) => news.push(tell));
  }
  assert.equal(found.get(uri)[0].code, "values/not-a-boolean");
  assert.deepEqual(messages, [], "the defaults of the manifest are right");

  const { items } = await connection.sendRequest(protocol.CompletionRequest.type, at("draft|:"));
  const draft = items.find((item) => item.label === "draft");
  assert.deepEqual(draft.textEdit.range, { start: at("|draft").position, end: at("draft|").position });
  const hover = await connection.sendRequest(protocol.HoverRequest.type, at("dra|ft"));
  assert.equal(hover.contents.kind, "markdown");
  const [link] = await connection.sendRequest(protocol.DefinitionRequest.type, at("g|o]"));
  assert.equal(link.targetUri, uriOf("tags.yaml"));
  assert.deepEqual(link.originSelectionRange.start, at("|go]").position);
  const context = { includeDeclaration: false };
  const places = await connection.sendRequest(protocol.ReferencesRequest.type, { ...at("g|o]"), context });
  assert.deepEqual(places.map((place) => place.uri), [uri, uriOf("content/b.md")]);
  const symbols = await connection.sendRequest(protocol.DocumentSymbolRequest.type, { textDocument });
  assert.deepEqual(symbols.map((symbol) => symbol.name), ["title", "tags", "featured_image", "draft"]);
  const folds = await connection.sendRequest(protocol.FoldingRangeRequest.type, { textDocument });
  assert.deepEqual(folds.map((fold) => [fold.startLine, fold.endLine]), [[0, 5]]);
  const edit = await connection.sendRequest(protocol.RenameRequest.type, { ...at("g|o]"), newName: "围棋" });
  const files = edit.documentChanges.map((change) => [change.textDocument.uri, change.textDocument.version]);
  assert.deepEqual(files, [[uri, 1], [uriOf("content/b.md"), null], [uriOf("tags.yaml"), null]]);
  const whole = { start: { line: 0, character: 0 }, end: { line: 9, character: 0 } };
  const actions = await connection.sendRequest(protocol.CodeActionRequest.type, {
    textDocument,
    range: whole,
    context: { diagnostics: [], only: ["source.fixAll.matterlint"] },
  });
  assert.deepEqual(actions.map((action) => action.kind), ["source.fixAll.matterlint"], "what the command asks for");

  await connection.sendRequest(protocol.ShutdownRequest.type);
  connection.sendNotification(protocol.ExitNotification.type);
  const status = await new Promise((end) => server.on("exit", end));
  assert.equal(status, 0);
  connection.dispose();
});

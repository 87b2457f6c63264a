// Loads the extension of a folder with all that it needs: `node packed.js FOLDER`. Fails if a file was not packed. In place of
// the editor, anything can be asked for and called.
"use strict";

const Module = require("node:module");
const path = require("node:path");

const anything = new Proxy(class {}, {
  get: (target, name) => (name in target || typeof name === "symbol" ? target[name] : anything),
  apply: () => anything,
});

const load = Module._load;
Module._load = function (name, ...more) {
  return name === "vscode" ? anything : load.call(this, name, ...more);
};

const folder = path.resolve(process.argv[2]);
const extension = require(path.join(folder, require(path.join(folder, "package.json")).main));
const { LanguageClient } = require(require.resolve("vscode-languageclient/node", { paths: [folder] }));
if (typeof extension.activate !== "function" || typeof LanguageClient !== "function") {
  throw new Error("the extension is not whole");
}
console.log(`whole: ${folder}`);

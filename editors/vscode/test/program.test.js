"use strict";

const assert = require("node:assert/strict");
const os = require("node:os");
const path = require("node:path");
const { test } = require("node:test");
const { findProgram, serverCommand } = require("../program.js");

/** What is found on a machine that has these files. */
function found(files, { setting = "", folders = [], PATH = "", platform = "linux" } = {}) {
  const isFile = (file) => files.includes(file);
  return findProgram({ setting, folders, env: { PATH }, platform, isFile });
}

const SITE = "/site/node_modules/.bin/matterlint";
const BIN = "/usr/bin/matterlint";

test("the workspace's own program comes before that of the PATH", () => {
  const place = { folders: ["/docs", "/site"], PATH: "/bin:/usr/bin" };
  assert.deepEqual(found([BIN, SITE], place), { file: SITE });
  assert.deepEqual(found([BIN], place), { file: BIN });
  assert.deepEqual(found([], place), { missing: undefined });
  assert.deepEqual(found([BIN], { PATH: ":/usr/bin" }), { file: BIN });
  assert.deepEqual(found(["matterlint"], { PATH: "" }), { missing: undefined }, "never that of the present folder");
});

test("the setting comes first, and is never passed over", () => {
  const place = { setting: " /opt/matterlint ", folders: ["/site"], PATH: "/usr/bin" };
  assert.deepEqual(found(["/opt/matterlint", SITE, BIN], place), { file: "/opt/matterlint" });
  assert.deepEqual(found([SITE, BIN], place), { missing: "/opt/matterlint" });
  assert.deepEqual(found(["/b/tools/m"], { setting: "tools/m", folders: ["/a", "/b"] }), { file: "/b/tools/m" });
  assert.deepEqual(found([], { setting: "tools/m", folders: ["/a", "/b"] }), { missing: "/a/tools/m" });
  const home = path.join(os.homedir(), "bin/matterlint");
  assert.deepEqual(found([home], { setting: "~/bin/matterlint" }), { file: home });
});

test("Windows has other names", () => {
  const place = { folders: ["/site"], PATH: "/a;/b", platform: "win32" };
  const packaged = `${SITE}.cmd`;
  assert.deepEqual(found([SITE, packaged, "/b/matterlint.exe"], place), { file: packaged });
  assert.deepEqual(found(["/b/matterlint.exe", "/b/matterlint"], place), { file: "/b/matterlint.exe" });
});

test("a script is run by the shell", () => {
  assert.deepEqual(serverCommand(BIN, "/site"), { command: BIN, args: ["server"], options: { cwd: "/site" } });
  const script = serverCommand("C:\\a b\\matterlint.CMD", "C:\\site");
  assert.deepEqual([script.command, script.options.shell], ['"C:\\a b\\matterlint.CMD"', true]);
});

test("a folder of that name is no program", () => {
  const folder = path.dirname(__dirname);
  const missing = findProgram({ setting: __dirname, folders: [folder] });
  assert.deepEqual(missing, { missing: __dirname });
  assert.deepEqual(findProgram({ setting: "program.js", folders: [folder] }), { file: path.join(folder, "program.js") });
});

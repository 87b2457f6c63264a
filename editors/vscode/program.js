// Where the program is: the setting, the workspace's own package, the PATH. Knows nothing of VS Code.
"use strict";

const fs = require("node:fs");
const os = require("node:os");
const path = require("node:path");

/**
 * The program that is to be run, as { file }, or why there is none, as { missing }: the path that the setting names, or
 * undefined if there is no setting.
 *
 * `setting` is `matterlint.path`; `folders` are the paths of the workspace's folders.
 */
function findProgram({ setting, folders, env = process.env, platform = process.platform, isFile = isFileOnDisk }) {
  const named = setting.trim();
  if (named !== "") {
    const places = placesOf(named, folders);
    const file = places.find(isFile);
    return file === undefined ? { missing: places[0] } : { file };
  }
  // Windows runs no file without one of these; npm writes a .cmd, pip and cargo write an .exe.
  const names = platform === "win32" ? ["matterlint.exe", "matterlint.cmd"] : ["matterlint"];
  const search = (env.PATH ?? env.Path ?? "").split(platform === "win32" ? ";" : ":").filter((folder) => folder !== "");
  const packages = folders.map((folder) => path.join(folder, "node_modules", ".bin"));
  const candidates = [...packages, ...search].flatMap((folder) => names.map((name) => path.join(folder, name)));
  const file = candidates.find(isFile);
  return file === undefined ? { missing: undefined } : { file };
}

/** How the server is started. A .cmd is a script for the shell, which takes quotes for what they are. */
function serverCommand(file, cwd) {
  if (/\.(cmd|bat)$/i.test(file)) {
    return { command: `"${file}"`, args: ["server"], options: { cwd, shell: true } };
  }
  return { command: file, args: ["server"], options: { cwd } };
}

/** What a path in the settings can mean. */
function placesOf(named, folders) {
  const home = named.startsWith("~/") || named.startsWith("~\\") ? path.join(os.homedir(), named.slice(2)) : named;
  if (path.isAbsolute(home)) {
    return [home];
  }
  return folders.length === 0 ? [home] : folders.map((folder) => path.join(folder, home));
}

function isFileOnDisk(file) {
  return fs.statSync(file, { throwIfNoEntry: false })?.isFile() ?? false;
}

module.exports = { findProgram, serverCommand };

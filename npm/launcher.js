#!/usr/bin/env node
// Runs the program, which lies in the package of this platform, and ends as it ends.
"use strict";

const { spawn } = require("node:child_process");
const path = require("node:path");
const platforms = require("./platforms.json");

/** matterlint's exit status for "the work could not be done". */
const CANNOT = 2;

/** What the launcher is told to stop with, it tells the program. */
const SIGNALS = ["SIGINT", "SIGTERM", "SIGHUP"];

main();

function main() {
  const platform = `${process.platform}-${process.arch}`;
  if (!Object.hasOwn(platforms, platform)) {
    const known = Object.keys(platforms).join(", ");
    return refuse(
      `there is no package for ${platform}, only for ${known}`,
      "`cargo install --locked matterlint` builds it from source",
    );
  }
  const program = programOf(platform);
  if (program === undefined) {
    return refuse(
      `the package @matterlint/${platform} is not installed`,
      "it is an optional dependency: install again without --omit=optional or --no-optional; if the lock file was " +
        "written on another platform, remove node_modules and the lock file first",
    );
  }
  run(program);
}

/** The path of the program, or undefined. Resolved from here, as not every package manager hoists. */
function programOf(platform) {
  try {
    const manifest = require.resolve(`@matterlint/${platform}/package.json`);
    return path.join(path.dirname(manifest), process.platform === "win32" ? "matterlint.exe" : "matterlint");
  } catch {
    return undefined;
  }
}

function run(program) {
  let child;
  const pass = (signal) => child.kill(signal);
  // Before the program starts: a signal in between would leave it running alone.
  for (const signal of SIGNALS) {
    process.on(signal, pass);
  }
  child = spawn(program, process.argv.slice(2), { stdio: "inherit", windowsHide: true });
  child.on("error", (error) => refuse(`cannot run ${program}: ${error.message}`, "install the package again"));
  child.on("exit", (status, signal) => {
    if (signal === null) {
      process.exitCode = status;
      return;
    }
    for (const passed of SIGNALS) {
      process.off(passed, pass);
    }
    process.kill(process.pid, signal);
  });
}

function refuse(reason, help) {
  process.stderr.write(`matterlint: ${reason}\nhelp: ${help}\n`);
  process.exitCode = CANNOT;
}

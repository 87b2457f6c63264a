// Writes the folders of the npm packages: `matterlint`, which everybody installs, and one package with the program for
// each platform that is given. What they say of themselves is taken from Cargo.toml.
//
// usage: node npm/build.mjs OUT [PLATFORM=PROGRAM...]     PLATFORM is a key of platforms.json: linux-x64

import { chmodSync, copyFileSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import path from "node:path";
import { fileURLToPath } from "node:url";

const here = path.dirname(fileURLToPath(import.meta.url));
const root = path.dirname(here);
const platforms = JSON.parse(readFileSync(path.join(here, "platforms.json"), "utf8"));
const cargo = readFileSync(path.join(root, "Cargo.toml"), "utf8");
const licences = ["LICENSE-MIT", "LICENSE-APACHE"];

const [out, ...programs] = process.argv.slice(2);
if (out === undefined) {
  fail("usage: node npm/build.mjs OUT [PLATFORM=PROGRAM...]");
}
writeLauncher(path.join(out, "matterlint"));
for (const argument of programs) {
  const [platform, ...program] = argument.split("=");
  if (!Object.hasOwn(platforms, platform) || program.length === 0) {
    fail(`${argument} is not PLATFORM=PROGRAM with one of ${Object.keys(platforms).join(", ")}`);
  }
  writePlatform(path.join(out, platform), platform, program.join("="));
}

function writeLauncher(folder) {
  mkdirSync(folder, { recursive: true });
  const version = field("version");
  const names = Object.keys(platforms).map((platform) => `@matterlint/${platform}`);
  writeManifest(folder, "matterlint", {
    keywords: list("keywords"),
    bin: { matterlint: "launcher.js" },
    files: ["launcher.js", "platforms.json", ...licences],
    engines: { node: ">=18" },
    // Of these, package managers install the one that is for the machine.
    optionalDependencies: Object.fromEntries(names.map((name) => [name, version])),
  });
  for (const file of ["launcher.js", "platforms.json"]) {
    copyFileSync(path.join(here, file), path.join(folder, file));
  }
  copyFileSync(path.join(root, "README.md"), path.join(folder, "README.md"));
}

function writePlatform(folder, platform, program) {
  mkdirSync(folder, { recursive: true });
  const [os, cpu] = platform.split("-");
  const file = os === "win32" ? "matterlint.exe" : "matterlint";
  writeManifest(folder, `@matterlint/${platform}`, {
    os: [os],
    cpu: [cpu],
    files: [file, ...licences],
    // Yarn would otherwise leave it in a zip, where it cannot be run.
    preferUnplugged: true,
  });
  copyFileSync(program, path.join(folder, file));
  chmodSync(path.join(folder, file), 0o755);
  const about = `The program of [matterlint](${field("repository")}) for ${platform}. Install \`matterlint\` instead.\n`;
  writeFileSync(path.join(folder, "README.md"), about);
}

function writeManifest(folder, name, more) {
  const manifest = {
    name,
    version: field("version"),
    description: field("description"),
    license: field("license"),
    repository: { type: "git", url: `git+${field("repository")}.git` },
    publishConfig: { access: "public" },
    ...more,
  };
  writeFileSync(path.join(folder, "package.json"), JSON.stringify(manifest, null, 2) + "\n");
  for (const file of licences) {
    copyFileSync(path.join(root, file), path.join(folder, file));
  }
}

/** The text of a key of `[package]`, which comes first in Cargo.toml. */
function field(key) {
  const found = new RegExp(`^${key} = "(.*)"$`, "m").exec(cargo);
  return found ? found[1] : fail(`Cargo.toml has no text ${key}`);
}

function list(key) {
  const found = new RegExp(`^${key} = (\\[.*\\])$`, "m").exec(cargo);
  return found ? JSON.parse(found[1]) : fail(`Cargo.toml has no list ${key}`);
}

function fail(message) {
  process.stderr.write(`${message}\n`);
  process.exit(1);
}

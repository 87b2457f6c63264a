#!/usr/bin/env bash
# Packs the extension: `bash editors/vscode/pack.sh OUT` leaves matterlint-VERSION.vsix in the folder OUT. Fetches what the
# extension needs, and vsce, from the package registry.
set -euo pipefail

here=$(cd "$(dirname "$0")" && pwd)
mkdir -p "${1:-.}"
out=$(cd "${1:-.}" && pwd)
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

cp "$here"/{package.json,.vscodeignore,extension.js,program.js,README.md} "$here"/../../LICENSE-* "$work"
cd "$work"
# vsce asks for a file of this name; both licences are in the package.
printf 'MIT or Apache-2.0, at your choice: see LICENSE-MIT and LICENSE-APACHE.\n' > LICENSE
npm install --omit=dev --no-package-lock --no-audit --no-fund --silent
npm exec --yes --package=@vscode/vsce@3 -- vsce package --out "$out"
mkdir unpacked
python3 -m zipfile -e "$out"/matterlint-*.vsix unpacked
node "$here/packed.js" unpacked/extension

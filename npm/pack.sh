#!/usr/bin/env bash
# Packs the npm packages from the archives of a release: `bash npm/pack.sh ARCHIVES OUT`. OUT then has one .tgz for each
# package, and `order.txt` with their names in the order of publication: `matterlint` last, because it needs the others.
set -euo pipefail

here=$(cd "$(dirname "$0")" && pwd)
archives=$(cd "$1" && pwd)
mkdir -p "$2"
out=$(cd "$2" && pwd)
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

programs=()
while read -r platform target; do
  mkdir "$work/$target"
  tar -xzf "$archives/matterlint-$target.tar.gz" -C "$work/$target"
  program=$work/$target/matterlint
  case "$platform" in win32-*) program+=.exe ;; esac
  programs+=("$platform=$program")
done < <(node -p 'Object.entries(require(process.argv[1])).map(([name, { target }]) => `${name} ${target}`).join("\n")' "$here/platforms.json")

node "$here/build.mjs" "$work/packages" "${programs[@]}"
: > "$out/order.txt"
for argument in "${programs[@]}" matterlint; do
  (cd "$out" && npm pack --silent "$work/packages/${argument%%=*}") >> "$out/order.txt"
done

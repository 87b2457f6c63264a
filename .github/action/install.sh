#!/usr/bin/env bash
# Puts matterlint on the PATH of the job: a released binary where there is one for the machine, else built by cargo.
#
# Reads INPUT_VERSION (empty: the version of the action) and, of the runner, RUNNER_OS, RUNNER_ARCH, RUNNER_TEMP,
# GITHUB_ACTION_PATH and GITHUB_PATH.
set -euo pipefail

# Tests take the releases from a folder.
releases=${MATTERLINT_RELEASES:-https://github.com/matterlint/matterlint/releases}

own=$(sed -n 's/^version = "\(.*\)"$/\1/p' "$GITHUB_ACTION_PATH/Cargo.toml" | head -n 1)
version=${INPUT_VERSION#v}
version=${version:-$own}
if [ "$version" = installed ]; then
  matterlint --version
  exit
fi

case "$RUNNER_OS-$RUNNER_ARCH" in
  Linux-X64) target=x86_64-unknown-linux-musl ;;
  Linux-ARM64) target=aarch64-unknown-linux-musl ;;
  macOS-X64) target=x86_64-apple-darwin ;;
  macOS-ARM64) target=aarch64-apple-darwin ;;
  Windows-X64) target=x86_64-pc-windows-msvc ;;
  *) target= ;;
esac

folder=$RUNNER_TEMP/matterlint
archive=matterlint-$target.tar.gz
case "$version" in
  latest) address=$releases/latest/download ;;
  *) address=$releases/download/v$version ;;
esac

# The checksum of the archive, as `sha256sum` or `shasum -a 256` prints it.
checksum() {
  if command -v sha256sum > /dev/null; then sha256sum "$1"; else shasum -a 256 "$1"; fi | cut -d ' ' -f 1
}

download() {
  [ -n "$target" ] || return 1
  curl -fsSL --retry 3 -o "$folder/$archive" "$address/$archive" || return 1
  curl -fsSL --retry 3 -o "$folder/$archive.sha256" "$address/$archive.sha256" || return 1
}

mkdir -p "$folder"
if download; then
  wanted=$(cut -d ' ' -f 1 "$folder/$archive.sha256")
  if [ "$(checksum "$folder/$archive")" != "$wanted" ]; then
    echo "::error title=matterlint::the checksum of $archive is not $wanted"
    exit 1
  fi
  # By name within the folder: tar takes the colon of C:\ for a host.
  (cd "$folder" && tar -xzf "$archive")
  echo "$folder" >> "$GITHUB_PATH"
else
  echo "no binary of matterlint $version for $RUNNER_OS $RUNNER_ARCH; cargo builds it, which takes some minutes"
  case "$version" in
    # The action comes with its source.
    "$own") cargo install --locked --root "$folder" --path "$GITHUB_ACTION_PATH" ;;
    latest) cargo install --locked --root "$folder" matterlint ;;
    *) cargo install --locked --root "$folder" --version "$version" matterlint ;;
  esac
  echo "$folder/bin" >> "$GITHUB_PATH"
fi

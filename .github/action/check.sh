#!/usr/bin/env bash
# Checks the site: annotations in the log, a table in the summary of the job, and SARIF where it is asked for. Ends
# with 0 and leaves the exit status to a later step, which comes after the upload.
#
# Reads INPUT_* (see action.yml), BASE_COMMIT, and, of the runner, GITHUB_OUTPUT, GITHUB_STEP_SUMMARY and RUNNER_TEMP.
set -euo pipefail

no_commit=0000000000000000000000000000000000000000

# The paths to report on, one a line ended by NUL. Everything, where there is nothing to compare with.
changed_files() {
  if [ -z "${BASE_COMMIT:-}" ] || [ "$BASE_COMMIT" = "$no_commit" ]; then
    return 1
  fi
  if ! git cat-file -e "$BASE_COMMIT^{commit}" 2> /dev/null; then
    # The checkout of a pull request is shallow: its base is not there.
    git fetch --quiet --no-tags --depth=1 origin "$BASE_COMMIT" || return 1
  fi
  # A schema, a vocabulary or the configuration decides on every page.
  if ! git diff --quiet "$BASE_COMMIT" HEAD -- ':(glob)**/matterlint.yaml'; then
    return 1
  fi
  # No renames: a renamed page is a new one at its new place.
  git diff -z --name-only --no-renames --relative --diff-filter=AM "$BASE_COMMIT" HEAD -- "$INPUT_PATH"
}

finish() {
  echo "exit-status=$1" >> "$GITHUB_OUTPUT"
  exit 0
}

paths=("$INPUT_PATH")
if [ "$INPUT_CHANGED_FILES_ONLY" = true ]; then
  list=$RUNNER_TEMP/matterlint-changed
  if changed_files > "$list"; then
    paths=()
    while IFS= read -r -d '' path; do paths+=("$path"); done < "$list"
    if [ "${#paths[@]}" -eq 0 ]; then
      echo "### matterlint: no file of the site was changed" >> "$GITHUB_STEP_SUMMARY"
      finish 0
    fi
  else
    echo "matterlint: all files are reported on, as there is nothing to compare with or the configuration was changed"
  fi
fi

# Words are what blanks and line ends separate; nothing in them is expanded.
args=()
while read -r -a words; do args+=(${words[@]+"${words[@]}"}); done <<< "$INPUT_ARGS"

summary=$RUNNER_TEMP/matterlint-summary.md
outputs=(--format github --format "markdown=$summary")
if [ -n "$INPUT_SARIF" ]; then
  outputs+=(--format "sarif=$INPUT_SARIF")
fi

status=0
rm -f "$summary"
matterlint check --fail-on "$INPUT_FAIL_ON" "${outputs[@]}" ${args[@]+"${args[@]}"} -- "${paths[@]}" || status=$?

if [ -f "$summary" ]; then
  cat "$summary" >> "$GITHUB_STEP_SUMMARY"
  if [ -n "$INPUT_SARIF" ]; then
    echo "sarif=$INPUT_SARIF" >> "$GITHUB_OUTPUT"
  fi
else
  echo "::error title=matterlint::the site could not be checked; the log says why"
  echo "### matterlint: the site could not be checked" >> "$GITHUB_STEP_SUMMARY"
fi
finish "$status"

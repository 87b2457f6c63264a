#!/usr/bin/env bash
# Checks the site: annotations in the log, a table in the summary of the job, and SARIF where it is asked for. Ends
# with 0 and leaves the exit status to a later step, which comes after the upload.
#
# Reads INPUT_* (see action.yml), BASE_COMMIT, and, of the runner, GITHUB_OUTPUT, GITHUB_STEP_SUMMARY and RUNNER_TEMP.
set -euo pipefail

no_commit=0000000000000000000000000000000000000000

# Whether the commit to compare with is here, or can be fetched: the checkout of a pull request has the newest one only.
has_base() {
  if [ -z "${BASE_COMMIT:-}" ] || [ "$BASE_COMMIT" = "$no_commit" ]; then
    return 1
  fi
  git cat-file -e "$BASE_COMMIT^{commit}" 2> /dev/null || git fetch --quiet --no-tags --depth=1 origin "$BASE_COMMIT"
}

# Words are what blanks and line ends separate; nothing in them is expanded.
args=()
while read -r -a words; do args+=(${words[@]+"${words[@]}"}); done <<< "$INPUT_ARGS"

if [ "$INPUT_CHANGED_FILES_ONLY" = true ]; then
  if has_base; then
    args+=(--changed-since "$BASE_COMMIT")
  else
    echo "matterlint: all files are reported on, as there is nothing to compare with"
  fi
fi
if [ -n "$INPUT_FAIL_ON" ]; then
  args+=(--fail-on "$INPUT_FAIL_ON")
fi

summary=$RUNNER_TEMP/matterlint-summary.md
outputs=(--format github --format "markdown=$summary")
if [ -n "$INPUT_SARIF" ]; then
  outputs+=(--format "sarif=$INPUT_SARIF")
fi

status=0
rm -f "$summary"
matterlint check "${outputs[@]}" ${args[@]+"${args[@]}"} -- "$INPUT_PATH" || status=$?

if [ -f "$summary" ]; then
  cat "$summary" >> "$GITHUB_STEP_SUMMARY"
  if [ -n "$INPUT_SARIF" ]; then
    echo "sarif=$INPUT_SARIF" >> "$GITHUB_OUTPUT"
  fi
else
  echo "::error title=matterlint::the site could not be checked; the log says why"
  echo "### matterlint: the site could not be checked" >> "$GITHUB_STEP_SUMMARY"
fi
echo "exit-status=$status" >> "$GITHUB_OUTPUT"

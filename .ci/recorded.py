#!/usr/bin/env python3
"""Compare a build with recorded cases and with the recorded behaviour of real generators; fail on a step back.

usage: recorded.py BINARY SHARED_DIR

`recorded.txt` beside this file says what holds today: `case NAME` for a case that passes, `table NAME ROWS` for how many
rows of a table may differ. A case that no longer passes and a row more that differs are failures.
"""
import os
import re
import subprocess
import sys


def lines(tool, *arguments):
    run = subprocess.run([sys.executable, tool, *arguments], capture_output=True, text=True)
    print(run.stdout, end="")
    if not re.search(r"^\d+ passed, \d+ failed$", run.stdout, re.M):
        sys.exit(f"{tool} did not finish\n{run.stderr}")
    return run.stdout.splitlines()


def main():
    binary, shared = sys.argv[1:]
    here = os.path.dirname(os.path.abspath(__file__))
    expected = [line.split() for line in open(os.path.join(here, "recorded.txt"), encoding="utf-8") if line.strip() and line[0] != "#"]
    cases = [words[1] for words in expected if words[0] == "case"]
    tables = {words[1]: int(words[2]) for words in expected if words[0] == "table"}
    wrong = []

    names = {name for name in os.listdir(f"{shared}/cases") if os.path.isfile(f"{shared}/cases/{name}/expected.yaml")}
    failing = {line.split(":")[0] for line in lines(f"{shared}/tools/cases.py", binary, f"{shared}/cases")} & names
    wrong += [f"case {name} passed before" for name in cases if name in failing]
    risen = sorted(names - failing - set(cases))

    differing = {}
    for line in lines(f"{shared}/tools/vectors.py", binary, f"{shared}/vectors"):
        if found := re.match(r"(\w+): (\d+) of (\d+) rows agree", line):
            differing[found[1]] = int(found[3]) - int(found[2])
    for name, allowed in tables.items():
        if name not in differing:
            wrong.append(f"table {name} was not read")
        elif differing[name] > allowed:
            wrong.append(f"table {name}: {differing[name]} rows differ, {allowed} before")

    if risen:
        print("pass now, and belong in .ci/recorded.txt: " + ", ".join(risen))
    for text in wrong:
        print(f"a step back: {text}")
    sys.exit(1 if wrong else 0)


main()

"""The tables of docs/numbers.md, written between its markers."""

import collections
import dataclasses
import datetime
import os
import pathlib


@dataclasses.dataclass
class Result:
    """Everything that was measured."""

    machine: str
    versions: dict[str, str]
    skipped: dict[str, str]
    invented: dict = dataclasses.field(default_factory=dict)  # by pages, then by program
    real: dict = dataclasses.field(default_factory=dict)  # by name and pages, then by program
    faults: collections.Counter = dataclasses.field(default_factory=collections.Counter)
    found: dict = dataclasses.field(default_factory=dict)  # by program
    recall_size: int = 0
    micro: str | None = None
    load_before: float = dataclasses.field(default_factory=lambda: os.getloadavg()[0])
    load_after: float = 0


def tables(result: Result) -> str:
    return "\n".join(f"## {name}\n\n{text}" for name, text in parts(result).items())


def write(path: pathlib.Path, result: Result) -> None:
    """Puts each part of `result` between its markers in the page at `path`."""
    text = path.read_text()
    for name, part in parts(result).items():
        begin, end = f"<!-- {name}:begin -->\n", f"<!-- {name}:end -->"
        before, rest = text.split(begin, 1)
        text = f"{before}{begin}\n{part}\n{end}{rest.split(end, 1)[1]}"
    path.write_text(text)


def parts(result: Result) -> dict[str, str]:
    found = {
        "machine": machine(result),
        "invented": "\n".join([sites(result.invented, pages), memory(result.invented)]),
        "faults": faults(result),
    }
    if result.real:
        found["real"] = sites(result.real, lambda site: f"{site[0]}, {number(site[1])} files")
    if result.micro:
        found["micro"] = f"```text\n{result.micro.strip()}\n```\n"
    return found


def machine(result: Result) -> str:
    lines = [f"- {datetime.date.today()}: {result.machine}; load {result.load_before:.1f} before and {result.load_after:.1f} after"]
    lines += ["- " + program + ": " + said.removeprefix(program + " ") for program, said in result.versions.items()]
    lines += [f"- left out: {what}: {why}" for what, why in result.skipped.items()]
    return "\n".join(lines) + "\n"


def sites(measured: dict, title) -> str:
    """Medians, and how many times as long as matterlint each takes. One column for each site."""
    def times(kind: str) -> str:
        def cell(programs: dict, name: str) -> str:
            if name not in programs:
                return "-"
            median = getattr(programs[name], kind)
            ratio = median / getattr(programs["matterlint"], kind)
            return duration(median) + ("" if name == "matterlint" else f" ({factor(ratio)} x)")

        head = {"clock": "on the clock", "processor": "of all processors"}[kind]
        return table([head] + [title(site) for site in measured],
                     [[name] + [cell(programs, name) for programs in measured.values()] for name in names(measured)])

    return times("clock") + "\n" + times("processor") + "\n" + hook(measured, title)


def hook(measured: dict, title) -> str:
    """How many times as long as the blocks alone a check of one page takes."""
    def cell(programs: dict, kind: str) -> str:
        if "matterlint, blocks alone" not in programs:
            return "-"
        return factor(getattr(programs["matterlint, one page"], kind) / getattr(programs["matterlint, blocks alone"], kind)) + " x"

    return table(["one page, beside the blocks alone"] + [title(site) for site in measured],
                 [[name] + [cell(programs, kind) for programs in measured.values()]
                  for name, kind in [("on the clock", "clock"), ("of all processors", "processor")]])


def memory(measured: dict) -> str:
    def cell(programs: dict, name: str) -> str:
        peak = programs[name].megabytes if name in programs else None
        return "-" if peak is None else f"{peak:.0f} MB"

    return table(["most memory"] + [pages(size) for size in measured],
                 [[name] + [cell(programs, name) for programs in measured.values()] for name in names(measured)])


def faults(result: Result) -> str:
    """What each program has found, in all and by kind."""
    total = sum(result.faults.values())
    head = ["program", f"pages with a fault, of {total}", "faults at their line", "pages without a fault"]
    rows = [[name, str(found.pages), str(sum(found.lines.values())), number(found.clean_pages)]
            for name, found in result.found.items()]
    kinds = [[kind, str(count)] + [str(found.lines[kind] or "-") for found in result.found.values()]
             for kind, count in result.faults.items()]
    by_kind = table(["kind", "planted"] + [name.split(",")[0] for name in result.found], kinds)
    return f"On the site of {number(result.recall_size)} pages:\n\n{table(head, rows)}\nAt their line, by kind:\n\n{by_kind}"


def names(measured: dict) -> list[str]:
    return list(dict.fromkeys(name for programs in measured.values() for name in programs))


def table(head: list[str], rows: list[list[str]]) -> str:
    line = lambda cells: "| " + " | ".join(cells) + " |"
    rule = "| --- |" + " ---: |" * (len(head) - 1)
    return "\n".join([line(head), rule] + [line(row) for row in rows]) + "\n"


def duration(seconds: float) -> str:
    return f"{seconds * 1000:.0f} ms" if seconds < 1 else f"{seconds:.1f} s"


def factor(ratio: float) -> str:
    """Two digits that say something: 0.19, 1.9, 19, 190."""
    return f"{ratio:.2f}" if ratio < 1 else f"{ratio:.1f}" if ratio < 10 else f"{ratio:.0f}"


def pages(count: int) -> str:
    return f"{number(count)} pages"


def number(value: int) -> str:
    return f"{value:,}"

#!/usr/bin/env python3
"""Runs matterlint beside the programs that people would take instead, on the same pages, and writes docs/numbers.md.

    cargo build --release --bins --examples
    python3 benches/compare.py --tools FOLDER --install        # once: with pip, npm and cargo
    python3 benches/compare.py --tools FOLDER --site SITE...   # measures, writes the page

The programs run by turns, so that a busy machine is equally busy for all; medians and ratios count, not seconds. On
invented sites, it also counts how many of the planted faults each has found. Python's standard library is enough."""

import argparse
import collections
import dataclasses
import json
import os
import pathlib
import shutil
import statistics
import subprocess
import sys
import tempfile
import time

import page
import peers
from peers import Job, Peer

ROOT = pathlib.Path(__file__).resolve().parent.parent
# Seconds for which a program runs again and again in its turn.
SHORT = 0.3


@dataclasses.dataclass
class Measured:
    """What was measured of one program on one site."""

    runs: list[tuple[float, float]]  # seconds on the clock, seconds of the processors
    megabytes: float | None

    @property
    def clock(self) -> float:
        return statistics.median(clock for clock, _ in self.runs)

    @property
    def processor(self) -> float:
        return statistics.median(processor for _, processor in self.runs)


@dataclasses.dataclass
class Found:
    """What one program has found of the planted faults, and how many pages without a fault it has reported."""

    pages: int
    lines: collections.Counter
    clean_pages: int


def main() -> None:
    arguments = parsed()
    if arguments.install:
        peers.install(arguments.tools, arguments.patience)
        return
    known = peers.all_peers(arguments.matterlint.resolve(), arguments.tools.resolve())
    usable = [peer for peer in known if peer.program.exists()]
    skipped = {peer.name: "not installed" for peer in known if peer not in usable}
    if usable[:1] != known[:1]:
        sys.exit(f"{arguments.matterlint} is not there: cargo build --release")
    result = page.Result(machine=machine(), versions=versions(usable), skipped=skipped)
    with tempfile.TemporaryDirectory() as work:
        work = pathlib.Path(arguments.work or work)
        invented = {size: invent(size, work) for size in arguments.sizes + arguments.once}
        for size, job in invented.items():
            rounds = 1 if size in arguments.once else arguments.rounds
            result.invented[size] = measure(job, usable, rounds, arguments, result, size)
        for site in arguments.site:
            job = Job(site.resolve(), False, work / "real")
            pages = sum(1 for _ in job.site.rglob("*.md"))
            result.real[site.name, pages] = measure(job, usable, arguments.rounds, arguments, result, pages)
        # Last, as the programs' answers make this process large, and a child is never smaller than its parent was.
        size = max(arguments.sizes)
        result.faults, result.found = recall(invented[size], usable, arguments, result)
        result.recall_size = size
    if arguments.micro:
        result.micro = micro()
    result.load_after = os.getloadavg()[0]
    print(page.tables(result))
    if not arguments.dry_run:
        page.write(arguments.page, result)


def parsed() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    sizes = lambda text: [int(size) for size in text.split(",") if size]
    parser.add_argument("--tools", type=pathlib.Path, required=True, help="the folder of the other programs")
    parser.add_argument("--install", action="store_true", help="install them there, and do nothing else")
    parser.add_argument("--patience", type=int, default=1800, help="seconds for each step of --install")
    parser.add_argument("--matterlint", type=pathlib.Path, default=ROOT / "target/release/matterlint")
    parser.add_argument("--work", type=pathlib.Path, help="where invented sites are kept for the next run")
    parser.add_argument("--sizes", type=sizes, default=[1_000, 10_000], help="pages of invented sites: 1000,10000")
    parser.add_argument("--once", type=sizes, default=[100_000], help="the same, for one round only")
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--budget", type=float, default=60, help="seconds after which a program gets no more rounds")
    parser.add_argument("--limit", type=float, default=180, help="a program is left out where it would take longer")
    parser.add_argument("--site", type=pathlib.Path, nargs="*", default=[], help="real sites")
    parser.add_argument("--micro", action="store_true", help="run `cargo bench --bench micro`, too")
    parser.add_argument("--page", type=pathlib.Path, default=ROOT / "docs/numbers.md", help="the page to write")
    parser.add_argument("--dry-run", action="store_true", help="write no page")
    return parser.parse_args()


def invent(size: int, work: pathlib.Path) -> Job:
    """An invented site of `size` pages. The generator needs the standard library only, so it is compiled alone."""
    site = work / f"invented-{size}"
    if not site.with_name(site.name + ".faults.jsonl").exists():
        shutil.rmtree(site, ignore_errors=True)
        program = work / "invented_site"
        source = ROOT / "examples" / "invented_site.rs"
        work.mkdir(parents=True, exist_ok=True)
        subprocess.run(["rustc", "--edition", "2024", "-O", "-o", program, source], check=True)
        subprocess.run([program, str(size), site], check=True, stdout=subprocess.DEVNULL)
    return Job(site, True, work / f"configurations-{size}")


def measure(job: Job, usable: list[Peer], rounds: int, arguments: argparse.Namespace, result: page.Result,
            pages: int) -> dict[str, Measured]:
    """Each program once to warm up and for its memory, then all of them by turns."""
    measured: dict[str, Measured] = {}
    for peer in usable:
        expected = expectation(result, peer.name, pages)
        if expected > arguments.limit:
            reason = f"it would take about {expected:.0f} s there"
            result.skipped[f"{peer.name}, {page.number(pages)} pages"] = reason
            continue
        said(f"{job.site.name}: {peer.name}")
        measured[peer.name] = Measured([], memory(peer.command(job), job.site))
    for turn in range(rounds):
        order = usable[turn % len(usable):] + usable[:turn % len(usable)]
        for peer in order:
            own = measured.get(peer.name)
            if own is not None and sum(clock for clock, _ in own.runs) <= arguments.budget:
                own.runs.extend(several_runs(peer.command(job), job.site))
    return measured


def several_runs(command: list[str], site: pathlib.Path) -> list[tuple[float, float]]:
    """One run; of a program that is done at once, as many as fill a part of a second: what ran before it has emptied the
    caches of the processor, and of twenty milliseconds that is half."""
    runs = [run(command, site)]
    while sum(clock for clock, _ in runs) < SHORT:
        runs.append(run(command, site))
    return runs


def expectation(result: page.Result, name: str, pages: int) -> float:
    """The seconds that a program will take for that many pages, from the largest invented site so far."""
    known = [(size, measured[name].clock) for size, measured in result.invented.items() if name in measured]
    if not known:
        return 0
    size, took = max(known)
    return took * pages / size


def run(command: list[str], site: pathlib.Path) -> tuple[float, float]:
    """How long a run takes: seconds on the clock, and of the processors, which a busy machine changes less."""
    began = time.perf_counter()
    process = subprocess.Popen(command, cwd=site, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    _, status, usage = os.wait4(process.pid, 0)
    clock = time.perf_counter() - began
    process.returncode = os.waitstatus_to_exitcode(status)
    return clock, usage.ru_utime + usage.ru_stime


def memory(command: list[str], site: pathlib.Path) -> float | None:
    """The most memory that a run holds, in megabytes; `None` where GNU time is not there to say."""
    meter = "/usr/bin/time"
    with tempfile.NamedTemporaryFile("r") as peak:
        prefix = [meter, "-f", "%M", "-o", peak.name] if os.access(meter, os.X_OK) else []
        run(prefix + command, site)
        lines = peak.read().split()
    return int(lines[-1]) / 1024 if lines else None


def recall(job: Job, usable: list[Peer], arguments: argparse.Namespace,
           result: page.Result) -> tuple[collections.Counter, dict[str, Found]]:
    """How many faults of each kind there are, and what each program has found of them, if it tells in time."""
    lines = job.site.with_name(job.site.name + ".faults.jsonl").read_text().splitlines()
    faults = [json.loads(line) for line in lines]
    guilty = {fault["path"] for fault in faults} | {fault["or"] for fault in faults}
    found = {}
    for peer in usable:
        if peer.asked is None or peer.places is None:
            continue
        said(f"what does {peer.name} find?")
        try:
            answer = subprocess.run(peer.asked(job), cwd=job.site, capture_output=True, text=True, check=False,
                                    timeout=4 * arguments.limit)
        except subprocess.TimeoutExpired as late:
            result.skipped[f"what {peer.name} finds"] = f"it takes more than {late.timeout:.0f} s"
            continue
        reported: dict[str, set] = collections.defaultdict(set)
        for path, line in peer.places(answer.stdout, answer.stderr):
            reported[path].add(line)
        own = Found(0, collections.Counter(), sum(path not in guilty for path in reported))
        for fault in faults:
            on_page, on_line = judged(fault, reported)
            own.pages += on_page
            own.lines[fault["kind"]] += on_line
        found[peer.name] = own
    return collections.Counter(fault["kind"] for fault in faults), found


def judged(fault: dict, reported: dict[str, set]) -> tuple[bool, bool]:
    """Whether the page of a fault was reported, and whether the line was."""
    here, there = reported.get(fault["path"], set()), reported.get(fault["or"], set())
    is_at_line = any(line is not None and fault["line"] <= line <= fault["last_line"] for line in here)
    return bool(here or there), is_at_line or bool(there)


def versions(usable: list[Peer]) -> dict[str, str]:
    said_by = {}
    for peer in usable:
        lines = subprocess.run(peer.version, capture_output=True, text=True, check=False).stdout.splitlines()
        program = peer.name.split(",")[0]
        said_by[program] = peers.package_version(peer) + (lines[0] if lines else "unknown")
    return said_by


def machine() -> str:
    described = pathlib.Path("/proc/cpuinfo").read_text() if os.path.exists("/proc/cpuinfo") else ""
    models = [line.split(":", 1)[1].strip() for line in described.splitlines() if line.startswith("model name")]
    memory_size = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") / 2**30
    system = os.uname()
    return f"{os.cpu_count()} x {models[0] if models else system.machine}, {memory_size:.0f} GiB, {system.sysname} {system.release}"


def micro() -> str:
    command = ["cargo", "bench", "--quiet", "--bench", "micro"]
    said_by = subprocess.run(command, cwd=ROOT, check=True, stdout=subprocess.PIPE, text=True).stdout
    return "\n".join(line.rstrip() for line in said_by.splitlines())


def said(text: str) -> None:
    print(text, file=sys.stderr, flush=True)


if __name__ == "__main__":
    main()

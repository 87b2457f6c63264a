#!/usr/bin/env python3
"""How long a keystroke takes, from the change of a buffer to its published findings, over standard streams.

    cargo build --release
    python3 benches/keystroke.py target/release/matterlint --pages 10000
    python3 benches/keystroke.py target/release/matterlint --site ../a-real-site

Prints the median and the 99th percentile for keystrokes in the text of a page, in its front matter, and in a term, and
the memory before and after a series of random edits on random pages. Needs nothing but Python.
"""

import argparse
import json
import pathlib
import random
import statistics
import subprocess
import tempfile
import time

# What was measured, as rows of a table.
ROWS: list[str] = []

WORDS = "harbour mole lighthouse buoy storm tide anchor chart 灯塔 港口 compass sextant".split()


def make_site(root: pathlib.Path, pages: int, chance: random.Random):
    """A Hugo site of sections, terms and images, in which a few pages have mistakes."""
    (root / "hugo.toml").write_text("title = 'Bench'\nbaseURL = 'https://example.org/'\n")
    (root / "static").mkdir()
    for number in range(50):
        (root / f"static/picture-{number}.png").write_bytes(b"x")
    for number in range(pages):
        folder = root / f"content/section-{number % 40}"
        folder.mkdir(parents=True, exist_ok=True)
        terms = ", ".join(f"term-{chance.randrange(400)}" for _ in range(4))
        day = "2024-02-30" if chance.random() < 0.01 else f"20{chance.randrange(10, 25)}-0{chance.randrange(1, 9)}-11"
        lines = [
            "---",
            f"title: {' '.join(chance.choices(WORDS, k=4))} {number}",
            f"date: {day}",
            f"tags: [{terms}]",
            f"images: [/picture-{chance.randrange(51)}.png]",
            f"aliases: [/old/{number}/]",
            "description: >",
            f"  {' '.join(chance.choices(WORDS, k=20))}",
            "---",
            "",
        ]
        body = [" ".join(chance.choices(WORDS, k=12)) for _ in range(40)]
        (folder / f"page-{number}.md").write_text("\n".join(lines + body) + "\n", encoding="utf-8")


class Server:
    def __init__(self, program: str, root: pathlib.Path):
        self.process = subprocess.Popen([program, "server"], stdin=subprocess.PIPE, stdout=subprocess.PIPE)
        self.last_id = 0
        folders = [{"uri": root.as_uri(), "name": "bench"}]
        capabilities = {"general": {"positionEncodings": ["utf-8"]}}
        self.request("initialize", {"capabilities": capabilities, "workspaceFolders": folders})
        self.notify("initialized", {})

    def send(self, message: dict):
        body = json.dumps({"jsonrpc": "2.0", **message}).encode()
        self.process.stdin.write(b"Content-Length: %d\r\n\r\n%s" % (len(body), body))
        self.process.stdin.flush()

    def notify(self, method: str, params: dict):
        self.send({"method": method, "params": params})

    def request(self, method: str, params):
        self.last_id += 1
        self.send({"id": self.last_id, "method": method, "params": params})
        while True:
            message = self.read()
            if message.get("id") == self.last_id and "method" not in message:
                return message

    def read(self) -> dict:
        length = 0
        while (line := self.process.stdout.readline()) != b"\r\n":
            if not line:
                raise EOFError("the server ended")
            name, _, value = line.partition(b":")
            length = int(value) if name == b"Content-Length" else length
        return json.loads(self.process.stdout.read(length))

    def settled(self):
        self.request("workspace/diagnostic", {"previousResultIds": []})

    def published(self, uri: str, version: int):
        """Waits for the findings of this version of a buffer."""
        while True:
            message = self.read()
            params = message.get("params") or {}
            is_it = message.get("method") == "textDocument/publishDiagnostics" and params["uri"] == uri
            if is_it and params.get("version", version) >= version:
                return

    def memory(self) -> float:
        """Resident memory in MiB, where the system tells."""
        status = pathlib.Path(f"/proc/{self.process.pid}/status")
        if not status.exists():
            return float("nan")
        line = next(line for line in status.read_text().splitlines() if line.startswith("VmRSS"))
        return int(line.split()[1]) / 1024

    def end(self):
        self.request("shutdown", None)
        self.notify("exit", {})
        self.process.wait()


class Buffer:
    def __init__(self, server: Server, path: pathlib.Path):
        self.server, self.uri, self.version = server, path.as_uri(), 1
        self.lines = path.read_text(encoding="utf-8").split("\n")
        text = "\n".join(self.lines)
        document = {"uri": self.uri, "languageId": "markdown", "version": 1, "text": text}
        server.notify("textDocument/didOpen", {"textDocument": document})
        server.published(self.uri, 1)

    def type(self, line: int, column: int, text: str, replaced: int = 0) -> float:
        """Types `text` over as many bytes; gives the milliseconds until the findings came."""
        bytes_of_line = self.lines[line].encode()
        changed = bytes_of_line[:column] + text.encode() + bytes_of_line[column + replaced :]
        self.lines[line] = changed.decode()
        self.version += 1
        start, end = ({"line": line, "character": at} for at in (column, column + replaced))
        change = {"range": {"start": start, "end": end}, "text": text}
        params = {"textDocument": {"uri": self.uri, "version": self.version}, "contentChanges": [change]}
        began = time.perf_counter()
        self.server.notify("textDocument/didChange", params)
        self.server.published(self.uri, self.version)
        return (time.perf_counter() - began) * 1000

    def close(self):
        self.server.notify("textDocument/didClose", {"textDocument": {"uri": self.uri}})

    def line_of(self, start: str) -> int:
        return next((at for at, line in enumerate(self.lines) if line.startswith(start)), 1)


def keystrokes(buffer: Buffer, line: int, count: int) -> list[float]:
    """Types a word at the end of a line and deletes it, again and again."""
    times = []
    while len(times) < count:
        end = len(buffer.lines[line].encode())
        for at, letter in enumerate("harbour"):
            times.append(buffer.type(line, end + at, letter))
        for at in reversed(range(len("harbour"))):
            times.append(buffer.type(line, end + at, "", 1))
    return times


def tell(what: str, times: list[float]):
    times = sorted(times)
    p99 = times[min(len(times) - 1, int(len(times) * 0.99))]
    print(f"{what:<28} {len(times):>6} keystrokes  median {statistics.median(times):8.2f} ms  p99 {p99:8.2f} ms")
    ROWS.append(f"| {what} | {len(times)} | {statistics.median(times):.2f} ms | {p99:.2f} ms |")


def write(page: pathlib.Path, about: str):
    """Writes the section of the page between its markers."""
    head, rest = page.read_text(encoding="utf-8").split("<!-- keystroke:begin -->\n", 1)
    _, tail = rest.split("<!-- keystroke:end -->", 1)
    table = ["| typed | keystrokes | median | 99 of 100 within |", "| --- | ---: | ---: | ---: |", *ROWS]
    section = "\n".join(["", about, "", *table, ""])
    page.write_text(f"{head}<!-- keystroke:begin -->\n{section}\n<!-- keystroke:end -->{tail}", encoding="utf-8")


def main():
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("program")
    options.add_argument("--site", type=pathlib.Path, help="a site, instead of a generated one")
    options.add_argument("--pages", type=int, default=10_000)
    options.add_argument("--keystrokes", type=int, default=500, help="how many of each kind")
    options.add_argument("--edits", type=int, default=5_000, help="how many random edits before memory is looked at")
    options.add_argument("--page", type=pathlib.Path, help="a page of numbers, whose section about keystrokes is written")
    chosen = options.parse_args()
    chance = random.Random(7)
    with tempfile.TemporaryDirectory() as folder:
        root = chosen.site.resolve() if chosen.site else pathlib.Path(folder).resolve()
        if not chosen.site:
            make_site(root, chosen.pages, chance)
        began = time.perf_counter()
        server = Server(chosen.program, root)
        server.settled()
        pages = sorted(path for path in root.rglob("*.md") if path.read_bytes().startswith(b"---\n"))
        print(f"{len(pages)} pages, read in {time.perf_counter() - began:.2f} s, {server.memory():.0f} MiB")

        buffer = Buffer(server, pages[len(pages) // 2])
        tell("in the text", keystrokes(buffer, len(buffer.lines) - 1, chosen.keystrokes))
        tell("in the title", keystrokes(buffer, buffer.line_of("title:"), chosen.keystrokes))
        tags = buffer.line_of("tags:")
        if buffer.lines[tags].endswith("]"):
            buffer.type(tags, len(buffer.lines[tags].encode()) - 1, "", 1)
        tell("in a term, bracket open", keystrokes(buffer, tags, chosen.keystrokes))
        date = buffer.line_of("date:")
        tell("in the date", keystrokes(buffer, date, chosen.keystrokes))
        buffer.close()

        times = []
        while len(times) < chosen.edits:
            page = Buffer(server, chance.choice(pages))
            for _ in range(20):
                line = chance.randrange(1, min(len(page.lines), 12))
                column = chance.choice([0, len(page.lines[line].encode())])
                text = chance.choice(["x", ":", "[", '"', "灯", "- a", "title: y "])
                times.append(page.type(line, column, text))
            page.close()
        tell("at random on random pages", times)
        server.settled()
        after = f"{server.memory():.0f} MiB after {len(times)} edits"
        print(after)
        if chosen.page:
            write(chosen.page, f"{len(pages)} pages of an invented site, one keystroke after the other; {after}.")
        server.end()


if __name__ == "__main__":
    main()

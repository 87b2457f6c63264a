#!/usr/bin/env python3
"""Builds the documentation as a site, from the same files that are read on GitHub.

    cargo build
    python3 docs/book/build.py            # needs mdbook; the site is target/book/html
    python3 docs/book/build.py --layout   # the pages alone, without mdbook

Every page is copied below one folder, links between pages are turned to their new places, links to other files of the
repository to GitHub, and the fences of the rules get captions. A link that leads nowhere ends it with 1.
"""

import argparse
import json
import pathlib
import posixpath
import re
import shutil
import subprocess
import sys
import urllib.parse
from html.parser import HTMLParser

ROOT = pathlib.Path(__file__).resolve().parents[2]
HERE = ROOT / "docs/book"

# The pages of the guide: file, place in the site, title.
GUIDE = [
    ("README.md", "index.md", "matterlint"),
    ("docs/install.md", "install.md", "Ways to install"),
    ("docs/configuration.md", "configuration.md", "Configuration"),
    ("docs/adoption.md", "adoption.md", "A site with a past"),
    ("docs/editors.md", "editors.md", "Editors"),
    ("docs/profiles.md", "generators.md", "Generators"),
    ("docs/numbers.md", "numbers.md", "Numbers"),
]
PROJECT = [
    ("CHANGELOG.md", "changes.md", "Changes"),
    ("CONTRIBUTING.md", "contributing.md", "Contributing"),
    ("ARCHITECTURE.md", "architecture.md", "How it is built"),
    ("docs/packaging.md", "packaging.md", "Packages"),
    ("SECURITY.md", "security.md", "Security"),
]


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--program", default=ROOT / "target/debug/matterlint", help="says which rules there are")
    parser.add_argument("--to", type=pathlib.Path, default=ROOT / "target/book", help="the folder to build in")
    parser.add_argument("--layout", action="store_true", help="lay the pages out and build nothing")
    arguments = parser.parse_args()
    rules = rules_of(arguments.program)
    lay_out(rules, arguments.to)
    if not arguments.layout:
        subprocess.run(["mdbook", "build", arguments.to], check=True)
        problems = broken_links(arguments.to / "html")
        if problems:
            sys.exit("\n".join(problems))


def rules_of(program):
    listed = subprocess.run([program, "rules", "--format", "json"], check=True, stdout=subprocess.PIPE)
    return json.loads(listed.stdout)["rules"]


def lay_out(rules, folder):
    """Writes the pages, their summary and what mdbook needs into `folder`, which is emptied first."""
    shutil.rmtree(folder, ignore_errors=True)
    pages = folder / "pages"
    pages.mkdir(parents=True)
    for name in ("book.toml", "book.css"):
        shutil.copy(HERE / name, folder)

    documents = not_listed()
    if documents:
        sys.exit(f"no place in the site: {', '.join(documents)}")
    places = {file: place for file, place, _ in GUIDE + PROJECT}
    places |= {file_of(rule): place_of(rule) for rule in rules}
    for file, place in places.items():
        text = (ROOT / file).read_text(encoding="utf-8")
        write(pages / place, page(text, file, place, places, pages))
    write(pages / "rules/index.md", overview(rules))
    write(pages / "SUMMARY.md", summary(rules))


def not_listed():
    """Documents that somebody added and that have no place yet."""
    known = {file for file, _, _ in GUIDE + PROJECT}
    there = [path.relative_to(ROOT).as_posix() for folder in (ROOT, ROOT / "docs") for path in folder.glob("*.md")]
    return sorted(set(there) - known)


def file_of(rule):
    group, name = rule["rule"].split("/")
    return f"src/rules/{group}/{name.replace('-', '_')}.md"


def place_of(rule):
    return f"rules/{rule['rule']}.md"


def write(path, text):
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")


def page(text, file, place, places, pages):
    """The text of `file` as it stands at `place`. What stands in fences keeps its links, which belong to an example."""
    out, fence = [], None
    for line in text.split("\n"):
        mark = re.match(r"\s*(`{3,})(.*)", line)
        if fence:
            out.append(line)
            if mark and mark[1].startswith(fence) and not mark[2].strip():
                fence = None
        elif mark:
            fence = mark[1]
            out.extend(opening(mark[1], mark[2].strip()))
        else:
            out.append(with_links(line, file, place, places, pages))
    return "\n".join(out)


def opening(mark, info):
    """The first line of a fence, below a caption that says what an example is: `md fixed content/a.md`."""
    language, _, rest = info.partition(" ")
    if language == "report":
        return ['<p class="caption">matterlint reports:</p>', "", f"{mark}text"]
    if not rest:
        return [mark + language]
    state, _, path = rest.rpartition(" ")
    after = {"fixed": " after <code>--fix</code>", "unsafe-fixed": " after <code>--unsafe-fixes</code>"}.get(state, "")
    # A page that begins with front matter is coloured as YAML; its text is short.
    language = "yaml" if language == "md" else language
    return [f'<p class="caption"><code>{path}</code>{after}</p>', "", mark + language]


def with_links(line, file, place, places, pages):
    def turned(found):
        target, anchor = (found[2].split("#", 1) + [""])[:2]
        if not target or "://" in target:
            return found[0]
        source = posixpath.normpath(posixpath.join(posixpath.dirname(file), target))
        if not (ROOT / source).exists():
            sys.exit(f"{file}: there is no {target}")
        if source in places:
            new = relative(places[source], place)
        elif source.endswith((".svg", ".png")):
            new = relative(source, place)
            (pages / source).parent.mkdir(parents=True, exist_ok=True)
            shutil.copy(ROOT / source, pages / source)
        else:
            kind = "tree" if (ROOT / source).is_dir() else "blob"
            new = f"{repository()}/{kind}/main/{source}"
        return f"{found[1]}({new}{'#' + anchor if anchor else ''})"

    # Code within the line is no link, but the label of one may be code.
    parts = re.split(r"(`+[^`]*`+)", line)
    return "".join(part if part.startswith("`") else re.sub(r"(\])\(([^()\s]+)\)", turned, part) for part in parts)


def relative(target, place):
    return "../" * place.count("/") + target


def repository():
    manifest = (ROOT / "Cargo.toml").read_text(encoding="utf-8")
    return re.search(r'^repository = "(.*)"$', manifest, re.MULTILINE)[1]


def overview(rules):
    lines = ["# Rules", "", "`matterlint explain RULE` prints the page of a rule in the terminal.", ""]
    for group in groups(rules):
        lines += [f"## {group}", "", "| rule | default | fix | what it reports |", "| --- | --- | --- | --- |"]
        for rule in rules:
            if rule["group"] == group:
                default = rule["severity"] if rule["on"] else "off"
                about = rule["summary"].replace("|", "\\|")
                name = rule["rule"]
                lines.append(f"| [`{name}`]({name}.md) | {default} | {rule['fix']} | {about} |")
        lines.append("")
    return "\n".join(lines)


def summary(rules):
    lines = ["# Summary", ""]
    lines += [f"[{title}]({place})" if place == "index.md" else f"- [{title}]({place})" for _, place, title in GUIDE]
    lines += ["- [Rules](rules/index.md)"]
    for group in groups(rules):
        lines.append(f"  - [{group}]()")
        lines += [f"    - [{rule['rule'].split('/')[1]}]({place_of(rule)})" for rule in rules if rule["group"] == group]
    lines += ["", "# The project", ""]
    lines += [f"- [{title}]({place})" for _, place, title in PROJECT]
    return "\n".join(lines) + "\n"


def groups(rules):
    return list(dict.fromkeys(rule["group"] for rule in rules))


class Links(HTMLParser):
    """The targets and the anchors of a page."""

    def __init__(self):
        super().__init__()
        self.targets, self.anchors = [], set()

    def handle_starttag(self, tag, attributes):
        for name, value in attributes:
            if name in ("href", "src") and value:
                self.targets.append(value)
            if name in ("id", "name") and value:
                self.anchors.add(value)


def broken_links(site):
    """Links of the built site that lead to no file or no heading. Addresses of other hosts are not asked."""
    read = {}
    for path in site.rglob("*.html"):
        read[path] = Links()
        read[path].feed(path.read_text(encoding="utf-8"))
    problems = []
    for path, links in read.items():
        # It is shown at any address, so that its links are from the root.
        if path.name == "404.html":
            continue
        for target in links.targets:
            parts = urllib.parse.urlsplit(target)
            if parts.scheme or parts.netloc:
                continue
            to = path if not parts.path else (path.parent / urllib.parse.unquote(parts.path)).resolve()
            anchor = urllib.parse.unquote(parts.fragment)
            if not to.exists():
                problems.append(f"{path.relative_to(site)}: there is no {target}")
            elif anchor and to in read and anchor not in read[to].anchors:
                problems.append(f"{path.relative_to(site)}: there is no heading for {target}")
    print(f"{len(read)} pages, {sum(len(links.targets) for links in read.values())} links, {len(problems)} broken")
    return problems


if __name__ == "__main__":
    main()

"""The programs that people would take instead of matterlint: how each is installed, set up for the same questions, run,
and understood. Every set-up is the fastest that the program has for these questions: rules about the text are off."""

import dataclasses
import functools
import json
import os
import pathlib
import re
import subprocess
import sys
from collections.abc import Callable, Iterable

# Where a finding is: the path of the page, and the line if the program says one.
Place = tuple[str, int | None]

REQUIRED = ["title", "date", "description"]
# The order in which invented pages have their keys: rumdl cannot require keys without wanting an order.
ORDER = REQUIRED + ["lastmod", "slug", "tags", "categories", "authors", "draft", "weight", "layout", "cover", "aliases",
                    "expiryDate", "url", "params", "resources"]
DATE = "^[0-9]{4}-(0[1-9]|1[0-2])-(0[1-9]|[12][0-9]|3[01])"
LAYOUTS = ["wide", "narrow", "gallery"]


@dataclasses.dataclass(frozen=True)
class Job:
    """A site to be looked at. On an invented one, the programs are asked what its schema asks; on a real one, whether
    each page has a title."""

    site: pathlib.Path
    is_invented: bool
    work: pathlib.Path  # for configurations, outside the site

    @property
    def pages(self) -> str:
        return "content" if self.is_invented else "."

    @property
    def glob(self) -> str:
        return "content/**/*.md" if self.is_invented else "**/*.md"

    @property
    def required(self) -> list[str]:
        return REQUIRED if self.is_invented else ["title"]

    @functools.cached_property
    def a_page(self) -> str:
        """One page, the same each time."""
        return str(min((self.site / self.pages).rglob("*.md")).relative_to(self.site))

    def tags(self) -> list[str]:
        """The vocabulary that the configuration of an invented site names."""
        found = re.search(r"vocabulary: \[(.*)\]", (self.site / "matterlint.yaml").read_text())
        return found.group(1).split(", ") if found else []

    def write(self, name: str, text: str) -> str:
        path = self.work / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text)
        return str(path)


@dataclasses.dataclass(frozen=True)
class Peer:
    """A program. `command` gives what is timed; `asked` the same with the findings in a form to be read by `places`."""

    name: str
    program: pathlib.Path
    version: list[str]
    command: Callable[[Job], list[str]]
    asked: Callable[[Job], list[str]] | None = None
    places: Callable[[str, str], Iterable[Place]] | None = None


def all_peers(matterlint: pathlib.Path, tools: pathlib.Path) -> list[Peer]:
    """Every program, installed or not, matterlint first. What is installed lies below `tools`."""
    binaries, modules = tools / "venv" / "bin", tools / "node_modules"
    # The command of the package is Python that starts this program.
    smith = next(tools.glob("venv/lib/*/site-packages/mdsmith/_bin/mdsmith"), binaries / "mdsmith")
    rumdl, remark = binaries / "rumdl", modules / ".bin" / "remark"
    yaml_fm, hyalo = modules / ".bin" / "yaml-fm-lint", tools / "bin" / "hyalo"
    ripgrep = pathlib.Path(which("rg") or "rg")
    blocks = matterlint.parent / "examples" / "read_blocks"
    check = lambda job: [str(matterlint), "check", "--today", "2026-11-25"]
    check_rumdl = lambda job: [str(rumdl), "check", "--no-cache", "--config", rumdl_config(job)]
    check_smith = lambda job: [str(smith), "check", "-c", smith_config(job)]
    check_remark = lambda job: [str(remark), job.pages, "--no-config", "--no-color", "--quiet", "--frail", "--rc-path",
                                remark_config(job, modules)]
    check_yaml = lambda job: [str(yaml_fm), job.pages, "-r", "--colored=false", "--oneline",
                              "--config=" + job.write("yaml-fm-lint.json", json.dumps({"requiredAttributes": job.required}))]
    check_hyalo = lambda job: [str(hyalo), "--dir", str(job.site / job.pages), "lint", "--no-hints"]
    return [
        Peer("matterlint", matterlint, [str(matterlint), "--version"], check,
             lambda job: check(job) + ["--format", "jsonl"], matterlint_places),
        # What a hook or an editor asks. The site is known as well as before: other pages may have the same address.
        Peer("matterlint, one page", matterlint, [str(matterlint), "--version"], lambda job: check(job) + [job.a_page]),
        # The least that anybody can do who knows what other pages say: the floor of the line above.
        Peer("matterlint, blocks alone", blocks, [str(matterlint), "--version"], lambda job: [str(blocks), "."]),
        Peer("rumdl, MD072 only", rumdl, [str(rumdl), "--version"], lambda job: check_rumdl(job) + [job.pages],
             lambda job: check_rumdl(job) + ["--output-format", "json", job.pages], json_list_places),
        Peer("rumdl, its defaults", rumdl, [str(rumdl), "--version"],
             lambda job: [str(rumdl), "check", "--no-cache", "--no-config", job.pages]),
        Peer("mdsmith, schema only", smith, [str(smith), "version"], lambda job: check_smith(job) + [job.pages],
             lambda job: check_smith(job) + ["-f", "json", "-o", "-", job.pages], json_list_places),
        Peer("mdsmith, its defaults", smith, [str(smith), "version"],
             lambda job: [str(smith), "check", "-c", job.write("defaults/.mdsmith.yml", ""), job.pages]),
        Peer("remark, schema only", remark, ["node", "--version"], check_remark, check_remark, remark_places),
        Peer("yaml-fm-lint", yaml_fm, ["node", "--version"], check_yaml, check_yaml, yaml_fm_places),
        Peer("hyalo, its defaults", hyalo, [str(hyalo), "--version"], check_hyalo,
             lambda job: check_hyalo(job) + ["--limit", "0", "--max-per-rule", "0", "--format", "json"], hyalo_places),
        Peer("ripgrep, `rg -c '^---'`", ripgrep, [str(ripgrep), "--version"],
             lambda job: [str(ripgrep), "-c", "^---", "-g", "*.md", job.pages]),
    ]


def install(tools: pathlib.Path, patience: int) -> None:
    """Installs what can be had into `tools`. What fails is said, and left out of the comparison."""
    tools.mkdir(parents=True, exist_ok=True)
    venv = tools / "venv"
    packages = ["remark-cli", "remark-frontmatter", "remark-lint-frontmatter-schema", "yaml-fm-lint"]
    steps = [
        [sys.executable, "-m", "venv", str(venv)],
        [str(venv / "bin" / "pip"), "install", "--quiet", "rumdl", "mdsmith"],
        ["npm", "install", "--silent", "--no-audit", "--no-fund", "--prefix", str(tools), *packages],
        ["cargo", "install", "--quiet", "--locked", "--root", str(tools), "hyalo-cli"],
    ]
    for step in steps:
        print("installing:", " ".join(step[1:4]), "…", file=sys.stderr)
        try:
            subprocess.run(step, check=True, timeout=patience)
        except (OSError, subprocess.SubprocessError) as error:
            print(f"not installed: {error}", file=sys.stderr)


def which(program: str) -> str | None:
    folders = os.environ.get("PATH", "").split(os.pathsep)
    return next((path for folder in folders if os.access(path := os.path.join(folder, program), os.X_OK)), None)


def package_version(peer: Peer) -> str:
    """The version of a package from npm, which its program does not say."""
    names = {"remark": "remark-lint-frontmatter-schema", "yaml-fm-lint": "yaml-fm-lint"}
    name = names.get(peer.program.name)
    if name is None:
        return ""
    described = peer.program.parent.parent / name / "package.json"
    return f"{name} {json.loads(described.read_text())['version']}, node "


def rumdl_config(job: Job) -> str:
    order = ORDER if job.is_invented else job.required
    return job.write("rumdl.toml", '[global]\nenable = ["MD072"]\n\n[MD072]\nenabled = true\n'
                     f"required-keys = {json.dumps(job.required)}\nkey-order = {json.dumps(order)}\n")


def smith_config(job: Job) -> str:
    keys = {"title": 'string & != ""'}
    if job.is_invented:
        # Every other key is unknown to it: that is how it finds a misspelt one.
        keys |= {f"{key}?": "_" for key in ORDER[3:]}
        choice = lambda values: " | ".join(json.dumps(value) for value in values)
        keys |= {"date": f'=~"{DATE}"', "description": "string", "draft?": "bool", "weight?": "int & >= 1",
                 "cover?": "string", "layout?": choice(LAYOUTS), "tags?": f"[...({choice(job.tags())})]"}
    unique = {"field": "url", "include": [job.glob]}
    config = {
        "rules": {rule: False for rule in SMITH_BODY_RULES} | {"unique-frontmatter": unique},
        "front-matter": True,
        "kinds": {"page": {"schema": {"frontmatter": keys}}},
        "kind-assignment": [{"glob": [job.glob], "kinds": ["page"]}],
    }
    # JSON is YAML.
    return job.write("mdsmith.yml", json.dumps(config, indent=1))


def remark_config(job: Job, modules: pathlib.Path) -> str:
    schema: dict = {"type": "object", "required": job.required}
    if job.is_invented:
        schema = json.loads((job.site / "schemas" / "page.json").read_text())
        schema["properties"]["tags"]["items"]["enum"] = job.tags()
    path = job.write("page.json", json.dumps(schema))
    plugin = lambda name, file: json.dumps((modules / name / file).as_uri())
    schemas = json.dumps({"schemas": {os.path.relpath(path, job.site): ["./" + job.glob]}})
    return job.write("remarkrc.mjs", f"""\
import frontmatter from {plugin("remark-frontmatter", "index.js")}
import schema from {plugin("remark-lint-frontmatter-schema", "dist/index.js")}
export default {{ plugins: [frontmatter, [schema, {schemas}]] }}
""")


def matterlint_places(out: str, _: str) -> Iterable[Place]:
    for line in out.splitlines():
        finding = json.loads(line)
        yield finding["path"], finding["span"]["start"]["line"]


def json_list_places(out: str, _: str) -> Iterable[Place]:
    return ((finding["file"].removeprefix("./"), finding["line"]) for finding in json.loads(out or "[]"))


def remark_places(_: str, err: str) -> Iterable[Place]:
    path = ""
    for line in err.splitlines():
        if line.endswith(".md") and not line.startswith(" "):
            path = line
        elif " warning " in line or " error " in line:
            at = re.match(r"\s*(\d+):\d+", line)
            yield path, int(at.group(1)) if at else None


def yaml_fm_places(out: str, err: str) -> Iterable[Place]:
    for found in re.finditer(r"^YAML-\w+: <.*> (\S+\.md)(?::(\d+))?", out + err, re.MULTILINE):
        yield found.group(1), int(found.group(2)) if found.group(2) else None


def hyalo_places(out: str, _: str) -> Iterable[Place]:
    for file in json.loads(out)["results"]["files"]:
        for group in file["rule_groups"]:
            for violation in group["violations"]:
                yield "content/" + file["file"], violation.get("line")


SMITH_BODY_RULES = """
    ambiguous-emphasis atx-heading-whitespace blank-line-around-fenced-code blank-line-around-headings
    blank-line-around-lists blockquote-whitespace build callout-type catalog code-block-style commands-show-output
    conciseness-scoring cross-file-reference-integrity descriptive-link-text directory-structure duplicated-content
    emphasis-style empty-section-body external-link-check fenced-code-language fenced-code-style first-line-heading
    forbidden-paragraph-starts forbidden-text git-hook-sync heading-increment heading-style horizontal-rule-style include
    line-length link-style link-validity list-indent list-marker-space list-marker-style markdown-flavor max-file-length
    max-section-length no-bare-urls no-duplicate-headings no-emphasis-as-heading no-empty-alt-text no-hard-tabs
    no-inline-html no-multiple-blanks no-reference-style no-space-in-code-spans no-space-in-link-text
    no-trailing-punctuation-in-heading no-trailing-spaces no-undefined-reference-labels no-unused-link-definitions
    occurrence ordered-list-numbering over-repetition paragraph-readability paragraph-structure proper-names
    recipe-safety required-mentions required-text-patterns same-file-anchor single-h1 single-trailing-newline
    slide-structure table-format table-readability toc toc-directive token-budget unclosed-code-block
""".split()

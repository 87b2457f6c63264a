"""Draws docs/neovim.svg: Neovim with the configuration of docs/editors.md on a small site, in a terminal of tmux.

    MATTERLINT=target/debug/matterlint python3 tests/editor/picture.py docs/neovim.svg

Needs tmux and Neovim 0.11 or newer; NVIM names the program if it is not `nvim`.
"""

import os
import pathlib
import re
import subprocess
import sys
import tempfile
import time
import unicodedata
from html import escape

COLUMNS, ROWS = 112, 13
CELL = (8.4, 19)
MARGIN = 16
FOREGROUND, BACKGROUND = "#d7dde4", "#1b1f24"

FILES = {
    "hugo.toml": "title = 'Shore'\n",
    "matterlint.yaml": "taxonomies:\n  tags: { vocabulary: tags.yaml }\n",
    "tags.yaml": "- name: lighthouses\n  description: Towers with a lamp.\n- harbours\n- tides\n- name: 灯塔\n"
    "- name: light house\n  deprecated: two words for one thing\n",
    "content/posts/fog.md": "---\ntitle: Fog\ndate: 2024-03-02\ntags: [lighthouses, harbours]\n---\n",
    "content/posts/keeper.md": "---\ntitle: The keeper\ndate: 2024-02-30\ndraft: yes\ntags: [lighthouse]\n"
    "images: [lamp.jpg]\n---\n\nShe had kept the lamp for thirty years.\n",
}

LOOK = """
vim.o.termguicolors, vim.o.background, vim.o.number = true, "dark", true
vim.o.laststatus, vim.o.ruler, vim.o.showmode, vim.o.completeopt = 0, false, false, "menuone,noselect,popup"
vim.o.shortmess, vim.o.showcmd = vim.o.shortmess .. "FcsI", false
vim.o.fillchars = "eob: "
vim.diagnostic.config({ virtual_text = { prefix = "●" }, signs = false, update_in_insert = true })
local look = {
  Normal = { fg = "#d7dde4", bg = "#1b1f24" }, LineNr = { fg = "#5c6773" }, NonText = { fg = "#1b1f24" },
  EndOfBuffer = { fg = "#1b1f24" }, Pmenu = { fg = "#d7dde4", bg = "#2d333b" }, PmenuSel = { bg = "#316dca" },
  PmenuKind = { fg = "#79c0ff", bg = "#2d333b" }, PmenuExtra = { fg = "#8b949e", bg = "#2d333b" },
  NormalFloat = { fg = "#d7dde4", bg = "#2d333b" }, DiagnosticError = { fg = "#ff7b72" },
  DiagnosticWarn = { fg = "#f2cc60" }, DiagnosticDeprecated = { strikethrough = true },
  DiagnosticUnderlineError = { sp = "#ff7b72", underline = true },
  DiagnosticUnderlineWarn = { sp = "#f2cc60", underline = true },
}
for name, style in pairs(look) do
  vim.api.nvim_set_hl(0, name, style)
end
"""


def main(out: pathlib.Path):
    root = pathlib.Path(__file__).resolve().parents[2]
    program = pathlib.Path(os.environ["MATTERLINT"]).resolve()
    with tempfile.TemporaryDirectory() as folder:
        site = pathlib.Path(folder) / "site"
        for name, text in FILES.items():
            file = site / name
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_text(text, encoding="utf-8")
        init = pathlib.Path(folder) / "init.lua"
        init.write_text(LOOK + configuration(root / "docs/editors.md"), encoding="utf-8")
        path = f"{program.parent}:{os.environ['PATH']}"
        command = f"PATH='{path}' '{os.environ.get('NVIM', 'nvim')}' --clean -n -u '{init}' content/posts/keeper.md"
        screen = photograph(command, site, folder)
    out.write_text(svg(screen), encoding="utf-8")


def configuration(document: pathlib.Path) -> str:
    """The first block of Lua that the document has for Neovim."""
    section = document.read_text(encoding="utf-8").split("## Neovim\n")[1]
    return re.search(r"```lua\n(.*?)```", section, re.DOTALL)[1]


def photograph(command: str, site: pathlib.Path, folder: str) -> str:
    """What the terminal shows when findings and proposals are there."""
    def tmux(*arguments: str) -> str:
        server = ["tmux", "-S", f"{folder}/socket", "-f", "/dev/null"]
        return subprocess.run([*server, *arguments], check=True, capture_output=True, text=True).stdout

    def shows(*texts: str):
        for _ in range(200):
            screen = tmux("capture-pane", "-p", "-t", "picture")
            if all(text in screen for text in texts):
                return
            time.sleep(0.1)
        raise SystemExit(f"{texts} do not come:\n{screen}")

    size = ["-x", str(COLUMNS), "-y", str(ROWS)]
    tmux("new-session", "-d", "-s", "picture", "-c", str(site), *size, command)
    try:
        tmux("set-option", "-g", "status", "off")
        shows("30 February does not exist", "is not in the vocabulary")
        # Behind `tags: [lighthouse`: what is typed next asks for proposals.
        tmux("send-keys", "-t", "picture", "5Gf]i, ")
        shows("灯塔", "1 page")
        tmux("send-keys", "-t", "picture", "C-n", "C-n")
        shows("Towers with a lamp.")
        time.sleep(0.5)
        return tmux("capture-pane", "-e", "-p", "-t", "picture")
    finally:
        tmux("kill-server")


def svg(screen: str) -> str:
    lines = screen.split("\n")[:ROWS]
    wide, high = COLUMNS * CELL[0] + 2 * MARGIN, len(lines) * CELL[1] + 2 * MARGIN
    out = [
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{wide:.0f}" height="{high:.0f}" '
        f'viewBox="0 0 {wide:.0f} {high:.0f}" role="img">',
        "<title>Neovim with findings at the end of their lines, and a list of terms that may be typed</title>",
        f'<rect width="100%" height="100%" rx="8" fill="{BACKGROUND}"/>',
        "<g font-family=\"ui-monospace, SFMono-Regular, Menlo, Consolas, 'Liberation Mono', monospace\" "
        'font-size="14" xml:space="preserve">',
    ]
    for row, line in enumerate(lines):
        y = MARGIN + row * CELL[1]
        column = 0
        for style, text in runs(line):
            x, length = MARGIN + column * CELL[0], width(text) * CELL[0]
            column += width(text)
            if style["background"] != BACKGROUND:
                color = style["background"]
                out.append(f'<rect x="{x:.1f}" y="{y:.1f}" width="{length:.1f}" height="{CELL[1]}" fill="{color}"/>')
            out.extend(written(x, y + 0.75 * CELL[1], text, style))
    return "\n".join([*out, "</g>", "</svg>", ""])


def written(x: float, y: float, text: str, style: dict):
    """The words of a run. Wide gaps need no ink, and not every reader keeps them. The length is written down because every
    reader has another font."""
    decoration = [name for name in ("underline", "line-through") if style[name]]
    look = f' text-decoration="{" ".join(decoration)}"' if decoration else ""
    look += ' font-weight="bold"' if style["bold"] else ""
    for words in re.finditer(r"\S+(?: \S+)*", text):
        begin = x + width(text[: words.start()]) * CELL[0]
        place = f'x="{begin:.1f}" y="{y:.1f}" textLength="{width(words[0]) * CELL[0]:.1f}"'
        yield f'<text {place} fill="{style["color"]}"{look}>{escape(words[0])}</text>'


def runs(line: str):
    """The parts of a line of one style each."""
    style = plain()
    for part in re.split(r"(\x1b\[[0-9;:]*m|\x1b\]8;[^\x1b]*\x1b\\)", line):
        if part.startswith("\x1b["):
            style = styled(style, part[2:-1])
        elif part and not part.startswith("\x1b"):
            yield style, part


def plain() -> dict:
    return {"color": FOREGROUND, "background": BACKGROUND, "bold": False, "underline": False, "line-through": False}


def styled(style: dict, codes: str) -> dict:
    """The style after an escape sequence of those that tmux writes; colours are all of 24 bits."""
    style = dict(style)
    codes = iter(codes.split(";"))
    for code in codes:
        match code.split(":")[0]:
            case "" | "0":
                style = plain()
            case "1":
                style["bold"] = True
            case "4":
                style["underline"] = True
            case "9":
                style["line-through"] = True
            case "38" | "48" as which:
                if next(codes) != "2":
                    raise ValueError(f"a colour that is not of 24 bits: {code}")
                color = "#" + "".join(f"{int(next(codes)):02x}" for _ in range(3))
                style["color" if which == "38" else "background"] = color
            case "39":
                style["color"] = FOREGROUND
            case "49":
                style["background"] = BACKGROUND
    return style


def width(text: str) -> int:
    return sum(2 if unicodedata.east_asian_width(char) in "WF" else 1 for char in text)


if __name__ == "__main__":
    main(pathlib.Path(sys.argv[1]))

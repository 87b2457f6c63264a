"""Sessions with a client that is not ours: pytest-lsp, with the capabilities of real editors.

    pip install pytest-lsp
    MATTERLINT=target/debug/matterlint pytest tests/editor
"""

import asyncio
import os
import pathlib
import sys

import pytest
import pytest_lsp
from lsprotocol import types
from pytest_lsp import ClientServerConfig, LanguageClient, client_capabilities

EDITORS = ["visual_studio_code", "neovim@v0.11", "emacs"]

FILES = {
    "hugo.toml": "title = 'T'\n",
    "matterlint.yaml": "taxonomies:\n  tags: { vocabulary: tags.yaml }\n",
    "tags.yaml": "- go\n- name: swarm\n  deprecated: true\n",
    "content/a.md": "---\ntitle: 灯塔 𝄞\nurl: /same/\ntags: [go, zig, swarm]\ndraft: \"yes\"\n---\nText.\n",
    "content/b.md": "---\ntitle: B\nurl: /same/\ndate: 2024-02-30\n---\n",
    "both/docs/hugo.toml": "title = 'T'\n",
    "both/docs/content/c.md": "---\ndate: 2024-02-30\n---\n",
}


@pytest.fixture
def site(tmp_path):
    """A site, and a folder with another one beside it."""
    for path, text in FILES.items():
        file = tmp_path / ("both" if path.startswith("both/") else "site") / path.removeprefix("both/")
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, encoding="utf-8")
    return tmp_path.resolve() / "site"


@pytest_lsp.fixture(
    params=EDITORS,
    config=ClientServerConfig(server_command=[os.environ["MATTERLINT"], "server", "--today", "2026-11-25"]),
)
async def client(request, lsp_client: LanguageClient, site):
    lsp_client.registered = {}

    @lsp_client.feature(types.CLIENT_REGISTER_CAPABILITY)
    def register(params: types.RegistrationParams):
        for registration in params.registrations:
            lsp_client.registered[registration.method] = registration.register_options

    lsp_client.offered = await lsp_client.initialize_session(
        types.InitializeParams(
            capabilities=client_capabilities(request.param),
            workspace_folders=[types.WorkspaceFolder(uri=site.as_uri(), name="site")],
        )
    )
    lsp_client.pulls = lsp_client.offered.capabilities.diagnostic_provider is not None
    yield
    await lsp_client.shutdown_session()


class Buffer:
    """A file that is open in the editor."""

    def __init__(self, client, path: pathlib.Path):
        self.client, self.path, self.uri, self.version = client, path, path.as_uri(), 1
        self.text = path.read_text(encoding="utf-8")
        client.text_document_did_open(
            types.DidOpenTextDocumentParams(types.TextDocumentItem(self.uri, "markdown", 1, self.text))
        )

    def edit(self, old: str, new: str):
        """Replaces `old` as an incremental change in the units that were agreed on."""
        at = self.text.index(old)
        change = types.TextDocumentContentChangePartial(
            range=types.Range(self.position(at), self.position(at + len(old))), text=new
        )
        self.text = self.text.replace(old, new, 1)
        self.version += 1
        self.client.text_document_did_change(
            types.DidChangeTextDocumentParams(types.VersionedTextDocumentIdentifier(self.version, self.uri), [change])
        )

    def position(self, at: int) -> types.Position:
        before = self.text[:at]
        line = before.split("\n")[-1]
        unit = {"utf-8": "utf-8", "utf-16": "utf-16-le", "utf-32": "utf-32-le"}[encoding(self.client)]
        width = {"utf-8": 1, "utf-16": 2, "utf-32": 4}[encoding(self.client)]
        return types.Position(before.count("\n"), len(line.encode(unit)) // width)

    def place(self, text: str) -> types.Range:
        at = self.text.index(text)
        return types.Range(self.position(at), self.position(at + len(text)))

    def save(self):
        self.path.write_text(self.text, encoding="utf-8")
        self.client.text_document_did_save(types.DidSaveTextDocumentParams(types.TextDocumentIdentifier(self.uri)))

    def close(self):
        self.client.text_document_did_close(types.DidCloseTextDocumentParams(types.TextDocumentIdentifier(self.uri)))

    async def actions(self, only=None):
        whole = types.Range(types.Position(0, 0), types.Position(999, 0))
        context = types.CodeActionContext(diagnostics=[], only=only)
        params = types.CodeActionParams(types.TextDocumentIdentifier(self.uri), whole, context)
        return await self.client.text_document_code_action_async(params)

    async def apply(self, title: str, only=None):
        """Applies an action to this buffer or to files on the disk, as an editor does."""
        action = next(action for action in await self.actions(only) if action.title.startswith(title))
        if action.edit is None:
            action = await self.client.code_action_resolve_async(action)
        changes = action.edit.document_changes
        files = (
            [(change.text_document.uri, change.text_document.version, change.edits) for change in changes]
            if changes
            else [(uri, None, edits) for uri, edits in action.edit.changes.items()]
        )
        for uri, version, edits in files:
            assert version in (None, self.version), "an edit is for the version that was judged"
            if uri == self.uri:
                for edit in sorted(edits, key=lambda edit: (-edit.range.start.line, -edit.range.start.character)):
                    self.edit_range(edit.range, edit.new_text)
            else:
                path = pathlib.Path(uri.removeprefix("file://"))
                lines = path.read_text(encoding="utf-8").splitlines(keepends=True)
                assert all(edit.range.start == edit.range.end for edit in edits), "a term is inserted"
                for edit in edits:
                    lines.insert(edit.range.start.line, edit.new_text)
                path.write_text("".join(lines), encoding="utf-8")
                watched(self.client, path, types.FileChangeType.Changed)

    def edit_range(self, range: types.Range, new: str):
        lines = self.text.split("\n")
        unit = {"utf-8": "utf-8", "utf-16": "utf-16-le", "utf-32": "utf-32-le"}[encoding(self.client)]
        width = {"utf-8": 1, "utf-16": 2, "utf-32": 4}[encoding(self.client)]

        def offset(position):
            line = lines[position.line] if position.line < len(lines) else ""
            before = line.encode(unit)[: position.character * width].decode(unit)
            return sum(len(line) + 1 for line in lines[: position.line]) + len(before)

        start, end = offset(range.start), offset(range.end)
        self.text = self.text[:start] + new + self.text[end:]
        self.version += 1
        change = types.TextDocumentContentChangePartial(range=range, text=new)
        self.client.text_document_did_change(
            types.DidChangeTextDocumentParams(types.VersionedTextDocumentIdentifier(self.version, self.uri), [change])
        )


def encoding(client) -> str:
    return str(getattr(client.offered.capabilities.position_encoding or "utf-16", "value", "utf-16"))


def watched(client, path: pathlib.Path, kind):
    event = types.FileEvent(uri=path.as_uri(), type=kind)
    client.workspace_did_change_watched_files(types.DidChangeWatchedFilesParams([event]))


async def found(client, uri: str, codes: list[str]):
    """Waits until the file has findings of these rules and no others; gives them."""
    for _ in range(400):
        if client.pulls:
            params = types.DocumentDiagnosticParams(types.TextDocumentIdentifier(uri))
            diagnostics = (await client.text_document_diagnostic_async(params)).items
        else:
            diagnostics = client.diagnostics.get(uri, [])
        if sorted(diagnostic.code for diagnostic in diagnostics) == sorted(codes):
            return {diagnostic.code: diagnostic for diagnostic in diagnostics}
        await asyncio.sleep(0.05)
    raise AssertionError(f"{[diagnostic.code for diagnostic in diagnostics]} and not {codes}")


FIRST = ["taxonomy/unknown-term", "taxonomy/deprecated-term", "values/not-a-boolean"]
SECOND = ["identity/duplicate-url", "dates/impossible-date"]


@pytest.mark.asyncio
async def test_findings_follow_what_is_typed(client, site):
    a, b = Buffer(client, site / "content/a.md"), (site / "content/b.md").as_uri()
    seen = await found(client, a.uri, FIRST)
    unknown = seen["taxonomy/unknown-term"]
    assert (unknown.source, unknown.severity) == ("matterlint", types.DiagnosticSeverity.Warning)
    assert unknown.range == a.place("zig")
    assert "zig" in unknown.message
    if unknown.code_description:
        assert unknown.code_description.href.endswith("/src/rules/taxonomy/unknown_term.md")
    if seen["taxonomy/deprecated-term"].tags:
        assert list(seen["taxonomy/deprecated-term"].tags) == [types.DiagnosticTag.Deprecated]
    twice = (await found(client, b, SECOND))["identity/duplicate-url"]
    if twice.related_information:
        assert twice.related_information[0].location.uri == a.uri

    a.edit("𝄞", "𝄞𝄞")
    a.edit("/same/", "/other/")
    await found(client, b, ["dates/impossible-date"])
    a.edit('draft: "yes"\n', "")
    await found(client, a.uri, FIRST[:2])
    a.save()
    a.close()
    await found(client, a.uri, FIRST[:2])
    b = Buffer(client, site / "content/b.md")
    b.edit("2024-02-30", "2024-02-20")
    await found(client, b.uri, [])
    b.close()
    await found(client, b.uri, ["dates/impossible-date"])


@pytest.mark.asyncio
async def test_files_beside_the_editor_count(client, site):
    a = Buffer(client, site / "content/a.md")
    await found(client, a.uri, FIRST)
    assert editor_watches(client) == (types.WORKSPACE_DID_CHANGE_WATCHED_FILES in client.registered)
    a.edit("tags: [go, zig, swarm]", "images: [pier.png]")
    missing = ["images/missing-image", "values/not-a-boolean"]
    await found(client, a.uri, missing)
    image = site / "static/pier.png"
    image.parent.mkdir()
    image.write_bytes(b"x")
    watched(client, image, types.FileChangeType.Created)
    await found(client, a.uri, missing[1:])
    image.unlink()
    watched(client, image, types.FileChangeType.Deleted)
    await found(client, a.uri, missing)


def editor_watches(client) -> bool:
    workspace = client.capabilities.workspace
    return bool(workspace.did_change_watched_files and workspace.did_change_watched_files.dynamic_registration)


@pytest.mark.asyncio
async def test_the_last_good_configuration_stays(client, site):
    a = Buffer(client, site / "content/a.md")
    await found(client, a.uri, FIRST)
    settings = Buffer(client, site / "matterlint.yaml")
    settings.edit("tags.yaml", "tag.yaml")
    mistake = (await found(client, settings.uri, ["configuration"]))["configuration"]
    assert mistake.range == settings.place("tag.yaml")
    assert "did you mean `tags.yaml`?" in mistake.message
    await found(client, a.uri, FIRST)
    settings.edit("tag.yaml", "tags.yaml")
    await found(client, settings.uri, [])
    terms = Buffer(client, site / "tags.yaml")
    terms.edit("- go\n", "- go\n- zig\n")
    await found(client, a.uri, FIRST[1:])


@pytest.mark.asyncio
async def test_something_can_be_done(client, site):
    a = Buffer(client, site / "content/a.md")
    await found(client, a.uri, FIRST)
    if client.offered.capabilities.code_action_provider is None:
        pytest.skip("an editor that takes commands only")
    titles = [action.title for action in await a.actions()]
    assert "ignore taxonomy/deprecated-term here" in titles, titles
    all_of_a_kind = await a.actions([types.CodeActionKind.SourceFixAll])
    assert [action.kind for action in all_of_a_kind] == ["source.fixAll.matterlint"]
    await a.apply("ignore taxonomy/deprecated-term here")
    assert "# matterlint: ignore[taxonomy/deprecated-term]\ntags:" in a.text
    await found(client, a.uri, ["taxonomy/unknown-term", "values/not-a-boolean"])
    await a.apply("add `zig` to tags.yaml")
    assert (site / "tags.yaml").read_text().endswith("deprecated: true\n- zig\n")
    await found(client, a.uri, ["values/not-a-boolean"])
    await a.apply("fix all safe problems", [types.CodeActionKind.SourceFixAll])
    assert "draft: true\n" in a.text
    await found(client, a.uri, [])


@pytest.mark.asyncio
async def test_folders_and_settings_change(client, site):
    b, c = (site / "content/b.md").as_uri(), (site.parent / "both/docs/content/c.md").as_uri()
    await found(client, b, SECOND)
    folder = types.WorkspaceFolder(uri=(site.parent / "both").as_uri(), name="both")
    event = types.WorkspaceFoldersChangeEvent(added=[folder], removed=[])
    client.workspace_did_change_workspace_folders(types.DidChangeWorkspaceFoldersParams(event))
    await found(client, c, ["dates/impossible-date"])
    settings = {"ignore": ["dates"]}
    client.set_configuration(settings, section="matterlint")
    params = types.DidChangeConfigurationParams(settings={"matterlint": settings})
    client.workspace_did_change_configuration(params)
    await found(client, b, ["identity/duplicate-url"])
    await found(client, c, [])
    event = types.WorkspaceFoldersChangeEvent(added=[], removed=[folder])
    client.workspace_did_change_workspace_folders(types.DidChangeWorkspaceFoldersParams(event))


@pytest.mark.asyncio
async def test_what_is_unchanged_is_not_sent_again(client, site):
    params = types.WorkspaceDiagnosticParams(previous_result_ids=[])
    report = await client.workspace_diagnostic_async(params)
    assert {item.uri for item in report.items} == {(site / f"content/{name}.md").as_uri() for name in "ab"}
    ids = [types.PreviousResultId(item.uri, item.result_id) for item in report.items]
    report = await client.workspace_diagnostic_async(types.WorkspaceDiagnosticParams(previous_result_ids=ids))
    assert {item.kind for item in report.items} == {"unchanged"}
    a = Buffer(client, site / "content/a.md")
    a.edit("/same/", "/other/")
    report = await client.workspace_diagnostic_async(types.WorkspaceDiagnosticParams(previous_result_ids=ids))
    assert {item.uri: item.kind for item in report.items} == {
        a.uri: "unchanged",
        (site / "content/b.md").as_uri(): "full",
    }
    known = next(item.result_id for item in report.items if item.uri == a.uri)
    document = types.TextDocumentIdentifier(a.uri)
    params = types.DocumentDiagnosticParams(document, previous_result_id=known)
    assert (await client.text_document_diagnostic_async(params)).kind == "unchanged"


if __name__ == "__main__":
    sys.exit(pytest.main([__file__]))

"""Sessions with a client that is not ours: pytest-lsp, with the capabilities of real editors.

    pip install pytest-lsp
    MATTERLINT=target/debug/matterlint pytest tests/editor
"""

import sys

import pytest
from buffers import Buffer, found, watched
from lsprotocol import types

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

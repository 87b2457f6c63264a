"""What an editor asks about a page, and does with the answers."""

import pytest
from buffers import Buffer, path_of, watched
from lsprotocol import types


@pytest.fixture
def page(client, site):
    """A page with characters before the cursor that are of different width in every encoding."""
    a = Buffer(client, site / "content/a.md")
    a.edit("tags: [go, zig, swarm]", "tags: [灯𝄞, go, s]")
    return a


def at(buffer: Buffer, text: str) -> dict:
    """The place of the cursor, which is `|` in `text`."""
    cursor = buffer.text.index(text.replace("|", "")) + text.index("|")
    return {"text_document": types.TextDocumentIdentifier(buffer.uri), "position": buffer.position(cursor)}


async def proposals(client, buffer: Buffer, text: str) -> dict[str, types.CompletionItem]:
    answer = await client.text_document_completion_async(types.CompletionParams(**at(buffer, text)))
    return {item.label: item for item in answer.items} if answer else {}


@pytest.mark.asyncio
async def test_proposals_are_typed_where_they_belong(client, page):
    shown = client.capabilities.text_document.completion.completion_item
    items = await proposals(client, page, "go, s|]")
    assert "go" not in items, "it is there already"
    swarm = items["swarm"]
    assert swarm.text_edit.range == page.range_of("go, s]", 4, 5)
    if shown.tag_support:
        assert list(swarm.tags) == [types.CompletionItemTag.Deprecated]
    page.edit_range(swarm.text_edit.range, swarm.text_edit.new_text)
    assert "tags: [灯𝄞, go, swarm]\n" in page.text

    page.edit('draft: "yes"', "dra")
    draft = (await proposals(client, page, "dra|"))["draft"]
    if "markdown" in (shown.documentation_format or []):
        assert draft.documentation.kind == types.MarkupKind.Markdown
    else:
        assert isinstance(draft.documentation, str)
    page.edit_range(draft.text_edit.range, draft.text_edit.new_text)
    assert list(await proposals(client, page, "draft: |")) == ["true", "false"]
    assert not await proposals(client, page, "Te|xt.")


@pytest.mark.asyncio
async def test_what_is_there_is_explained(client, page):
    params = types.HoverParams(**at(page, "go|, s"))
    term = await client.text_document_hover_async(params)
    assert term.range == page.range_of("go, s", 0, 2)
    assert "on 1 page" in term.contents.value
    assert ("`" in term.contents.value) == (term.contents.kind == types.MarkupKind.Markdown)
    nothing = await client.text_document_hover_async(types.HoverParams(**at(page, "Te|xt")))
    assert nothing is None


@pytest.mark.asyncio
async def test_places_are_found_in_files_that_are_not_open(client, page, site):
    (site / "tags.yaml").write_text("- swarm\n- { description: 灯𝄞, name: go }\n", encoding="utf-8")
    b = site / "content/b.md"
    b.write_text("---\r\ntitle: B\r\ntags: [灯𝄞, go]\r\n---\r\n", encoding="utf-8", newline="")
    for path in [site / "tags.yaml", b]:
        watched(client, path, types.FileChangeType.Changed)
    terms = Buffer(client, site / "tags.yaml")
    there = terms.range_of("name: go", 6, 8)
    terms.close()
    # Answered when everything is read.
    await client.workspace_diagnostic_async(types.WorkspaceDiagnosticParams(previous_result_ids=[]))
    found = await client.text_document_definition_async(types.DefinitionParams(**at(page, "g|o, s")))
    target = found[0]
    if client.capabilities.text_document.definition.link_support:
        assert target.origin_selection_range == page.range_of("go, s", 0, 2)
        target = types.Location(target.target_uri, target.target_selection_range)
    assert (target.uri, target.range) == ((site / "tags.yaml").as_uri(), there)

    context = types.ReferenceContext(include_declaration=False)
    found = await client.text_document_references_async(types.ReferenceParams(context, **at(page, "g|o, s")))
    other = Buffer(client, b)
    assert [(place.uri, place.range) for place in found] == [
        (page.uri, page.range_of("go, s", 0, 2)),
        (other.uri, other.range_of("go]", 0, 2)),
    ]


@pytest.mark.asyncio
async def test_a_term_is_renamed_everywhere(client, page, site):
    folder = site / "content/tags/go"
    folder.mkdir(parents=True)
    own = folder / "_index.md"
    own.write_text("---\ntitle: Go\n---\n")
    watched(client, own, types.FileChangeType.Created)
    asked = await client.text_document_prepare_rename_async(types.PrepareRenameParams(**at(page, "g|o, s")))
    assert (asked.range, asked.placeholder) == (page.range_of("go, s", 0, 2), "go")
    edit = await client.text_document_rename_async(types.RenameParams(new_name="棋", **at(page, "g|o, s")))
    support = client.capabilities.workspace.workspace_edit
    page.apply_edit(edit)
    assert "tags: [灯𝄞, 棋, s]" in page.text
    assert (site / "tags.yaml").read_text(encoding="utf-8").startswith("- 棋\n")
    moves = [change for change in edit.document_changes or [] if isinstance(change, types.RenameFile)]
    can_move = support.document_changes and "rename" in (support.resource_operations or [])
    assert [path_of(move.new_uri).name for move in moves] == (["棋"] if can_move else [])
    assert any("content/tags/go" in message.message for message in client.messages) != bool(moves)


@pytest.mark.asyncio
async def test_the_block_has_an_outline(client, page):
    document = types.TextDocumentIdentifier(page.uri)
    symbols = await client.text_document_document_symbol_async(types.DocumentSymbolParams(document))
    assert [symbol.name for symbol in symbols] == ["title", "url", "tags", "draft"]
    if client.capabilities.text_document.document_symbol.hierarchical_document_symbol_support:
        assert symbols[0].selection_range == page.place("title")
        assert symbols[2].range == page.place("tags: [灯𝄞, go, s]")
    folds = await client.text_document_folding_range_async(types.FoldingRangeParams(document))
    assert [(fold.start_line, fold.end_line) for fold in folds] == [(0, 5)]
    positions = [at(page, "g|o, s")["position"], at(page, "Te|xt")["position"]]
    params = types.SelectionRangeParams(document, positions)
    first, second = await client.text_document_selection_range_async(params)
    assert first.range == page.range_of("go, s", 0, 2)
    assert first.parent.range == page.place("[灯𝄞, go, s]")
    assert (second.range.start, second.parent) == (positions[1], None)

"""What an editor does with files that are open in it."""

import asyncio
import pathlib
import urllib.parse

from lsprotocol import types


class Buffer:
    """A file that is open in the editor."""

    def __init__(self, client, path: pathlib.Path):
        self.client, self.path, self.uri, self.version = client, path, path.as_uri(), 1
        self.text = path.read_bytes().decode()
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

    def range_of(self, text: str, start: int, end: int) -> types.Range:
        """The part of `text` from one character to another, where it stands in the buffer."""
        at = self.text.index(text)
        return types.Range(self.position(at + start), self.position(at + end))

    def save(self):
        self.path.write_bytes(self.text.encode())
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
        self.apply_edit(action.edit)

    def apply_edit(self, edit: types.WorkspaceEdit):
        """Applies the edits of texts, to this buffer or to files on the disk."""
        files = (
            [
                (change.text_document.uri, change.text_document.version, change.edits)
                for change in edit.document_changes
                if isinstance(change, types.TextDocumentEdit)
            ]
            if edit.document_changes
            else [(uri, None, edits) for uri, edits in edit.changes.items()]
        )
        for uri, version, edits in files:
            assert version in (None, self.version), "an edit is for the version that was judged"
            if uri == self.uri:
                for edit in sorted(edits, key=lambda edit: (-edit.range.start.line, -edit.range.start.character)):
                    self.edit_range(edit.range, edit.new_text)
            else:
                other = Buffer(self.client, path_of(uri))
                for edit in sorted(edits, key=lambda edit: (-edit.range.start.line, -edit.range.start.character)):
                    other.edit_range(edit.range, edit.new_text)
                other.save()
                other.close()
                watched(self.client, other.path, types.FileChangeType.Changed)

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


def path_of(uri: str) -> pathlib.Path:
    return pathlib.Path(urllib.parse.unquote(uri.removeprefix("file://")))


def encoding(client) -> str:
    agreed = client.offered.capabilities.position_encoding or "utf-16"
    return str(getattr(agreed, "value", agreed))


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

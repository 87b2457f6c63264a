//! What the client can do. Read field by field, so that a client with an odd or newer idea of one of them is still
//! understood in all others.

use serde_json::Value;

use super::positions::Encoding;

/// What the client can do.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Abilities {
    /// What its columns count.
    pub encoding: Encoding,
    /// It asks for the findings of a file itself, and can be told that those of others have changed.
    pub pulls: bool,
    /// It shows the places that a finding refers to.
    pub related: bool,
    /// It shows the link to the rule.
    pub code_description: bool,
    /// It can fade out what is superfluous, and strike out what is deprecated.
    pub tags: bool,
    /// It gives data of a finding back.
    pub data: bool,
    /// It takes edits for a version of a file.
    pub document_changes: bool,
    /// It takes actions that are not only commands.
    pub actions: bool,
    /// It asks for the edit of an action when the action is chosen.
    pub resolves_edits: bool,
    /// It tells of changed files when asked to.
    pub watches: bool,
    /// It can be asked to tell of the files in one folder.
    pub watches_folders: bool,
    /// It can be asked for its configuration.
    pub configuration: bool,
    /// It tells of a changed configuration when asked to.
    pub tells_configuration: bool,
    /// It shows progress.
    pub progress: bool,
    /// It renames files as a part of an edit.
    pub renames_files: bool,
    /// It asks what can be renamed before it asks for a name.
    pub prepares_renaming: bool,
    /// It shows Markdown beside proposals.
    pub completion_markdown: bool,
    /// It strikes out proposals that are deprecated.
    pub completion_tags: bool,
    /// It shows a few words beside the name of a proposal.
    pub completion_descriptions: bool,
    /// It can be told not to indent what is inserted.
    pub inserts_as_is: bool,
    /// It shows Markdown under the cursor.
    pub hover_markdown: bool,
    /// It takes a definition together with what leads to it.
    pub definition_links: bool,
    /// It shows symbols in symbols.
    pub nested_symbols: bool,
    /// It shows a text in place of what is folded away.
    pub fold_text: bool,
}

impl Abilities {
    /// Reads the parameters of `initialize`.
    pub fn read(params: &Value) -> Self {
        let capabilities = &params["capabilities"];
        let at = |path: &str| path.split('.').fold(capabilities, |value, name| &value[name]);
        let is = |path: &str| at(path).as_bool() == Some(true);
        let strings =
            |path: &str| -> Vec<&str> { at(path).as_array().into_iter().flatten().filter_map(Value::as_str).collect() };
        let has = |path: &str, number: u64| {
            at(path).as_array().into_iter().flatten().any(|value| value.as_u64() == Some(number))
        };
        // The protocol calls it `workspace.diagnostics`; some clients leave the last letter out.
        let refreshes = is("workspace.diagnostics.refreshSupport") || is("workspace.diagnostic.refreshSupport");
        Self {
            encoding: Encoding::among(&strings("general.positionEncodings")),
            pulls: at("textDocument.diagnostic").is_object() && refreshes,
            related: is("textDocument.publishDiagnostics.relatedInformation")
                || is("textDocument.diagnostic.relatedInformation"),
            code_description: is("textDocument.publishDiagnostics.codeDescriptionSupport")
                || is("textDocument.diagnostic.codeDescriptionSupport"),
            tags: at("textDocument.publishDiagnostics.tagSupport").is_object()
                || at("textDocument.diagnostic.tagSupport").is_object(),
            data: is("textDocument.publishDiagnostics.dataSupport") || is("textDocument.diagnostic.dataSupport"),
            document_changes: is("workspace.workspaceEdit.documentChanges"),
            actions: at("textDocument.codeAction.codeActionLiteralSupport").is_object(),
            resolves_edits: strings("textDocument.codeAction.resolveSupport.properties").contains(&"edit"),
            watches: is("workspace.didChangeWatchedFiles.dynamicRegistration"),
            watches_folders: is("workspace.didChangeWatchedFiles.relativePatternSupport"),
            configuration: is("workspace.configuration"),
            tells_configuration: is("workspace.didChangeConfiguration.dynamicRegistration"),
            progress: is("window.workDoneProgress"),
            renames_files: is("workspace.workspaceEdit.documentChanges")
                && strings("workspace.workspaceEdit.resourceOperations").contains(&"rename"),
            prepares_renaming: is("textDocument.rename.prepareSupport"),
            completion_markdown: strings("textDocument.completion.completionItem.documentationFormat")
                .contains(&"markdown"),
            completion_tags: has("textDocument.completion.completionItem.tagSupport.valueSet", 1),
            completion_descriptions: is("textDocument.completion.completionItem.labelDetailsSupport"),
            inserts_as_is: has("textDocument.completion.completionItem.insertTextModeSupport.valueSet", 1),
            hover_markdown: strings("textDocument.hover.contentFormat").contains(&"markdown"),
            definition_links: is("textDocument.definition.linkSupport"),
            nested_symbols: is("textDocument.documentSymbol.hierarchicalDocumentSymbolSupport"),
            fold_text: is("textDocument.foldingRange.foldingRange.collapsedText"),
        }
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::{Abilities, Encoding};

    #[test]
    fn odd_capabilities_count_for_nothing() {
        let odd = json!({"capabilities": {"general": 3, "workspace": {"configuration": "yes", "diagnostics": null},
            "textDocument": {"diagnostic": {}, "codeAction": {"resolveSupport": {"properties": [1, "edit"]}}}}});
        let read = Abilities::read(&odd);
        assert!(read.resolves_edits && !read.configuration && !read.pulls);
        assert_eq!(read.encoding, Encoding::Utf16);
        assert!(!Abilities::read(&json!(null)).progress);
    }
}

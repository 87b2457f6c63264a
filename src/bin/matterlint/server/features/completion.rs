//! What may be typed at the cursor.

use lsp_types::{
    CompletionItem, CompletionItemKind, CompletionItemLabelDetails, CompletionItemTag, CompletionList,
    CompletionParams, CompletionTextEdit, Documentation, InsertTextMode, TextEdit,
};
use matterlint::assist::completion::{self, Item, ItemKind};

use super::{Subject, about, markdown};
use crate::server::dispatch::Outcome;
use crate::server::session::Session;

/// `textDocument/completion`
pub fn complete(session: &mut Session, params: CompletionParams) -> Outcome {
    let place = params.text_document_position;
    about(session, &place.text_document.uri, |subject| {
        let offset = subject.offset(place.position)?;
        let found = completion::complete(&subject.asked, offset);
        let proposals = found.items.iter().enumerate();
        let items = proposals.filter_map(|(rank, item)| proposal(subject, offset, rank, item)).collect();
        Some(CompletionList { is_incomplete: !found.is_complete, items })
    })
}

/// An item as the client takes it. `None` for an edit that does not hold the cursor in its one line, which the protocol
/// forbids.
fn proposal(subject: &Subject<'_>, offset: usize, rank: usize, item: &Item) -> Option<CompletionItem> {
    let can = &subject.session.client.can;
    let (range, cursor) = (subject.range(item.edit.span), subject.lines().position(offset));
    let holds = range.start.line == range.end.line && range.start <= cursor && cursor <= range.end;
    let label_details = item.detail.clone().filter(|_| can.completion_descriptions);
    let detail = item.detail.clone().filter(|_| label_details.is_none());
    holds.then(|| CompletionItem {
        label: item.label.clone(),
        label_details: label_details
            .map(|description| CompletionItemLabelDetails { detail: None, description: Some(description) }),
        kind: Some(kind(item.kind)),
        detail,
        documentation: documentation(subject, item),
        sort_text: Some(format!("{rank:04}")),
        filter_text: (item.filter != item.label).then(|| item.filter.clone()),
        insert_text_mode: can.inserts_as_is.then_some(InsertTextMode::AS_IS),
        text_edit: Some(CompletionTextEdit::Edit(TextEdit::new(range, item.edit.insert.clone()))),
        tags: (item.is_deprecated && can.completion_tags).then(|| vec![CompletionItemTag::DEPRECATED]),
        ..CompletionItem::default()
    })
}

/// Only kinds that the first version of the protocol has, so that every client knows them.
fn kind(kind: ItemKind) -> CompletionItemKind {
    match kind {
        ItemKind::Key => CompletionItemKind::PROPERTY,
        ItemKind::Choice => CompletionItemKind::ENUM,
        ItemKind::Constant => CompletionItemKind::KEYWORD,
        ItemKind::Text => CompletionItemKind::TEXT,
        ItemKind::Term | ItemKind::Author => CompletionItemKind::REFERENCE,
        ItemKind::Image | ItemKind::Layout => CompletionItemKind::FILE,
        ItemKind::Date => CompletionItemKind::VALUE,
    }
}

fn documentation(subject: &Subject<'_>, item: &Item) -> Option<Documentation> {
    let takes_markdown = subject.session.client.can.completion_markdown;
    let image = item.file.as_ref().filter(|_| takes_markdown && item.kind == ItemKind::Image);
    let image = image.and_then(|file| markdown::image(subject, file));
    let paragraphs: Vec<String> = item.documentation.clone().into_iter().chain(image).collect();
    let text = paragraphs.join("\n\n");
    if text.is_empty() {
        return None;
    }
    // Clients that name no format take a text.
    let markup = markdown::markup(&text, takes_markdown);
    Some(if takes_markdown { Documentation::MarkupContent(markup) } else { Documentation::String(markup.value) })
}

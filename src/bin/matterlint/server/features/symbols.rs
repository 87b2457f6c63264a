//! The outline of the block.

use lsp_types::{
    DocumentSymbol, DocumentSymbolParams, DocumentSymbolResponse, Location, SymbolInformation, SymbolKind, Uri,
};
use matterlint::assist::symbols::{self, Symbol};

use super::{Subject, about};
use crate::server::dispatch::Outcome;
use crate::server::session::Session;

/// `textDocument/documentSymbol`
pub fn symbols(session: &mut Session, params: DocumentSymbolParams) -> Outcome {
    let uri = params.text_document.uri;
    about(session, &uri, |subject| {
        let found = symbols::symbols(subject.asked.page);
        if subject.session.client.can.nested_symbols {
            let nested = found.into_iter().map(|symbol| nested(subject, symbol));
            return Some(DocumentSymbolResponse::Nested(nested.collect()));
        }
        let mut list = Vec::new();
        flatten(subject, &uri, None, found, &mut list);
        Some(DocumentSymbolResponse::Flat(list))
    })
}

fn nested(subject: &Subject<'_>, symbol: Symbol) -> DocumentSymbol {
    let children: Vec<DocumentSymbol> = symbol.children.into_iter().map(|child| nested(subject, child)).collect();
    #[expect(deprecated, reason = "the type has a field that the protocol has given up, and no default")]
    DocumentSymbol {
        name: symbol.name,
        detail: symbol.detail,
        kind: kind(symbol.kind),
        tags: None,
        deprecated: None,
        range: subject.range(symbol.span),
        selection_range: subject.range(symbol.name_span),
        children: (!children.is_empty()).then_some(children),
    }
}

fn flatten(
    subject: &Subject<'_>,
    uri: &Uri,
    container: Option<&str>,
    symbols: Vec<Symbol>,
    list: &mut Vec<SymbolInformation>,
) {
    for symbol in symbols {
        #[expect(deprecated, reason = "the type has a field that the protocol has given up, and no default")]
        list.push(SymbolInformation {
            name: symbol.name.clone(),
            kind: kind(symbol.kind),
            tags: None,
            deprecated: None,
            location: Location { uri: uri.clone(), range: subject.range(symbol.span) },
            container_name: container.map(str::to_owned),
        });
        flatten(subject, uri, Some(&symbol.name), symbol.children, list);
    }
}

/// Only kinds that the first version of the protocol has, so that every client knows them.
fn kind(kind: symbols::SymbolKind) -> SymbolKind {
    match kind {
        symbols::SymbolKind::Map => SymbolKind::MODULE,
        symbols::SymbolKind::List => SymbolKind::ARRAY,
        symbols::SymbolKind::Text => SymbolKind::STRING,
        symbols::SymbolKind::Number => SymbolKind::NUMBER,
        symbols::SymbolKind::Boolean => SymbolKind::BOOLEAN,
        symbols::SymbolKind::Date => SymbolKind::CONSTANT,
        symbols::SymbolKind::Null => SymbolKind::VARIABLE,
    }
}

//! What the client asks about the page under the cursor. Each file below makes what the protocol wants of the answers that
//! the library gives.

pub mod completion;
pub mod definition;
pub mod folding;
pub mod hover;
mod markdown;
pub mod references;
pub mod rename;
pub mod selection;
pub mod symbols;

use std::path::{Path, PathBuf};

use lsp_types::{Location, Position, Range, Uri};
use matterlint::assist::{Asked, Target};
use matterlint::site::Source;
use matterlint::text::Span;
use serde::Serialize;
use serde_json::Value;

use super::diagnostics;
use super::dispatch::Outcome;
use super::documents::Document;
use super::live_site::{Buffers, LiveSite};
use super::load::source;
use super::positions::Lines;
use super::session::Session;

/// A page that is open in the client.
pub struct Subject<'s> {
    /// The session.
    pub session: &'s Session,
    /// Its site.
    pub site: &'s LiveSite,
    /// The page, to be asked about.
    pub asked: Asked<'s>,
    document: &'s Document,
}

/// Answers a question about the file that the client calls `uri`, with nothing where it is no page of a site.
pub fn about<R: Serialize>(
    session: &mut Session,
    uri: &Uri,
    answer: impl FnOnce(&Subject<'_>) -> Option<R>,
) -> Outcome {
    let Some(path) = session.documents.get(uri).and_then(|document| document.path.clone()) else { return nothing() };
    if !session.is_set || session.site_of(&path).is_some_and(LiveSite::is_expected) {
        return Outcome::Wait;
    }
    let judged = put_in_buffers(session);
    let answered = answered(session, uri, &path, answer);
    for (path, former) in judged {
        exchange(session, &path, |_| former);
    }
    answered.map_or_else(nothing, Outcome::answer)
}

impl Subject<'_> {
    /// The byte at `position`. `None` in the body of which the site knows only the beginning.
    pub fn offset(&self, position: Position) -> Option<usize> {
        let text = &self.asked.page.text;
        let offset = self.lines().offset(position);
        let is_whole = text.len() == self.document.text.len();
        (is_whole || offset < text.len()).then_some(offset)
    }

    /// The range of a span of the page.
    pub fn range(&self, span: Span) -> Range {
        self.lines().range(span)
    }

    /// The lines of the page, as the client counts.
    pub fn lines(&self) -> Lines<'_> {
        let page = self.asked.page;
        let encoding = self.session.client.can.encoding;
        Lines { text: &page.text, index: page.lines(), encoding, hides_mark: false }
    }

    /// Where a target is; the beginning of a file of which no span is known to be right.
    pub fn location(&self, target: &Target) -> Option<Location> {
        let path = self.site.root.folder.join(&target.path);
        let uri = self.session.uri(&path)?;
        let is_page = self.asked.workspace.page(&target.path).is_some();
        let is_older = self.site.is_rereading(&path) || self.session.unjudged.contains(&path);
        let range = match target.span.filter(|_| is_page || !is_older) {
            Some(span) => diagnostics::text(self.session, self.site, &path)?.lines(self.session).range(span),
            None => Range::default(),
        };
        Some(Location { uri, range })
    }
}

fn answered<R>(session: &Session, uri: &Uri, path: &Path, answer: impl FnOnce(&Subject<'_>) -> Option<R>) -> Option<R> {
    let document = session.documents.get(uri)?;
    let site = session.site_of(path)?;
    let opened = site.opened.as_ref()?;
    let files = Buffers { folder: opened.folder.clone(), documents: &session.documents };
    let asked = Asked::new(&opened.workspace, &files, &site.relative(path)?, session.now())?;
    // Another buffer may be of the same file, by a link, with another text.
    let is_current = document.text.starts_with(&asked.page.text);
    is_current.then(|| answer(&Subject { session, site, asked, document }))?
}

/// With `run: onSave`, findings are about older texts, but the cursor is in the newer ones: puts these in their place; gives
/// those that were there.
fn put_in_buffers(session: &mut Session) -> Vec<(PathBuf, Source)> {
    let mut judged = Vec::new();
    for path in session.unjudged.clone() {
        let Some(text) = session.documents.at(&path).map(|document| document.text.clone()) else { continue };
        let former = exchange(session, &path, |relative| source(relative, &text));
        judged.extend(former.map(|former| (path, former)));
    }
    judged
}

/// Takes in another text of the page at `path`; gives the one before.
fn exchange(session: &mut Session, path: &Path, new: impl FnOnce(&str) -> Source) -> Option<Source> {
    let root = session.site_of(path)?.root.folder.clone();
    let Session { sites, documents, .. } = session;
    let site = sites.get_mut(&root)?;
    let relative = site.relative(path)?;
    let opened = site.opened.as_mut()?;
    let files = Buffers { folder: opened.folder.clone(), documents };
    let former = opened.workspace.page(&relative)?.source();
    opened.workspace.set(new(&relative), &files);
    Some(former)
}

fn nothing() -> Outcome {
    Outcome::Answer(Value::Null)
}

//! Floor 5: changes that go through the whole site: a term gets another name, or goes. Nothing is written here; what comes out
//! is the new text of each file, and what is left to be done by hand.

mod add_term;
mod list;
mod page;
mod vocabulary;

pub use add_term::add_term;

use crate::listing::{Files, join, parent};
use crate::profile::pages::PageKind;
use crate::site::{Site, TermUse};
use crate::text::nearest;
use crate::workspace::Workspace;

/// What is asked for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Request {
    /// The key of the taxonomy; `None` where only one has the term.
    pub taxonomy: Option<String>,
    /// The term, in any of its spellings.
    pub old: String,
    /// The new spelling; `None` takes the term away.
    pub new: Option<String>,
    /// Whether only this very spelling is meant, not all that the generator takes for the term.
    pub exact: bool,
}

/// What is to be written.
#[derive(Debug, Default, PartialEq, Eq)]
pub struct Refactored {
    /// The key of the taxonomy.
    pub taxonomy: String,
    /// The pages, by path.
    pub pages: Vec<ChangedFile>,
    /// Files of the vocabulary.
    pub vocabularies: Vec<ChangedFile>,
    /// Folders of term pages that follow their term: from, to. Nothing lies at the new place yet.
    pub moves: Vec<(String, String)>,
    /// What could not be done, in words, each with the path of its file.
    pub left: Vec<(String, String)>,
}

/// A file with its new text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ChangedFile {
    /// Path of the file, relative to the site's root.
    pub path: String,
    /// Its text as it was read.
    pub before: String,
    /// Its new text.
    pub after: String,
}

/// Why nothing can be done.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum RefactoringError {
    /// No page and no vocabulary has the term.
    #[error("no page has the term `{term}`{}{}", within(.taxonomy.as_deref()), did_you_mean(.near.as_deref()))]
    NotFound {
        /// The term.
        term: String,
        /// The taxonomy that was asked for.
        taxonomy: Option<String>,
        /// A term of similar name.
        near: Option<String>,
    },
    /// Several taxonomies have the term.
    #[error("`{term}` is a term of {}: say which one is meant with --taxonomy", .taxonomies.join(" and "))]
    Several {
        /// The term.
        term: String,
        /// Their keys.
        taxonomies: Vec<String>,
    },
    /// The new name is no name.
    #[error("a term needs a name, and the new one is empty")]
    NoName,
}

fn within(taxonomy: Option<&str>) -> String {
    taxonomy.map(|key| format!(" in `{key}`")).unwrap_or_default()
}

fn did_you_mean(near: Option<&str>) -> String {
    near.map(|near| format!("; did you mean `{near}`?")).unwrap_or_default()
}

/// A request about one taxonomy of one site.
pub(crate) struct Task<'a> {
    site: &'a Site,
    taxonomy: &'a str,
    request: &'a Request,
    /// The names under which the generator groups both terms.
    old: String,
    new: Option<String>,
}

impl Task<'_> {
    /// Whether `text` is a spelling that has to change.
    fn is_meant(&self, text: &str) -> bool {
        if self.request.new.as_deref() == Some(text) {
            return false;
        }
        let is_same = || !self.request.exact && self.name_of(text) == self.old;
        text == self.request.old || is_same()
    }

    /// Whether `text` is the new term, or another spelling of it that stays.
    fn is_new(&self, text: &str) -> bool {
        self.new.as_deref().is_some_and(|new| !self.is_meant(text) && self.name_of(text) == new)
    }

    fn is_term(&self, used: &TermUse) -> bool {
        used.taxonomy == self.taxonomy
    }

    fn name_of(&self, text: &str) -> String {
        (self.site.profile.terms.term)(text, &self.site.config)
    }
}

/// Works out what `request` means for the site of `workspace`.
///
/// # Errors
/// When it is not clear which term is meant.
pub fn terms(workspace: &Workspace, files: &dyn Files, request: &Request) -> Result<Refactored, RefactoringError> {
    if request.new.as_deref().is_some_and(|new| new.trim().is_empty()) {
        return Err(RefactoringError::NoName);
    }
    let site = workspace.site();
    let taxonomy = taxonomy(workspace, request)?;
    let name_of = |text: &str| (site.profile.terms.term)(text, &site.config);
    let (old, new) = (name_of(&request.old), request.new.as_deref().map(name_of));
    let task = Task { site, taxonomy: &taxonomy, request, old, new };
    let mut refactored = Refactored { taxonomy: taxonomy.clone(), ..Refactored::default() };
    for page in workspace.pages() {
        if !page.terms.iter().any(|used| task.is_term(used) && task.is_meant(&used.text)) {
            continue;
        }
        match page::rewritten(page, &task) {
            Some(after) => {
                refactored.pages.push(ChangedFile { path: page.path.clone(), before: page.text.clone(), after });
            }
            None => {
                let reason = format!("cannot be changed with certainty; change `{}` by hand", request.old);
                refactored.left.push((page.path.clone(), reason));
            }
        }
    }
    vocabulary::rewrite(files, &task, &mut refactored);
    move_term_pages(workspace, &task, &mut refactored);
    let is_nothing = refactored.pages.is_empty() && refactored.vocabularies.is_empty() && refactored.left.is_empty();
    if is_nothing { Err(not_found(workspace, request)) } else { Ok(refactored) }
}

/// The taxonomy that is meant: the one that was named, or the only one that has the term.
fn taxonomy(workspace: &Workspace, request: &Request) -> Result<String, RefactoringError> {
    let site = workspace.site();
    if let Some(asked) = &request.taxonomy {
        let known = site.config.taxonomies.iter().find(|taxonomy| site.is_same_key(&taxonomy.key, asked));
        return Ok(known.map_or_else(|| asked.clone(), |taxonomy| taxonomy.key.clone()));
    }
    let name_of = |text: &str| (site.profile.terms.term)(text, &site.config);
    let old = name_of(&request.old);
    let is_old = |text: &str| text == request.old || (!request.exact && name_of(text) == old);
    let uses = workspace.pages().flat_map(|page| &page.terms).filter(|used| is_old(&used.text));
    let mut found: Vec<String> = uses.map(|used| used.taxonomy.clone()).collect();
    if found.is_empty() {
        let vocabularies = site.vocabularies.iter();
        let has = vocabularies.filter(|(_, vocabulary)| vocabulary.terms.iter().any(|term| is_old(&term.name)));
        found = has.map(|(key, _)| key.clone()).collect();
    }
    found.sort();
    found.dedup();
    match &*found {
        [] => Err(not_found(workspace, request)),
        [only] => Ok(only.clone()),
        _ => Err(RefactoringError::Several { term: request.old.clone(), taxonomies: found }),
    }
}

fn not_found(workspace: &Workspace, request: &Request) -> RefactoringError {
    let site = workspace.site();
    let is_asked_for =
        |used: &&TermUse| request.taxonomy.as_ref().is_none_or(|asked| site.is_same_key(&used.taxonomy, asked));
    let spellings = workspace.pages().flat_map(|page| &page.terms).filter(is_asked_for);
    let near = nearest(&request.old, spellings.map(|used| &*used.text));
    RefactoringError::NotFound {
        term: request.old.clone(),
        taxonomy: request.taxonomy.clone(),
        near: near.map(str::to_owned),
    }
}

/// The pages of the old term itself: their folder takes the name of the new term. Where that has a page already, both say
/// something, which only a person can merge.
fn move_term_pages(workspace: &Workspace, task: &Task<'_>, refactored: &mut Refactored) {
    if task.request.exact || task.new.as_ref() == Some(&task.old) {
        return;
    }
    let index = workspace.index();
    let logical = format!("/{}/{}", task.taxonomy, task.old).to_lowercase();
    let own = index.pages.values().filter(|(page, facts)| {
        page.kind == PageKind::Term && facts.logical_path.as_ref().is_some_and(|path| path.to_lowercase() == logical)
    });
    for (page, _) in own {
        let from = parent(&page.path);
        let Some(new) = &task.new else {
            let say = "is the page of the term; delete it if nothing links to it";
            refactored.left.push((page.path.clone(), say.to_owned()));
            continue;
        };
        let to = join(parent(from), new);
        // Pages of several languages lie in one folder, which moves once.
        let is_known = refactored.moves.iter().any(|(known, _)| known == from);
        if task.site.listing.has_dir(&to) {
            let say =
                format!("is the page of the old term, and `{to}` is there, too: merge what they say, and delete it");
            refactored.left.push((page.path.clone(), say));
        } else if !is_known {
            refactored.moves.push((from.to_owned(), to));
        }
    }
}

//! What has to hold whatever was read. All of these panic where it does not, which is what a fuzzer looks for.

use matterlint::finding::Finding;
use matterlint::front_matter::{FrontMatter, MOST_NODES, Problem, to_json};
use matterlint::text::{LineIndex, Span, apply};
use matterlint::workspace::Workspace;

/// Checks that `span` lies in `text`, on character boundaries.
pub fn assert_span(span: Span, text: &str) {
    assert!(span.start <= span.end && text.get(span.range()).is_some(), "{span:?} is no part of {text:?}");
}

/// Checks a problem of a reader.
pub fn assert_problem(problem: &Problem, text: &str) {
    assert_span(problem.span, text);
    problem.related.into_iter().for_each(|span| assert_span(span, text));
}

/// Checks all that was read of `text`: places, size, and that plain values can be made of it.
pub fn assert_front_matter(read: &FrontMatter, text: &str) {
    read.problems.iter().for_each(|problem| assert_problem(problem, text));
    assert!(read.problems.len() <= 120, "{} problems", read.problems.len());
    read.comments.iter().for_each(|comment| assert_span(comment.span, text));
    assert!(read.tree.len() <= 4 * text.len() + 4, "{} nodes of {} bytes", read.tree.len(), text.len());
    assert!(read.block.is_none() || read.tree.len() <= MOST_NODES);
    let mut open: Vec<_> = read.tree.root().into_iter().collect();
    let mut seen = 0;
    while let Some(node) = open.pop() {
        seen += 1;
        assert!(seen <= 2 * read.tree.len(), "the tree leads around");
        assert_span(node.span(), text);
        node.anchor().into_iter().for_each(|span| assert_span(span, text));
        node.tag().into_iter().for_each(|tag| assert_span(tag.span, text));
        drop(node.typed());
        if !node.is_alias() {
            let inner = node.items().chain(node.entries().flat_map(|entry| [entry.key, entry.value]));
            open.extend(inner);
        }
    }
    let Some(root) = read.tree.root() else { return };
    let plain = to_json(root);
    serde_json::to_string(&plain).expect("plain values can be written");
}

/// Checks what a workspace found: every place lies in its file, every fix can be made.
pub fn assert_findings(findings: &[Finding], workspace: &Workspace) {
    for finding in findings {
        assert!(!finding.message.is_empty(), "{} says nothing", finding.rule);
        let Some(page) = workspace.page(&finding.path) else { continue };
        assert_span(finding.span, &page.text);
        let lines = LineIndex::new(&page.text);
        let at = lines.position(finding.span.start as usize, &page.text);
        assert!(at.line >= 1 && at.column >= 1 && at.line <= lines.len());
        for related in &finding.related {
            workspace.page(&related.path).into_iter().for_each(|page| assert_span(related.span, &page.text));
        }
        let edits: Vec<_> = finding.fix.iter().flat_map(|fix| &fix.edits).collect();
        for edit in &edits {
            workspace.page(&edit.path).into_iter().for_each(|page| assert_span(edit.edit.span, &page.text));
        }
        let own: Vec<_> = edits.iter().filter(|edit| edit.path == finding.path).map(|edit| edit.edit.clone()).collect();
        apply(&page.text, &own).expect("the edits of one fix do not overlap");
    }
}

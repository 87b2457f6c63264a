//! The language server, from outside: the program itself, over its standard streams.

#[path = "server/client.rs"]
mod client;
#[path = "server/editors.rs"]
mod editors;
#[path = "server/extension.rs"]
mod extension;
#[path = "server/law.rs"]
mod law;
#[path = "server/protocol.rs"]
mod protocol;
#[path = "server/script.rs"]
mod script;

/// Each file of `tests/server/sessions` is a site and a conversation about it, with what the server says to each step.
#[test]
fn sessions_go_as_they_are_written_down() {
    let mut wrong = Vec::new();
    let folder = crate::support::root().join("tests/server/sessions");
    let files = std::fs::read_dir(folder).expect("there are sessions").flatten();
    let mut files: Vec<_> = files.map(|entry| entry.path()).collect();
    files.sort();
    assert!(files.len() > 5, "only {} sessions were found", files.len());
    for file in files {
        wrong.extend(script::play(&file).err());
    }
    assert!(wrong.is_empty(), "{}\nrun again with UPDATE=1, and look at what changes", wrong.join("\n"));
}

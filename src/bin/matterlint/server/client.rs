//! What is said to the client.

use std::collections::HashMap;
use std::sync::mpsc::Sender;

use lsp_server::{Message, Notification, Request, RequestId, Response};
use lsp_types::MessageType;
use serde::Serialize;
use serde_json::{Value, json};

use super::abilities::Abilities;
use super::transport::{Malformed, Outgoing};

/// The client's end of the line.
pub struct Client {
    /// What it can do.
    pub can: Abilities,
    out: Sender<Outgoing>,
    last_id: i32,
    asked: HashMap<RequestId, Question>,
}

/// What the client was asked, for when it answers.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Question {
    /// Its configuration.
    Configuration,
    /// To show progress by this token.
    Progress(String),
    /// To ask for the findings again.
    Refresh,
    /// Something whose answer changes nothing.
    Other,
}

impl Client {
    /// The client at the other end of `out`.
    pub fn new(out: Sender<Outgoing>, can: Abilities) -> Self {
        Self { can, out, last_id: 0, asked: HashMap::new() }
    }

    /// Answers a request.
    pub fn respond(&self, response: Response) {
        self.send(response.into());
    }

    /// Refuses what has no id, or none that can be understood.
    pub fn refuse(&self, malformed: Malformed) {
        // A client that is gone is noticed by the reader.
        let _ = self.out.send(Outgoing::Refusal(malformed));
    }

    /// Tells the client something.
    pub fn notify(&self, method: &str, params: impl Serialize) {
        self.send(Notification::new(method.to_owned(), params).into());
    }

    /// Asks the client something.
    pub fn ask(&mut self, method: &str, params: Value, question: Question) {
        self.last_id += 1;
        let id = RequestId::from(self.last_id);
        self.asked.insert(id.clone(), question);
        self.send(Request { id, method: method.to_owned(), params }.into());
    }

    /// What the answer with this id is about.
    pub fn answered(&mut self, id: &RequestId) -> Option<Question> {
        self.asked.remove(id)
    }

    /// Whether the client still owes an answer to `question`.
    pub fn owes(&self, question: &Question) -> bool {
        self.asked.values().any(|asked| asked == question)
    }

    /// Shows the user a message.
    pub fn show(&self, kind: MessageType, message: &str) {
        self.notify("window/showMessage", json!({"type": kind, "message": message}));
    }

    /// Writes to the client's log.
    pub fn log(&self, kind: MessageType, message: &str) {
        self.notify("window/logMessage", json!({"type": kind, "message": message}));
    }

    fn send(&self, message: Message) {
        // A client that is gone is noticed by the reader.
        let _ = self.out.send(Outgoing::Message(message));
    }
}

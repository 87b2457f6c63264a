//! `matterlint server`: a language server on standard input and output. One loop takes in messages one by one, judges
//! what they change and tells the client; only whole sites are read on threads of their own. Nothing below this folder
//! judges anything: findings, fixes and facts come from the library, in bytes and paths, and leave as what the protocol
//! calls them.

mod abilities;
mod actions;
mod capabilities;
mod client;
mod diagnostics;
mod dispatch;
mod documents;
mod edits;
mod features;
mod live_site;
mod load;
mod positions;
mod pull;
mod roots;
mod session;
mod settings;
mod transport;
mod trouble;
mod uri;
mod watch;

use std::collections::{HashSet, VecDeque};
use std::error::Error;
use std::io;
use std::sync::mpsc::{self, Receiver, RecvTimeoutError, Sender};
use std::time::Instant;

use lsp_server::{ErrorCode, Message, Notification, Request, RequestId, Response};
use matterlint::open::Options;
use serde_json::Value;

use crate::args::ServerArguments;
use crate::exit::Exit;
use crate::sites;
use abilities::Abilities;
use client::Client;
use session::Session;
use transport::{Event, Outgoing};

/// Most messages that are taken in before what they change is shown.
const MOST_AT_ONCE: usize = 1000;

/// Runs the command.
pub fn run(arguments: &ServerArguments) -> Result<Exit, Box<dyn Error>> {
    let options = sites::options(&arguments.site)?;
    let (events, incoming) = mpsc::channel();
    transport::listen(io::BufReader::new(io::stdin()), events.clone());
    let (out, writer) = transport::speak(io::BufWriter::new(io::stdout()));
    let server = Server { out, events, options, has_fixed_day: arguments.site.today.is_some() };
    let exit = server.run(&incoming);
    // The last answers are on their way; a panic of the writer has been told on standard error.
    let _ = writer.join();
    Ok(exit)
}

/// The server, before it knows its client.
struct Server {
    out: Sender<Outgoing>,
    events: Sender<Event>,
    options: Options,
    has_fixed_day: bool,
}

/// Where the conversation stands.
enum Stage {
    /// The client has not introduced itself.
    Unknown,
    /// The client works.
    Open(Box<Session>),
    /// The client has asked for the end.
    ShutDown,
}

impl Server {
    /// Talks to the client until it leaves.
    fn run(self, incoming: &Receiver<Event>) -> Exit {
        // Says so when the client makes a mistake before it has introduced itself.
        let nobody = Client::new(self.out.clone(), Abilities::read(&Value::Null));
        let mut stage = Stage::Unknown;
        loop {
            let due = if let Stage::Open(session) = &stage { session.due() } else { None };
            let mut batch = next(incoming, due);
            let cancelled = cancelled(&batch);
            while let Some(event) = batch.pop_front() {
                match event {
                    Event::Closed => return Exit::Abandoned,
                    Event::Malformed(malformed) => nobody.refuse(malformed),
                    Event::Message(Message::Notification(told)) if told.method == "exit" => {
                        return if matches!(stage, Stage::ShutDown) { Exit::Clean } else { Exit::Abandoned };
                    }
                    Event::Message(Message::Request(asked)) => {
                        if cancelled.contains(&asked.id) {
                            nobody.respond(is_cancelled(asked.id));
                        } else {
                            stage = self.answer(stage, asked, &nobody);
                        }
                    }
                    event => {
                        if let Stage::Open(session) = &mut stage {
                            take_in(session, event);
                        }
                    }
                }
            }
            if let Stage::Open(session) = &mut stage {
                settle(session);
            }
        }
    }

    fn answer(&self, stage: Stage, asked: Request, nobody: &Client) -> Stage {
        let refuse = |code: ErrorCode, reason: &str| {
            nobody.respond(Response::new_err(asked.id.clone(), code as i32, reason.to_owned()));
        };
        match (stage, &*asked.method) {
            (Stage::Unknown, "initialize") => {
                let can = Abilities::read(&asked.params);
                let client = Client::new(self.out.clone(), can);
                client.respond(Response::new_ok(asked.id.clone(), capabilities::offered(&client.can)));
                let mut session = Session::new(client, self.options.clone(), self.has_fixed_day, self.events.clone());
                capabilities::begin(&mut session, &asked.params);
                Stage::Open(Box::new(session))
            }
            (Stage::Unknown, _) => {
                refuse(ErrorCode::ServerNotInitialized, "the first request must be `initialize`");
                Stage::Unknown
            }
            (Stage::Open(session), "initialize") => {
                refuse(ErrorCode::InvalidRequest, "`initialize` was sent already");
                Stage::Open(session)
            }
            (Stage::Open(session), "shutdown") => {
                for parked in session.parked {
                    nobody.respond(is_cancelled(parked.request.id));
                }
                nobody.respond(Response::new_ok(asked.id, Value::Null));
                Stage::ShutDown
            }
            (Stage::Open(mut session), _) => {
                dispatch::request(&mut session, asked);
                Stage::Open(session)
            }
            (Stage::ShutDown, _) => {
                refuse(ErrorCode::InvalidRequest, "the server was shut down");
                Stage::ShutDown
            }
        }
    }
}

/// The next events: waits for one, or until `due`, and takes along those that have come meanwhile.
fn next(incoming: &Receiver<Event>, due: Option<Instant>) -> VecDeque<Event> {
    let first = match due {
        None => incoming.recv().unwrap_or(Event::Closed),
        Some(due) => match incoming.recv_timeout(due.saturating_duration_since(Instant::now())) {
            Ok(event) => event,
            Err(RecvTimeoutError::Timeout) => return VecDeque::new(),
            Err(RecvTimeoutError::Disconnected) => Event::Closed,
        },
    };
    std::iter::once(first).chain(incoming.try_iter().take(MOST_AT_ONCE)).collect()
}

/// The requests that the client has thought better of.
fn cancelled(batch: &VecDeque<Event>) -> HashSet<RequestId> {
    batch
        .iter()
        .filter_map(|event| if let Event::Message(Message::Notification(told)) = event { cancels(told) } else { None })
        .collect()
}

fn cancels(told: &Notification) -> Option<RequestId> {
    (told.method == "$/cancelRequest").then(|| serde_json::from_value(told.params["id"].clone()).ok())?
}

fn is_cancelled(id: RequestId) -> Response {
    Response::new_err(id, ErrorCode::RequestCanceled as i32, "cancelled".to_owned())
}

/// Takes in what is no request.
fn take_in(session: &mut Session, event: Event) {
    match event {
        Event::Message(Message::Notification(told)) if told.method == "initialized" => {
            capabilities::initialized(session);
        }
        Event::Message(Message::Notification(told)) => match cancels(&told) {
            Some(id) => {
                let waits = session.parked.iter().position(|parked| parked.request.id == id);
                if let Some(at) = waits {
                    session.parked.remove(at);
                    session.client.respond(is_cancelled(id));
                }
            }
            None => dispatch::notification(session, told),
        },
        Event::Message(Message::Response(response)) => dispatch::response(session, response),
        Event::Loaded(loaded) => session.adopt(*loaded),
        Event::Found(found) => session.adopt_roots(found),
        Event::Message(Message::Request(_)) | Event::Malformed(_) | Event::Closed => {}
    }
}

/// Judges what has changed, shows it, and answers what waited for it.
fn settle(session: &mut Session) {
    session.judge();
    session.read_due_sites();
    diagnostics::publish(session);
    dispatch::retry(session);
}

/// Options for tests that read no site.
#[cfg(test)]
fn options_without_files() -> Options {
    Options {
        generator: None,
        config: matterlint::open::ConfigFile::Nowhere,
        whole_folders: false,
        today: chrono::DateTime::UNIX_EPOCH,
        select: Vec::new(),
        ignore: Vec::new(),
    }
}

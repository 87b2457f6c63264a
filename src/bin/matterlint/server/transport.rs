//! Messages over standard input and output. The framing is our own: that of `lsp-server` ends at the first message that
//! is no JSON, and takes a length of any size at its word.

use std::io::{self, BufRead, Read, Write};
use std::sync::mpsc::{self, Sender};
use std::thread::{self, JoinHandle};

use lsp_server::{ErrorCode, Message, Notification, Request, RequestId, Response, ResponseError};
use serde_json::{Value, json};

use super::load::Loaded;
use super::roots::Found;

/// Longest message that is taken in, in bytes. A page may have 32 MB, and JSON may double it.
const LONGEST_MESSAGE: u64 = 128 << 20;

/// Longest line of a header, in bytes.
const LONGEST_HEADER: u64 = 8 << 10;

/// What the main loop hears of.
pub enum Event {
    /// The client says something.
    Message(Message),
    /// The client says something that cannot be understood.
    Malformed(Malformed),
    /// The client is gone.
    Closed,
    /// A site was read.
    Loaded(Box<Loaded>),
    /// The sites of a folder were looked for.
    Found(Found),
}

/// A message that cannot be understood.
#[derive(Debug, PartialEq)]
pub struct Malformed {
    /// The id of the request that it may have been meant to be, else null.
    pub id: Value,
    /// The code of the error.
    pub code: i32,
    /// What is wrong with it.
    pub reason: String,
}

/// What is written.
pub enum Outgoing {
    /// A message.
    Message(Message),
    /// The answer to something that has no id, or none that can be understood.
    Refusal(Malformed),
}

/// Reads messages from `input` until it ends, on a thread of its own.
pub fn listen(mut input: impl BufRead + Send + 'static, events: Sender<Event>) {
    thread::spawn(move || {
        while let Ok(Some(event)) = read(&mut input) {
            if events.send(event).is_err() {
                return;
            }
        }
        // Nobody is left to hear it when the main loop has ended.
        let _ = events.send(Event::Closed);
    });
}

/// Writes messages to `output`, on a thread of its own, until the last sender is gone.
pub fn speak(mut output: impl Write + Send + 'static) -> (Sender<Outgoing>, JoinHandle<()>) {
    let (sender, messages) = mpsc::channel::<Outgoing>();
    let writer = thread::spawn(move || {
        // When the client has closed its end, the reader hears of it, too, and ends the program.
        let _ = messages.iter().try_for_each(|message| write(&mut output, &message));
    });
    (sender, writer)
}

/// The next message, `None` at the end of the input.
fn read(input: &mut impl BufRead) -> io::Result<Option<Event>> {
    let length = match read_header(input)? {
        Header::End => return Ok(None),
        Header::Unclear(reason) => return Ok(Some(refused(ErrorCode::ParseError, reason))),
        Header::Length(length) => length,
    };
    if length > LONGEST_MESSAGE {
        io::copy(&mut input.take(length), &mut io::sink())?;
        let reason = format!("a message of {length} bytes is longer than what is read");
        return Ok(Some(refused(ErrorCode::InvalidRequest, reason)));
    }
    let mut body = Vec::new();
    if input.take(length).read_to_end(&mut body)? as u64 != length {
        return Ok(None);
    }
    Ok(Some(match serde_json::from_slice(&body) {
        Ok(value) => understood(value),
        Err(error) => refused(ErrorCode::ParseError, format!("a message that is no JSON: {error}")),
    }))
}

enum Header {
    Length(u64),
    Unclear(String),
    End,
}

/// Reads lines up to the empty one that ends a header.
fn read_header(input: &mut impl BufRead) -> io::Result<Header> {
    let mut length = None;
    let mut is_begun = false;
    loop {
        let mut line = Vec::new();
        if input.take(LONGEST_HEADER).read_until(b'\n', &mut line)? == 0 {
            return Ok(Header::End);
        }
        let line = String::from_utf8_lossy(&line);
        let line = line.trim_end_matches(['\r', '\n']);
        if line.is_empty() && is_begun {
            let unclear = || Header::Unclear("a message without a Content-Length".to_owned());
            return Ok(length.map_or_else(unclear, Header::Length));
        }
        is_begun = is_begun || !line.is_empty();
        if let Some((name, value)) = line.split_once(':')
            && name.trim().eq_ignore_ascii_case("Content-Length")
        {
            length = value.trim().parse().ok();
        }
    }
}

fn refused(code: ErrorCode, reason: String) -> Event {
    Event::Malformed(Malformed { id: Value::Null, code: code as i32, reason })
}

fn understood(value: Value) -> Event {
    let invalid = |id: Value, reason: &str| {
        Event::Malformed(Malformed { id, code: ErrorCode::InvalidRequest as i32, reason: reason.to_owned() })
    };
    let Value::Object(mut fields) = value else { return invalid(Value::Null, "a message that is no object") };
    let params = fields.remove("params").unwrap_or_default();
    let id = fields.remove("id");
    let known_id = id.clone().and_then(|id| serde_json::from_value::<RequestId>(id).ok());
    match (fields.remove("method"), id, known_id) {
        (Some(Value::String(method)), None, _) => Event::Message(Notification { method, params }.into()),
        (Some(Value::String(method)), _, Some(id)) => Event::Message(Request { id, method, params }.into()),
        (Some(Value::String(_)), Some(id), None) => invalid(id, "an id must be an integer of 32 bits or a text"),
        (Some(_), id, _) => invalid(id.unwrap_or_default(), "a method must be a text"),
        (None, _, Some(id)) => {
            let error = fields.remove("error").map(|error| {
                serde_json::from_value(error).unwrap_or(ResponseError {
                    code: ErrorCode::UnknownErrorCode as i32,
                    message: String::new(),
                    data: None,
                })
            });
            let response_result = error.map_or_else(|| Ok(fields.remove("result").unwrap_or_default()), Err);
            Event::Message(Response { id, response_result }.into())
        }
        (None, ..) => invalid(Value::Null, "a message without a method"),
    }
}

fn write(output: &mut impl Write, message: &Outgoing) -> io::Result<()> {
    match message {
        Outgoing::Message(message) => message.write(output),
        Outgoing::Refusal(Malformed { id, code, reason }) => {
            let text = json!({"jsonrpc": "2.0", "id": id, "error": {"code": code, "message": reason}}).to_string();
            write!(output, "Content-Length: {}\r\n\r\n{text}", text.len())?;
            output.flush()
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{Event, read};

    fn events(input: &str) -> Vec<String> {
        let mut input = input.as_bytes();
        let mut events = Vec::new();
        while let Some(event) = read(&mut input).unwrap() {
            events.push(match event {
                Event::Message(message) => serde_json::to_string(&message).unwrap(),
                Event::Malformed(malformed) => format!("{} {} {}", malformed.id, malformed.code, malformed.reason),
                _ => unreachable!("reading gives nothing else"),
            });
        }
        events
    }

    fn framed(body: &str) -> String {
        format!("Content-Length: {}\r\n\r\n{body}", body.len())
    }

    #[test]
    fn what_cannot_be_understood_is_passed_over() {
        let good = r#"{"id":7,"method":"x","params":{"a":"日"}}"#;
        let cases = [
            (framed("{"), "null -32700 a message that is no JSON: EOF while parsing an object at line 1 column 1"),
            ("Content-Type: x\r\n\r\n".to_owned(), "null -32700 a message without a Content-Length"),
            ("Content-Length: -3\r\n\r\n".to_owned(), "null -32700 a message without a Content-Length"),
            (framed("[]"), "null -32600 a message that is no object"),
            (framed("{}"), "null -32600 a message without a method"),
            (framed(r#"{"id":1,"method":2}"#), "1 -32600 a method must be a text"),
            (
                framed(r#"{"id":4294967296,"method":"x"}"#),
                "4294967296 -32600 an id must be an integer of 32 bits or a text",
            ),
            (framed(r#"{"id":"a","method":"x"}"#), r#"{"id":"a","method":"x"}"#),
            (framed(r#"{"id":1,"error":5}"#), r#"{"id":1,"error":{"code":-32001,"message":""}}"#),
        ];
        for (bad, said) in cases {
            assert_eq!(events(&(bad + &framed(good))), [said, good]);
        }
    }

    #[test]
    fn lines_may_end_as_they_like_and_a_message_may_be_cut_short() {
        assert_eq!(events("content-length:12\n\n{\"method\":1}").len(), 1);
        assert_eq!(events("Content-Length: 99\r\n\r\n{}"), [""; 0]);
        assert_eq!(events("Content-Le"), [""; 0]);
    }

    #[test]
    fn nothing_is_kept_of_a_message_that_is_too_long() {
        let length = super::LONGEST_MESSAGE + 1;
        assert_eq!(
            events(&format!("Content-Length: {length}\r\n\r\n{{")),
            ["null -32600 a message of 134217729 bytes is longer than what is read"]
        );
    }
}

//! A client that says what it is told to and remembers what it hears.

use std::collections::VecDeque;
use std::io::{BufRead, BufReader, Write};
use std::path::Path;
use std::process::{Child, ChildStdin, Command, Stdio};
use std::sync::mpsc::{self, Receiver};
use std::time::Duration;

use serde_json::{Value, json};

/// How long to wait for a message that must come. Long, as many tests run at once.
const PATIENCE: Duration = Duration::from_secs(60);

/// A server and the client that talks to it.
pub struct Client {
    child: Child,
    input: Option<ChildStdin>,
    incoming: Receiver<Value>,
    /// What the server has told and asked, and nobody has looked at yet.
    pub inbox: VecDeque<Value>,
    /// What the server gets when it asks for settings.
    pub settings: Value,
    last_id: i64,
}

impl Client {
    /// Starts the server with `arguments`; says nothing yet.
    pub fn start(arguments: &[&str]) -> Self {
        let mut command = Command::new(env!("CARGO_BIN_EXE_matterlint"));
        command.arg("server").args(arguments).stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::null());
        let mut child = command.spawn().expect("the server starts");
        let input = child.stdin.take();
        let mut output = BufReader::new(child.stdout.take().expect("it has an output"));
        let (messages, incoming) = mpsc::channel();
        std::thread::spawn(move || while read(&mut output).is_some_and(|message| messages.send(message).is_ok()) {});
        Self { child, input, incoming, inbox: VecDeque::new(), settings: Value::Null, last_id: 0 }
    }

    /// Starts the server for the site at `root` and introduces itself as a client with `capabilities`.
    pub fn open(root: &Path, capabilities: &Value, options: &Value) -> (Self, Value) {
        let mut client = Self::start(&["--today", "2026-11-25"]);
        let folders = json!([{"uri": uri(root, ""), "name": "site"}]);
        let params =
            json!({"capabilities": capabilities, "workspaceFolders": folders, "initializationOptions": options});
        let answer = client.request("initialize", &params);
        client.notify("initialized", &json!({}));
        (client, answer)
    }

    /// Writes bytes as they are.
    pub fn write(&mut self, bytes: &[u8]) {
        let input = self.input.as_mut().expect("the input is open");
        input.write_all(bytes).expect("the server reads");
        input.flush().expect("the server reads");
    }

    /// Sends a message.
    pub fn send(&mut self, message: &Value) {
        let body = message.to_string();
        self.write(format!("Content-Length: {}\r\n\r\n{body}", body.len()).as_bytes());
    }

    /// Tells the server something.
    pub fn notify(&mut self, method: &str, params: &Value) {
        self.send(&json!({"jsonrpc": "2.0", "method": method, "params": params}));
    }

    /// Asks the server something; gives the id of the request.
    pub fn ask(&mut self, method: &str, params: &Value) -> i64 {
        self.last_id += 1;
        self.send(&json!({"jsonrpc": "2.0", "id": self.last_id, "method": method, "params": params}));
        self.last_id
    }

    /// Asks the server something and waits for the answer.
    pub fn request(&mut self, method: &str, params: &Value) -> Value {
        let id = self.ask(method, params);
        self.answer(&json!(id))
    }

    /// Waits for the answer with this id. What comes before it goes to the inbox.
    pub fn answer(&mut self, id: &Value) -> Value {
        loop {
            let message = self.next();
            if message.get("method").is_none() && message["id"] == *id {
                return message;
            }
            self.inbox.push_back(message);
        }
    }

    /// Waits until the server has nothing more to do; gives all that it has told and asked since the last time.
    pub fn settled(&mut self) -> Vec<Value> {
        self.request("workspace/diagnostic", &json!({"previousResultIds": []}));
        self.inbox.drain(..).collect()
    }

    /// The next message. What the server asks for is given to it.
    pub fn next(&mut self) -> Value {
        let message = self.incoming.recv_timeout(PATIENCE).expect("the server answers");
        if let (Some(method), Some(id)) = (message["method"].as_str(), message.get("id")) {
            let result = if method == "workspace/configuration" { json!([self.settings]) } else { Value::Null };
            self.send(&json!({"jsonrpc": "2.0", "id": id, "result": result}));
        }
        message
    }

    /// Closes the input and waits for the end; gives the exit status.
    pub fn end(mut self) -> i32 {
        self.input = None;
        let status = self.child.wait().expect("the server ends");
        status.code().expect("by itself")
    }

    /// Leaves as the protocol wants it.
    pub fn leave(mut self) {
        self.request("shutdown", &Value::Null);
        self.notify("exit", &Value::Null);
        assert_eq!(self.end(), 0);
    }
}

impl Drop for Client {
    fn drop(&mut self) {
        // A test that failed leaves the server running.
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

/// The URI of a file of the site at `root`.
pub fn uri(root: &Path, path: &str) -> String {
    let root = root.canonicalize().expect("the site is there");
    let full = format!("{}/{path}", root.to_str().expect("temporary folders are Unicode"));
    let full = full.trim_end_matches('/');
    let encode = |byte: u8| match byte {
        b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' | b'/' | b'-' | b'_' | b'.' | b'~' => char::from(byte).to_string(),
        byte => format!("%{byte:02X}"),
    };
    format!("file://{}", full.bytes().map(encode).collect::<String>())
}

fn read(output: &mut impl BufRead) -> Option<Value> {
    let mut length = 0;
    loop {
        let mut line = String::new();
        if output.read_line(&mut line).ok()? == 0 {
            return None;
        }
        if line == "\r\n" {
            break;
        }
        let value = line.strip_prefix("Content-Length: ");
        length = value.map_or(length, |value| value.trim().parse().expect("a length"));
    }
    let mut body = vec![0; length];
    output.read_exact(&mut body).ok()?;
    // Whatever else stands on standard output would have been taken for a header.
    Some(serde_json::from_slice(&body).expect("the server speaks JSON"))
}

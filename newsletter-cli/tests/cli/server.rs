//! A server on this machine that plays the web: slow, broken, redirecting and lying hosts.

use std::collections::HashMap;
use std::io::{self, Read, Write};
use std::net::{SocketAddr, TcpListener, TcpStream};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Condvar, Mutex};
use std::thread::{self, JoinHandle};
use std::time::Duration;

/// A request as the server has read it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Asked {
    /// `TLS` for what starts a secure connection.
    pub(crate) method: String,
    pub(crate) path: String,
    pub(crate) host: String,
    pub(crate) authorization: Option<String>,
    pub(crate) user_agent: Option<String>,
}

/// What the server does about a request.
#[derive(Debug, Clone)]
pub(crate) enum Play {
    Status(u16),
    /// A status with headers, each with its line end, and a body.
    With(u16, String, String),
    /// Nothing, until the client has enough.
    Silence,
    Close,
    Garbage,
    /// A body that ends when the client has enough.
    Endless,
}

/// What has happened, on one server or on several.
#[derive(Default)]
pub(crate) struct Log {
    state: Mutex<State>,
    changed: Condvar,
}

#[derive(Default)]
struct State {
    asked: Vec<Asked>,
    open: usize,
    most_open: usize,
    /// How much of endless bodies was sent.
    sent: usize,
}

/// Longer waits mean that a test fails.
const PATIENCE: Duration = Duration::from_secs(30);

/// An endless body ends here, where nobody has had enough.
pub(crate) const ENOUGH: usize = 256 * 1024 * 1024;

impl Log {
    pub(crate) fn asked(&self) -> Vec<Asked> {
        self.state.lock().unwrap().asked.clone()
    }

    /// The methods of all requests.
    pub(crate) fn methods(&self) -> Vec<String> {
        let asked = self.asked().into_iter();
        asked.map(|asked| asked.method).collect()
    }

    /// How many requests were open at once at most.
    pub(crate) fn most_open(&self) -> usize {
        self.state.lock().unwrap().most_open
    }

    pub(crate) fn sent(&self) -> usize {
        self.state.lock().unwrap().sent
    }

    /// Waits until so many requests have been open at once.
    pub(crate) fn wait_for_open(&self, count: usize) {
        let state = self.state.lock().unwrap();
        let is_missing = |state: &mut State| state.most_open < count;
        let waited = self
            .changed
            .wait_timeout_while(state, PATIENCE, is_missing)
            .unwrap();
        drop(waited);
    }

    fn open(&self, asked: &Asked) -> usize {
        let mut state = self.state.lock().unwrap();
        let before = state
            .asked
            .iter()
            .filter(|before| before.path == asked.path);
        let count = before.count();
        state.asked.push(asked.clone());
        state.open += 1;
        state.most_open = state.most_open.max(state.open);
        self.changed.notify_all();
        count
    }

    /// A request is over when its answer begins: the client may send the next one before the server knows that the
    /// answer has arrived.
    fn close(&self) {
        self.state.lock().unwrap().open -= 1;
    }

    fn add_sent(&self, bytes: usize) {
        self.state.lock().unwrap().sent += bytes;
    }
}

/// A server; it ends with the value.
pub(crate) struct Server {
    address: SocketAddr,
    pub(crate) log: Arc<Log>,
    is_over: Arc<AtomicBool>,
    accepting: Option<JoinHandle<()>>,
}

type Script = dyn Fn(&Asked, usize) -> Play + Send + Sync;

impl Server {
    /// A server that plays by a script: what it does about a request, and the number of those to the same path before.
    pub(crate) fn new(script: impl Fn(&Asked, usize) -> Play + Send + Sync + 'static) -> Self {
        Self::with_log(Arc::default(), script)
    }

    pub(crate) fn with_log(
        log: Arc<Log>,
        script: impl Fn(&Asked, usize) -> Play + Send + Sync + 'static,
    ) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        let address = listener.local_addr().unwrap();
        let is_over = Arc::new(AtomicBool::new(false));
        let script: Arc<Script> = Arc::new(script);
        let (is_ended, kept) = (is_over.clone(), log.clone());
        let accepting = thread::spawn(move || {
            for stream in listener.incoming() {
                if is_ended.load(Ordering::SeqCst) {
                    return;
                }
                let (script, log) = (script.clone(), kept.clone());
                // It ends when the client has enough, or with the patience.
                thread::spawn(move || stream.and_then(|stream| serve(stream, &*script, &log)));
            }
        });
        Self {
            address,
            log,
            is_over,
            accepting: Some(accepting),
        }
    }

    /// Such as `http://127.0.0.1:8080`.
    pub(crate) fn root(&self) -> String {
        format!("http://{}", self.address)
    }

    pub(crate) fn url(&self, path: &str) -> String {
        format!("{}{path}", self.root())
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        self.is_over.store(true, Ordering::SeqCst);
        let _ = TcpStream::connect(self.address);
        if let Some(accepting) = self.accepting.take() {
            let _ = accepting.join();
        }
    }
}

fn serve(mut stream: TcpStream, script: &Script, log: &Log) -> io::Result<()> {
    stream.set_read_timeout(Some(PATIENCE))?;
    stream.set_write_timeout(Some(PATIENCE))?;
    while let Some(asked) = read(&mut stream)? {
        let play = script(&asked, log.open(&asked));
        log.close();
        let is_tunnel = asked.method == "CONNECT" && matches!(play, Play::Status(200));
        let sent = match is_tunnel {
            true => stream.write_all(b"HTTP/1.1 200 OK\r\n\r\n").map(|()| 0),
            false => answer(&mut stream, &asked, &play),
        };
        log.add_sent(sent.unwrap_or_default());
        if !is_tunnel {
            break;
        }
    }
    Ok(())
}

/// Reads a request up to its blank line; `None` where there is none.
fn read(stream: &mut TcpStream) -> io::Result<Option<Asked>> {
    let (mut head, mut byte) = (Vec::new(), [0]);
    while !head.ends_with(b"\r\n\r\n") {
        if head.len() > 64 * 1024 || stream.read(&mut byte)? == 0 {
            return Ok(None);
        }
        head.push(byte[0]);
        if head == [22] {
            head = b"TLS / 1\r\n\r\n".to_vec();
        }
    }
    let head = String::from_utf8_lossy(&head).into_owned();
    let mut lines = head.lines();
    let mut words = lines.next().unwrap_or_default().split(' ');
    let mut word = || words.next().unwrap_or_default().to_owned();
    let (method, path) = (word(), word());
    let headers = lines.filter_map(|line| line.split_once(": "));
    let headers: HashMap<String, String> = headers
        .map(|(name, value)| (name.to_lowercase(), value.to_owned()))
        .collect();
    let header = |name: &str| headers.get(name).cloned();
    Ok(Some(Asked {
        method,
        path,
        host: header("host").unwrap_or_default(),
        authorization: header("authorization"),
        user_agent: header("user-agent"),
    }))
}

/// Plays; gives how much of an endless body was sent.
fn answer(stream: &mut TcpStream, asked: &Asked, play: &Play) -> io::Result<usize> {
    match play {
        Play::Status(status) => write(stream, asked, *status, "", "hello"),
        Play::With(status, headers, body) => write(stream, asked, *status, headers, body),
        Play::Close => Ok(0),
        Play::Garbage => stream.write_all(b"220 mail.example.org\r\n").map(|()| 0),
        Play::Silence => stream.read(&mut [0]).map(|_| 0),
        Play::Endless => {
            stream.write_all(b"HTTP/1.1 200 OK\r\nConnection: close\r\n\r\n")?;
            let (chunk, mut sent) = (vec![b'a'; 64 * 1024], 0);
            while sent < ENOUGH && stream.write_all(&chunk).is_ok() {
                sent += chunk.len();
            }
            Ok(sent)
        }
    }
}

fn write(
    stream: &mut TcpStream,
    asked: &Asked,
    status: u16,
    headers: &str,
    body: &str,
) -> io::Result<usize> {
    let length = body.len();
    let body = if asked.method == "HEAD" { "" } else { body };
    let head = format!(
        "HTTP/1.1 {status} x\r\nConnection: close\r\nContent-Length: {length}\r\n{headers}"
    );
    stream.write_all(format!("{head}\r\n{body}").as_bytes())?;
    Ok(0)
}

//! A project on disk with a preview of it.

use std::{
    fs,
    io::{BufRead, BufReader, Read, Write},
    net::{IpAddr, Ipv4Addr, TcpStream},
    path::{Path, PathBuf},
    sync::Arc,
    thread,
    time::{Duration, Instant},
};

use chrono::NaiveDate;
use milepost::{
    disk::Disk,
    serve::{self, Base, Editor, Files, Options, Preview, Watching},
    site::{Built, Config, Silent, build},
};

/// How long a condition may take to come true on a busy machine.
const LIMIT: Duration = Duration::from_secs(60);

pub struct Project {
    folder: tempfile::TempDir,
    pub config: Config,
    pub preview: Arc<Preview>,
    pub port: u16,
    _watching: Watching,
}

/// An answer to a request.
#[derive(Debug)]
pub struct Answer {
    pub status: u16,
    pub head: String,
    pub body: Vec<u8>,
}

pub fn copy(from: &Path, to: &Path) {
    fs::create_dir_all(to).expect("a folder");
    for entry in fs::read_dir(from).expect("a folder") {
        let entry = entry.expect("an entry");
        let target = to.join(entry.file_name());
        match entry.file_type().expect("a kind").is_dir() {
            true => copy(&entry.path(), &target),
            false => drop(fs::copy(entry.path(), target).expect("a copy")),
        }
    }
}

impl Project {
    /// A copy of a folder of this repository, watched and served.
    pub fn of(folder: &str, base: &str, editor: Option<Editor>) -> Self {
        let from = Path::new(env!("CARGO_MANIFEST_DIR")).join(folder);
        let copied = tempfile::tempdir().expect("a folder");
        for name in ["content", "themes"] {
            if from.join(name).is_dir() {
                copy(&from.join(name), &copied.path().join(name));
            }
        }
        fs::copy(from.join("milepost.yaml"), copied.path().join("milepost.yaml")).expect("settings");
        let config = Config::usual("2026-03-02".parse().expect("a date"));
        let disk = Disk::open(copied.path()).expect("a project").excluding(Path::new("output"));
        let host = IpAddr::V4(Ipv4Addr::LOCALHOST);
        let options = Options {
            config: config.clone(),
            host,
            base: Base::new(base).expect("a base"),
            editor,
            commit: Arc::new(|_| None),
        };
        let open = serve::open(host, 0, true).expect("a free port");
        let preview = Preview::new(Arc::new(Files::new(disk)), options).expect("a site");
        let watching = Watching::begin(Arc::clone(&preview), &config.content, &config.themes, |_| {});
        let (port, served) = (open.address.port(), Arc::clone(&preview));
        thread::spawn(move || open.serve(served));
        Self { folder: copied, config, preview, port, _watching: watching.expect("a watch") }
    }

    pub fn path(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    /// The site as a build makes it now.
    pub fn built(&self, as_of: Option<NaiveDate>) -> Built {
        let disk = Disk::open(self.folder.path()).expect("a project").excluding(Path::new("output"));
        build(&disk, &Config { as_of, ..self.config.clone() }, &Silent)
    }

    /// A request as it is on the wire.
    pub fn ask(&self, method: &str, path: &str, headers: &[(&str, &str)]) -> Answer {
        let mut stream = TcpStream::connect((Ipv4Addr::LOCALHOST, self.port)).expect("a connection");
        let host = format!("127.0.0.1:{}", self.port);
        let mut text = format!("{method} {path} HTTP/1.1\r\nConnection: close\r\n");
        if !headers.iter().any(|(name, _)| *name == "Host") {
            text += &format!("Host: {host}\r\n");
        }
        for (name, value) in headers {
            text += &format!("{name}: {value}\r\n");
        }
        stream.write_all((text + "\r\n").as_bytes()).expect("a request");
        let mut reader = BufReader::new(stream);
        let mut head = String::new();
        while !head.ends_with("\r\n\r\n") && reader.read_line(&mut head).expect("a head") > 0 {}
        let mut body = Vec::new();
        reader.read_to_end(&mut body).expect("a body");
        let status = head.split(' ').nth(1).and_then(|status| status.parse().ok()).unwrap_or(0);
        Answer { status, head, body }
    }

    pub fn get(&self, path: &str) -> Answer {
        self.ask("GET", path, &[])
    }
}

impl Answer {
    /// The page without what the preview put into it.
    pub fn without_script(&self) -> String {
        let text = String::from_utf8(self.body.clone()).expect("a page");
        let text = text.replacen(" connect-src 'self';", "", 1);
        // the pages of a site name their own scripts from where they are, never from the root
        let (start, end) = (text.find("<script src=\"/"), text.rfind("</script></body>"));
        let (start, end) = start.zip(end).expect("the script of the preview");
        format!("{}{}", &text[..start], &text[end + "</script>".len()..])
    }
}

/// Wait until something is so.
pub fn wait(what: &str, mut is_so: impl FnMut() -> Result<(), String>) {
    let begun = Instant::now();
    let mut last = Err("never looked".to_owned());
    while begun.elapsed() < LIMIT {
        last = is_so();
        if last.is_ok() {
            return;
        }
        thread::sleep(Duration::from_millis(10));
    }
    panic!("{what}: {last:?}");
}

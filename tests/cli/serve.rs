//! The preview from its command line to its last word. What it serves is tried in `tests/serve`.

use std::{
    fs,
    io::{BufRead, BufReader},
    process::{Child, ChildStderr, ChildStdout, Command, Stdio},
    sync::mpsc,
    thread,
    time::Duration,
};

use crate::project::Project;

/// How long a line may take on a busy machine.
const PATIENCE: Duration = Duration::from_secs(60);

struct Running {
    child: Child,
    pub out: mpsc::Receiver<String>,
    pub err: mpsc::Receiver<String>,
}

impl Running {
    fn of(project: &Project, words: &[&str]) -> Self {
        let mut command = Command::new(env!("CARGO_BIN_EXE_milepost"));
        command.arg("serve").args(words).current_dir(project.path(""));
        command.env_remove("VISUAL").env_remove("EDITOR").stdin(Stdio::null());
        let mut child = command.stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().expect("a run");
        let (out, err): (ChildStdout, ChildStderr) =
            (child.stdout.take().expect("a stream"), child.stderr.take().expect("a stream"));
        Self { child, out: lines(out), err: lines(err) }
    }

    /// The first line of the errors that holds `what`, with all before it.
    fn told(&self, what: &str) -> String {
        let mut told = String::new();
        while !told.contains(what) {
            told += &self.err.recv_timeout(PATIENCE).unwrap_or_else(|_| panic!("no {what} in\n{told}"));
            told.push('\n');
        }
        told
    }
}

impl Drop for Running {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

fn lines(stream: impl std::io::Read + Send + 'static) -> mpsc::Receiver<String> {
    let (send, lines) = mpsc::channel();
    thread::spawn(move || {
        for line in BufReader::new(stream).lines().map_while(Result::ok) {
            let _ = send.send(line);
        }
    });
    lines
}

#[test]
fn it_says_where_it_is_and_what_each_save_did() {
    let project = Project::sound();
    let running = Running::of(&project, &["--base", "repo"]);
    let url = running.out.recv_timeout(PATIENCE).expect("an address");
    assert!(url.starts_with("http://127.0.0.1:") && url.ends_with("/repo/"), "{url}");
    assert!(running.told("problems found").contains("as of 2026-03-02"));
    let file = project.path("content/milestones/m1-oven.md");
    let text = fs::read_to_string(&file).expect("a file");
    fs::write(&file, text.replace("duration: 5d", "duration: 8d")).expect("an edit");
    let told = running.told(" ms");
    assert!(
        told.contains("finish 11 Mar -> 16 Mar · gate P1 11 Mar -> 16 Mar · M1 +3 d · M2 +3 d · "),
        "{told}"
    );
    fs::write(&file, text.replace("duration: 5d", "duration: x\u{1b}[31m")).expect("an edit");
    let told = running.told("m1-oven.md");
    assert!(told.contains("new error") && !told.contains('\u{1b}'), "{told}");
    assert!(!project.path("output").exists(), "nothing is written");
}

#[test]
fn what_cannot_be_is_told() {
    let project = Project::sound();
    let told = project.run("serve --base /a//b/");
    assert!(told.code == 2 && told.err.contains("`/repo/`"), "{}", told.err);
    let taken = std::net::TcpListener::bind("127.0.0.1:0").expect("a port");
    let port = taken.local_addr().expect("an address").port();
    let told = project.run(&format!("serve --port {port}"));
    assert!(told.code == 4 && told.err.contains("--port"), "{}", told.err);
    let running = Running::of(&project, &["--as-of", "today", "--port", "0"]);
    let today = chrono::Local::now().date_naive().to_string();
    assert!(running.told("Preview of").contains("as of 2"), "{today}");
}

//! A project in a temporary folder, and runs of the binary in it.

use std::fs;
use std::path::{Path, PathBuf};

use assert_cmd::Command;
use tempfile::TempDir;

/// Variables that a run may look at; each run begins without them.
const VARIABLES: [&str; 8] = [
    "SOURCE_DATE_EPOCH",
    "NO_COLOR",
    "CLICOLOR",
    "CLICOLOR_FORCE",
    "COLUMNS",
    "CI",
    "GIT_DIR",
    "GIT_WORK_TREE",
];

/// A folder `plan` in a home folder of its own.
pub struct Project {
    home: TempDir,
}

/// What a run told, and how it ended.
pub struct Told {
    pub out: String,
    pub err: String,
    pub code: i32,
}

impl Project {
    /// No file at all.
    pub fn empty() -> Self {
        let home = TempDir::new().expect("a temporary folder");
        fs::create_dir(home.path().join("plan")).expect("a new folder");
        Self { home }
    }

    /// One phase with two milestones, the second waiting for the first; nothing is wrong.
    pub fn sound() -> Self {
        Self::empty()
            .with("milepost.yaml", "title: Bakery\nstart: 2026-02-16\nstatus_date: 2026-03-02\n")
            .with("content/index.md", "# Bakery\n\nWe open in spring.\n")
            .with("content/people/ada.md", "---\nkind: person\nid: ada\nname: Ada\n---\n")
            .with("content/phases/p1-open.md", "---\nkind: phase\nid: P1\ntitle: Open\nowner: ada\n---\n")
            .with(
                "content/milestones/m1-oven.md",
                "---\nkind: milestone\nid: M1\ntitle: Oven\nphase: P1\nowner: ada\nduration: 5d\n---\n",
            )
            .with(
                "content/milestones/m2-bread.md",
                "---\nkind: milestone\nid: M2\ntitle: Bread\nphase: P1\nowner: ada\nduration: 3d\ndepends_on: [M1]\n---\n",
            )
    }

    /// The sound project with a warning: a key that nothing reads.
    pub fn with_a_warning() -> Self {
        Self::sound()
            .with("content/people/bo.md", "---\nkind: person\nid: bo\nname: Bo\nflavor: rye\n---\nText.\n")
    }

    /// The sound project with an error: M3 waits for what is not there.
    pub fn with_an_error() -> Self {
        Self::sound().with(
            "content/milestones/m3-cake.md",
            "---\nkind: milestone\nid: M3\ntitle: Cake\nphase: P1\nowner: ada\nduration: 2d\ndepends_on: [M22]\n---\n",
        )
    }

    /// Also with this file, or with another text in it.
    pub fn with(self, name: &str, text: impl AsRef<[u8]>) -> Self {
        let path = self.path(name);
        fs::create_dir_all(path.parent().expect("a file in a folder")).expect("a folder");
        fs::write(path, text).expect("a file");
        self
    }

    pub fn path(&self, name: &str) -> PathBuf {
        self.home.path().join("plan").join(name)
    }

    pub fn home(&self) -> &Path {
        self.home.path()
    }

    pub fn read(&self, name: &str) -> String {
        fs::read_to_string(self.path(name)).unwrap_or_else(|error| panic!("{name}: {error}"))
    }

    /// Every file of the folder with its bytes, but for the note of when files of a site were written.
    pub fn files(&self, folder: &str) -> Vec<(PathBuf, Vec<u8>)> {
        let entries = walkdir::WalkDir::new(self.path(folder)).sort_by_file_name();
        let files = entries.into_iter().map(|entry| entry.expect("a readable folder").into_path());
        files
            .filter(|path| path.is_file() && !path.ends_with(".milepost-lock"))
            .map(|path| (path.clone(), fs::read(path).expect("a file")))
            .collect()
    }

    /// The binary, about to start in the project's folder.
    pub fn command(&self, line: &str) -> Command {
        let mut command = Command::new(assert_cmd::cargo::cargo_bin!("milepost"));
        command.current_dir(self.path("")).args(line.split_whitespace()).env("HOME", self.home());
        for variable in VARIABLES {
            command.env_remove(variable);
        }
        command
    }

    /// Runs the binary with the words of `line`.
    pub fn run(&self, line: &str) -> Told {
        Told::by(&mut self.command(line))
    }

    /// What a run tells, as one text.
    pub fn transcript(&self, line: &str) -> String {
        self.run(line).to_text(line)
    }
}

impl Told {
    pub fn by(command: &mut Command) -> Self {
        let output = command.output().expect("the binary starts");
        let text = |bytes| String::from_utf8(bytes).expect("we write UTF-8");
        Self {
            out: text(output.stdout),
            err: text(output.stderr),
            code: output.status.code().expect("not killed"),
        }
    }

    /// Streams and exit code as one text. Numbers of files and pages grow with the site, so those beyond 1 are `N`.
    pub fn to_text(&self, line: &str) -> String {
        let mut text = format!("$ milepost {line}\n");
        for (name, stream) in [("stdout", &self.out), ("stderr", &self.err)] {
            if !stream.is_empty() {
                text += &format!("--- {name}\n{}", stream.lines().map(without_counts).collect::<String>());
            }
        }
        text + &format!("--- exit {}\n", self.code)
    }
}

fn without_counts(line: &str) -> String {
    let masked = |word: &str| {
        let digits = word.trim_start_matches('(');
        match digits.parse::<u32>() {
            Ok(2..) => word.replace(digits, "N"),
            _ => word.to_owned(),
        }
    };
    let line = match line.starts_with("Built ") {
        true => line.split(' ').map(masked).collect::<Vec<_>>().join(" "),
        false => line.to_owned(),
    };
    line + "\n"
}

/// Copies a folder with all in it.
pub fn copy(from: &Path, to: &Path) {
    for entry in walkdir::WalkDir::new(from).into_iter().flatten() {
        let target = to.join(entry.path().strip_prefix(from).expect("below"));
        if entry.file_type().is_dir() {
            fs::create_dir_all(target).expect("a folder");
        } else {
            fs::copy(entry.path(), target).expect("a file");
        }
    }
}

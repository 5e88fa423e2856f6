//! What is known from before the edit is never served after it: every random edit is followed by a comparison of all files with
//! a build from nothing. Without watching, so that each edit is seen alone; `storm` has the watch.
//!
//! `MILEPOST_EDITS=1000 cargo test --release --test serve memo` makes more of them.

use std::{
    fs,
    path::{Path, PathBuf},
    sync::Arc,
};

use milepost::{
    disk::Disk,
    serve::{Base, Files, Options, Preview},
    site::{Config, Silent, build},
};

use crate::storm::{Dice, files_of};

struct Edited {
    folder: tempfile::TempDir,
    config: Config,
    preview: Arc<Preview>,
}

impl Edited {
    fn of(site: &str) -> Self {
        let from = Path::new(env!("CARGO_MANIFEST_DIR")).join(site);
        let folder = tempfile::tempdir().expect("a folder");
        for part in ["content", "themes", "static"].into_iter().filter(|part| from.join(part).exists()) {
            crate::project::copy(&from.join(part), &folder.path().join(part));
        }
        fs::copy(from.join("milepost.yaml"), folder.path().join("milepost.yaml")).expect("settings");
        let config = Config::usual("2026-03-02".parse().expect("a date"));
        let options = Options {
            config: config.clone(),
            host: std::net::Ipv4Addr::LOCALHOST.into(),
            base: Base::new("/").expect("a base"),
            editor: None,
            commit: Arc::new(|_| None),
        };
        let disk = Disk::open(folder.path()).expect("a project");
        let preview = Preview::new(Arc::new(Files::new(disk)), options).expect("a site");
        Self { folder, config, preview }
    }

    fn path(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    /// Whether every file is served as it is built from nothing.
    fn compare(&self, what: &str) {
        let built = build(&Disk::open(self.folder.path()).expect("a project"), &self.config, &Silent);
        let stage = self.preview.kept(None);
        for (path, bytes) in built.plan.iter() {
            let served = stage.file_now(path.as_str()).unwrap_or_default();
            let (served, bytes) = (String::from_utf8_lossy(&served), String::from_utf8_lossy(bytes));
            let differs = served.lines().zip(bytes.lines()).find(|(a, b)| a != b);
            assert!(served == bytes, "{what}: {} is served otherwise: {differs:#?}", path.as_str());
        }
    }
}

/// One edit; what it is, the places it touches, and whether names of files may have changed.
fn edit(edited: &Edited, dice: &mut Dice, number: usize) -> (String, Vec<PathBuf>, bool) {
    let files = files_of(&edited.path("content"));
    let Some(file) = files.get(dice.below(files.len())).cloned() else {
        let file = edited.path("content/first.md");
        fs::create_dir_all(edited.path("content")).expect("a folder");
        fs::write(&file, "# First\n").expect("a file");
        return ("a first file".to_owned(), vec![file], true);
    };
    let text = fs::read_to_string(&file).unwrap_or_default();
    let lines: Vec<&str> = text.lines().collect();
    let at = dice.below(lines.len());
    let other = files[dice.below(files.len())].clone();
    let named = other.strip_prefix(edited.path("content")).expect("inside").display().to_string();
    let id_of = |file: &Path| {
        let text = fs::read_to_string(file).unwrap_or_default();
        text.lines().find_map(|line| line.strip_prefix("id: ").map(str::to_owned)).unwrap_or_default()
    };
    let with = |begin: &str, new: String| {
        let line = |line: &&str| if line.starts_with(begin) { new.clone() } else { (*line).to_owned() };
        lines.iter().map(line).collect::<Vec<_>>().join("\n") + "\n"
    };
    let (what, text) = match dice.below(18) {
        0 | 1 => ("a word", format!("{text}\nWord {number}.\n")),
        2 => ("a title", with("title:", format!("title: Title {number}"))),
        3 => ("the title of another", with("title:", "title: The same".to_owned())),
        4 => ("a heading", format!("{text}\n## Heading {}\n", dice.below(4))),
        5 => ("a link", format!("{text}\n[a](/{named}#heading-{}) [b](/{named})\n", dice.below(4))),
        6 => ("a link to a file", format!("{text}\n[f](/data-{0}.json) [g](data-{0}.json)\n", dice.below(3))),
        7 => (
            "no line",
            lines.iter().enumerate().filter(|(i, _)| *i != at).map(|(_, l)| format!("{l}\n")).collect(),
        ),
        8 => ("the id of another", with("id:", format!("id: {}", id_of(&other)))),
        9 => ("a dependency", with("depends_on:", format!("depends_on: [{}]", id_of(&other)))),
        10 => {
            ("raw HTML", format!("{text}\n<a id=\"{}\" href=\"/{named}\">x</a> Lorem ipsum\n", dice.below(3)))
        }
        14 => ("what a text says of itself", said_of_itself(&text, dice)),
        15 => {
            let who = ["Ines Varga (@ines-v)", "Ines Varga <ines@example.org>", "@ines-v", "Ines Varga"];
            let who = who[dice.below(who.len())];
            ("somebody's name", text.replacen("---\n", &format!("---\nowner: {who}\n"), 1))
        }
        16 => {
            let (folder, name) =
                [("static", "terms.txt"), ("themes/default/assets", "style.css")][dice.below(2)];
            let file = edited.path(&format!("{folder}/{name}"));
            fs::create_dir_all(file.parent().expect("a folder")).expect("a folder");
            fs::write(&file, format!("/* {number} */\n")).expect("a file");
            return (name.to_owned(), vec![file], true);
        }
        11 => {
            let file = edited.path(&format!("content/data-{}.json", dice.below(3)));
            let there = file.exists() && dice.below(2) == 0;
            match there {
                true => fs::remove_file(&file).expect("a file"),
                false => fs::write(&file, format!("{{\"number\": {number}}}")).expect("a file"),
            }
            return (format!("data {}", if there { "gone" } else { "written" }), vec![file], true);
        }
        12 => {
            let to = file.with_file_name(format!("moved-{number}.md"));
            fs::rename(&file, &to).expect("a rename");
            return ("a rename".to_owned(), vec![file, to], true);
        }
        13 => {
            fs::remove_file(&file).expect("a file");
            return ("a deletion".to_owned(), vec![file], true);
        }
        _ => {
            let settings = edited.path("milepost.yaml");
            let text = fs::read_to_string(&settings).unwrap_or_default();
            let kept: Vec<&str> = text.lines().filter(|line| !line.starts_with("title:")).collect();
            fs::write(&settings, format!("title: Title {number}\n{}\n", kept.join("\n"))).expect("settings");
            return ("settings".to_owned(), vec![settings], false);
        }
    };
    // as some editors save: a second file takes the name of the first
    let atomic = dice.below(3) == 0;
    if atomic {
        let beside = file.with_extension("tmp~");
        fs::write(&beside, &text).expect("a file");
        fs::rename(&beside, &file).expect("a rename");
        return (what.to_owned(), vec![beside, file], true);
    }
    fs::write(&file, text).expect("a file");
    (what.to_owned(), vec![file], false)
}

/// The text with a line above its first section that says where the thing stands, or who decided it.
fn said_of_itself(text: &str, dice: &mut Dice) -> String {
    let said =
        ["Status: Accepted", "Status: Rejected", "- Date: 2026-01-05", "**Deciders:** Ines Varga (@ines-v)"];
    let said = said[dice.below(said.len())];
    let (front, body) = text.rsplit_once("---\n").unwrap_or(("", text));
    let front = if front.is_empty() { String::new() } else { format!("{front}---\n") };
    format!("{front}\n{said}\n\n{body}")
}

#[test]
fn nothing_of_before_is_served_after_any_edit() {
    let edits: usize = std::env::var("MILEPOST_EDITS").ok().and_then(|n| n.parse().ok()).unwrap_or(20);
    let sites = ["sprints", "dependencies", "contracts", "records", "enhancements", "theme"];
    for (seed, site) in (1..).zip(sites) {
        let site = format!("tests/sites/{site}");
        let edited = Edited::of(&site);
        let mut dice = Dice(seed);
        let mut done: Vec<String> = Vec::new();
        for number in 0..edits {
            let (what, places, structure) = edit(&edited, &mut dice, number);
            done.push(what);
            edited.preview.files.forget(places.iter().map(PathBuf::as_path), structure);
            edited.preview.refresh(false, std::time::Instant::now()).expect("a site");
            edited.compare(&format!("{site}, edit {number} ({})", done.join(", ")));
        }
    }
}

//! The tutorial, word for word: its commands are run in an empty folder, its edits are made, and what it says will be shown is
//! shown. Nothing is there but git and the binary.

#![cfg(unix)]

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use tempfile::TempDir;

use crate::pages::{Block, Page};

/// Friday, 27 November 2026, noon in UTC.
const FRIDAY: &str = "1795780800";

/// Somebody at a terminal of their own.
struct Reader {
    home: TempDir,
    folder: PathBuf,
    /// What the commands of the last block told.
    told: String,
    /// How the last of them ended.
    code: i32,
}

impl Reader {
    fn new() -> Self {
        let home = TempDir::new().expect("a temporary folder");
        let folder = home.path().join("work");
        fs::create_dir(&folder).expect("a folder");
        Self { home, folder, told: String::new(), code: 0 }
    }

    /// Types the lines of a block; all but the last have to go well.
    fn types(&mut self, block: &Block) {
        self.told.clear();
        self.code = 0;
        for line in block.text.lines() {
            assert_eq!(self.code, 0, "{}: before `{line}`: {}", block.place, self.told);
            if let Some(folder) = line.strip_prefix("cd ") {
                self.folder = self.folder.join(folder);
                assert!(self.folder.is_dir(), "{}: {line}", block.place);
                continue;
            }
            let milepost = PathBuf::from(assert_cmd::cargo::cargo_bin!("milepost"));
            let bin = milepost.parent().expect("a folder").display().to_string();
            let path = std::env::var("PATH").unwrap_or_default();
            let mut shell = Command::new("bash");
            shell.args(["-c", line]).current_dir(&self.folder).env_clear();
            shell.env("HOME", self.home.path()).env("PATH", format!("{bin}:{path}"));
            shell.env("SOURCE_DATE_EPOCH", FRIDAY).env("GIT_CONFIG_NOSYSTEM", "1");
            let output = shell.output().expect("a shell");
            self.told += &String::from_utf8_lossy(&output.stdout);
            self.told += &String::from_utf8_lossy(&output.stderr);
            self.code = output.status.code().expect("not killed");
        }
    }

    /// Makes an edit: lines that go and lines that come, in one file.
    fn edits(&self, block: &Block) {
        let file = self.folder.join(block.file.as_deref().expect("a file"));
        let mut text = fs::read_to_string(&file).expect("it is there");
        let lines: Vec<&str> = block.text.lines().collect();
        for pair in lines.chunks(2) {
            let [old, new] = pair else { panic!("{}: lines go in pairs", block.place) };
            let (old, new) =
                (old.strip_prefix('-').expect("a minus"), new.strip_prefix('+').expect("a plus"));
            assert_eq!(text.matches(&format!("{old}\n")).count(), 1, "{}: {old} in\n{text}", block.place);
            text = text.replace(&format!("{old}\n"), &format!("{new}\n"));
        }
        fs::write(file, text).expect("a file");
    }

    /// Sees every line of a block in what was told last; an error where one is announced, and none elsewhere.
    fn sees(&self, block: &Block) {
        for line in block.text.lines() {
            assert!(self.told.contains(line), "{}: `{line}` is not in\n{}", block.place, self.told);
        }
        let fails = block.text.lines().any(|line| line.starts_with("error"));
        assert_eq!(self.code, i32::from(fails), "{}: {}", block.place, self.told);
    }
}

/// The addresses in a page that lead to files of the site.
fn links(page: &str) -> Vec<String> {
    let pieces = ["href=\"", "src=\""].into_iter().flat_map(|mark| page.split(mark).skip(1));
    let addresses = pieces.filter_map(|piece| Some(piece.split_once('"')?.0));
    let own = addresses.filter(|address| !address.contains(':') && !address.starts_with('#'));
    own.map(|address| address.split(['#', '?']).next().unwrap_or(address).to_owned()).collect()
}

#[test]
fn the_tutorial_works_word_for_word() {
    let mut reader = Reader::new();
    let (mut typed, mut edited, mut seen) = (0, 0, 0);
    let mut expects_failure = false;
    let blocks = Page::named("docs/content/tutorial.md").blocks();
    for (block, next) in blocks.iter().zip(blocks.iter().skip(1).map(Some).chain([None])) {
        match block.language.as_str() {
            "sh" => {
                reader.types(block);
                expects_failure = next.is_some_and(|next| next.language == "text");
                assert!(expects_failure || reader.code == 0, "{}: {}", block.place, reader.told);
                typed += 1;
            }
            "diff" => {
                reader.edits(block);
                edited += 1;
            }
            "text" => {
                reader.sees(block);
                seen += 1;
            }
            other => panic!("{}: a block of `{other}`", block.place),
        }
    }
    assert!(!expects_failure && typed > 5 && edited > 1 && seen > 4, "{typed}, {edited}, {seen}");
    is_whole_under_a_sub_path(&reader.home.path().join("work/public"), "lighthouse");
}

/// Every link of the published site leads to a file, and none out of its folder.
fn is_whole_under_a_sub_path(public: &Path, folder: &str) {
    let root = fs::canonicalize(public.join(folder)).expect("the published folder");
    let mut checked = 0;
    for entry in walkdir::WalkDir::new(&root).into_iter().flatten() {
        let is_page = entry.path().extension().is_some_and(|ending| ending == "html");
        if !is_page {
            continue;
        }
        let text = fs::read_to_string(entry.path()).expect("a page");
        // A server answers from anywhere with the page of lost addresses, whose links find the root by themselves.
        let is_lost = entry.file_name() == "404.html";
        for link in links(&text).into_iter().filter(|link| !link.is_empty() && !is_lost) {
            assert!(!link.starts_with('/'), "{}: {link} leaves the sub-path", entry.path().display());
            let target = entry.path().parent().expect("a folder").join(&link);
            let target = fs::canonicalize(&target)
                .unwrap_or_else(|error| panic!("{}: {link}: {error}", entry.path().display()));
            assert!(target.starts_with(&root), "{}: {link}", entry.path().display());
            checked += 1;
        }
    }
    assert!(checked > 100, "{checked} links");
}

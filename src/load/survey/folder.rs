//! What the name of a folder says of the files in it, and what these are like.
//!
//! A proposal is a decision that is still to be taken, or was, unless its files say by when its work is to be done: then it
//! is a milestone. Must not know settings.

use std::collections::BTreeMap;

use super::front::{FEW, field, single};
use crate::{
    load::{
        Document, Node, Value,
        fields::snake,
        folders,
        vocabulary::{Stage, stage},
    },
    model::Kind,
    world::ProjectPath,
};

/// All of the content, as a folder of `kinds`.
pub const WHOLE: &str = ".";

/// Folders of proposals that are numbered behind letters of their own: `peps` holds PEP-8.
const NUMBERED: [&str; 12] =
    ["beps", "bips", "dips", "eips", "hips", "jeps", "keps", "peps", "rfcs", "rfds", "seps", "teps"];

/// Names of folders that say what lies in them, in parts of the name.
const FOLDERS: [(&str, Kind); 29] = [
    ("backlog", Kind::Task),
    ("beps", Kind::Decision),
    ("bips", Kind::Decision),
    ("deliverables", Kind::Milestone),
    ("dips", Kind::Decision),
    ("eips", Kind::Decision),
    ("enhancements", Kind::Decision),
    ("epics", Kind::Phase),
    ("features", Kind::Milestone),
    ("goals", Kind::Milestone),
    ("hips", Kind::Decision),
    ("initiatives", Kind::Phase),
    ("issues", Kind::Task),
    ("jeps", Kind::Decision),
    ("keps", Kind::Decision),
    ("peps", Kind::Decision),
    ("projects", Kind::Milestone),
    ("proposals", Kind::Decision),
    ("releases", Kind::Milestone),
    ("rfc", Kind::Decision),
    ("rfcs", Kind::Decision),
    ("rfd", Kind::Decision),
    ("rfds", Kind::Decision),
    ("roadmap", Kind::Milestone),
    ("seps", Kind::Decision),
    ("stories", Kind::Task),
    ("teps", Kind::Decision),
    ("tickets", Kind::Task),
    ("todos", Kind::Task),
];

/// Keys of files that say by when work is to be done, or how far it is.
const SCHEDULED: [&str; 14] = [
    "deadline",
    "due",
    "due_date",
    "duration",
    "end_date",
    "estimate",
    "finish",
    "latest_milestone",
    "milestone",
    "percent_complete",
    "phase",
    "progress",
    "target",
    "target_date",
];

/// What the name of a folder says of the files in it.
pub fn known(name: &str) -> Option<Kind> {
    FOLDERS.iter().find(|(known, _)| name.eq_ignore_ascii_case(known)).map(|(_, kind)| *kind)
}

/// The folder in which a file is one of several, below the content folder; a README in a folder of its own stands for that.
pub fn around(document: &Document, content: &ProjectPath) -> String {
    let parent = document.path.parent();
    let is_own = folders::is_folder_page(&document.path) && parent != *content && number(document).is_some();
    let folder = if is_own { parent.parent() } else { parent };
    let below = folder.strip(content).unwrap_or_default();
    if below.is_empty() { WHOLE.to_owned() } else { below.to_owned() }
}

/// What the files of a folder are like.
#[derive(Debug, Clone, Default)]
pub struct Folder {
    files: usize,
    /// Those that say where they stand, or what they are.
    telling: usize,
    /// Those that have a status.
    standing: usize,
    /// Those whose name has a number at its beginning, or behind letters.
    numbered: usize,
    /// Those that say by when work is to be done.
    scheduled: usize,
    /// Those that are numbered and say what a proposal says of itself.
    proposals: usize,
    /// Letters that the numbers have in the texts.
    letters: BTreeMap<String, usize>,
    /// Those whose changes are told to be asked for.
    requests: usize,
    /// Patterns for the names of those with a number.
    patterns: BTreeMap<String, usize>,
}

impl Folder {
    /// One more file.
    pub fn add(&mut self, document: &Document, sidecar: Option<&str>) {
        let number = number(document);
        if folders::is_folder_page(&document.path) && number.is_none() && document.front_matter.is_none() {
            // it tells about the folder
            return;
        }
        self.files += 1;
        self.telling += usize::from(says_something(document) || sidecar.is_some());
        self.standing += usize::from(status(document).is_some() || sidecar.is_some());
        self.numbered += usize::from(number.is_some());
        let is_scheduled = SCHEDULED.iter().any(|key| field(document, key).is_some());
        self.scheduled += usize::from(is_scheduled);
        self.requests += usize::from(says(document, "rfc_pr"));
        self.proposals += usize::from(number.is_some() && !is_scheduled && is_proposal(document));
        if let Some(letters) = number.as_deref().and_then(|number| letters(document, number)) {
            *self.letters.entry(letters).or_default() += 1;
        }
        if let Some(pattern) = pattern(document) {
            *self.patterns.entry(pattern).or_default() += 1;
        }
    }

    /// What its files are, if its name, `last`, or they themselves say so; `known` by its name.
    pub fn kind(&self, last: &str, known: Option<Kind>) -> Option<Kind> {
        let most = |count: usize| count >= FEW && 2 * count >= self.files;
        if most(self.proposals) && known.is_none_or(|kind| kind == Kind::Milestone) {
            return Some(Kind::Decision);
        }
        let is_told = self.tells() && (is_numbered(last) || most(self.standing));
        known.filter(|_| is_told).map(|kind| match kind {
            Kind::Decision if is_of_proposals(last) && self.scheduled >= FEW => Kind::Milestone,
            kind => kind,
        })
    }

    /// Whether several of its files say something of themselves.
    pub fn tells(&self) -> bool {
        self.telling >= FEW
    }

    /// What stands before the numbers of its files: as the texts have it, else by the name of the folder or of the repository.
    pub fn prefix(&self, last: &str, title: &str) -> Option<String> {
        if self.numbered < FEW {
            return None;
        }
        let by_texts = self.letters.iter().find(|(_, count)| 2 * **count >= self.numbered);
        let mut words = title.split(|c: char| !c.is_ascii_alphanumeric()).filter(|word| is_numbered(word));
        let by_name = || is_numbered(last).then_some(last).or(words.next_back()).map(singular);
        let by_request = || (2 * self.requests >= self.numbered).then(|| "RFC".to_owned());
        let letters = by_texts.map(|(letters, _)| letters.clone()).or_else(by_name).or_else(by_request)?;
        Some(format!("{letters}-"))
    }

    /// Patterns for the names of its files, where others lie among them or below them; `all` counts these too.
    pub fn names(&self, all: &Self) -> Option<Vec<String>> {
        const MOST: usize = 3;
        let is_mixed = self.numbered < all.files && self.patterns.len() <= MOST;
        let is_whole = self.patterns.values().sum::<usize>() == self.numbered;
        (is_mixed && is_whole).then(|| self.patterns.keys().cloned().collect())
    }
}

/// `0*.md` of `0007-x.md`, `rfc-*.md` of `rfc-007-x.md`; nothing of a file whose number is not in its own name.
fn pattern(document: &Document) -> Option<String> {
    number(document).filter(|_| !folders::is_folder_page(&document.path))?;
    let stem = document.path.file_stem();
    let digits = stem.find(|c: char| c.is_ascii_digit())?;
    let end = if digits == 0 { 1 } else { digits };
    Some(format!("{}*.md", stem.get(..end)?.to_lowercase()))
}

fn singular(name: &str) -> String {
    name.to_uppercase().trim_end_matches('S').to_owned()
}

/// Whether things of such a name have numbers.
fn is_numbered(name: &str) -> bool {
    let many = format!("{}s", name.to_lowercase().trim_end_matches('s'));
    NUMBERED.contains(&many.as_str())
}

/// Whether a folder of that name holds proposals, which may be plans with dates.
fn is_of_proposals(name: &str) -> bool {
    let name = name.to_lowercase();
    is_numbered(&name) && !name.starts_with("rf") || matches!(name.as_str(), "enhancements" | "proposals")
}

/// The number in the name of a file, or of the folder of a README.
fn number(document: &Document) -> Option<String> {
    let parent = document.path.parent();
    let of_folder = folders::is_folder_page(&document.path);
    let stem = if of_folder { parent.file_name() } else { document.path.file_stem() };
    let behind = stem.trim_start_matches(|c: char| c.is_ascii_alphabetic()).trim_start_matches(['-', '_']);
    let end = behind.find(|c: char| !c.is_ascii_digit()).unwrap_or(behind.len());
    (end > 0).then(|| behind[..end].to_owned())
}

/// Most bytes of a text in which the letters of its number are looked for.
const HEAD: usize = 400;

/// The capital letters that stand before the number of a file in its front matter or at the beginning of its text: `SE` of
/// `[SE-0504](0504-x.md)`, `HIP` of `# HIP 40: …`, `EIP` of `eip: 155`.
fn letters(document: &Document, number: &str) -> Option<String> {
    let wanted = number.trim_start_matches('0');
    if wanted.is_empty() {
        return None;
    }
    let is_it = |text: &str| text.trim_start_matches('0') == wanted;
    let fits = |letters: &str| (2..=5).contains(&letters.len()) && !NO_LETTERS.contains(&letters);
    if let Some(Node { value: Value::Map(entries), .. }) = &document.front_matter {
        let entry =
            entries.iter().find(|(_, node)| single(node).is_some_and(is_it) || is_number(node, wanted));
        let key = entry.map(|(key, _)| snake(&key.text).trim_end_matches("_number").to_uppercase());
        if let Some(key) = key.filter(|key| fits(key) && key.bytes().all(|b| b.is_ascii_uppercase())) {
            return Some(key);
        }
    }
    let text: String = document.body.markdown.chars().take(HEAD).collect();
    let words: Vec<&str> =
        text.split(|c: char| !c.is_ascii_alphanumeric()).filter(|word| !word.is_empty()).collect();
    let found = words
        .windows(2)
        .find(|pair| is_it(pair[1]) && fits(pair[0]) && pair[0].bytes().all(|b| b.is_ascii_uppercase()));
    found.map(|pair| pair[0].to_owned())
}

/// Capital letters before numbers that are those of something else.
const NO_LETTERS: [&str; 8] = ["GH", "ID", "ISSUE", "NO", "PART", "PHASE", "PR", "STEP"];

fn is_number(node: &Node, wanted: &str) -> bool {
    matches!(&node.value, Value::Number(text) if text.trim_start_matches('0') == wanted)
}

/// What a file says of where it stands.
fn status(document: &Document) -> Option<&str> {
    let keys = ["status", "state", "stage"];
    let written = keys.iter().find_map(|key| field(document, key)).and_then(single);
    let entry = || document.preamble.entries().find(|(key, _)| keys.contains(&&*snake(&key.text)));
    written.or_else(|| entry().and_then(|(_, node)| single(node)))
}

/// Whether a file says something of itself under a key.
fn says(document: &Document, key: &str) -> bool {
    field(document, key).is_some() || document.preamble.entries().any(|(own, _)| snake(&own.text) == key)
}

/// Whether a file says what a proposal says of itself: who made it or when it began, and where it stands, which is nowhere on
/// the way of work that is done.
fn is_proposal(document: &Document) -> bool {
    let begun = says(document, "start_date");
    if begun && ["rfc_pr", "prs"].iter().any(|key| says(document, key)) {
        return true;
    }
    let stem = document.path.file_stem();
    let named = is_numbered(&stem[..stem.find(|c: char| !c.is_ascii_alphabetic()).unwrap_or(0)]);
    let told =
        begun || named || ["author", "authors", "created", "date"].iter().any(|key| says(document, key));
    let word = status(document).map(|text| text.split(['(', ',', ':', ';', '.']).next().unwrap_or(text));
    let is_work =
        |stage| matches!(stage, Stage::ToDo | Stage::Doing | Stage::Paused | Stage::Stuck | Stage::Done);
    told && word.is_some_and(|word| stage(word).is_none_or(|stage| !is_work(stage)))
}

/// Whether a file says where it stands, or what it is.
fn says_something(document: &Document) -> bool {
    document.front_matter.is_some() || document.preamble.entries().next().is_some()
}

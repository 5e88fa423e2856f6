//! Which settings follow from the keys, words and folders of somebody else's Markdown.
//!
//! Proposes only what its names say: a key that is known to mean one of ours, a word that is known to be a kind. What is
//! not understood becomes a comment for whoever knows it.

use std::{
    collections::{BTreeMap, BTreeSet},
    sync::Arc,
};

use rayon::prelude::*;

use crate::{
    diag::{FileId, Sources},
    load::{
        Document, Node, Value, fields::snake, folders, generators::is_theirs, lookup::items,
        read_document::read_document, register, sidecar, templates::is_template, theirs::kind_of_word,
        vocabulary::stage, words::parse_word, yaml::quoted,
    },
    model::Kind,
    world::{ProjectPath, World},
};

/// Keys of other tools, and the fields of ours that they are.
const MEANT: [(&str, &str); 27] = [
    ("assignee", "assigned_to"),
    ("assignees", "assigned_to"),
    ("begin", "start"),
    ("blocked_on", "blocked_by"),
    ("dependencies", "depends_on"),
    ("dependency", "depends_on"),
    ("depends", "depends_on"),
    ("driver", "owner"),
    ("due", "deadline"),
    ("due_date", "deadline"),
    ("end_date", "finish"),
    ("epic", "parent"),
    ("finish_date", "finish"),
    ("identifier", "id"),
    ("issue_id", "id"),
    ("key", "id"),
    ("lead", "owner"),
    ("needs", "depends_on"),
    ("number", "id"),
    ("parent_id", "parent"),
    ("parent_task_id", "parent"),
    ("part_of", "parent"),
    ("point_of_contact", "owner"),
    ("responsible", "owner"),
    ("start_date", "start"),
    ("state", "status"),
    ("target_date", "finish"),
];

/// Keys that name who answers for a milestone or phase, the surest first; the first that is there is the owner.
const OWNERS: [&str; 6] = ["assignee", "assignees", "champion", "owning_sig", "author", "authors"];

/// Folders of proposals that are numbered behind letters of their own: `peps` holds PEP-8.
const NUMBERED: [&str; 11] =
    ["beps", "bips", "dips", "eips", "jeps", "keps", "peps", "rfcs", "rfds", "seps", "teps"];

/// Names of folders that say what lies in them, in parts of the name.
const FOLDERS: [(&str, Kind); 28] = [
    ("backlog", Kind::Task),
    ("beps", Kind::Milestone),
    ("bips", Kind::Milestone),
    ("deliverables", Kind::Milestone),
    ("dips", Kind::Milestone),
    ("eips", Kind::Milestone),
    ("enhancements", Kind::Milestone),
    ("epics", Kind::Phase),
    ("features", Kind::Milestone),
    ("goals", Kind::Milestone),
    ("initiatives", Kind::Phase),
    ("issues", Kind::Task),
    ("jeps", Kind::Milestone),
    ("keps", Kind::Milestone),
    ("peps", Kind::Milestone),
    ("projects", Kind::Milestone),
    ("proposals", Kind::Milestone),
    ("releases", Kind::Milestone),
    ("rfc", Kind::Decision),
    ("rfcs", Kind::Decision),
    ("rfd", Kind::Decision),
    ("rfds", Kind::Decision),
    ("roadmap", Kind::Milestone),
    ("seps", Kind::Milestone),
    ("stories", Kind::Task),
    ("teps", Kind::Milestone),
    ("tickets", Kind::Task),
    ("todos", Kind::Task),
];

/// Files beside READMEs that describe what these are about.
const SIDECARS: [&str; 4] = ["kep.yaml", "proposal.yaml", "metadata.yaml", "project.yaml"];

/// All of the content, as a folder of `kinds`.
const WHOLE: &str = ".";

/// Fewest files of which a folder is told what they are.
const FEW: usize = 2;

/// Fewest things that a file lists in tables.
const FEW_ROWS: usize = 3;

/// What the content looks like.
#[derive(Debug, Default)]
pub struct Guesses {
    kinds: BTreeMap<String, Kind>,
    fields: BTreeMap<&'static str, BTreeSet<String>>,
    /// What stands before a number from the name of a file.
    prefixes: BTreeMap<Kind, String>,
    /// Words of statuses that nobody knows, with how often they stand there.
    unknown: BTreeMap<String, usize>,
    ignore: BTreeMap<String, usize>,
    sidecar: Option<&'static str>,
    /// Files, below the content folder, that list things in tables.
    tables: Vec<String>,
}

impl Guesses {
    /// Look at all Markdown of a folder.
    pub fn new(world: &dyn World, content: &ProjectPath) -> Self {
        let paths = world.list_markdown(content).files;
        let mut documents: Vec<Arc<Document>> = paths
            .into_par_iter()
            .filter_map(|path| {
                let read = read_document(FileId::default(), path.clone(), &world.read(&path).ok()?);
                Some(Arc::new(read.1))
            })
            .collect();
        let mut guesses = Self::default();
        let others = world.list(content).files;
        guesses.sidecar = SIDECARS
            .into_iter()
            .find(|name| others.iter().filter(|path| path.file_name() == *name).count() >= FEW);
        if let Some(name) = guesses.sidecar {
            // what is wrong with them is told when they are read under the settings
            drop(sidecar::attach(world, name, &others, &mut documents, &mut Sources::default()));
        }
        let kind_key = guesses.kinds_by_word(&documents);
        guesses.kinds_by_folder(&documents, content);
        let things: Vec<&Document> = documents
            .iter()
            .map(|document| &**document)
            .filter(|document| guesses.is_thing(document, content, kind_key))
            .collect();
        guesses.keys(&things, content);
        guesses.titles(&things);
        guesses.owners(&things);
        guesses.tables(&documents, &things, content);
        guesses
    }

    /// The key that holds the kind, where the words in it are known for kinds.
    fn kinds_by_word(&mut self, documents: &[Arc<Document>]) -> Option<&'static str> {
        for key in ["kind", "type", "item_type", "issue_type"] {
            let mut words: BTreeMap<String, usize> = BTreeMap::new();
            for document in documents {
                if let Some(word) = field(document, key).and_then(single) {
                    *words.entry(word.to_owned()).or_default() += 1;
                }
            }
            let found: Vec<(String, Kind)> =
                words.keys().filter_map(|word| Some((word.clone(), kind_of_word(word)?))).collect();
            if found.is_empty() {
                continue;
            }
            for (word, kind) in found {
                if parse_word::<Kind>(&word).is_none() {
                    self.kinds.insert(word, kind);
                }
            }
            if key != "kind" {
                self.fields.entry("kind").or_default().insert(key.to_owned());
            }
            return Some(key);
        }
        None
    }

    /// Folders whose names say what lies in them, and whose files say where they stand. The content folder is one of them,
    /// unless it has folders whose names say so.
    fn kinds_by_folder(&mut self, documents: &[Arc<Document>], content: &ProjectPath) {
        if !self.kinds.is_empty() {
            return;
        }
        let mut counts: BTreeMap<(String, Kind), Folder> = BTreeMap::new();
        let (mut own, mut named) = (Folder::default(), false);
        for document in documents.iter().filter(|document| !is_template(document, content)) {
            let folder = document.path.parent();
            let mut path = String::new();
            let mut is_named = false;
            for part in folder.strip(content).unwrap_or_default().split('/') {
                path = if path.is_empty() { part.to_owned() } else { format!("{path}/{part}") };
                let ours = folders::kind_of(part).is_some();
                is_named |= ours;
                if let Some(kind) = known(part).filter(|_| !ours) {
                    counts.entry((path.clone(), kind)).or_default().add(document, self.sidecar);
                    is_named = true;
                    break;
                }
            }
            named |= is_named;
            own.add(document, self.sidecar);
        }
        let name = content.file_name();
        if let Some(kind) = known(name).filter(|_| !named && folders::kind_of(name).is_none()) {
            counts.insert((WHOLE.to_owned(), kind), own);
        }
        for ((path, kind), folder) in counts {
            let whole = path == WHOLE;
            let last = if whole { name } else { path.rsplit('/').next().unwrap_or(&path) };
            let last = last.to_lowercase();
            let many = if last.ends_with('s') { last } else { format!("{last}s") };
            let is_numbered = NUMBERED.contains(&many.as_str());
            let stand = folder.standing >= FEW && 2 * folder.standing >= folder.files;
            if folder.telling < FEW || !(is_numbered || stand) {
                continue;
            }
            if is_numbered && folder.numbered >= FEW {
                self.prefixes.insert(kind, format!("{}-", many.trim_end_matches('s').to_uppercase()));
            }
            self.kinds.insert(format!("{path}/"), kind);
        }
    }

    fn is_thing(&self, document: &Document, content: &ProjectPath, kind_key: Option<&str>) -> bool {
        let node = document.front_matter.as_ref();
        let by_folder = !matches!(folders::of(&document.path, content, node), folders::Folder::Other);
        let parent = document.path.parent();
        let below = parent.strip(content).unwrap_or_default();
        let mut folders = self.kinds.keys().filter_map(|key| key.strip_suffix('/'));
        let by_settings = folders.any(|folder| folder == WHOLE || below.starts_with(folder));
        let by_word = kind_key.and_then(|key| field(document, key)).is_some();
        by_folder || by_settings || by_word
    }

    /// Files that list things which have no files: where some do, a table may only tell how they stand.
    fn tables(&mut self, documents: &[Arc<Document>], things: &[&Document], content: &ProjectPath) {
        let has_file = |kind: Kind| {
            things.iter().any(|document| {
                let node = document.front_matter.as_ref();
                folders::of(&document.path, content, node) == folders::Folder::Ours(kind)
            })
        };
        if !self.kinds.is_empty() || has_file(Kind::Milestone) || has_file(Kind::Risk) {
            return;
        }
        let lists = |document: &&Arc<Document>| {
            !things.iter().any(|thing| thing.path == document.path) && register::count(document) >= FEW_ROWS
        };
        let names = documents.iter().filter(lists).map(|document| document.path.strip(content));
        self.tables = names.flatten().map(str::to_owned).collect();
    }

    /// `summary` is the title where the texts have no other.
    fn titles(&mut self, things: &[&Document]) {
        let untitled = |document: &&&Document| {
            field(document, "summary").is_some()
                && field(document, "title").is_none()
                && document.heading().is_none()
        };
        if things.iter().filter(untitled).count() >= FEW {
            self.fields.entry("title").or_default().insert("summary".to_owned());
            self.ignore.remove("summary");
        }
    }

    /// Milestones and phases have an owner, whom other tools call by other names.
    fn owners(&mut self, things: &[&Document]) {
        let owned = self.kinds.values().any(|kind| matches!(kind, Kind::Milestone | Kind::Phase));
        let named = |key: &str| things.iter().filter(|thing| field(thing, key).is_some()).count() >= FEW;
        if !owned || self.fields.contains_key("owner") || named("owner") || named("owners") {
            return;
        }
        if let Some(key) = OWNERS.into_iter().find(|key| named(key)) {
            self.fields.entry("owner").or_default().insert(key.to_owned());
            self.ignore.remove(key);
        }
    }

    /// Keys that are ours under another name, keys that are nobody's, words that nobody knows.
    fn keys(&mut self, things: &[&Document], content: &ProjectPath) {
        let mut counts: BTreeMap<String, usize> = BTreeMap::new();
        for document in things {
            let Some(Value::Map(entries)) = document.front_matter.as_ref().map(|node| &node.value) else {
                continue;
            };
            let names: BTreeSet<String> = entries.iter().map(|(key, _)| snake(&key.text)).collect();
            for name in &names {
                *counts.entry(name.clone()).or_default() += 1;
                let ours = MEANT.iter().find(|(theirs, _)| theirs == name).map(|(_, ours)| *ours);
                if let Some(ours) = ours.filter(|ours| !names.contains(*ours)) {
                    self.fields.entry(ours).or_default().insert(name.clone());
                }
            }
            if folders::of(&document.path, content, document.front_matter.as_ref())
                == folders::Folder::Ours(Kind::Decision)
            {
                // what decisions say of theirs is told by how many are read
                continue;
            }
            let status =
                ["status", "state"].into_iter().find_map(|key| field(document, key)).and_then(single);
            if let Some(word) = status.filter(|word| word.len() < 40 && stage(word).is_none()) {
                *self.unknown.entry(word.to_owned()).or_default() += 1;
            }
        }
        let taken: BTreeSet<&String> = self.fields.values().flatten().collect();
        let nobodys = |name: &String| {
            !crate::load::fields::is_key(name)
                && !is_theirs(name)
                && !OURS.contains(&name.as_str())
                && !taken.contains(name)
        };
        self.ignore = counts.into_iter().filter(|(name, _)| nobodys(name)).collect();
    }

    /// Leave keys out of what is told: they stand in several files, and nobody reads them there.
    pub fn ignore(&mut self, keys: impl IntoIterator<Item = (String, usize)>) {
        let taken: BTreeSet<&String> = self.fields.values().flatten().collect();
        let several = keys.into_iter().filter(|(key, count)| *count >= FEW && !taken.contains(key));
        let several: Vec<(String, usize)> = several.collect();
        self.ignore.extend(several);
    }

    /// The settings as text for a file.
    pub fn settings(&self, title: &str, start: &str) -> String {
        let mut text = format!("title: {}\nstart: {start}\n", quoted(title));
        if let Some(name) = self.sidecar {
            text.push_str(&format!("sidecar: {name}  # front matter beside a README.md\n"));
        }
        if !self.tables.is_empty() {
            let names: Vec<String> = self.tables.iter().map(|name| plain(name)).collect();
            text.push_str(&format!(
                "tables: [{}]  # each row of their tables is a thing\n",
                names.join(", ")
            ));
        }
        if !self.kinds.is_empty() {
            text.push_str("kinds:  # a word of the field that holds the kind, or a folder ending in /\n");
            for (key, kind) in &self.kinds {
                text.push_str(&format!("  {}: {}\n", plain(key), kind.word()));
            }
        }
        if !self.fields.is_empty() {
            let fields = self.fields.iter().map(|(ours, theirs)| {
                let theirs: Vec<&str> = theirs.iter().map(String::as_str).collect();
                match theirs.as_slice() {
                    [one] => format!("{ours}: {one}"),
                    several => format!("{ours}: [{}]", several.join(", ")),
                }
            });
            text.push_str(&format!(
                "fields: {{{}}}  # ours: theirs\n",
                fields.collect::<Vec<_>>().join(", ")
            ));
        }
        if !self.prefixes.is_empty() {
            let prefixes: Vec<String> =
                self.prefixes.iter().map(|(kind, prefix)| format!("{}: {prefix}", kind.word())).collect();
            text.push_str(&format!(
                "ids: {{prefixes: {{{}}}}}  # before the number in the name of a file\n",
                prefixes.join(", ")
            ));
        }
        if !self.ignore.is_empty() {
            let keys: Vec<String> = self.ignore.keys().take(40).map(|key| plain(key)).collect();
            text.push_str(&format!("ignore: [{}]  # shown, and never told\n", keys.join(", ")));
        }
        if !self.unknown.is_empty() {
            text.push_str(
                "# statuses:  # words that are not known: say which of ours each is, and take away the `#`\n",
            );
            for (word, count) in &self.unknown {
                text.push_str(&format!(
                    "#   {}: planned  # {count} times; or in_progress, blocked, done, cancelled\n",
                    plain(word)
                ));
            }
        }
        text
    }
}

/// Fields that are read beside those of the table of names.
const OURS: [&str; 20] = [
    "authors",
    "author",
    "blocked_by",
    "children",
    "created",
    "date",
    "enables",
    "last_updated",
    "owners",
    "parent",
    "replaces",
    "requires",
    "superseded_by",
    "supersedes",
    "updated",
    "created_on",
    "updated_on",
    "waits_for",
    "state",
    "decided_by",
];

/// What the files of a folder are like.
#[derive(Debug, Default)]
struct Folder {
    files: usize,
    /// Those that say where they stand, or what they are.
    telling: usize,
    /// Those that have a status.
    standing: usize,
    /// Those whose name has a number at its beginning, or behind letters.
    numbered: usize,
}

impl Folder {
    fn add(&mut self, document: &Document, sidecar: Option<&str>) {
        let of_folder = folders::is_folder_page(&document.path);
        let parent = document.path.parent();
        let stem = if of_folder { parent.file_name() } else { document.path.file_stem() };
        let number =
            stem.trim_start_matches(|c: char| c.is_ascii_alphabetic()).trim_start_matches(['-', '_']);
        let is_numbered = number.starts_with(|c: char| c.is_ascii_digit());
        if of_folder && !is_numbered && document.front_matter.is_none() {
            // it tells about the folder
            return;
        }
        self.files += 1;
        self.telling += usize::from(says_something(document) || sidecar.is_some());
        self.standing += usize::from(stands(document) || sidecar.is_some());
        self.numbered += usize::from(is_numbered);
    }
}

/// What the name of a folder says of the files in it.
fn known(name: &str) -> Option<Kind> {
    FOLDERS.iter().find(|(known, _)| name.eq_ignore_ascii_case(known)).map(|(_, kind)| *kind)
}

/// Whether a file has a status.
fn stands(document: &Document) -> bool {
    let keys = ["status", "state", "stage"];
    let said = || document.preamble.entries().any(|(key, _)| keys.contains(&snake(&key.text).as_str()));
    keys.iter().any(|key| field(document, key).is_some()) || said()
}

/// Whether a file says where it stands, or what it is.
fn says_something(document: &Document) -> bool {
    document.front_matter.is_some() || document.preamble.entries().next().is_some()
}

fn field<'a>(document: &'a Document, key: &str) -> Option<&'a Node> {
    let Value::Map(entries) = &document.front_matter.as_ref()?.value else { return None };
    entries.iter().find(|(name, _)| snake(&name.text) == key).map(|(_, node)| node)
}

fn single(node: &Node) -> Option<&str> {
    match items(node).as_slice() {
        [Node { value: Value::Text(text), .. }] => Some(text.trim()).filter(|text| !text.is_empty()),
        _ => None,
    }
}

/// A text as YAML: in quotes where it has to be.
fn plain(text: &str) -> String {
    let is_plain = text.chars().all(|c| c.is_alphanumeric() || matches!(c, '_' | '-' | '/' | '.' | ' '));
    match is_plain && !text.starts_with(['-', ' ', '.']) && !text.ends_with(' ') {
        true => text.to_owned(),
        false => quoted(text),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::world::Memory;

    #[test]
    fn names_say_what_is_meant() {
        let world = Memory::of([
            (
                "content/backlog/a.md",
                "---\nid: B-1\ntitle: A\nstatus: Simmering\nassignee: ines\neffort: 3\n---\n",
            ),
            ("content/backlog/b.md", "---\nid: B-2\ntitle: B\nstatus: To Do\ndependencies: [B-1]\n---\n"),
        ])
        .expect("clean paths");
        let content = ProjectPath::new("content").expect("clean");
        let text = Guesses::new(&world, &content).settings("Seeds", "2026-01-05");
        assert_eq!(
            text,
            "title: \"Seeds\"\nstart: 2026-01-05\n\
             kinds:  # a word of the field that holds the kind, or a folder ending in /\n  backlog/: task\n\
             fields: {assigned_to: assignee, depends_on: dependencies}  # ours: theirs\n\
             ignore: [effort]  # shown, and never told\n\
             # statuses:  # words that are not known: say which of ours each is, and take away the `#`\n\
             #   Simmering: planned  # 1 times; or in_progress, blocked, done, cancelled\n"
        );
    }
}

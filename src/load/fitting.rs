//! What is wrong with the settings about content of other tools, and what in them fits nothing of it: each is told at its
//! line.

use std::{collections::BTreeSet, sync::Arc};

use super::{
    Document, MapKey, Node, Value,
    excerpt::written,
    fields::{FieldMap, is_key, snake},
    lookup::{items, lookup},
    reading::Reading,
    theirs::{
        entries,
        kinds::{Rule, below, fits, rule},
        text, texts,
    },
    vocabulary::squeeze,
    words::{Word, parse_word, word_hint},
};
use crate::{
    diag::{Code, Diagnostic, Place},
    model::{ContractStatus, DecisionStatus, Kind, LifeCycle, Loss, Lost, RiskStatus, TaskStatus},
    text::nearest,
    world::ProjectPath,
};

/// What the content has that these settings may speak of.
#[derive(Default)]
struct Seen {
    /// Keys of front matter, in snake case.
    keys: BTreeSet<String>,
    /// Single values, squeezed.
    values: BTreeSet<String>,
    /// Paths of folders under the content folder.
    folders: BTreeSet<String>,
    /// Names of Markdown files.
    names: BTreeSet<String>,
    /// Names of all other files.
    others: BTreeSet<String>,
    /// Files that list things.
    lists: BTreeSet<ProjectPath>,
}

/// The longest value that is looked at: no word of a status is longer.
const LONGEST: usize = 120;

impl Seen {
    fn new(content: &ProjectPath, documents: &[Arc<Document>], others: &[ProjectPath]) -> Self {
        let mut seen = Self::default();
        for document in documents {
            if document.is_listed {
                seen.lists.insert(document.path.parent());
            }
            seen.folders.insert(document.path.parent().strip(content).unwrap_or_default().to_owned());
            seen.names.insert(document.path.file_name().to_owned());
            document.front_matter.iter().for_each(|node| seen.node(node));
            for (key, node) in document.preamble.entries() {
                seen.keys.insert(snake(&key.text).into_owned());
                seen.node(node);
            }
        }
        seen.others = others.iter().map(|path| path.file_name().to_owned()).collect();
        seen
    }

    fn node(&mut self, node: &Node) {
        match &node.value {
            Value::Text(text) | Value::Number(text) if text.len() <= LONGEST => {
                self.values.insert(squeeze(text));
            }
            Value::List(items) => items.iter().for_each(|item| self.node(item)),
            Value::Map(entries) => {
                for (key, node) in entries {
                    self.keys.insert(snake(&key.text).into_owned());
                    self.node(node);
                }
            }
            _ => {}
        }
    }

    fn has_value(&self, word: &str) -> bool {
        let word = squeeze(word);
        let from = self.values.range(word.clone()..);
        from.take_while(|value| value.starts_with(&word)).next().is_some()
    }

    fn has_folder(&self, folder: &str) -> bool {
        self.folders.iter().any(|known| below(known, folder).is_some())
    }
}

/// Tell what is wrong with the settings `node` about content of other tools.
pub fn check(
    reading: &Reading<'_>,
    settings: Option<&Node>,
    documents: &[Arc<Document>],
    others: &[ProjectPath],
) {
    let Some(settings) = settings else { return };
    let setting = |name| lookup(settings, name, &FieldMap::new());
    if ["fields", "kinds", "statuses", "ids", "people", "ignore", "sidecar", "tables"]
        .iter()
        .all(|name| setting(name).is_none())
    {
        return;
    }
    let check = Check { reading, seen: Seen::new(reading.around.content, documents, others) };
    reading.begin("fields", None);
    check.fields(mapping(reading, settings, "fields", "{finish: due_date}"));
    reading.begin("kinds", None);
    check.kinds(mapping(reading, settings, "kinds", "{issue: task, docs/goals/: milestone}"));
    reading.begin("statuses", None);
    check.statuses(mapping(reading, settings, "statuses", "{Final: done}"));
    reading.begin("ids", None);
    check.ids(setting("ids"));
    reading.begin("people", None);
    check.people(mapping(reading, settings, "people", "{ines: [\"@ines-v\"]}"));
    for node in setting("ignore").map_or_else(Vec::new, |node| items(node)) {
        let Some(key) = text(node) else { continue };
        if !check.seen.keys.contains(&*snake(key)) {
            check.unused(reading.place(node.span), format!("no file has a key `{key}`"));
        }
    }
    for node in setting("tables").map_or_else(Vec::new, |node| items(node)) {
        let Some(name) = text(node).map(str::trim) else { continue };
        let content = reading.around.content;
        let paths = [content.join(name).ok(), ProjectPath::new(name).ok()];
        if !paths.into_iter().flatten().any(|path| check.seen.lists.contains(&path)) {
            let message = format!("no table of `{name}` lists things");
            check.missed("tables", node, message);
        }
    }
    if let Some(node) = setting("sidecar")
        && let Some(name) = text(node)
        && !check.seen.others.contains(name.trim())
    {
        check.missed("sidecar", node, format!("there is no file `{name}`"));
    }
}

/// The entries of a setting that has to be a mapping.
fn mapping<'a>(reading: &Reading<'_>, settings: &'a Node, name: &str, example: &str) -> &'a [(MapKey, Node)] {
    let Some(node) = lookup(settings, name, &FieldMap::new()) else { return &[] };
    if !matches!(node.value, Value::Map(_)) {
        let message = format!("`{name}` is not a mapping");
        let diagnostic = Diagnostic::new(Code::WrongType, reading.place(node.span), message);
        reading.report(diagnostic.hint(format!("write `{name}: {example}`")));
    }
    entries(node)
}

struct Check<'a> {
    reading: &'a Reading<'a>,
    seen: Seen,
}

impl Check<'_> {
    fn unused(&self, place: Place, message: String) {
        let diagnostic = Diagnostic::new(Code::UnusedSetting, place, message);
        self.reading.report(diagnostic.hint("mend the line, or take it out"));
    }

    /// A setting without which things are not read that may be there.
    fn missed(&self, setting: &'static str, node: &Node, message: String) {
        let place = self.reading.place(node.span);
        self.reading.lose(Lost { written: written(node), ..Lost::new(setting, place, Loss::Unknown) });
        self.unused(place, message);
    }

    fn wrong(&self, node: &Node, message: String, hint: String) {
        let place = self.reading.place(node.span);
        self.reading.report(Diagnostic::new(Code::UnknownValue, place, message).hint(hint));
    }

    /// Names on the left of `fields` must be ours.
    fn fields(&self, found: &[(MapKey, Node)]) {
        for (key, node) in found {
            let name = snake(&key.text);
            let place = self.reading.place(key.span);
            if !FIELDS.contains(&&*name) {
                let message = format!("`{}` is no field that could have another name", key.text);
                let hint = match nearest(&name, FIELDS) {
                    Some(near) => format!("did you mean `{near}`?"),
                    None => "write our name on the left, the content's on the right".to_owned(),
                };
                self.reading.report(Diagnostic::new(Code::UnknownKey, place, message).hint(hint));
                // Which fields the content calls so, nobody can tell.
                self.reading.lose(Lost::new("fields", place, Loss::Misspelt(key.text.as_str().into())));
                continue;
            }
            let names = texts(node);
            if names.is_empty() {
                let message = format!("`{}` takes the name of a field, or several", key.text);
                let hint = format!("write `{}: name`", key.text);
                let place = self.reading.place(node.span);
                self.reading.report(Diagnostic::new(Code::WrongType, place, message).hint(hint));
            }
            // A key that is nearly such a name is told at its line.
            let is_meant = |name: &String| {
                let name = snake(name);
                let others = self.seen.keys.iter().map(String::as_str).filter(|key| !is_key(key));
                self.seen.keys.contains(&*name) || nearest(&name, others).is_some()
            };
            if !names.is_empty() && !names.iter().any(is_meant) {
                self.unused(place, format!("no file has a key `{}`", names.join("` or `")));
            }
        }
    }

    fn kinds(&self, found: &[(MapKey, Node)]) {
        let words = Kind::ALL.map(Kind::word);
        for (key, node) in found {
            let written = text(node).unwrap_or_default();
            if parse_word::<Kind>(written).is_none() {
                let hint = match nearest(written, words) {
                    Some(near) => format!("did you mean `{near}`?"),
                    None => format!("write one of `{}`", words.join("`, `")),
                };
                self.wrong(
                    node,
                    format!("`{}` is to be a `{written}`, which is no kind of thing", key.text),
                    hint,
                );
                continue;
            }
            let message = match rule(&key.text) {
                Rule::Folder(folder) if !self.seen.has_folder(folder) => {
                    format!("no Markdown lies in a folder `{folder}` under the content folder")
                }
                Rule::Name(pattern) if !self.seen.names.iter().any(|name| fits(pattern, name)) => {
                    format!("no Markdown file is named `{pattern}`")
                }
                Rule::Word(word) if !self.seen.has_value(word) => {
                    format!("no file gives `{word}` as its kind")
                }
                _ => continue,
            };
            self.unused(self.reading.place(key.span), message);
        }
    }

    fn statuses(&self, found: &[(MapKey, Node)]) {
        for (key, node) in found {
            match (text(node), parse_word::<Kind>(&key.text)) {
                (Some(ours), _) => self.status(key, node, ours, None),
                (None, Some(kind)) => {
                    for (word, node) in entries(node) {
                        self.status(word, node, text(node).unwrap_or_default(), Some(kind));
                    }
                }
                (None, None) => {
                    let message =
                        format!("`{}` is neither a word with a status of ours nor a kind of thing", key.text);
                    self.wrong(node, message, "write `Final: done`, or `risk: {Settled: closed}`".to_owned());
                }
            }
        }
    }

    fn status(&self, key: &MapKey, node: &Node, ours: &str, kind: Option<Kind>) {
        if !is_status(ours, kind) {
            let of = kind.map_or_else(String::new, |kind| format!(" of a {}", kind.word()));
            self.wrong(node, format!("`{ours}` is no status{of} of ours"), status_hint(ours, kind));
        } else if !self.seen.has_value(&key.text) {
            self.unused(self.reading.place(key.span), format!("no file says `{}`", key.text));
        }
    }

    fn ids(&self, node: Option<&Node>) {
        let Some(node) = node else { return };
        for (key, node) in entries(node) {
            match &*snake(&key.text) {
                "prefixes" => {
                    for (kind, node) in
                        entries(node).iter().filter(|(key, _)| parse_word::<Kind>(&key.text).is_none())
                    {
                        self.wrong(
                            node,
                            format!("`{}` is no kind of thing", kind.text),
                            "write `prefixes: {decision: SEP-}`".to_owned(),
                        );
                    }
                }
                "aliases" => {
                    for (other, _) in entries(node) {
                        if !self.seen.has_value(&other.text) {
                            self.unused(
                                self.reading.place(other.span),
                                format!("nothing is named `{}…`", other.text),
                            );
                        }
                    }
                }
                _ => {
                    let message = format!("`{}` is no key of `ids`", key.text);
                    let diagnostic = Diagnostic::new(Code::UnknownKey, self.reading.place(key.span), message);
                    self.reading.report(diagnostic.hint("`ids` takes `prefixes` and `aliases`"));
                }
            }
        }
    }

    fn people(&self, found: &[(MapKey, Node)]) {
        let names = &self.reading.around.names;
        for (key, node) in found {
            if names.lists_parties() && names.party(key.text.trim()).is_none() {
                let message = format!("`{}` is nobody of the program", key.text);
                self.unused(self.reading.place(key.span), message);
            } else if texts(node).is_empty() {
                self.wrong(
                    node,
                    format!("`{}` has no other spelling", key.text),
                    "write a list of names".to_owned(),
                );
            }
        }
    }
}

/// Whether a word is a status of a kind, or of any.
fn is_status(word: &str, kind: Option<Kind>) -> bool {
    let of = |it: Kind| kind.is_none_or(|kind| kind == it);
    (of(Kind::Milestone) && parse_word::<LifeCycle>(word).is_some())
        || (of(Kind::Task) && parse_word::<TaskStatus>(word).is_some())
        || (of(Kind::Risk) && parse_word::<RiskStatus>(word).is_some())
        || (of(Kind::Decision) && parse_word::<DecisionStatus>(word).is_some())
        || (of(Kind::Contract) && parse_word::<ContractStatus>(word).is_some())
}

fn status_hint(word: &str, kind: Option<Kind>) -> String {
    fn hint<W: Word>(word: &str) -> String {
        word_hint::<W>(word)
    }
    match kind {
        Some(Kind::Task) => hint::<TaskStatus>(word),
        Some(Kind::Risk) => hint::<RiskStatus>(word),
        Some(Kind::Decision) => hint::<DecisionStatus>(word),
        Some(Kind::Contract) => hint::<ContractStatus>(word),
        _ => hint::<LifeCycle>(word),
    }
}

/// Fields that content may name otherwise.
const FIELDS: [&str; 58] = [
    "actual_finish",
    "actual_start",
    "affects",
    "amends",
    "assigned_to",
    "authors",
    "blocked_by",
    "blocks",
    "category",
    "children",
    "consulted",
    "contact",
    "coverage",
    "date",
    "deadline",
    "decision_makers",
    "depends_on",
    "duration",
    "enables",
    "end",
    "estimate",
    "finish",
    "forecast_finish",
    "gate",
    "goal",
    "id",
    "impact",
    "informed",
    "kind",
    "lifecycle",
    "members",
    "milestone",
    "mitigation",
    "name",
    "next_action",
    "note",
    "owner",
    "parent",
    "percent_complete",
    "phase",
    "priority",
    "probability",
    "rag",
    "raised_by",
    "raised_on",
    "remaining",
    "response",
    "review_by",
    "role",
    "services",
    "severity",
    "sprint",
    "start",
    "status",
    "superseded_by",
    "supersedes",
    "tasks",
    "title",
];

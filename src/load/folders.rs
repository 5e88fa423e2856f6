//! What the name of a folder says about the files in it, and names that are nearly such a name.
//!
//! A folder of another name is nearly ours only if its files look like it: `phrases` may hold phrases.

use super::{Node, Value, fields::snake, words::parse_word};
use crate::{model::Kind, text::nearest, world::ProjectPath};

/// What a folder makes of a file in it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Folder {
    /// A thing of that kind.
    Ours(Kind),
    /// A thing of that kind, if the folder is named as it was surely meant.
    Nearly(Kind, ProjectPath),
    /// Nothing.
    Other,
}

/// Names of files that tell about their folder, and are no things of its kind.
const FOLDER_PAGES: [&str; 3] = ["index", "_index", "readme"];

/// Whether a file tells about its folder, by its name.
pub fn is_folder_page(path: &ProjectPath) -> bool {
    // `000-index` stands before all that have a number
    let stem = path.file_stem().trim_start_matches('0').trim_start_matches(['-', '_']);
    FOLDER_PAGES.iter().any(|name| stem.eq_ignore_ascii_case(name))
}

/// What the folders above the file `path` make of it, the nearest first; `node` is its front matter.
pub fn of(path: &ProjectPath, content: &ProjectPath, node: Option<&Node>) -> Folder {
    if is_folder_page(path) {
        return Folder::Other;
    }
    let mut folder = path.parent();
    while folder != *content && !folder.is_root() && folder.is_within(content) {
        if let Some(kind) = kind_of(folder.file_name()) {
            return Folder::Ours(kind);
        }
        if is_of_decisions(&folder) {
            return Folder::Ours(Kind::Decision);
        }
        if let Some(kind) =
            nearly(folder.file_name()).filter(|kind| node.is_some_and(|node| looks_like(*kind, node)))
        {
            return Folder::Nearly(kind, folder);
        }
        folder = folder.parent();
    }
    if is_record(path) { Folder::Ours(Kind::Decision) } else { Folder::Other }
}

/// The kind of the files of a folder of that name.
pub fn kind_of(name: &str) -> Option<Kind> {
    let lower = name.to_lowercase();
    let spaced = lower.replace(['_', ' '], "-");
    if DECISIONS.contains(&spaced.as_str()) {
        return Some(Kind::Decision);
    }
    Kind::ALL.into_iter().find(|kind| kind.folder() == lower)
}

/// Names of folders in which teams keep the records of their decisions.
const DECISIONS: [&str; 14] = [
    "adr",
    "adr-log",
    "adrs",
    "architectural-decisions",
    "architectural-decision-records",
    "architecture-decision-log",
    "architecture-decision-records",
    "architecture-decisions",
    "decision-log",
    "decision-logs",
    "decision-record",
    "decision-records",
    "design-decisions",
    "technical-decisions",
];

/// `docs/arch`: alone, a folder of that name may hold anything.
fn is_of_decisions(folder: &ProjectPath) -> bool {
    let parent = folder.parent();
    folder.file_name().eq_ignore_ascii_case("arch")
        && ["docs", "doc"].iter().any(|name| parent.file_name().eq_ignore_ascii_case(name))
}

/// `adr-004-power.md`, `ADR_0004.md`, `adr0004-power.md`: the record of a decision, wherever it lies.
fn is_record(path: &ProjectPath) -> bool {
    let lower = path.file_stem().to_lowercase();
    let rest = lower.strip_prefix("adr").map(|rest| rest.trim_start_matches(['-', '_', ' ']));
    rest.is_some_and(|rest| rest.starts_with(|c: char| c.is_ascii_digit()))
}

/// The kind whose folder was surely meant by a name: its own word, or a slip of the finger.
fn nearly(name: &str) -> Option<Kind> {
    let near = || nearest(name, Kind::ALL.map(Kind::folder)).and_then(kind_of);
    parse_word::<Kind>(name).or_else(near).filter(|kind| *kind != Kind::Page)
}

/// Whether front matter holds a field that things of a kind have, and hardly anything else.
fn looks_like(kind: Kind, node: &Node) -> bool {
    let Value::Map(entries) = &node.value else { return false };
    entries.iter().any(|(key, _)| fields_of(kind).contains(&&*snake(&key.text)))
}

/// Fields that things of a kind have, and hardly anything else.
pub fn fields_of(kind: Kind) -> &'static [&'static str] {
    match kind {
        Kind::Phase => &["gate", "sprints"],
        Kind::Milestone => {
            &["phase", "duration", "estimate", "depends_on", "finish", "percent_complete", "updates"]
        }
        Kind::Sprint => &["goal", "end", "phase"],
        Kind::Risk => &["probability", "impact", "mitigation"],
        Kind::Blocker => &["blocks", "raised_on", "raised_by", "required_from", "severity"],
        Kind::Service => &["depends_on", "provides", "coverage", "lifecycle"],
        Kind::Contract => &["provider", "consumers", "definition"],
        Kind::Task => &["assigned_to", "milestone"],
        Kind::Decision => &["decision_makers", "deciders", "supersedes", "status"],
        Kind::Team => &["members"],
        Kind::Person => &["contact", "role", "capacity"],
        Kind::Page => &[],
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_ours_or_nearly() {
        assert_eq!(kind_of("Milestones"), Some(Kind::Milestone));
        assert_eq!(kind_of("milestone"), None);
        assert_eq!(kind_of("Architecture_Decisions"), Some(Kind::Decision));
        assert_eq!(nearly("milestone"), Some(Kind::Milestone));
        assert_eq!(nearly("blokers"), Some(Kind::Blocker));
        assert_eq!(nearly("person"), Some(Kind::Person));
        assert_eq!(nearly("notes"), None);
        assert_eq!(nearly("page"), None);
    }
}

//! Which files are of which kind: by a word in them, by the folder they lie in, by the name they have.

use super::{MapKey, Node, text};
use crate::{
    load::{vocabulary::squeeze, words::parse_word},
    model::Kind,
    text::nearest_of,
};

/// The rules of `kinds`.
#[derive(Debug, Default)]
pub struct KindRules {
    words: Vec<(String, Kind)>,
    folders: Vec<(String, Kind)>,
    names: Vec<(String, Kind)>,
    lost: bool,
}

/// What a key of `kinds` speaks of.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Rule<'a> {
    /// A word of the field that holds the kind.
    Word(&'a str),
    /// A folder, without a slash at its ends.
    Folder(&'a str),
    /// The name of a file, in which `*` stands for anything.
    Name(&'a str),
}

/// The kind of a word; of one that is none, what was surely meant: it is told, and what is lost by it is not the things.
fn meant(word: &str) -> Option<Kind> {
    parse_word(word).or_else(|| {
        let near = nearest_of(word, Kind::ALL.map(Kind::word)).filter(|near| near.sure)?;
        parse_word(near.word)
    })
}

/// What a key of `kinds` speaks of, by its shape.
pub fn rule(key: &str) -> Rule<'_> {
    let key = key.trim();
    let is_file = || key.to_lowercase().ends_with(".md");
    match key.strip_suffix('/') {
        Some(folder) => Rule::Folder(folder.trim_start_matches("./").trim_start_matches('/')),
        None if key.contains('*') || is_file() => Rule::Name(key),
        None => Rule::Word(key),
    }
}

impl KindRules {
    /// The rules of the entries of a mapping; those whose kind is none are left out.
    pub fn new(entries: &[(MapKey, Node)]) -> Self {
        let mut rules = Self::default();
        for (key, node) in entries {
            let Some(kind) = text(node).and_then(meant) else {
                rules.lost = true;
                continue;
            };
            match rule(&key.text) {
                Rule::Word(word) => rules.words.push((squeeze(word), kind)),
                Rule::Folder(folder) => rules.folders.push((folder.to_owned(), kind)),
                Rule::Name(name) => rules.names.push((name.to_owned(), kind)),
            }
        }
        rules
    }

    /// Whether there are any: then files are not ours, and what they leave out is no fault of theirs.
    pub fn speaks(&self) -> bool {
        !(self.words.is_empty() && self.folders.is_empty() && self.names.is_empty())
    }

    /// Whether one of them cannot be read, which is told: a file whose kind nobody can tell may be of that one.
    pub fn lost(&self) -> bool {
        self.lost
    }

    /// The words of theirs that stand for kinds, squeezed.
    pub fn words(&self) -> impl Iterator<Item = &str> {
        self.words.iter().map(|(word, _)| word.as_str())
    }

    /// The kind that a word of theirs stands for.
    pub fn of_word(&self, word: &str) -> Option<Kind> {
        let word = squeeze(word);
        self.words.iter().find(|(known, _)| *known == word).map(|(_, kind)| *kind)
    }

    /// The kind of what lies in a folder, given by its path under the content folder; the deepest rule counts. With how
    /// many folders the path has below that of the rule.
    pub fn of_folder(&self, folder: &str) -> Option<(Kind, usize)> {
        let within = self.folders.iter().filter_map(|(known, kind)| Some((*kind, below(folder, known)?)));
        within.min_by_key(|(_, below)| *below)
    }

    /// The kind of a file of that name.
    pub fn of_name(&self, name: &str) -> Option<Kind> {
        self.names.iter().find(|(known, _)| fits(known, name)).map(|(_, kind)| *kind)
    }
}

/// How many folders `folder` lies below `above`; `None` where it does not.
pub fn below(folder: &str, above: &str) -> Option<usize> {
    if above.is_empty() || above == "." {
        return Some(folder.split('/').filter(|part| !part.is_empty()).count());
    }
    match folder.strip_prefix(above)? {
        "" => Some(0),
        rest => rest.strip_prefix('/').map(|rest| rest.split('/').count()),
    }
}

/// Whether a name fits a pattern in which `*` stands for any signs; in any case.
pub fn fits(pattern: &str, name: &str) -> bool {
    let (pattern, name) = (pattern.to_lowercase(), name.to_lowercase());
    let mut parts = pattern.split('*');
    let first = parts.next().unwrap_or_default();
    let Some(mut rest) = name.strip_prefix(first) else { return false };
    let mut parts: Vec<&str> = parts.collect();
    let Some(last) = parts.pop() else { return rest.is_empty() };
    for part in parts {
        let Some((_, after)) = rest.split_once(part) else { return false };
        rest = after;
    }
    rest.ends_with(last)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn keys_speak_of_words_folders_and_names() {
        assert_eq!(rule("issue"), Rule::Word("issue"));
        assert_eq!(rule("./stages/goals/"), Rule::Folder("stages/goals"));
        assert_eq!(rule("adr-*.md"), Rule::Name("adr-*.md"));
        assert_eq!(rule("ROADMAP.md"), Rule::Name("ROADMAP.md"));
    }

    #[test]
    fn stars_stand_for_anything() {
        assert!(fits("adr-*.md", "ADR-7.md") && fits("*.md", "a.md") && fits("a*b*c", "a-b-b-c"));
        assert!(!fits("adr-*.md", "adr.md") && !fits("a*a", "a") && !fits("a", "ab"));
    }

    #[test]
    fn folders_lie_below_others() {
        assert_eq!(below("stages/goals", "stages"), Some(1));
        assert_eq!(below("stages", "stages"), Some(0));
        assert_eq!(below("stages2", "stages"), None);
    }
}

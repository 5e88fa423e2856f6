//! What a decision says of others: that it replaces, amends or clarifies them, or they it.

use crate::{
    diag::{Located, Place},
    load::{
        Node, Value, mention,
        reading::Reading,
        references::{self, Referable},
        words::parse_word,
    },
    model::{Decision, DecisionStatus, Key, Kind, RecordTie, Subject},
};

/// One decision named by another.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Named {
    /// What the one is to the other.
    pub tie: Tie,
    /// The other.
    pub other: Located<Key<Decision>>,
}

/// What a decision is to one that it names.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Tie {
    /// It replaces it.
    Supersedes,
    /// It is replaced by it.
    SupersededBy,
    /// Something else, from this one to the other or back.
    Other(RecordTie, bool),
}

/// The words for it; the longer first where one begins with another.
const PHRASES: [(&str, Tie); 47] = [
    ("partially superseded by", Tie::Other(RecordTie::Amends, true)),
    ("partially superceded by", Tie::Other(RecordTie::Amends, true)),
    ("partially supersedes", Tie::Other(RecordTie::Amends, false)),
    ("partly superseded by", Tie::Other(RecordTie::Amends, true)),
    ("partially replaces", Tie::Other(RecordTie::Amends, false)),
    ("partially replaced by", Tie::Other(RecordTie::Amends, true)),
    ("superseded by", Tie::SupersededBy),
    ("superceded by", Tie::SupersededBy),
    ("superseded with", Tie::SupersededBy),
    ("superseded in", Tie::SupersededBy),
    ("replaced by", Tie::SupersededBy),
    ("replaced with", Tie::SupersededBy),
    ("obsoleted by", Tie::SupersededBy),
    ("supersedes", Tie::Supersedes),
    ("supercedes", Tie::Supersedes),
    ("supersede", Tie::Supersedes),
    ("superseding", Tie::Supersedes),
    ("replaces", Tie::Supersedes),
    ("obsoletes", Tie::Supersedes),
    ("amended by", Tie::Other(RecordTie::Amends, true)),
    ("amended in", Tie::Other(RecordTie::Amends, true)),
    ("amends", Tie::Other(RecordTie::Amends, false)),
    ("modified by", Tie::Other(RecordTie::Amends, true)),
    ("modifies", Tie::Other(RecordTie::Amends, false)),
    ("updated by", Tie::Other(RecordTie::Amends, true)),
    ("updates", Tie::Other(RecordTie::Amends, false)),
    ("clarified by", Tie::Other(RecordTie::Clarifies, true)),
    ("clarifies", Tie::Other(RecordTie::Clarifies, false)),
    ("refined by", Tie::Other(RecordTie::Refines, true)),
    ("refines", Tie::Other(RecordTie::Refines, false)),
    ("extended by", Tie::Other(RecordTie::Extends, true)),
    ("extends", Tie::Other(RecordTie::Extends, false)),
    ("deprecated by", Tie::Other(RecordTie::Deprecates, true)),
    ("deprecates", Tie::Other(RecordTie::Deprecates, false)),
    ("invalidated by", Tie::Other(RecordTie::Deprecates, true)),
    ("invalidates", Tie::Other(RecordTie::Deprecates, false)),
    ("depends on", Tie::Other(RecordTie::DependsOn, false)),
    ("depended on by", Tie::Other(RecordTie::DependsOn, true)),
    ("requires", Tie::Other(RecordTie::DependsOn, false)),
    ("required by", Tie::Other(RecordTie::DependsOn, true)),
    ("enables", Tie::Other(RecordTie::DependsOn, true)),
    ("enabled by", Tie::Other(RecordTie::DependsOn, false)),
    ("relates to", Tie::Other(RecordTie::RelatesTo, false)),
    ("related to", Tie::Other(RecordTie::RelatesTo, false)),
    ("conflicts with", Tie::Other(RecordTie::ConflictsWith, false)),
    ("complements", Tie::Other(RecordTie::RelatesTo, false)),
    ("builds on", Tie::Other(RecordTie::Extends, false)),
];

/// The tie that a field of that name gives, in snake case.
pub fn of_field(name: &str) -> Option<Tie> {
    let words = name.replace('_', " ");
    let known = PHRASES.iter().find(|(phrase, _)| *phrase == words).map(|(_, tie)| *tie);
    let related = name == "see_also" || name == "related" || name.starts_with("related_");
    known.or_else(|| related.then_some(Tie::Other(RecordTie::RelatesTo, false)))
}

/// Whether a line begins with such words.
pub fn begins_with_one(line: &str) -> bool {
    phrase_at(&line.to_lowercase(), 0).is_some()
}

/// The word of a line that says that another changes it, and does not end it: `Amended` of `Amended by 24`.
pub fn is_changed(line: &str) -> Option<String> {
    let changed = [RecordTie::Amends, RecordTie::Clarifies, RecordTie::Extends, RecordTie::Refines];
    let (_, tie) = phrase_at(&line.to_lowercase(), 0)?;
    let word = line.split_whitespace().next()?.to_owned();
    let is_said = changed.iter().any(|one| tie == Tie::Other(*one, true));
    (is_said && word.to_lowercase().ends_with("ed")).then_some(word)
}

fn phrase_at(lower: &str, at: usize) -> Option<(usize, Tie)> {
    let rest = lower.get(at..)?;
    let (phrase, tie) = PHRASES.iter().find(|(phrase, _)| rest.starts_with(phrase))?;
    let ends = rest[phrase.len()..].chars().next().is_none_or(|c| !c.is_alphanumeric());
    ends.then_some((phrase.len(), *tie))
}

/// All ties that a text tells: each phrase goes as far as the next. `anywhere` where the phrase need not begin the text.
pub fn told(reading: &Reading<'_>, text: &str, place: Place, anywhere: bool) -> Vec<Named> {
    let lower = text.to_lowercase();
    if lower.len() != text.len() {
        return Vec::new();
    }
    let mut phrases: Vec<(usize, usize, Tie)> = Vec::new();
    let mut depth = 0_u32;
    for (at, c) in lower.char_indices() {
        // What a link shows is the title of another.
        match c {
            '[' | '(' => depth += 1,
            ']' | ')' => depth = depth.saturating_sub(1),
            _ => {}
        }
        let begins_word = lower[..at].chars().next_back().is_none_or(|before| !before.is_alphanumeric());
        let covered = phrases.last().is_some_and(|(_, end, _)| *end > at);
        if (depth == 0 || c == '(')
            && begins_word
            && !covered
            && c.is_alphabetic()
            && let Some((length, tie)) = phrase_at(&lower, at)
        {
            let from = phrases.last().map_or(0, |(_, end, _)| *end);
            let tie = if is_of_a_part(&lower[from..at]) { in_part(tie) } else { tie };
            phrases.push((at, at + length, tie));
        }
    }
    if !anywhere && phrases.first().is_none_or(|(at, ..)| lower[..*at].contains(char::is_alphanumeric)) {
        return Vec::new();
    }
    let ends = phrases.iter().skip(1).map(|(at, ..)| *at).chain([text.len()]);
    let spans: Vec<_> = phrases.iter().zip(ends).collect();
    let named = spans.into_iter().flat_map(|((_, start, tie), end)| {
        let tie = if lower[*start..end].contains(" in part") { in_part(*tie) } else { *tie };
        let is_loose = tie == Tie::Other(RecordTie::RelatesTo, false);
        let others = others(reading, text[*start..end].trim_start_matches([':', ' ']), place, is_loose);
        others.into_iter().map(move |other| Named { tie, other })
    });
    named.collect()
}

/// What replaces a part changes the rest.
fn in_part(tie: Tie) -> Tie {
    match tie {
        Tie::SupersededBy => Tie::Other(RecordTie::Amends, true),
        other => other,
    }
}

/// Whether the words before a phrase say that it is told of a part: `Accepted — the queue is superseded by`.
fn is_of_a_part(before: &str) -> bool {
    const OF_THE_WHOLE: [&str; 22] = [
        "adr",
        "also",
        "and",
        "been",
        "but",
        "currently",
        "decision",
        "has",
        "is",
        "it",
        "later",
        "now",
        "on",
        "record",
        "rfc",
        "since",
        "status",
        "the",
        "then",
        "this",
        "was",
        "which",
    ];
    let clause = before.rsplit(['.', ';', ':', ',', '(', ')', '—', '–', '|', '\n']).next().unwrap_or(before);
    let of_the_whole = |word: &str| {
        OF_THE_WHOLE.contains(&word)
            || word.contains(|c: char| c.is_ascii_digit())
            || parse_word::<DecisionStatus>(word).is_some()
    };
    let words = clause.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty());
    words.clone().next().is_some() && !words.clone().all(of_the_whole) && !before.trim().is_empty()
}

/// The decisions that a value of a field names.
pub fn in_field(reading: &Reading<'_>, node: &Node, tie: Tie) -> Vec<Located<Key<Decision>>> {
    let is_loose = tie == Tie::Other(RecordTie::RelatesTo, false);
    match &node.value {
        Value::List(items) => items.iter().flat_map(|item| in_field(reading, item, tie)).collect(),
        Value::Text(text) | Value::Number(text) => others(reading, text, reading.place(node.span), is_loose),
        _ => Vec::new(),
    }
}

/// The decisions that a text names: by links, else by ids, numbers and names with commas or `and` between them.
fn others(reading: &Reading<'_>, text: &str, place: Place, is_loose: bool) -> Vec<Located<Key<Decision>>> {
    let links = links(text);
    let pieces: Vec<&str> = match links.is_empty() {
        false => links,
        true => text.split([',', ';', '&', '、', '，']).flat_map(|piece| piece.split(" and ")).collect(),
    };
    let mut found = Vec::new();
    for (index, piece) in pieces.into_iter().enumerate() {
        let piece = match piece.starts_with('[') && piece.contains("](") {
            true => piece,
            false => {
                let signs: &[char] = match piece.contains("[[") {
                    true => &['`', '"', '\'', '{', '}', '('],
                    false => &['`', '"', '\'', '{', '}', '(', '[', ']'],
                };
                piece.trim().trim_end_matches(['.', ')']).trim_matches(signs).trim()
            }
        };
        if piece.is_empty() || super::super::super::placeholder::is_undecided(piece) {
            continue;
        }
        match one(reading, piece) {
            Some(key) => {
                reading.names(place, &[Subject::Decision(key)]);
                found.push(Located::new(key, place));
            }
            // Behind the first comma anything may be said.
            None if index > 0 && !found.is_empty() => {}
            None if is_elsewhere(piece) => {}
            // what is related may be anything: a file, a paper, a word
            None if is_loose && !looks_like_a_record(piece) => {}
            None => references::unknown(reading, "status", piece, place, &[Kind::Decision], false),
        }
    }
    found
}

/// `ADR-0099`, `0012-use-kafka.md`, `12`: what can only be meant for a decision.
fn looks_like_a_record(piece: &str) -> bool {
    let name =
        piece.strip_prefix('[').and_then(|rest| rest.split_once("](")).map_or(piece, |(label, _)| label);
    let letters = name.trim_start_matches(|c: char| c.is_ascii_alphabetic());
    let behind = letters.trim_start_matches(['-', ' ', '#']);
    name.len() - letters.len() <= 5 && behind.starts_with(|c: char| c.is_ascii_digit())
}

/// The links of a text, whole.
fn links(text: &str) -> Vec<&str> {
    let mut found = Vec::new();
    let mut from = 0;
    while let Some(open) = text.get(from..).and_then(|rest| rest.find('[')).map(|at| from + at) {
        let Some(middle) = text[open..].find("](").map(|at| open + at) else { break };
        let Some(close) = text[middle..].find(')').map(|at| middle + at) else { break };
        found.push(&text[open..=close]);
        from = close + 1;
    }
    found
}

/// Whether a link leads out of the project.
fn is_elsewhere(piece: &str) -> bool {
    piece.contains("](http://")
        || piece.contains("](https://")
        || piece.starts_with("http://")
        || piece.starts_with("https://")
}

/// The decision that a piece of text names; of words behind a name the first counts.
fn one(reading: &Reading<'_>, piece: &str) -> Option<Key<Decision>> {
    let name = |text: &str| mention::of_kind(reading, text, Kind::Decision).and_then(Decision::key);
    if let Some(key) = name(piece) {
        return Some(key);
    }
    let first = piece.split_whitespace().next()?;
    let two = piece.match_indices(' ').nth(1).map(|(at, _)| &piece[..at]);
    name(first.trim_end_matches([',', ':', ';']))
        .filter(|_| first.contains(|c: char| c.is_ascii_digit()))
        .or_else(|| two.and_then(name))
}

//! What a decision says of where it stands, at one place or at several.

use chrono::NaiveDate;

use super::{
    day::leading_day,
    relation::{begins_with_one, is_changed},
};
use crate::{
    diag::{Code, Diagnostic, Located, Place},
    load::{
        Node, Value, placeholder, reading::Reading, scalar::word_of, vocabulary::squeeze, words::parse_word,
    },
    model::DecisionStatus,
    text::nearest,
};

/// What one text says of where a decision stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Said {
    /// The status; `None` where it is no word we know.
    pub value: Option<DecisionStatus>,
    /// The day that stands beside it.
    pub day: Option<NaiveDate>,
    /// What stands behind the word.
    pub rest: String,
    /// The words as they are written.
    pub word: String,
}

/// Most words of a status.
const MOST_WORDS: usize = 4;

/// Read `accepted`, `Accepted (2026-01-05)`, `✅ Accepted, supersedes [3](0003-x.md)`, `{ accepted }`.
pub fn said(reading: &Reading<'_>, text: &str) -> Said {
    let bare = bare(text);
    let (day, bare) = match leading_day(bare) {
        Some((day, rest)) => (Some(day), rest.trim_start_matches([':', '-', '–', '|', ' '])),
        None => (None, bare),
    };
    let unread = || Said { value: None, day, rest: String::new(), word: bare.to_owned() };
    if is_choice(bare) {
        return unread();
    }
    let tokens: Vec<(usize, &str)> = tokens(bare);
    let partly = tokens.first().is_some_and(|(_, word)| {
        ["partially", "partly", "mostly", "fully", "now", "currently"].contains(&word.to_lowercase().as_str())
    });
    let from = usize::from(partly);
    for count in (1..=MOST_WORDS.min(tokens.len().saturating_sub(from))).rev() {
        let (begin, end) = (tokens[from].0, tokens[from + count - 1]);
        let end = end.0 + end.1.len();
        let words = &bare[begin..end];
        let Some(value) = word_of::<DecisionStatus>(reading, words) else { continue };
        let is_less =
            partly && matches!(tokens[0].1.to_lowercase().as_str(), "partially" | "partly" | "mostly");
        let value = match value {
            // What holds in part still holds.
            DecisionStatus::Superseded | DecisionStatus::Deprecated if is_less => DecisionStatus::Accepted,
            value => value,
        };
        let rest = bare[end..].trim().to_owned();
        let value = match value {
            DecisionStatus::Superseded if rest.to_lowercase().contains(" in part") => {
                DecisionStatus::Accepted
            }
            value => value,
        };
        let behind = rest.trim_start_matches(['(', ',', ':', '-', '–', '@', ' ', '（', '，', '：']);
        let behind = ["on ", "at ", "since ", "as of "]
            .iter()
            .find_map(|word| behind.strip_prefix(word))
            .unwrap_or(behind);
        let day = day.or_else(|| leading_day(behind).map(|(day, _)| day));
        return Said { value: Some(value), day, rest, word: bare[tokens[0].0..end].to_owned() };
    }
    unread()
}

/// The words of a text with their places; signs are none.
fn tokens(text: &str) -> Vec<(usize, &str)> {
    let mut found = Vec::new();
    let mut start = None;
    for (at, c) in text.char_indices().chain([(text.len(), ' ')]) {
        let inside = c.is_alphanumeric() || matches!(c, '-' | '_' | '\'' | '’');
        match (inside, start) {
            (true, None) => start = Some(at),
            (false, Some(from)) => {
                found.push((from, &text[from..at]));
                start = None;
            }
            _ => {}
        }
        // What stands behind a sign is no part of the words.
        if !found.is_empty()
            && matches!(c, '(' | ',' | '.' | ';' | ':' | '[' | '|' | '（' | '，' | '。' | '：')
        {
            break;
        }
    }
    found
}

/// A text without braces, quotes and its own key around it.
fn bare(text: &str) -> &str {
    let mut bare = text.trim();
    loop {
        let around = [('{', '}'), ('[', ']'), ('"', '"'), ('\'', '\''), ('<', '>'), ('(', ')')];
        let inner = around.iter().find_map(|(open, close)| bare.strip_prefix(*open)?.strip_suffix(*close));
        let inner = inner
            .or_else(|| bare.get(..7).filter(|key| key.eq_ignore_ascii_case("status:")).map(|_| &bare[7..]));
        match inner.map(str::trim) {
            Some(inner) => bare = inner,
            None => return bare,
        }
    }
}

/// Whether a text still holds the words of a template, of which one is to be chosen.
fn is_choice(text: &str) -> bool {
    let mut words = text.split(['|', '/']).filter_map(parse_word::<DecisionStatus>);
    let first = words.next();
    words.any(|word| Some(word) != first)
}

impl Said {
    /// What is still in force.
    fn holds(word: String) -> Self {
        Self { value: Some(DecisionStatus::Accepted), day: None, rest: String::new(), word }
    }

    /// Whether the text says nothing but the status, with its day and what it is related to.
    pub fn is_alone(&self) -> bool {
        let first =
            self.rest.trim_start_matches(|c: char| !c.is_alphanumeric() && !matches!(c, '(' | '[' | ','));
        let begins = ["on ", "by ", "since ", "as of ", "at ", "in "];
        first.is_empty()
            || first.starts_with(['(', '[', ',', '.', ';', ':', '-', '–', '@'])
            || self.day.is_some()
            || begins.iter().any(|word| first.to_lowercase().starts_with(word))
    }
}

/// `{{ page.status }}`: what another tool puts there.
fn is_filled_in_elsewhere(text: &str) -> bool {
    text.trim().starts_with("{{") && text.trim().ends_with("}}")
}

/// `Superseded by: N/A`: a line of a form that says that there is nothing to say.
fn says_nothing(text: &str) -> bool {
    let value = text.split_once(':').map(|(_, value)| value.trim());
    begins_with_one(text) && value.is_some_and(|value| value.is_empty() || placeholder::is_undecided(value))
}

/// Where a decision stands, from all that it says.
#[derive(Debug, Default)]
pub struct Status {
    /// How far it is; `None` where it does not say, says something else, or says two things.
    pub value: Option<Located<DecisionStatus>>,
    /// The words as they are written.
    pub text: Option<String>,
    /// The day that stands beside them.
    pub day: Option<Located<NaiveDate>>,
}

/// What one place of the file says: its front matter, a line, a table, a section.
pub struct Source {
    /// The texts, in order: lines of a section, one of anything else.
    pub said: Vec<(Said, Place)>,
}

impl Source {
    /// A value of front matter, a line or a table; nothing where there is none.
    pub fn of_value(reading: &Reading<'_>, node: &Node) -> Option<Self> {
        let Value::Text(text) = &node.value else { return None };
        (!placeholder::is_undecided(text) && !is_filled_in_elsewhere(text))
            .then(|| Self { said: vec![(said(reading, text), reading.place(node.span))] })
    }

    /// The lines of a section. Prose that follows the status is none.
    pub fn of_section<'n>(reading: &Reading<'_>, lines: impl Iterator<Item = &'n Node>) -> Option<Self> {
        let mut found: Vec<(Said, Place)> = Vec::new();
        let mut amended = None;
        for (index, node) in lines.enumerate() {
            let Value::Text(text) = &node.value else { continue };
            if says_nothing(text) {
                continue;
            }
            if let Some(word) = is_changed(text).filter(|_| index == 0) {
                // it holds, but for what another says of it
                amended = Some((word, reading.place(node.span)));
                continue;
            }
            let said = said(reading, text);
            let counts = match index {
                0 => true,
                _ => said.value.is_some() && said.is_alone(),
            };
            let ends = matches!(said.value, Some(DecisionStatus::Superseded | DecisionStatus::Deprecated));
            if ends || counts && !begins_with_one(text) {
                found.push((said, reading.place(node.span)));
            }
        }
        if found.is_empty() {
            found.extend(amended.map(|(word, place)| (Said::holds(word), place)));
        }
        (!found.is_empty()).then_some(Self { said: found })
    }

    /// What it says in the end: what replaced it counts before all, then the last day.
    fn last(&self) -> Result<&(Said, Place), &(Said, Place)> {
        let known = || self.said.iter().filter(|(said, _)| said.value.is_some());
        if let Some(replaced) = known().find(|(said, _)| said.value == Some(DecisionStatus::Superseded)) {
            return Ok(replaced);
        }
        let Some(first) = known().next() else { return self.said.first().ok_or(&self.said[0]) };
        if known().all(|(said, _)| said.value == first.0.value) {
            return Ok(first);
        }
        match known().all(|(said, _)| said.day.is_some()) {
            true => Ok(known().max_by_key(|(said, _)| said.day).unwrap_or(first)),
            false => Err(known().find(|(said, _)| said.value != first.0.value).unwrap_or(first)),
        }
    }
}

/// Where a decision stands by all places of its file. What differs is told, and neither counts.
pub fn agreed(reading: &Reading<'_>, sources: &[Source], start: Place) -> Status {
    let mut status = Status::default();
    let mut first: Option<&(Said, Place)> = None;
    for source in sources {
        let last = match source.last() {
            Ok(last) => last,
            Err(other) => {
                two(reading, &source.said[0], other);
                return Status { text: Some(source.said[0].0.word.clone()), ..Status::default() };
            }
        };
        match first {
            Some(before)
                if before.0.value.is_some() && last.0.value.is_some() && before.0.value != last.0.value =>
            {
                two(reading, before, last);
                return Status { text: Some(before.0.word.clone()), ..Status::default() };
            }
            Some(before) if before.0.value.is_some() => {}
            _ => first = Some(last),
        }
    }
    match first {
        Some((said, place)) => {
            status.value = said.value.map(|value| Located::new(value, *place));
            status.text = Some(said.word.clone());
            status.day = said.day.map(|day| Located::new(day, *place));
            if said.value.is_none() {
                unread(reading, said, *place);
            }
        }
        None => {
            let message = "the decision has no status that can be read";
            let hint = "write `status: accepted`, or `## Status` with the word below it";
            reading.report_of(Diagnostic::new(Code::StatusNotRead, start, message).hint(hint), "no status");
        }
    }
    status
}

fn two(reading: &Reading<'_>, first: &(Said, Place), second: &(Said, Place)) {
    let message =
        format!("the decision is `{}` at one place and `{}` at another", first.0.word, second.0.word);
    let diagnostic = Diagnostic::new(Code::TwoStatuses, second.1, message);
    reading.report(diagnostic.hint("keep the one that is right").label(first.1, "the other place"));
}

fn unread(reading: &Reading<'_>, said: &Said, place: Place) {
    let all: Vec<&str> = DecisionStatus::ALL.iter().map(|status| status.word()).collect();
    let message = format!("`{}` is no status of a decision that is known", said.word);
    let hint = match nearest(&said.word, all.iter().copied()) {
        Some(near) => format!("did you mean `{near}`?"),
        None => format!(
            "write one of `{}`, or say in `statuses` of `milepost.yaml` what it means",
            all.join("`, `")
        ),
    };
    let diagnostic = Diagnostic::new(Code::StatusNotRead, place, message).hint(hint);
    reading.report_of(diagnostic, format!("status {}", squeeze(&said.word)));
}

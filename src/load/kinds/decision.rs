//! Decisions: MADR's front matter, or Nygard's form, which has none (`# 4. Use X`, `Date:`, `## Status`).

use crate::{
    date::parse_date,
    diag::{Code, Diagnostic, Located, Place},
    load::{
        mention,
        reader::Reader,
        reading::Reading,
        references::{self, Referable},
        scalar,
        words::{fold, parse_word},
    },
    model::{Decision, DecisionStatus, Head, Key, Kind, Owner},
    text::Span,
};

/// Read a decision.
pub fn read(reader: &mut Reader<'_>, head: Head) -> Decision {
    let status = reader.text("status");
    let date = reader.date("date");
    let nygard = nygard(reader.reading(), &head);
    let status = status.map(|text| Status::parse(reader.reading(), text)).or(nygard.status);
    let status = status.unwrap_or_default();
    let makers = makers(reader);
    let mut supersedes: Vec<Located<Key<Decision>>> =
        reader.read("supersedes", |r, name, node| Some(references::many(r, name, node))).unwrap_or_default();
    supersedes.extend(nygard.supersedes);
    let superseded_by = reader.read("superseded_by", references::one).or(status.superseded_by);
    let own = reader.reading().around.names.in_file(reader.reading().path.as_str()).and_then(Decision::key);
    let is_own = |other: &Located<Key<Decision>>| Some(other.value) == own;
    if let Some(named) = supersedes.iter().chain(&superseded_by).find(|other| is_own(other)) {
        let message = format!("`{}` says that it supersedes itself", head.id);
        let diagnostic = Diagnostic::new(Code::SelfDependency, named.place, message);
        reader.reading().report(diagnostic.hint("name the other decision, or take it out"));
    }
    supersedes.retain(|other| !is_own(other));
    let superseded_by = superseded_by.filter(|other| !is_own(other));
    Decision {
        status: status.value,
        status_text: status.text,
        date: date.or(nygard.date),
        makers,
        consulted: reader.owners("consulted"),
        informed: reader.owners("informed"),
        supersedes,
        superseded_by,
        affects: reader.subjects("affects"),
        blocks: reader.subjects("blocks"),
        head: Head { title: title(&head.title).to_owned(), ..head },
    }
}

/// MADR 4 says `decision-makers`, MADR 2 and 3 `deciders`.
fn makers(reader: &mut Reader<'_>) -> Vec<Owner> {
    let mut makers = reader.owners("decision_makers");
    makers.extend(reader.owners("deciders"));
    makers
}

/// `Use X` of `4. Use X` and of `ADR-0004: Use X`.
fn title(text: &str) -> &str {
    let rest = text.get(..4).filter(|start| start.eq_ignore_ascii_case("adr-")).map_or(text, |_| &text[4..]);
    let after = rest.trim_start_matches(|c: char| c.is_ascii_digit());
    let numbered = after.len() < rest.len();
    let title = after.strip_prefix(['.', ':']).filter(|_| numbered).map_or(text, str::trim);
    if title.is_empty() { text } else { title }
}

/// A status, and the decision that it names.
#[derive(Default)]
struct Status {
    value: Option<Located<DecisionStatus>>,
    text: Option<String>,
    superseded_by: Option<Located<Key<Decision>>>,
}

impl Status {
    /// `accepted`, `Accepted (2026-01-05)`, `superseded by [ADR-0006](0006-x.md)`.
    fn parse(reading: &Reading<'_>, text: Located<String>) -> Self {
        let lower = text.value.to_lowercase();
        let first =
            text.value.split(|c: char| !c.is_alphanumeric() && c != '-').find(|word| !word.is_empty());
        let value = first.and_then(parse_word::<DecisionStatus>);
        if value.is_none() {
            scalar::unknown_word::<DecisionStatus>(reading, "status", &text);
        }
        let by = lower.find(" by ").and_then(|at| text.value.get(at + 4..)).map(str::trim);
        let by = by.filter(|_| value == Some(DecisionStatus::Superseded));
        let superseded_by = by.and_then(|by| named(reading, by, text.place));
        Self {
            value: value.map(|value| Located::new(value, text.place)),
            text: Some(text.value),
            superseded_by,
        }
    }
}

/// The decision that a text in a status names; a number alone is that of the file.
fn named(reading: &Reading<'_>, text: &str, place: Place) -> Option<Located<Key<Decision>>> {
    let text = text.trim().trim_end_matches('.');
    let mentions = mention::parse(reading, text);
    let found = mentions.found.into_iter().find_map(|mention| match mention {
        mention::Mention::One { subject, .. } => Decision::key(subject),
        _ => None,
    });
    if found.is_none() {
        references::unknown(reading, "status", text, place, &[Kind::Decision], false);
    }
    found.map(|key| Located::new(key, place))
}

#[derive(Default)]
struct Nygard {
    status: Option<Status>,
    date: Option<Located<chrono::NaiveDate>>,
    supersedes: Vec<Located<Key<Decision>>>,
}

/// What the text of a decision says in Nygard's form.
fn nygard(reading: &Reading<'_>, head: &Head) -> Nygard {
    let mut found = Nygard::default();
    let mut in_status = false;
    for (line, place) in lines(reading, head) {
        let heading = line.trim_start_matches('#');
        if heading.len() < line.len() && heading.starts_with(' ') {
            in_status = fold(heading) == "status";
        } else if in_status && !line.is_empty() {
            found.status_line(reading, line, place);
        } else if let Some(date) = line.strip_prefix("Date:").filter(|_| found.date.is_none()) {
            found.date = parse_date(date.trim()).ok().map(|date| Located::new(date, place));
        }
    }
    found
}

impl Nygard {
    fn status_line(&mut self, reading: &Reading<'_>, line: &str, place: Place) {
        let first = line.split_whitespace().next().unwrap_or_default().to_lowercase();
        match first.as_str() {
            "supersedes" | "supercedes" => {
                self.supersedes.extend(named(reading, &line[first.len()..], place));
            }
            "amends" | "amended" | "clarifies" | "clarified" => {}
            _ if self.status.is_none() || parse_word(&first) == Some(DecisionStatus::Superseded) => {
                self.status = Some(Status::parse(reading, Located::new(line.to_owned(), place)));
            }
            _ => {}
        }
    }
}

/// The lines of a body, trimmed, with their places.
fn lines<'a>(reading: &'a Reading<'_>, head: &'a Head) -> impl Iterator<Item = (&'a str, Place)> {
    let mut start = head.body.span.start as usize;
    head.body.markdown.split_inclusive('\n').map(move |line| {
        let indent = line.len() - line.trim_start().len();
        let trimmed = line.trim();
        let span = Span::new(start + indent, start + indent + trimmed.len());
        start += line.len();
        (trimmed, reading.place(span))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_no_part_of_a_title() {
        assert_eq!(title("4. Use Kafka"), "Use Kafka");
        assert_eq!(title("ADR-0004: Use Kafka"), "Use Kafka");
        assert_eq!(title("0004: Use Kafka"), "Use Kafka");
        assert_eq!(title("3 services for all"), "3 services for all");
        assert_eq!(title("12."), "12.");
    }
}

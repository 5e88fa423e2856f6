//! A page as Markdown, from the same data as its JSON: for people in a terminal, and for programs that read text.

use std::fmt::Write as _;

use crate::{
    report::markdown::escaped,
    say::days::day,
    text::visible,
    view::api::{FactRecord, ItemRecord, SourceRecord, TwinRecord},
};

/// The heading of the index of all twins.
pub fn heading(title: &str) -> String {
    format!("# {}\n\n", escaped(title))
}

/// A line of the index of all twins.
pub fn line(title: &str, path: &str, about: &str) -> String {
    let about = if about.is_empty() { String::new() } else { format!(": {about}") };
    format!("- [{}]({path}){about}\n", escaped(title))
}

/// The page as Markdown, with the text of its source under it.
pub fn markdown(twin: &TwinRecord, text: &str) -> String {
    let mut out = format!("# {}\n\n", escaped(&twin.title));
    let status = if twin.mark.is_empty() { String::new() } else { format!(": **{}**", twin.mark) };
    let _ = writeln!(
        out,
        "{} of {}, status of {}{status}",
        capital(twin.kind),
        escaped(&twin.program),
        twin.as_of
    );
    if !twin.headline.is_empty() {
        let _ = writeln!(out, "\n> {}", escaped(&twin.headline));
    }
    if let Some(address) = &twin.address {
        let _ = writeln!(out, "\nPage: <{address}>");
    }
    if let Some(owner) = &twin.owner {
        let _ = writeln!(out, "\nOwner: {}", escaped(owner));
    }
    if !twin.rules.is_empty() {
        out.push_str("\n## Why this color\n\n");
        for rule in &twin.rules {
            let source =
                rule.source.as_ref().map(|source| format!(" ({})", place(source))).unwrap_or_default();
            let _ = writeln!(
                out,
                "- **{}**, `{}`: {}{source}",
                rule.rag.word(),
                rule.rule,
                escaped(&rule.reason)
            );
        }
    }
    if !twin.facts.is_empty() {
        out.push_str("\n## Facts\n\n| fact | value | reported | by | age in working days | source |\n|---|---|---|---|---|---|\n");
        twin.facts.iter().for_each(|fact| row(&mut out, fact));
    }
    if !twin.items.is_empty() {
        out.push_str("\n## Listed here\n\n");
        twin.items.iter().for_each(|item| listed(&mut out, item));
        if twin.more_items > 0 {
            let _ = writeln!(out, "- and {} more", twin.more_items);
        }
    }
    if !text.trim().is_empty() {
        let _ = writeln!(out, "\n## Text\n\n{}", visible::lines(text.trim()));
    }
    out
}

fn row(out: &mut String, fact: &FactRecord) {
    let value = match (&fact.value, &fact.lost) {
        (Some(value), _) => escaped(value),
        (None, Some(lost)) => format!("not known: {}", escaped(lost)),
        (None, None) => String::new(),
    };
    let reported = fact.reported.map(|on| on.to_string()).unwrap_or_default();
    let stale = if fact.stale { ", old" } else { "" };
    let age = fact.age.map(|age| format!("{age}{stale}")).unwrap_or_default();
    let by = fact.by.as_deref().map(escaped).unwrap_or_default();
    let _ =
        writeln!(out, "| {} | {value} | {reported} | {by} | {age} | {} |", fact.name, place(&fact.source));
}

fn listed(out: &mut String, item: &ItemRecord) {
    let mark =
        if item.mark.is_empty() { String::new() } else { format!(", {}", item.mark.replace('_', " ")) };
    let date = item.date.map(|date| format!(", {}", day(date))).unwrap_or_default();
    let title =
        if item.id == item.title { item.title.clone() } else { format!("{} {}", item.id, item.title) };
    let _ = writeln!(out, "- {}: {}{mark}{date}", escaped(&title), item.kind);
}

fn place(source: &SourceRecord) -> String {
    format!("{}:{}", escaped(&source.file), source.line)
}

fn capital(word: &str) -> String {
    let mut word = word.to_owned();
    if let Some(first) = word.get_mut(..1) {
        first.make_ascii_uppercase();
    }
    word
}

//! What `milepost adopt` tells of somebody else's Markdown.

use super::words::{counted, first_of, listed};
use crate::{diag::Severity, load::survey::Survey, model::Kind};

/// What was recognized, what would not be read, and the settings that are proposed; `place` is where the Markdown lies,
/// and `outside` names what lies elsewhere in the repository.
pub fn surveyed(survey: &Survey, place: &str, content: &str, outside: &[String]) -> String {
    let place = if place == "." { "this folder" } else { place };
    let mut text = format!("{} in {place}.\n", counted(survey.files, "Markdown file"));
    if !outside.is_empty() {
        let named: Vec<&str> = outside.iter().map(String::as_str).collect();
        let named = first_of(&named[..named.len().min(8)], named.len());
        text.push_str(&format!("Not looked at: {named}. For these, name another folder with `--content`.\n"));
    }
    let things: Vec<String> = survey
        .kinds
        .iter()
        .filter(|(kind, _)| *kind != Kind::Page)
        .map(|(kind, count)| counted(*count, kind.word()))
        .collect();
    let pages = survey.kinds.iter().find(|(kind, _)| *kind == Kind::Page).map_or(0, |(_, count)| *count);
    text.push_str(&match things.as_slice() {
        [] => "Nothing is recognized as a thing of ours.\n".to_owned(),
        some => format!("Recognized: {}.\n", listed(some)),
    });
    let decisions = survey.kinds.iter().find(|(kind, _)| *kind == Kind::Decision).map(|(_, count)| *count);
    if let Some(all) = decisions {
        let (status, day) = survey.decisions;
        text.push_str(&format!(
            "Of the decisions {status} of {all} have a status that is read, {day} a day.\n"
        ));
    }
    text.push_str(&format!("Shown as pages with what their front matter says: {pages}.\n"));
    if survey.findings.is_empty() {
        text.push_str("Everything else is read.\n");
    } else {
        text.push_str("\nWhat would not be read, or not as it is meant:\n");
        for (code, severity, count, first) in &survey.findings {
            let worst = if *severity == Severity::Error { "error" } else { severity.word() };
            let more = if *count > 1 { format!(", and {} more", count - 1) } else { String::new() };
            text.push_str(&format!("  {worst} {code}: {first}{more}\n"));
        }
    }
    let flag = if content == "content" { String::new() } else { format!(" --content {content}") };
    text.push_str(&format!(
        "\nProposed settings (milepost.yaml):\n\n{}\nTo build: milepost build{flag}\n",
        survey.settings
    ));
    text
}

//! `milepost explain NAME`: the manual entry of a field, a diagnostic, a rule of color or an escalation.

use super::exit::{Exit, Failure};
use super::terminal::Stream;
use crate::analyse::{EscalationCode, RuleCode};
use crate::diag::{Code, example};
use crate::load::manual::{self, Field, Found, Topic};
use crate::text::nearest;

/// Prints the entry of every code of that name, else of every field: some names are those of several.
///
/// # Errors
/// When there is nothing of that name, or the entry cannot be written.
pub fn explain(name: &str) -> Result<Exit, Failure> {
    let wanted = name.trim().to_lowercase();
    let diagnostics = Code::ALL.iter().filter(|code| code.name() == wanted).map(|code| diagnostic(*code));
    let rules = RuleCode::ALL
        .iter()
        .filter(|rule| rule.name() == wanted)
        .map(|rule| format!("{}: a rule of color\n\n{}\n", rule.name(), rule.about()));
    let escalations = EscalationCode::ALL.iter().filter(|code| code.name().to_lowercase() == wanted);
    let escalations = escalations.map(|code| {
        format!("{}: an escalation ({})\n\n{}\n", code.name(), code.title().to_lowercase(), code.about())
    });
    let fields = manual::find(&wanted).into_iter().map(|found| match found {
        Found::Topic(topic) => topic_entry(topic),
        Found::Field(path, field) => field_entry(&path, &field),
    });
    let entries: Vec<String> = diagnostics.chain(rules).chain(escalations).chain(fields).collect();
    if entries.is_empty() {
        return Err(unknown(name, &wanted));
    }
    Stream::Out.write(&entries.join("\n"))?;
    Ok(Exit::Fine)
}

fn diagnostic(code: Code) -> String {
    let mut text = format!("{}: {}\n\n{}\n", code.name(), code.severity().word(), code.about());
    if let Some(example) = example::of(code) {
        text += &format!("\nBad:\n\n{}\nGood:\n\n{}", indented(example.bad), indented(example.good));
    }
    text
}

fn topic_entry(topic: Topic) -> String {
    let what = match topic {
        Topic::Settings => "settings: what `milepost.yaml` may say".to_owned(),
        Topic::Kind(kind) => format!("{}: what its front matter may say", kind.word()),
    };
    format!("{what}\n\n{}\nOne field: milepost explain {}.FIELD\n", rows(&topic.fields()), topic.name())
}

fn field_entry(path: &str, field: &Field) -> String {
    let must = if field.required { "; it has to be there" } else { "" };
    let example = format!("{}: {}", field.name, field.example);
    let mut text = format!("{path}: {}{must}\n\n{}\n\n{}", field.shape, field.about, indented(&example));
    if let Some(inner) = field.shape.fields() {
        text += &format!("\n{}", rows(inner));
    }
    text
}

fn rows(fields: &[Field]) -> String {
    let widest = fields.iter().map(|field| field.name.len()).max().unwrap_or(0);
    let row = |field: &Field| {
        let must = if field.required { " (has to be there)" } else { "" };
        format!("    {:widest$}  {}{must}\n", field.name, field.about)
    };
    fields.iter().map(row).collect()
}

fn indented(text: &str) -> String {
    text.lines().map(|line| if line.is_empty() { "\n".to_owned() } else { format!("    {line}\n") }).collect()
}

fn unknown(name: &str, wanted: &str) -> Failure {
    let names = Code::ALL.iter().map(|code| code.name()).chain(RuleCode::ALL.iter().map(|rule| rule.name()));
    let known: Vec<&str> = names.collect();
    let shown = name.escape_debug();
    match nearest(wanted, known).map(str::to_owned).or_else(|| manual::near(wanted)) {
        Some(near) => Failure::Usage(format!("there is no code or field `{shown}`; did you mean `{near}`?")),
        None => Failure::Usage(format!(
            "there is no code or field `{shown}`; the codes stand in brackets in what `milepost check` tells, such as \
             `dead-link`; a field is named with its kind, such as `milestone.estimate`"
        )),
    }
}

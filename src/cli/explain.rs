//! `milepost check --explain CODE`: the manual entry of a diagnostic, a rule of color or an escalation.

use super::exit::{Exit, Failure};
use super::terminal::Stream;
use crate::analyse::{EscalationCode, RuleCode};
use crate::diag::{Code, example};
use crate::text::nearest;

/// Prints the entry of every code of that name: some names are those of a diagnostic and of a rule.
///
/// # Errors
/// When there is no such code, or the entry cannot be written.
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
    let entries: Vec<String> = diagnostics.chain(rules).chain(escalations).collect();
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

fn indented(text: &str) -> String {
    text.lines().map(|line| if line.is_empty() { "\n".to_owned() } else { format!("    {line}\n") }).collect()
}

fn unknown(name: &str, wanted: &str) -> Failure {
    let names = Code::ALL.iter().map(|code| code.name()).chain(RuleCode::ALL.iter().map(|rule| rule.name()));
    let known: Vec<&str> = names.collect();
    let shown = name.escape_debug();
    match nearest(wanted, known) {
        Some(near) => Failure::Usage(format!("there is no code `{shown}`; did you mean `{near}`?")),
        None => Failure::Usage(format!(
            "there is no code `{shown}`; the codes stand in brackets in what `milepost check` tells, such as `dead-link`"
        )),
    }
}

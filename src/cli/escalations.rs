//! `milepost escalations`: what has to reach somebody who can act, as text or as messages.

use super::args::MessageFormat;
use super::exit::{Exit, Failure};
use super::settings::Settings;
use super::terminal::Stream;
use crate::analyse::escalate::Payload;
use crate::analyse::{Escalation, EscalationCode};
use crate::site::{self, Checked};

/// Tells everything that is escalated. That something is, is no failure.
///
/// # Errors
/// When the project cannot be read, or the report not be written.
pub fn escalations(settings: &Settings, format: MessageFormat) -> Result<Exit, Failure> {
    let world = settings.project.open()?;
    let checked = site::check(&world, &settings.config);
    let report = match format {
        MessageFormat::Text => text(&checked),
        MessageFormat::Json => site::escalations(&checked),
    };
    Stream::Out.write(&report)?;
    Ok(Exit::Fine)
}

fn text(checked: &Checked) -> String {
    let mut text = format!("ESCALATIONS\nGenerated: {}\n", checked.chronicle.now.as_of);
    let all = &checked.chronicle.escalations.now;
    if all.is_empty() {
        text += "\nNothing has to be escalated.\n";
    }
    for &code in EscalationCode::ALL {
        let of_code: Vec<&Escalation> = all.iter().filter(|escalation| escalation.code == code).collect();
        if of_code.is_empty() {
            continue;
        }
        text += &format!("\n{} {} ({})\n", code.name(), code.title().to_uppercase(), of_code.len());
        for escalation in of_code {
            text += &entry(checked, escalation);
        }
    }
    text.replace(|c: char| c.is_control() && c != '\n', "\u{fffd}")
}

fn entry(checked: &Checked, escalation: &Escalation) -> String {
    let about: Vec<&str> =
        escalation.about.iter().map(|subject| &*checked.program.head(*subject).id).collect();
    let who = escalation.who.as_ref().map_or("nobody named", |who| who.name.as_str());
    let ask = match &escalation.payload {
        Payload::Status(status) => status.next_step.clone().map(|step| format!("Next step: {step}")),
        Payload::Blocker(_) => None,
        Payload::Question(question) => Some(format!("Question: {}", question.question)),
    };
    let mut text = format!(
        "- [{}] {}: {}\n  Since {}. Must act: {who}. Message: {} to {}.\n",
        escalation.priority.word().to_uppercase(),
        about.join(", "),
        one_line(&escalation.summary),
        escalation.raised_on,
        escalation.payload.message_type(),
        one_line(&escalation.to),
    );
    if let Some(ask) = ask {
        text += &format!("  {}\n", one_line(&ask));
    }
    text
}

fn one_line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

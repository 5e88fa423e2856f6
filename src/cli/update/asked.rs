//! `milepost update` without an id: what is asked for, one after the other, and a line for each answer.
//!
//! Asked for is what nobody has told for too long: the questions that the rules raise on the status date.

use std::io::{self, BufRead, IsTerminal};

use super::{Report, Typed, update};
use crate::analyse::EscalationCode;
use crate::cli::exit::{Exit, Failure};
use crate::cli::settings::Settings;
use crate::cli::terminal::Stream;
use crate::model::{Kind, LifeCycle, Subject};
use crate::say::{escalation::situation, words::counted};
use crate::site::{self, Checked};

/// One thing of which the state is not known.
struct Question {
    id: String,
    text: String,
    is_milestone: bool,
}

/// Tells what is asked for, and takes an answer to each: from the terminal, or line by line from what is piped in.
///
/// # Errors
/// When the project cannot be read, or an answer not be written.
pub fn walk(settings: &Settings, by: Option<&str>, dry_run: bool) -> Result<Exit, Failure> {
    let checked = site::check(&settings.project.open()?, &settings.config);
    let questions = questions(&checked);
    if questions.is_empty() {
        Stream::Out.write("Nothing is asked for: every state is known\n")?;
        return Ok(Exit::Fine);
    }
    let what = counted(questions.len(), "question");
    Stream::Out.write(&format!(
        "{what}. Answer with a percentage, a status (done, blocked, planned, cancelled), or a note; Enter skips, q ends.\n"
    ))?;
    let mut lines = io::stdin().lock().lines();
    for question in &questions {
        Stream::Out.write(&format!("\n{}: {}\n", question.id, question.text))?;
        if io::stdin().is_terminal() {
            Stream::Out.write("> ")?;
        }
        let Some(Ok(line)) = lines.next() else { continue };
        let report = match line.trim() {
            "" => continue,
            "q" => break,
            answer => question.answered(answer),
        };
        let typed = Typed { id: question.id.clone(), report, by: by.map(str::to_owned), on: None, dry_run };
        // One answer that cannot be written stops nobody from giving the next.
        if let Err(failure) = update(settings, &typed) {
            crate::cli::terminal::failure(&failure);
        }
    }
    Ok(Exit::Fine)
}

fn questions(checked: &Checked) -> Vec<Question> {
    let (program, cx) = (&checked.program, checked.context());
    let raised = checked.chronicle.escalations.iter();
    let unknown = raised.filter(|escalation| escalation.code == EscalationCode::Unknown);
    let question = |escalation: &crate::analyse::Escalation| {
        let subject = escalation.subject();
        let kind = program.kind(subject);
        let head = program.head(subject);
        let owner = checked.chronicle.now.answers_for(program, subject);
        let owner = owner.map_or_else(|| "nobody".to_owned(), |owner| owner.name.to_string());
        let takes = matches!(kind, Kind::Milestone | Kind::Risk | Kind::Blocker);
        takes.then(|| Question {
            id: head.id.to_string(),
            text: format!("{} ({owner}). {}", head.title, situation(cx.voice(), escalation)),
            is_milestone: matches!(subject, Subject::Milestone(_)),
        })
    };
    unknown.filter_map(question).collect()
}

impl Question {
    /// What an answer means: a number is how much is done, one word of the life of a milestone its status, else it is a note.
    fn answered(&self, answer: &str) -> Report {
        let percent =
            answer.trim_end_matches('%').trim_end().parse::<u8>().ok().filter(|_| self.is_milestone);
        if let Some(percent) = percent {
            let status = if percent == 100 { LifeCycle::Done } else { LifeCycle::InProgress };
            return Report::default()
                .with("status", Some(status.word()))
                .with_number("percent_complete", Some(percent));
        }
        let word = answer.to_lowercase().replace([' ', '-'], "_");
        let status = LifeCycle::ALL.iter().find(|status| status.word() == word).filter(|_| self.is_milestone);
        match status {
            Some(status) => Report::default().with("status", Some(status.word())),
            None => Report::default().with("note", Some(answer)),
        }
    }
}

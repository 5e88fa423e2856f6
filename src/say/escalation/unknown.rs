//! E0: a question to whoever should know.

use super::{Ask, ChoiceOption, waiting::waiting};
use crate::{
    analyse::{
        RuleCode,
        escalate::{Gap, Unknown},
    },
    model::Subject,
    say::{Voice, words::named},
};

pub(super) fn situation(voice: Voice, facts: &Unknown) -> String {
    match &facts.gap {
        Gap::State(fired) => {
            let reasons: Vec<String> = fired.iter().map(|fired| voice.rule(fired)).collect();
            reasons.join(" ")
        }
        Gap::Rating => "Open, but its probability or impact is not known.".to_owned(),
        Gap::Severity => "Active, but its severity is not known.".to_owned(),
        Gap::Decision(unclear) => voice.unclear(unclear),
    }
}

pub(super) fn ask(voice: Voice, subject: Subject, facts: &Unknown) -> Ask {
    let Asked { question, options } = asked(voice, subject, &facts.gap);
    let meanwhile = match facts.gap {
        Gap::Severity => "Until then it counts as severe.",
        Gap::State(_) | Gap::Rating | Gap::Decision(_) => "Until then it counts as amber or worse.",
    };
    Ask {
        text: Some(question),
        options: options.into_iter().map(|(option, text)| ChoiceOption::new(option, text)).collect(),
        impact: Some(format!("{meanwhile} {}", waiting(voice, &facts.waiting))),
    }
}

/// A question with two answers, each with what to do.
struct Asked {
    question: String,
    options: [(&'static str, String); 2],
}

fn asked(voice: Voice, subject: Subject, gap: &Gap) -> Asked {
    let head = voice.program.head(subject);
    let (id, name) = (&head.id, named(head));
    match gap {
        Gap::State(fired) => asked_of_milestone(fired.first().map(|fired| fired.code), id, &name),
        Gap::Rating => Asked {
            question: format!("How likely is {name}, and how bad would it be?"),
            options: [
                ("Rate it", "Write `probability` and `impact`, or add an update with them.".to_owned()),
                ("Close it", format!("Set {id} to `closed`, with a note why it is gone.")),
            ],
        },
        Gap::Severity => Asked {
            question: format!("How severe is {name}?"),
            options: [
                ("Rate it", "Write `severity`, or add an update with it.".to_owned()),
                ("Resolve it", format!("Write `resolved_on` into {id} if it is solved.")),
            ],
        },
        Gap::Decision(_) => Asked {
            question: format!("What was decided at the gate of {name}?"),
            options: [
                ("Record it", "Write `decision`, `decided_by` and `decided_on` into one update.".to_owned()),
                ("Leave it open", "Set the gate to `pending` until it is decided.".to_owned()),
            ],
        },
    }
}

/// What is asked follows from the first rule that found the state unknown.
fn asked_of_milestone(code: Option<RuleCode>, id: &str, name: &str) -> Asked {
    match code {
        Some(RuleCode::NoOwner) => Asked {
            question: format!("Who owns {name}?"),
            options: [
                ("Name an owner", "Write `owner` into its file; the owner reports from then on.".to_owned()),
                ("Stop it", format!("Set {id} to `planned` until somebody can take it.")),
            ],
        },
        Some(RuleCode::Unscheduled) => Asked {
            question: format!("When can {name} be done?"),
            options: [
                (
                    "Give it dates",
                    "Write a `duration`, or `start` and `finish`, and correct what it waits for.".to_owned(),
                ),
                ("Take it out of the plan", format!("Set {id} to `cancelled`, with a note why.")),
            ],
        },
        Some(RuleCode::Coverage) => Asked {
            question: format!("How well are the services of {name} tested?"),
            options: [
                ("Measure", "Add what is missing to `coverage` of the service, with the day.".to_owned()),
                ("Say why not", format!("Report on {id} why it cannot be measured, and until when.")),
            ],
        },
        _ => Asked {
            question: format!("What is the status of {name}?"),
            options: [
                (
                    "Report",
                    "Add an update with the date, your name, `status` and `percent_complete`.".to_owned(),
                ),
                ("Hand it over", "Name another owner, who reports on it.".to_owned()),
            ],
        },
    }
}

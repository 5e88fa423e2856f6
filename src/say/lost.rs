//! What was written and does not count, and why, in a sentence: `Its status cannot be read: "paused". Reported 5 Mar.`

use super::Voice;
use crate::{
    diag::FileId,
    model::{Contradiction, Loss, Lost, Reported},
    text::visible::apart,
};

impl Voice<'_> {
    /// Why something does not count, and how much more there is.
    pub fn lost(self, lost: &Lost, more: usize) -> String {
        let said = self.why_lost(lost);
        match more {
            0 => said,
            1 => format!("{said} Something else is lost, too."),
            more => format!("{said} Also lost: {more} other things."),
        }
    }

    fn why_lost(self, lost: &Lost) -> String {
        let name = name_of(&lost.field);
        let its = match (lost.place.file == FileId::default(), &lost.within) {
            (true, None) => format!("In milepost.yaml the {name}"),
            (true, Some(whole)) => format!("In milepost.yaml the {name} of {}", name_of(whole)),
            (false, None) => format!("Its {name}"),
            (false, Some(whole)) => format!("The {name} of its {}", name_of(whole)),
        };
        let reported = Reported { on: lost.on, by: lost.by.clone(), place: lost.place };
        let told = self.reported(Some(&reported));
        let written =
            lost.written.as_ref().map_or_else(|| ".".to_owned(), |text| format!(": \"{}\".", apart(text)));
        match &lost.why {
            Loss::Unreadable => format!("{its} cannot be read{written}{told}"),
            Loss::Unknown => format!("{its} names what is not in the program{written}{told}"),
            Loss::Misspelt(key) => {
                format!("\"{}\" may mean {name}, so what it says does not count.{told}", apart(key))
            }
            Loss::Twice => format!("{its} is given twice.{told}"),
            Loss::Missing => format!("{its} is not complete.{told}"),
            Loss::Torn if lost.on.is_some() => format!("A report cannot be read.{told}"),
            Loss::Torn => "Part of its file cannot be read.".to_owned(),
            Loss::Undated => format!("A report of its {name} has no day that can be read."),
            Loss::Unsigned => {
                let on = self.when_and_who(&reported);
                format!("Nobody has signed the report{on}, so it does not count.")
            }
            Loss::Stranger(who) if lost.by.as_ref().is_some_and(|by| by.name == *who) => {
                let on = self.when_and_who(&reported);
                format!("Its {name} was reported{on}, who is not in the program, so it does not count.")
            }
            Loss::Stranger(who) => format!("{its} names {}, who is not in the program.{told}", apart(who)),
            Loss::Contradicts(contradiction) => {
                format!("{}{told}", self.contradiction(&name, *contradiction))
            }
        }
    }

    /// Facts that cannot both be so.
    pub fn contradiction(self, name: &str, contradiction: Contradiction) -> String {
        match contradiction {
            Contradiction::DoneAt(percent) => format!("Said to be done, with {percent} % complete."),
            Contradiction::DoneWithWork => "Said to be done, with work remaining.".to_owned(),
            Contradiction::Backwards { start, finish } => {
                format!(
                    "Said to have finished on {}, before it started on {}.",
                    self.day(finish),
                    self.day(start)
                )
            }
            Contradiction::Finished { finish, status: None } => {
                format!("Said to have finished on {}, but no status says that it is done.", self.day(finish))
            }
            Contradiction::Finished { finish, status: Some(status) } => format!(
                "Said to be {}, and to have finished on {}.",
                status.word().replace('_', " "),
                self.day(finish)
            ),
            Contradiction::Foretold(_) => format!("Its {name} lies after the day of its report."),
        }
    }
}

/// The name of a field as people say it.
fn name_of(field: &str) -> String {
    match field {
        "rag" => "reported color".to_owned(),
        "fields" => "names of fields".to_owned(),
        "kinds" => "kinds of files".to_owned(),
        "statuses" => "words for a status".to_owned(),
        "optimistic" | "most_likely" | "pessimistic" => format!("{} length", field.replace('_', " ")),
        "baselines" => "baseline".to_owned(),
        "depends_on" | "on" => "list of what it waits for".to_owned(),
        field => field.replace('_', " "),
    }
}

//! On what `milepost diff` fails: conditions as they are typed, and which changes meet them.

use crate::{
    analyse::outline::{Change, Moved},
    diag::Severity,
    model::Rag,
    say::words::working_days,
    text::nearest,
};

/// The words of conditions, as the help tells them.
pub const WORDS: [&str; 7] = ["slip", "red", "unknown", "error", "warning", "past", "escalation"];

/// A condition.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum FailOn {
    /// The finish, a gate or a milestone is later by more than so many working days.
    Slip(i32),
    /// Something turns this color.
    Turns(Rag),
    /// Something new is wrong.
    Finding(Severity),
    /// A closed sprint reads differently.
    Past,
    /// An escalation is raised.
    Escalation,
}

/// A condition as typed: `red`, `slip>3d`.
pub fn fail_on(text: &str) -> Result<FailOn, String> {
    let (word, rest) = match text.split_once('>') {
        Some((word, rest)) => (word.trim(), Some(rest.trim())),
        None => (text.trim(), None),
    };
    let condition = match word {
        "slip" => return slip(text, rest),
        "red" => FailOn::Turns(Rag::Red),
        "unknown" => FailOn::Turns(Rag::Unknown),
        "error" => FailOn::Finding(Severity::Error),
        "warning" => FailOn::Finding(Severity::Warning),
        "past" => FailOn::Past,
        "escalation" => FailOn::Escalation,
        _ => {
            let near = nearest(word, WORDS);
            let meant = near.map_or_else(
                || format!("there are {}", WORDS.join(", ")),
                |near| format!("did you mean `{near}`?"),
            );
            return Err(format!("there is no condition `{}`; {meant}", text.escape_debug()));
        }
    };
    match rest {
        None => Ok(condition),
        Some(_) => Err(format!("`{word}` takes no number; only `slip>3d` does")),
    }
}

fn slip(text: &str, rest: Option<&str>) -> Result<FailOn, String> {
    let Some(rest) = rest else { return Ok(FailOn::Slip(0)) };
    let days = rest.strip_suffix('d').unwrap_or(rest).trim().parse::<u16>();
    let wrong =
        |_| format!("`{}` is no number of working days; write it as in `slip>3d`", text.escape_debug());
    days.map(|days| FailOn::Slip(i32::from(days))).map_err(wrong)
}

impl FailOn {
    /// Why it fails, in words for each of the changes that meet it.
    pub fn met(self, changes: &[Change]) -> Vec<String> {
        changes.iter().filter_map(|change| self.by(change)).collect()
    }

    fn by(self, change: &Change) -> Option<String> {
        match (self, change) {
            (Self::Slip(limit), Change::Finish(moved)) => late(*moved, limit, "the finish"),
            (Self::Slip(limit), Change::Gate(id, moved)) => late(*moved, limit, &format!("the gate of {id}")),
            (Self::Slip(limit), Change::Milestone(id, moved)) => late(*moved, limit, id),
            (Self::Turns(rag), Change::Color { kind, id, to, .. }) if *to == rag => {
                let name = if kind.is_none() { "the program" } else { id };
                Some(format!("{name} turns {}", rag.word()))
            }
            (Self::Finding(severity), Change::Finding(found, 1..)) if found.severity <= severity => {
                Some(format!("new {}: {}", found.severity.word(), found.message))
            }
            (Self::Past, Change::Past { sprint, closed: true, .. }) => {
                Some(format!("{sprint} is closed and reads differently"))
            }
            (Self::Escalation, Change::Escalation(code, about, true)) => {
                Some(format!("{} is raised for {}", code.name(), about.join(", ")))
            }
            _ => None,
        }
    }
}

fn late(moved: Moved, limit: i32, what: &str) -> Option<String> {
    match moved.days {
        Some(days) if days > limit => Some(format!("{what} is {} later", working_days(days))),
        None if moved.is_later() => Some(format!("{what} has no date any more")),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn conditions_are_read_as_typed() {
        assert_eq!(fail_on("slip>3d"), Ok(FailOn::Slip(3)));
        assert_eq!(fail_on("slip > 3"), Ok(FailOn::Slip(3)));
        assert_eq!(fail_on("slip"), Ok(FailOn::Slip(0)));
        assert_eq!(fail_on(" red"), Ok(FailOn::Turns(Rag::Red)));
        for (wrong, hint) in [
            ("rde", "did you mean `red`?"),
            ("slip>x", "slip>3d"),
            ("red>3", "no number"),
            ("", "there are slip"),
        ] {
            let told = fail_on(wrong).unwrap_err();
            assert!(told.contains(hint), "{wrong}: {told}");
        }
        for word in WORDS {
            assert!(fail_on(word).is_ok(), "{word}");
        }
    }
}

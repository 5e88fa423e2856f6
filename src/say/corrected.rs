//! What today's content says differently of a sprint that was closed.

use chrono::NaiveDate;

use super::days::day;
use crate::analyse::Difference;
use crate::text::visible::apart;

/// `M1.4 is green instead of red`; without a full stop.
pub fn corrected(difference: &Difference) -> String {
    let date = |date: &Option<NaiveDate>| date.map_or("none".to_owned(), day);
    match difference {
        Difference::Color { was, is } => format!("the sprint is {} instead of {}", is.word(), was.word()),
        Difference::ColorOf { id, was, is } => format!("{id} is {} instead of {}", is.word(), was.word()),
        Difference::Finish { id, was, is } => {
            format!("the finish of {id} is {} instead of {}", date(is), date(was))
        }
        Difference::Program { was, is } => {
            format!("the program is {} instead of {}", is.word(), was.word())
        }
        Difference::Gate { id, was, is } => {
            format!("the gate of {id} is expected {} instead of {}", date(is), date(was))
        }
        Difference::Fact { id, field, was, is } => fact(id, field, was.as_deref(), is.as_deref()),
        Difference::Words { id, what, was, is } => words(id, what, was.as_deref(), is.as_deref()),
        Difference::Text => "the text of the sprint is another".to_owned(),
        Difference::Completed { id, then: true } => format!("{id} was not finished in it"),
        Difference::Completed { id, then: false } => format!("{id} was finished in it"),
        Difference::Scope { id, then: true } => format!("{id} does not belong to it"),
        Difference::Scope { id, then: false } => format!("{id} belongs to it"),
    }
}

/// `M1.4: owner ada instead of bo`.
fn fact(id: &str, field: &str, was: Option<&str>, is: Option<&str>) -> String {
    let name = field.replace('_', " ");
    format!("{id}: {name} {} instead of {}", is.unwrap_or("none"), was.unwrap_or("none"))
}

/// Most characters of words that are quoted.
const QUOTED: usize = 60;

/// `M1.4: title "Payments" instead of "Payment service"`; of long words only that they are others.
fn words(id: &str, what: &str, was: Option<&str>, is: Option<&str>) -> String {
    let note = what.parse().map(|on: NaiveDate| format!("note of {}", day(on)));
    let what = note.as_deref().unwrap_or(what);
    let short = |text: &&str| text.chars().count() <= QUOTED && !text.contains('\n');
    match (was, is) {
        (Some(was), Some(is)) if short(&was) && short(&is) => {
            format!("{id}: {what} \"{}\" instead of \"{}\"", apart(is), apart(was))
        }
        (Some(_), Some(_)) => format!("{id}: {what} in other words"),
        (Some(_), None) => format!("{id}: {what} taken out"),
        (None, _) => format!("{id}: {what} put in later"),
    }
}

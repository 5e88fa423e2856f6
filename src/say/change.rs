//! What changed, from what to what, in a line.

use chrono::NaiveDate;

use super::{days::day, words::first_of};
use crate::model::Rag;

/// Where nobody said why.
pub const NOT_TOLD: &str = "Nobody has said why.";

/// How many are named of those that turned a color.
const NAMED: usize = 5;

/// `M2.5 Payment: red, was amber; finish 4 May 2026, was 16 Apr 2026`. `what` is the day.
pub fn title(
    name: &str,
    what: &str,
    (rag_from, from): (Rag, Option<NaiveDate>),
    (rag_to, to): (Rag, Option<NaiveDate>),
) -> String {
    let turned = (rag_from != rag_to).then(|| format!("{}, was {}", rag_to.word(), rag_from.word()));
    let said = |on: Option<NaiveDate>| on.map_or_else(|| "not known".to_owned(), day);
    let moved = (from != to).then(|| format!("{what} {}, was {}", said(to), said(from)));
    let parts: Vec<String> = turned.into_iter().chain(moved).collect();
    format!("{name}: {}", parts.join("; "))
}

/// `Waits for M2.6, expected on 27 May 2026.`
pub fn waits_for(id: &str, on: NaiveDate) -> String {
    format!("Waits for {id}, expected on {}.", day(on))
}

/// Both reasons, where there are any.
pub fn both(first: Option<String>, second: Option<String>) -> String {
    let said: Vec<String> = first.into_iter().chain(second).filter(|text| !text.is_empty()).collect();
    if said.is_empty() { NOT_TOLD.to_owned() } else { said.join(" ") }
}

/// `M2.5 and M2.6 turned red.`; nothing where none did.
pub fn turned(ids: &[String], rag: Rag) -> String {
    match ids {
        [] => String::new(),
        ids => format!("{} turned {}.", first_of(&ids[..ids.len().min(NAMED)], ids.len()), rag.word()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_did_not_change_is_not_told() {
        let on = |text: &str| text.parse().ok();
        let (red, green) = (Rag::Red, Rag::Green);
        assert_eq!(title("A", "gate", (green, None), (red, None)), "A: red, was green");
        assert_eq!(
            title("A", "gate", (green, None), (red, on("2026-05-04"))),
            "A: red, was green; gate 4 May 2026, was not known"
        );
        assert_eq!(both(Some(turned(&[], red)), None), NOT_TOLD);
        assert_eq!(turned(&["M1.1".to_owned()], red), "M1.1 turned red.");
    }
}

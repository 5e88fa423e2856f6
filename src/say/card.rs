//! What stands on the card beside a link: short labels and values.

use chrono::{Datelike as _, NaiveDate};

use super::days;

/// `Finish`: `4 Aug, +2 d`.
pub fn finish(day: String, variance: Option<i32>) -> (String, String) {
    ("Finish".to_owned(), with_slip(day, variance))
}

/// `Next gate`: `P2, 27 May, +21 d`; of a phase's own page `Gate`: `27 May, +21 d`.
pub fn gate(id: Option<&str>, day: String, variance: Option<i32>) -> (String, String) {
    let value = with_slip(day, variance);
    match id {
        Some(id) => ("Next gate".to_owned(), format!("{id}, {value}")),
        None => ("Gate".to_owned(), value),
    }
}

/// `Days`: `27 Apr to 8 May 2026`.
pub fn days(start: NaiveDate, end: NaiveDate) -> (String, String) {
    let first = if start.year() == end.year() { days::short_day(start) } else { days::day(start) };
    ("Days".to_owned(), format!("{first} to {}", days::day(end)))
}

/// `Milestones done`: `3 of 8`.
pub fn done(done: usize, of: usize) -> (String, String) {
    ("Milestones done".to_owned(), format!("{done} of {of}"))
}

/// What is shown of a thing beside a link to it: its title, then kind, color, day and owner on a second line.
pub fn beside_link(
    title: &str,
    kind: &str,
    mark: &str,
    date: Option<NaiveDate>,
    owner: Option<&str>,
) -> String {
    let mark = Some(mark.replace('_', " ")).filter(|mark| !mark.is_empty());
    let parts = [Some(kind.to_owned()), mark, date.map(days::day), owner.map(str::to_owned)];
    let parts: Vec<String> = parts.into_iter().flatten().collect();
    format!("{title}\n{}", parts.join(" · "))
}

/// `Status of 6 May 2026`.
pub fn status_of(day: NaiveDate) -> String {
    format!("Status of {}", days::day(day))
}

fn with_slip(day: String, variance: Option<i32>) -> String {
    match variance {
        None | Some(0) => day,
        Some(late @ 1..) => format!("{day}, +{late} d"),
        Some(early) => format!("{day}, −{} d", early.unsigned_abs()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn values_are_short() {
        assert_eq!(finish("4 Aug".to_owned(), Some(2)).1, "4 Aug, +2 d");
        assert_eq!(gate(Some("P2"), "27 May".to_owned(), Some(-1)).1, "P2, 27 May, −1 d");
        let on = |text: &str| text.parse().expect("a date");
        assert_eq!(days(on("2026-04-27"), on("2026-05-08")).1, "27 Apr to 8 May 2026");
        assert_eq!(days(on("2026-12-28"), on("2027-01-08")).1, "28 Dec 2026 to 8 Jan 2027");
    }
}

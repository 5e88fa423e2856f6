//! Days and spans of days written out, as charts say them.

use chrono::{Datelike, NaiveDate};

use crate::date::Dates;

/// `2 March to 13 March 2026`, `1 October 2026`.
pub fn span(dates: Dates) -> String {
    let Dates { start, finish } = dates;
    match (start == finish, start.year() == finish.year()) {
        (true, _) => long_date(finish),
        (false, true) => format!("{} to {}", start.format("%-d %B"), long_date(finish)),
        (false, false) => format!("{} to {}", long_date(start), long_date(finish)),
    }
}

/// `12 November 2026`; years outside four digits in ISO form.
pub fn long_date(day: NaiveDate) -> String {
    if (0..=9999).contains(&day.year()) { day.format("%-d %B %Y").to_string() } else { day.to_string() }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn spans_are_said_without_repeating_the_year() {
        let day = |text: &str| text.parse().expect("a date");
        let words = |a, b| span(Dates { start: day(a), finish: day(b) });
        assert_eq!(words("2026-03-02", "2026-03-13"), "2 March to 13 March 2026");
        assert_eq!(words("2026-12-02", "2027-01-13"), "2 December 2026 to 13 January 2027");
        assert_eq!(words("2026-12-02", "2026-12-02"), "2 December 2026");
    }
}

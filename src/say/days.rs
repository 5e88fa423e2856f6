//! Days and spans of days written out. Years that do not have four digits are written in ISO form.

use chrono::{Datelike, Month, NaiveDate};

use crate::date::Dates;

/// `2 March to 13 March 2026`, `1 October 2026`.
pub fn span(dates: Dates) -> String {
    let Dates { start, finish } = dates;
    match (start == finish, start.year() == finish.year()) {
        (true, _) => long_day(finish),
        (false, true) => format!("{} {} to {}", start.day(), month(start), long_day(finish)),
        (false, false) => format!("{} to {}", long_day(start), long_day(finish)),
    }
}

/// `6 May 2026`, as dates stand everywhere on the pages.
pub fn day(date: NaiveDate) -> String {
    written(date, |date| format!("{} {} {}", date.day(), month_in_short(date), date.year()))
}

/// `6 May`, where the year is known from what stands around it.
pub fn short_day(date: NaiveDate) -> String {
    written(date, |date| format!("{} {}", date.day(), month_in_short(date)))
}

/// `6 May 26`, for narrow columns.
pub fn narrow_day(date: NaiveDate) -> String {
    // Two digits name a year of this century and its neighbors alone.
    if !(1900..=2199).contains(&date.year()) {
        return date.to_string();
    }
    format!("{} {} {:02}", date.day(), month_in_short(date), date.year() % 100)
}

/// `12 November 2026`.
pub fn long_day(date: NaiveDate) -> String {
    written(date, |date| format!("{} {} {}", date.day(), month(date), date.year()))
}

fn written(date: NaiveDate, words: impl Fn(NaiveDate) -> String) -> String {
    if (1000..=9999).contains(&date.year()) { words(date) } else { date.to_string() }
}

fn month(date: NaiveDate) -> &'static str {
    u8::try_from(date.month())
        .ok()
        .and_then(|month| Month::try_from(month).ok())
        .map_or("", |month| month.name())
}

fn month_in_short(date: NaiveDate) -> &'static str {
    let name = month(date);
    name.get(..3).unwrap_or(name)
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

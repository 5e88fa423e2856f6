//! Dates as they are written in a plan: strictly ISO 8601, `2026-01-05`, and what else people write.
//!
//! A date is never guessed: what could be meant is only suggested. It must not know where the text stood.

use chrono::{Datelike, NaiveDate, NaiveDateTime, NaiveTime, TimeDelta};

use super::{
    DateError,
    spelled::{century, with_month},
};

/// The years a plan may name. Others are slips of the pen, and would make charts of absurd width.
const YEARS: std::ops::RangeInclusive<i32> = 1900..=2199;

/// Reads a date, `2026-01-05`. Of an instant, `2026-01-14T23:30:00+02:00`, the date as written counts:
/// it is not moved to another time zone.
///
/// # Errors
/// For everything else, with the date that was probably meant where there is only one.
pub fn parse_date(text: &str) -> Result<NaiveDate, DateError> {
    let (year, month, day) = match split_strict(text) {
        Some(parts) => parts,
        None => return Err(explain(text)),
    };
    check_range(text, year)?;
    NaiveDate::from_ymd_opt(year, month, day).ok_or_else(|| no_such_day(text, year, month, day))
}

/// The time of day beside a date, as written: of instants in one time zone, the earlier is the lesser.
pub fn clock(text: &str) -> Option<NaiveDateTime> {
    let date = parse_date(text).ok()?;
    let rest = text.get(10..)?.strip_prefix(['T', 't', ' '])?;
    let end = rest.find(['Z', 'z', '+', '-', ' ']).unwrap_or(rest.len());
    let (time, zone) = rest.split_at(end);
    let (hours, fraction) = time.split_once('.').map_or((time, ""), |(hours, rest)| (hours, rest));
    let mut parts = hours.split(':').map(|part| part.parse::<i64>().ok());
    let (hour, minute) = (parts.next()??, parts.next()??);
    let second = parts.next().map_or(Some(0), |second| second)?;
    let nanos = format!("{fraction:0<9}").get(..9)?.parse::<i64>().ok()?;
    let offset = offset(zone.trim_start())?;
    let since =
        TimeDelta::seconds(hour * 3600 + (minute - offset) * 60 + second) + TimeDelta::nanoseconds(nanos);
    date.and_time(NaiveTime::MIN).checked_add_signed(since)
}

/// Minutes by which a zone is ahead of that of Greenwich; one that is not given is taken for that.
fn offset(zone: &str) -> Option<i64> {
    let sign = match zone.chars().next() {
        Some('+') => 1,
        Some('-') => -1,
        _ => return Some(0),
    };
    let digits: String = zone.chars().filter(char::is_ascii_digit).collect();
    let hours: i64 = digits.get(..2)?.parse().ok()?;
    let minutes: i64 = digits.get(2..4).map_or(Some(0), |minutes| minutes.parse().ok())?;
    Some(sign * (hours * 60 + minutes))
}

/// Year, month and day of `YYYY-MM-DD`, with a well-formed time behind it or nothing.
fn split_strict(text: &str) -> Option<(i32, u32, u32)> {
    let (date, rest) = text.split_at_checked(10)?;
    let bytes = date.as_bytes();
    let digits = |range: std::ops::Range<usize>| {
        let part = date.get(range)?;
        part.bytes().all(|b| b.is_ascii_digit()).then(|| part.parse::<u32>().ok()).flatten()
    };
    let parts = (digits(0..4)? as i32, digits(5..7)?, digits(8..10)?);
    (bytes[4] == b'-' && bytes[7] == b'-' && (rest.is_empty() || is_time(rest))).then_some(parts)
}

/// Whether a text is what follows the date in an ISO instant (RFC 3339, seconds and zone optional).
fn is_time(rest: &str) -> bool {
    let Some(time) = rest.strip_prefix(['T', 't', ' ']) else { return false };
    let zone = time.find(['Z', 'z', '+', '-', ' ']).unwrap_or(time.len());
    let (clock, zone) = time.split_at(zone);
    let (clock, fraction) = clock.split_once('.').unwrap_or((clock, "0"));
    let parts: Vec<&str> = clock.split(':').collect();
    let two = |part: &str, limit: u32| {
        part.len() == 2
            && part.bytes().all(|b| b.is_ascii_digit())
            && part.parse::<u32>().is_ok_and(|n| n <= limit)
    };
    let clock_is_right = match parts[..] {
        [h, m] => two(h, 24) && two(m, 59),
        [h, m, s] => two(h, 24) && two(m, 59) && two(s, 60),
        _ => false,
    };
    let zone_is_right = match zone.trim_start() {
        "" | "Z" | "z" => true,
        offset => {
            let hours = offset.trim_start_matches(['+', '-']);
            let (h, m) = hours.split_once(':').or_else(|| hours.split_at_checked(2)).unwrap_or((hours, ""));
            two(h, 23) && (m.is_empty() || two(m, 59))
        }
    };
    clock_is_right && zone_is_right && !fraction.is_empty() && fraction.bytes().all(|b| b.is_ascii_digit())
}

fn check_range(text: &str, year: i32) -> Result<(), DateError> {
    if YEARS.contains(&year) {
        return Ok(());
    }
    let (first, last) = (YEARS.start(), YEARS.end());
    Err(if year == 0 {
        DateError::new(format!(
            "`{}` is no date: there is no year 0; leave the field out if unknown",
            shown(text)
        ))
    } else {
        DateError::new(format!("`{}` lies outside the years {first} to {last} of a plan", shown(text)))
    })
}

fn no_such_day(text: &str, year: i32, month: u32, day: u32) -> DateError {
    let shown = shown(text);
    if month == 0 || day == 0 {
        return DateError::new(format!("`{shown}` is no date: months and days count from 01"));
    }
    if month > 12 {
        let error = DateError::new(format!("`{shown}` is no date: there is no month {month}"));
        return match NaiveDate::from_ymd_opt(year, day, month) {
            Some(date) => error.suggest(date.to_string()),
            None => error,
        };
    }
    let last = (28..=31).rev().find_map(|d| NaiveDate::from_ymd_opt(year, month, d));
    let error =
        DateError::new(format!("`{shown}` is no date: there is no day {day} in {year:04}-{month:02}"));
    match last {
        Some(last) => error.suggest(last.to_string()),
        None => error,
    }
}

/// Why a text without the strict shape is no date.
fn explain(text: &str) -> DateError {
    let shown = shown(text);
    let trimmed = text.trim();
    if trimmed.is_empty() {
        return DateError::new("the date is empty: write year-month-day, or leave the field out");
    }
    if trimmed.len() != text.len() && split_strict(trimmed).is_some() {
        let error = DateError::new(format!("`{shown}` has spaces around it"));
        return match parse_date(trimmed) {
            Ok(day) => error.reads(day),
            Err(_) => error.certain(trimmed),
        };
    }
    if trimmed.bytes().all(|b| b.is_ascii_digit()) {
        return digits_only(&shown, trimmed);
    }
    if let Some(error) = numbers(&shown, trimmed) {
        return error;
    }
    if let Some(day) = with_month(trimmed).filter(|day| YEARS.contains(&day.year())) {
        return DateError::new(format!("`{shown}` is not written as ISO dates are")).reads(day);
    }
    let with_date = trimmed.split_at_checked(10).filter(|(date, _)| split_strict(date).is_some());
    if let Some((date, _)) = with_date {
        return DateError::new(format!("`{shown}` is a date with something behind it")).certain(date);
    }
    let lower = trimmed.to_lowercase();
    if lower.contains('q') && lower.bytes().any(|b| (b'1'..=b'4').contains(&b)) && lower.len() <= 10 {
        return DateError::new(format!("`{shown}` is a quarter, not a day"));
    }
    if lower.contains("-w") {
        return DateError::new(format!("`{shown}` is a week, not a day"));
    }
    DateError::new(format!("`{shown}` is no date"))
}

/// `20261122`, a bare year, or any other integer.
fn digits_only(shown: &str, digits: &str) -> DateError {
    let error = DateError::new(format!("`{shown}` is a number, not a date"));
    if digits.len() != 8 {
        return error;
    }
    let dashed = format!("{}-{}-{}", &digits[..4], &digits[4..6], &digits[6..]);
    match parse_date(&dashed) {
        Ok(day) => error.reads(day),
        Err(_) => error,
    }
}

/// Two or three numbers with something between: single digits, day first, other separators, a month.
fn numbers(shown: &str, text: &str) -> Option<DateError> {
    let parts: Vec<&str> = text.split(['-', '/', '.']).collect();
    if parts.iter().any(|p| p.is_empty() || p.len() > 4 || !p.bytes().all(|b| b.is_ascii_digit())) {
        return None;
    }
    let number = |i: usize| parts.get(i).and_then(|p: &&str| p.parse::<u32>().ok());
    let date = |y: u32, m: u32, d: u32| {
        NaiveDate::from_ymd_opt(y as i32, m, d).filter(|_| YEARS.contains(&(y as i32)))
    };
    let certain = |error: DateError, date: Option<NaiveDate>| match date {
        Some(date) => error.reads(date),
        None => error,
    };
    let (a, b) = (number(0)?, number(1)?);
    if parts.len() == 2 {
        return Some(DateError::new(format!("`{shown}` has no day")));
    }
    let c = number(2).filter(|_| parts.len() == 3)?;
    if parts[0].len() == 4 {
        let why = if text.contains(['/', '.']) {
            "its parts are joined by `-`"
        } else {
            "month and day have two digits"
        };
        let error = DateError::new(format!("`{shown}` is not written as ISO dates are: {why}"));
        return Some(certain(error, date(a, b, c)));
    }
    let c = match parts[2].len() {
        4 => c,
        // Between dashes the two digits of a year may as well stand first.
        2 if text.contains(['/', '.']) => century(c as i32) as u32,
        _ => return Some(DateError::new(format!("`{shown}` has no year of four digits"))),
    };
    let (day_first, month_first) = (date(c, b, a), date(c, a, b));
    let error = |what: &str| DateError::new(format!("`{shown}` {what}"));
    let year_last = "does not begin with the year";
    Some(match (day_first, month_first) {
        // Whoever writes dots writes the day first.
        (Some(day_first), _) if text.contains('.') => certain(error(year_last), Some(day_first)),
        (Some(x), Some(y)) if x != y => {
            error("can be read as two different days").either(y.to_string(), x.to_string())
        }
        (Some(x), _) | (None, Some(x)) => certain(error(year_last), Some(x)),
        (None, None) => error("is no date"),
    })
}

/// A text as it may stand in a message: not longer than a line.
fn shown(text: &str) -> String {
    text.chars().take(40).map(|c| if c.is_control() { ' ' } else { c }).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn error(text: &str) -> (String, Option<String>) {
        let error = parse_date(text).expect_err(text);
        (error.message, error.suggestion)
    }

    fn suggested(text: &str) -> Option<String> {
        error(text).1
    }

    #[test]
    fn dates_and_instants() {
        let day = |y, m, d| NaiveDate::from_ymd_opt(y, m, d).expect("a date");
        assert_eq!(parse_date("2026-01-05"), Ok(day(2026, 1, 5)));
        assert_eq!(parse_date("2024-02-29"), Ok(day(2024, 2, 29)));
        assert_eq!(parse_date("1900-01-01"), Ok(day(1900, 1, 1)));
        assert_eq!(parse_date("2199-12-31"), Ok(day(2199, 12, 31)));
        for instant in [
            "2026-01-14T23:30:00+02:00",
            "2026-01-14T23:30:00Z",
            "2026-01-14 23:30",
            "2026-01-14t00:00:00.123-0800",
            "2026-01-14T23:30:00 +02:00",
        ] {
            assert_eq!(parse_date(instant), Ok(day(2026, 1, 14)), "{instant}");
        }
    }

    #[test]
    fn days_that_do_not_exist() {
        assert_eq!(error("2026-02-30").0, "`2026-02-30` is no date: there is no day 30 in 2026-02");
        assert_eq!(suggested("2026-02-30").as_deref(), Some("2026-02-28"));
        assert_eq!(suggested("2025-02-29").as_deref(), Some("2025-02-28"));
        assert_eq!(suggested("2026-13-05").as_deref(), Some("2026-05-13"));
        assert!(error("2026-13-32").0.contains("no month 13"));
        assert!(error("2026-00-10").0.contains("count from 01"));
        assert!(error("0000-00-00").0.contains("no year 0"));
    }

    #[test]
    fn other_spellings_are_told_the_right_one() {
        assert_eq!(suggested("2026-1-5").as_deref(), Some("2026-01-05"));
        assert_eq!(suggested("2026/01/05").as_deref(), Some("2026-01-05"));
        assert_eq!(suggested("31.01.2026").as_deref(), Some("2026-01-31"));
        assert_eq!(suggested("12/25/2026").as_deref(), Some("2026-12-25"));
        assert_eq!(suggested("03.03.2026").as_deref(), Some("2026-03-03"));
        assert_eq!(suggested("20261122").as_deref(), Some("2026-11-22"));
        assert_eq!(suggested(" 2026-11-22 ").as_deref(), Some("2026-11-22"));
        assert_eq!(suggested("2026-11-22 or so").as_deref(), Some("2026-11-22"));
        assert_eq!(suggested("2026-11-22T99:00").as_deref(), Some("2026-11-22"));
    }

    #[test]
    fn what_is_ambiguous_gets_no_suggestion() {
        assert_eq!(suggested("01/02/2026"), None);
        let either = parse_date("03/04/2026").expect_err("it is ambiguous").either;
        assert_eq!(either, Some(["2026-03-04".to_owned(), "2026-04-03".to_owned()]));
        assert!(error("01/02/2026").0.contains("two different days"));
        assert_eq!(suggested("5-1-26"), None);
        assert_eq!(suggested("2026"), None);
        assert_eq!(suggested("2026-01"), None);
    }

    #[test]
    fn words_quarters_weeks_and_nothing() {
        assert!(error("Q1 2026").0.contains("quarter"));
        assert!(error("2026-Q3").0.contains("quarter"));
        assert!(error("2026-W07").0.contains("week"));
        assert!(error("next Friday").0.contains("no date"));
        assert!(error("TBD").0.contains("no date"));
        assert!(error("").0.contains("empty"));
    }

    #[test]
    fn years_no_plan_names() {
        for text in ["1899-12-31", "2200-01-01", "9999-12-31"] {
            assert!(error(text).0.contains("outside the years 1900 to 2199"), "{text}");
        }
    }

    proptest! {
        #[test]
        fn no_text_panics_and_every_suggestion_reads(text in "\\PC{0,16}|[0-9/.TZ:+ -]{0,26}") {
            if let Err(error) = parse_date(&text)
                && let Some(suggestion) = error.suggestion
                && error.message.contains("ISO")
            {
                prop_assert!(parse_date(&suggestion).is_ok(), "{suggestion}");
            }
        }

        #[test]
        fn every_date_of_the_range_reads_back(day in 693_596..803_168) {
            let date = super::super::date_of(day);
            prop_assert_eq!(parse_date(&date.to_string()), Ok(date));
        }
    }
}

//! Calendars (RFC 5545): whole days, each with a name for ever, so that a day that moves is moved in the calendars of all who
//! subscribe.

use chrono::{Datelike as _, Days, NaiveDate};

use crate::text::visible;

/// A calendar.
#[derive(Debug, Clone, Default)]
pub struct Calendar {
    /// What people see it called.
    pub name: String,
    /// The day whose state it shows.
    pub as_of: NaiveDate,
    /// In order of their days.
    pub events: Vec<Event>,
}

/// Something that takes whole days.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Event {
    /// Its name for ever, in the whole world.
    pub uid: String,
    /// First day.
    pub first: NaiveDate,
    /// Last day.
    pub last: NaiveDate,
    /// What people see.
    pub summary: String,
    /// More about it.
    pub description: String,
    /// Its page, where the address of the site is known.
    pub url: Option<String>,
    /// It will not be.
    pub cancelled: bool,
}

/// Longest line, in bytes.
const LINE: usize = 75;

impl Calendar {
    /// The text of the calendar.
    pub fn write(&self) -> String {
        let mut out = String::new();
        for text in [
            "BEGIN:VCALENDAR",
            "VERSION:2.0",
            "PRODID:-//Milepost//Milepost//EN",
            "CALSCALE:GREGORIAN",
            "METHOD:PUBLISH",
        ] {
            line(&mut out, text);
        }
        line(&mut out, &format!("X-WR-CALNAME:{}", text(&self.name)));
        for event in &self.events {
            self.event(&mut out, event);
        }
        line(&mut out, "END:VCALENDAR");
        out
    }

    fn event(&self, out: &mut String, event: &Event) {
        line(out, "BEGIN:VEVENT");
        line(out, &format!("UID:{}", text(&event.uid)));
        line(out, &format!("DTSTAMP:{}T000000Z", compact(self.as_of)));
        line(out, &format!("SEQUENCE:{}", sequence(self.as_of)));
        line(out, &format!("DTSTART;VALUE=DATE:{}", compact(event.first)));
        // the end is the day after the last one
        let end = event.last.checked_add_days(Days::new(1)).unwrap_or(event.last);
        line(out, &format!("DTEND;VALUE=DATE:{}", compact(end)));
        line(out, &format!("SUMMARY:{}", text(&event.summary)));
        if !event.description.is_empty() {
            line(out, &format!("DESCRIPTION:{}", text(&event.description)));
        }
        if let Some(url) = &event.url {
            line(out, &format!("URL:{url}"));
        }
        line(out, if event.cancelled { "STATUS:CANCELLED" } else { "STATUS:CONFIRMED" });
        line(out, "TRANSP:TRANSPARENT");
        line(out, "END:VEVENT");
    }
}

/// The number of a revision. Calendars keep the greater one, and nothing is remembered between two builds: days only go on.
fn sequence(as_of: NaiveDate) -> i32 {
    const FIRST: i32 = 730_120; // 1 January 2000, from 1 January 1
    (as_of.num_days_from_ce() - FIRST).max(0)
}

fn compact(day: NaiveDate) -> String {
    day.format("%Y%m%d").to_string()
}

/// A value in which nothing means anything.
fn text(value: &str) -> String {
    let value = value.replace("\r\n", "\n").replace('\r', "\n");
    let shown: Vec<_> = value.split('\n').map(visible::line).collect();
    let mut out = String::with_capacity(value.len());
    for c in shown.join("\n").chars() {
        match c {
            '\\' | ';' | ',' => out.extend(['\\', c]),
            '\n' => out.push_str("\\n"),
            other => out.push(other),
        }
    }
    out
}

/// Append a line, folded where it is too long, between characters.
fn line(out: &mut String, text: &str) {
    let mut room = LINE;
    for c in text.chars() {
        if c.len_utf8() > room {
            out.push_str("\r\n ");
            room = LINE - 1;
        }
        out.push(c);
        room -= c.len_utf8();
    }
    out.push_str("\r\n");
}

#[cfg(test)]
mod tests {
    use icalendar::{CalendarComponent, Component as _};

    use super::*;

    fn day(text: &str) -> NaiveDate {
        text.parse().expect("a date")
    }

    fn calendar(as_of: &str, first: &str) -> Calendar {
        let event = Event {
            uid: "gate-P2@e.org".to_owned(),
            first: day(first),
            last: day(first),
            summary:
                "Gate P2: Größe, alles; \\ und 配送センターの停止 und noch mehr, bis die Zeile zu lang ist"
                    .to_owned(),
            description: "red\nwas 16 Apr".to_owned(),
            url: Some("https://e.org/phases/p2/".to_owned()),
            cancelled: false,
        };
        Calendar { name: "E, program".to_owned(), as_of: day(as_of), events: vec![event] }
    }

    fn read(calendar: &Calendar) -> icalendar::Event {
        let read: icalendar::Calendar = calendar.write().parse().expect("a calendar");
        match read.components.as_slice() {
            [CalendarComponent::Event(event)] => event.clone(),
            other => panic!("one event: {other:?}"),
        }
    }

    #[test]
    fn another_reader_reads_what_was_written() {
        let written = calendar("2026-05-06", "2026-05-27");
        let event = read(&written);
        assert_eq!(event.get_uid(), Some("gate-P2@e.org"));
        assert_eq!(event.get_summary(), Some(written.events[0].summary.as_str()));
        assert_eq!(event.get_description(), Some("red\nwas 16 Apr"));
        let start = event.get_start().map(|at| at.date_naive());
        assert_eq!(start, Some(day("2026-05-27")));
        assert_eq!(event.get_end().map(|at| at.date_naive()), Some(day("2026-05-28")));
        for line in written.write().split("\r\n") {
            assert!(line.len() <= LINE && !line.contains('\n'), "{line}");
        }
    }

    #[test]
    fn what_moves_keeps_its_name_and_has_a_later_number() {
        let (before, after) =
            (read(&calendar("2026-05-06", "2026-05-27")), read(&calendar("2026-05-07", "2026-06-03")));
        assert_eq!(before.get_uid(), after.get_uid());
        assert!(after.get_sequence() > before.get_sequence(), "{:?}", after.get_sequence());
    }
}

//! A network of the schedule engine written as content, so that what the site says can be compared with what the
//! engine says. Milestones `A0`, `A1`, ... of one phase, named calendars `C1`, `C2`, ...; the default calendar is
//! the program's.

use std::fmt::Write as _;

use chrono::{NaiveDate, Weekday};
use milepost::analyse::schedule::{Activity, Network};
use milepost::date::{WorkCalendar, date_of, day_of};

/// The files of the content: path and text.
pub fn files(network: &Network) -> Vec<(String, String)> {
    let mut files = vec![
        ("milepost.yaml".to_owned(), settings(network)),
        ("content/phases/p1.md".to_owned(), "---\nid: P1\ntitle: Network\n---\n".to_owned()),
    ];
    for (index, activity) in network.activities.iter().enumerate() {
        files.push((format!("content/milestones/a{index}.md"), milestone(network, index, activity)));
    }
    files
}

/// The id of an activity's milestone.
pub fn id(activity: usize) -> String {
    format!("A{activity}")
}

fn settings(network: &Network) -> String {
    let status = network.status_date.unwrap_or(network.start);
    let mut text = format!("title: Network\nstart: {}\nstatus_date: {status}\n", network.start);
    let mut calendars = network.calendars.iter();
    if let Some(own) = calendars.next() {
        let _ = writeln!(text, "calendar: {}", calendar(own, network.start));
    }
    text.push_str("calendars:\n");
    for (index, named) in (1..).zip(calendars) {
        let _ = writeln!(text, "  C{index}: {}", calendar(named, network.start));
    }
    text
}

/// Days of the week, and of the three years from the start those that differ.
fn calendar(calendar: &WorkCalendar, start: NaiveDate) -> String {
    let names = ["mon", "tue", "wed", "thu", "fri", "sat", "sun"];
    let by_rule = |day: Weekday| calendar.works_on(day);
    let days = (0u8..7).zip(names).filter(|(day, _)| Weekday::try_from(*day).is_ok_and(by_rule));
    let days: Vec<&str> = days.map(|(_, name)| name).collect();
    let (mut holidays, mut extra) = (Vec::new(), Vec::new());
    for day in (day_of(start) - 100)..(day_of(start) + 1_000) {
        let date = date_of(day);
        match (calendar.works_on(chrono::Datelike::weekday(&date)), calendar.works(day)) {
            (true, false) => holidays.push(date.to_string()),
            (false, true) => extra.push(date.to_string()),
            _ => {}
        }
    }
    format!(
        "{{workdays: [{}], holidays: [{}], extra: [{}]}}",
        days.join(", "),
        holidays.join(", "),
        extra.join(", ")
    )
}

fn milestone(network: &Network, index: usize, activity: &Activity) -> String {
    let mut text = format!("---\nid: {}\ntitle: Activity {index}\nphase: P1\n", id(index));
    if let Some(days) = activity.duration {
        let _ = writeln!(text, "duration: {days}d");
    }
    if activity.calendar > 0 {
        let _ = writeln!(text, "calendar: C{}", activity.calendar);
    }
    let dated = [
        ("deadline", activity.deadline),
        ("actual_start", activity.actual_start),
        ("actual_finish", activity.actual_finish),
    ];
    for (field, date) in dated {
        if let Some(date) = date {
            let _ = writeln!(text, "{field}: {date}");
        }
    }
    match (activity.actual_start, activity.actual_finish) {
        (_, Some(_)) => text.push_str("status: done\n"),
        (Some(_), None) => text.push_str("status: in_progress\n"),
        _ => {}
    }
    if let Some(days) = activity.remaining {
        let _ = writeln!(text, "remaining: {days}d");
    }
    if !activity.constraints.is_empty() {
        text.push_str("constraint:\n");
        for constraint in &activity.constraints {
            let _ = writeln!(text, "  - {{type: {}, date: {}}}", constraint.kind.word(), constraint.date);
        }
    }
    text.push_str("depends_on:\n");
    for link in network.links.iter().filter(|link| link.to == index) {
        let _ =
            writeln!(text, "  - {{on: {}, type: {}, lag: {}}}", id(link.from), link.kind.word(), link.lag);
    }
    text + "---\n"
}

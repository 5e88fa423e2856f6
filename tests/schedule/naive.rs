//! The engine against a reference that only knows how to walk from day to day and try.
//!
//! An early start is the first day, tried one after another, on which every link is content; a late finish
//! the last such. A link into a finish is content when no working day lies between the finish and what it asks for.
//! Nothing here counts working days in any other way than by looking at each.

use milepost::analyse::schedule::{Link, Network};
use milepost::date::{Day, Length, WorkCalendar, date_of, day_of};
use proptest::prelude::*;

use super::network::{networks, solve};

struct Naive<'a> {
    network: &'a Network,
}

impl Naive<'_> {
    fn calendar(&self, activity: usize) -> &WorkCalendar {
        &self.network.calendars[self.network.activities[activity].calendar]
    }

    fn days(&self, activity: usize) -> u32 {
        self.network.activities[activity].duration.expect("all have a duration")
    }

    /// The end of work that may begin at an instant, or nothing if no working day begins there.
    fn finish(&self, activity: usize, start: Day) -> Option<Day> {
        let calendar = self.calendar(activity);
        if self.days(activity) > 0 && !calendar.works(start) {
            return None;
        }
        Some(walk(|day| calendar.works(day), start, self.days(activity) as i32))
    }

    /// Whether a link is content with these starts and finishes of its ends.
    fn content(&self, link: &Link, from: (Day, Day), to: (Day, Day)) -> bool {
        let leaves = if link.kind.from_finish() { from.1 } else { from.0 };
        let after = match link.lag {
            Length::Elapsed(days) => leaves + days,
            Length::Working(days) => {
                walk(|day| self.network.calendars[link.calendar].works(day), leaves, days)
            }
        };
        if link.kind.to_start() {
            return after <= to.0;
        }
        // A gate stands on the end of a day that it is asked for, whoever works on it.
        let end_of_day = link.lag.days() > 0 || (link.lag.days() == 0 && link.kind.from_finish());
        if self.days(link.to) == 0 && end_of_day {
            return after <= to.1;
        }
        (to.1..after).all(|day| !self.calendar(link.to).works(day))
    }

    fn early(&self) -> Vec<(Day, Day)> {
        let start = day_of(self.network.start);
        let mut spans: Vec<(Day, Day)> = Vec::new();
        for activity in 0..self.network.activities.len() {
            let fits = |&start: &Day| {
                self.finish(activity, start).filter(|&finish| {
                    let mut into = self.network.links.iter().filter(|l| l.to == activity);
                    into.all(|l| self.content(l, spans[l.from], (start, finish)))
                })
            };
            let at = (start..start + 2_000).find(|s| fits(s).is_some()).expect("work fits in some years");
            spans.push((at, self.finish(activity, at).expect("it was found")));
        }
        spans
    }

    fn late(&self, end: Day) -> Vec<(Day, Day)> {
        let mut spans = vec![(end, end); self.network.activities.len()];
        for activity in (0..self.network.activities.len()).rev() {
            let fits = |start: Day| {
                let finish = self.finish(activity, start).filter(|&finish| finish <= end)?;
                let mut out = self.network.links.iter().filter(|l| l.from == activity);
                out.all(|l| self.content(l, (start, finish), spans[l.to])).then_some((start, finish))
            };
            spans[activity] =
                (end - 2_000..=end).rev().find_map(fits).expect("work fits in some years before the end");
        }
        spans
    }

    /// Slips of an activity while all links that leave it stay content and the plan ends no later.
    fn free(&self, early: &[(Day, Day)], activity: usize, end: Day) -> i32 {
        let (start, _) = early[activity];
        let calendar = self.calendar(activity);
        let slipped = |k: i32| {
            let start = walk(|day| calendar.works(day), start, k);
            (start..).find_map(|s| self.finish(activity, s).map(|f| (s, f))).expect("a working day")
        };
        let holds = |&k: &i32| {
            let span = slipped(k);
            let mut out = self.network.links.iter().filter(|l| l.from == activity);
            span.1 <= end && out.all(|l| self.content(l, span, early[l.to]))
        };
        (1..2_000).take_while(holds).count() as i32
    }
}

/// From an instant over so many days that count, forward or back.
fn walk(counts: impl Fn(Day) -> bool, mut at: Day, mut days: i32) -> Day {
    while days > 0 {
        days -= i32::from(counts(at));
        at += 1;
    }
    while days < 0 {
        at -= 1;
        days += i32::from(counts(at));
    }
    at
}

fn worked(calendar: &WorkCalendar, from: Day, to: Day) -> i32 {
    (from..to).filter(|&day| calendar.works(day)).count() as i32
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(256))]

    #[test]
    fn all_dates_and_floats_agree_with_trying_each_day(network in networks()) {
        let naive = Naive { network: &network };
        let schedule = solve(&network);
        let early = naive.early();
        let end = early.iter().map(|e| e.1).max().expect("there is an activity");
        let late = naive.late(end);
        prop_assert_eq!(schedule.finish, date_of((end - 1).max(day_of(network.start))));
        for activity in 0..network.activities.len() {
            let dates = schedule.dates(activity).expect("nothing hinders it");
            let calendar = naive.calendar(activity);
            let (early_span, late_span) = (early[activity], late[activity]);
            if naive.days(activity) > 0 {
                prop_assert_eq!(dates.early_start, date_of(early_span.0));
                prop_assert_eq!(dates.early_finish, date_of(early_span.1 - 1));
                prop_assert_eq!(dates.late_start, date_of(late_span.0));
                prop_assert_eq!(dates.late_finish, date_of(late_span.1 - 1));
            } else {
                let shown = day_of(dates.early_start);
                prop_assert!(shown == early_span.0 || shown == early_span.0 - 1);
                prop_assert_eq!(dates.early_start, dates.early_finish);
            }
            let total = worked(calendar, early_span.1, late_span.1);
            prop_assert_eq!(dates.total_float, total);
            prop_assert_eq!(dates.free_float, naive.free(&early, activity, end).min(total));
            prop_assert_eq!(dates.critical, total <= 0);
        }
        prop_assert!(schedule.conflicts.is_empty());
    }
}

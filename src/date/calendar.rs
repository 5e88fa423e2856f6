//! The working-day calendar: which days are worked, and how to count them in O(log n) of its exceptions.
//!
//! It must not know of activities or people, only of days.
//!
//! Time is a line of *instants*, numbered like calendar days: instant `x` is the start of day `x`, and so
//! the end of day `x - 1`. Work that fills the days `a..=b` lasts from instant `a` to instant `b + 1`.

use chrono::{Datelike, NaiveDate, Weekday};

/// A calendar day, or the instant at which it starts: days since 0000-12-31, so that 1 is 0001-01-01.
pub type Day = i32;

/// The first day that can be told: 0001-01-01.
pub const FIRST_DAY: Day = 1;
/// The last day that can be told: 9999-12-31.
pub const LAST_DAY: Day = 3_652_059;

/// The day number of a date; dates outside the years 1 to 9999 are moved to the nearest end.
pub fn day_of(date: NaiveDate) -> Day {
    date.num_days_from_ce().clamp(FIRST_DAY, LAST_DAY)
}

/// The date of a day number; numbers outside the years 1 to 9999 are moved to the nearest end.
pub fn date_of(day: Day) -> NaiveDate {
    NaiveDate::from_num_days_from_ce_opt(day.clamp(FIRST_DAY, LAST_DAY))
        .expect("days of the years 1 to 9999 are dates")
}

/// A calendar was asked for in which nobody ever works.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("a calendar needs at least one working day a week")]
pub struct NoWorkingDays;

/// Which days are worked: days of the week, but for holidays and extra working days.
///
/// Every calendar has a working day in each week of its rule, so that work always ends. All arithmetic
/// stays within the years 1 to 9999: what would leave them stops at their end.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct WorkCalendar {
    /// Offsets from Monday of the days worked, ascending.
    workdays: Vec<Day>,
    /// `before[r]`: how many days are worked among the first `r` days of a week.
    before: [i64; 8],
    /// Sorted by day.
    exceptions: Vec<Exception>,
    /// Working days that all exceptions together add.
    delta: i64,
    /// Answers worked out in advance; may be empty.
    window: Window,
}

/// The days from `first` on, counted in advance.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
struct Window {
    first: Day,
    /// `count` of each day.
    counts: Vec<i32>,
    /// The working days among them, one after another.
    workdays: Vec<Day>,
}

/// A day that differs from the rule of the week.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Exception {
    day: Day,
    works: bool,
    /// Working days that the exceptions before this one add.
    delta: i64,
    /// Working days up to the end of this day: `count(day + 1)`.
    through: i64,
}

impl Default for WorkCalendar {
    /// Monday to Friday, no holidays.
    fn default() -> Self {
        use Weekday::{Fri, Mon, Thu, Tue, Wed};
        WorkCalendar::new(&[Mon, Tue, Wed, Thu, Fri], &[], &[]).expect("five days are worked")
    }
}

impl WorkCalendar {
    /// A calendar of these days of the week, without the holidays, with the extra days. A day that is both
    /// a holiday and extra is worked. Order and repetition do not matter.
    ///
    /// # Errors
    /// If no day of the week is worked.
    pub fn new(
        workdays: &[Weekday],
        holidays: &[NaiveDate],
        extra: &[NaiveDate],
    ) -> Result<Self, NoWorkingDays> {
        let mut offsets: Vec<Day> =
            workdays.iter().map(|w| Day::from(w.num_days_from_monday() as u8)).collect();
        offsets.sort_unstable();
        offsets.dedup();
        if offsets.is_empty() {
            return Err(NoWorkingDays);
        }
        let mut before = [0; 8];
        for r in 0..7 {
            before[r + 1] = before[r] + i64::from(offsets.contains(&(r as Day)));
        }
        let mut calendar = WorkCalendar {
            workdays: offsets,
            before,
            exceptions: Vec::new(),
            delta: 0,
            window: Window::default(),
        };
        calendar.except(holidays, extra);
        Ok(calendar)
    }

    /// A calendar in which every day is worked: that of elapsed time.
    pub fn every_day() -> Self {
        use Weekday::{Fri, Mon, Sat, Sun, Thu, Tue, Wed};
        WorkCalendar::new(&[Mon, Tue, Wed, Thu, Fri, Sat, Sun], &[], &[]).expect("seven days are worked")
    }

    /// The same calendar, which knows the days from `first` to `last` (at most 60,000 of them) by heart: it
    /// answers in O(1) there. Worth its while from some thousand questions on.
    pub fn unrolled(&self, first: Day, last: Day) -> Self {
        let first = first.clamp(FIRST_DAY, LAST_DAY);
        let days = first..=last.clamp(FIRST_DAY, LAST_DAY).min(first.saturating_add(60_000));
        let counts = days.clone().map(|day| self.count(day) as i32).collect();
        let workdays = days.filter(|&day| self.works(day)).collect();
        WorkCalendar { window: Window { first, counts, workdays }, ..self.clone() }
    }

    /// How many days a week has by its rule: what `1w` means in working days.
    pub fn days_per_week(&self) -> u32 {
        self.workdays.len() as u32
    }

    /// Whether a day of the week is worked by the calendar's rule; holidays are another matter.
    pub fn works_on(&self, day: Weekday) -> bool {
        self.workdays.contains(&Day::from(day.num_days_from_monday() as i32))
    }

    /// Whether a day is worked.
    pub fn works(&self, day: Day) -> bool {
        match self.exceptions.binary_search_by_key(&day, |e| e.day) {
            Ok(i) => self.exceptions[i].works,
            Err(_) => self.by_rule(day),
        }
    }

    /// Whether a date is worked.
    pub fn is_workday(&self, date: NaiveDate) -> bool {
        self.works(day_of(date))
    }

    /// The number of working days before an instant, from a fixed origin: the difference of two of these is
    /// the number of working days between.
    pub fn count(&self, instant: Day) -> i64 {
        let known = &self.window.counts;
        if let Some(&count) = known.get(instant.wrapping_sub(self.window.first) as u32 as usize) {
            return i64::from(count);
        }
        let passed = self.exceptions.partition_point(|e| e.day < instant);
        let delta = self.exceptions.get(passed).map_or(self.delta, |next| next.delta);
        self.rule_count(instant) + delta
    }

    /// The working day before which there are `n` working days in the sense of [`count`](Self::count),
    /// moved into the years 1 to 9999.
    pub fn nth(&self, n: i64) -> Day {
        let before = self.window.counts.first().copied().map_or(0, i64::from);
        if let Some(&day) = self.window.workdays.get(n.wrapping_sub(before) as usize) {
            return day;
        }
        let passed = self.exceptions.partition_point(|e| e.through <= n);
        let delta = match self.exceptions.get(passed) {
            Some(next) if next.works && next.through == n + 1 => return next.day,
            Some(next) => next.delta,
            None => self.delta,
        };
        self.rule_nth(n - delta)
    }

    /// The first instant from `x` on at which a working day starts.
    pub fn at_start(&self, x: Day) -> Day {
        self.nth(self.count(x))
    }

    /// The last instant up to `x` at which a working day starts.
    pub fn at_start_before(&self, x: Day) -> Day {
        self.nth(self.count(x.saturating_add(1)) - 1)
    }

    /// The first instant from `x` on at which a working day ends.
    pub fn at_end_after(&self, x: Day) -> Day {
        self.at_start(x.saturating_sub(1)) + 1
    }

    /// The last instant up to `x` at which a working day ends.
    pub fn at_end(&self, x: Day) -> Day {
        self.nth(self.count(x) - 1) + 1
    }

    /// The instant at the end of the `k`-th working day from `x` on; for a negative `k` the start of the
    /// `-k`-th working day before `x`; for 0 `x` itself.
    pub fn add(&self, x: Day, k: i32) -> Day {
        match k {
            0 => x,
            1.. => self.nth(self.count(x) + i64::from(k) - 1) + 1,
            _ => self.nth(self.count(x) + i64::from(k)),
        }
    }

    /// The last instant `x` with `add(x, k) <= limit`: the mirror of [`add`](Self::add), which is not
    /// `add(limit, -k)` because many instants have the same end.
    pub fn latest_before(&self, limit: Day, k: i32) -> Day {
        match k {
            0 => limit,
            1.. => self.nth(self.count(limit) - i64::from(k)),
            _ => self.nth(self.count(limit.saturating_add(1)) - 1 - i64::from(k)),
        }
    }

    /// Working days from instant `a` to instant `b`, negative where `b` is the earlier.
    pub fn between(&self, a: Day, b: Day) -> i32 {
        (self.count(b) - self.count(a)).clamp(i64::from(-i32::MAX), i64::from(i32::MAX)) as i32
    }

    /// The date `k` working days after a date (before it, if negative); 0 moves a day off to the next
    /// working day.
    pub fn add_days(&self, date: NaiveDate, k: i32) -> NaiveDate {
        date_of(self.nth(self.count(day_of(date)) + i64::from(k)))
    }

    /// Working days from one date to another, the first counted and the last not: what a date has slipped.
    pub fn days_between(&self, from: NaiveDate, to: NaiveDate) -> i32 {
        self.between(day_of(from), day_of(to))
    }

    /// The working days a span fills, both its dates counted; 0 if it ends before it starts.
    pub fn days_of_span(&self, start: NaiveDate, finish: NaiveDate) -> u32 {
        u32::try_from(self.between(day_of(start), day_of(finish) + 1)).unwrap_or(0)
    }

    fn except(&mut self, holidays: &[NaiveDate], extra: &[NaiveDate]) {
        let mut days: Vec<(Day, bool)> = holidays.iter().map(|&d| (day_of(d), false)).collect();
        days.extend(extra.iter().map(|&d| (day_of(d), true)));
        days.sort_unstable_by_key(|&(day, works)| (day, !works));
        days.dedup_by_key(|&mut (day, _)| day);
        for (day, works) in days {
            if works != self.by_rule(day) {
                let through = self.rule_count(day) + self.delta + i64::from(works);
                self.exceptions.push(Exception { day, works, delta: self.delta, through });
                self.delta += if works { 1 } else { -1 };
            }
        }
    }

    fn by_rule(&self, day: Day) -> bool {
        self.workdays.contains(&day.wrapping_sub(1).rem_euclid(7)) // day 1 was a Monday
    }

    fn rule_count(&self, instant: Day) -> i64 {
        let days = i64::from(instant) - 1;
        days.div_euclid(7) * self.before[7] + self.before[days.rem_euclid(7) as usize]
    }

    fn rule_nth(&self, n: i64) -> Day {
        let offset = self.workdays[n.rem_euclid(self.before[7]) as usize];
        let day = 1 + n.div_euclid(self.before[7]) * 7 + i64::from(offset);
        day.clamp(i64::from(FIRST_DAY), i64::from(LAST_DAY)) as Day
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn date(text: &str) -> NaiveDate {
        text.parse().expect("a date")
    }

    #[test]
    fn the_first_day_is_a_monday_and_the_last_of_9999() {
        assert_eq!(date_of(FIRST_DAY).weekday(), Weekday::Mon);
        assert_eq!(date_of(LAST_DAY), date("9999-12-31"));
        assert_eq!(day_of(NaiveDate::MAX), LAST_DAY);
        assert_eq!(day_of(NaiveDate::MIN), FIRST_DAY);
    }

    #[test]
    fn a_calendar_without_working_days_is_refused() {
        assert_eq!(WorkCalendar::new(&[], &[], &[date("2026-01-05")]), Err(NoWorkingDays));
    }

    #[test]
    fn weekends_and_holidays_are_skipped() {
        let holiday = date("2026-09-14");
        let calendar =
            WorkCalendar::new(&[Weekday::Mon, Weekday::Tue, Weekday::Fri], &[holiday, holiday], &[])
                .expect("three days");
        assert_eq!(calendar.add_days(date("2026-09-11"), 1), date("2026-09-15"));
        assert_eq!(calendar.days_of_span(date("2026-09-08"), date("2026-09-15")), 3);
        assert_eq!(calendar.days_of_span(date("2026-09-15"), date("2026-09-08")), 0);
        assert_eq!(calendar.days_between(date("2026-09-15"), date("2026-09-08")), -2);
    }

    #[test]
    fn an_extra_working_day_wins_over_a_holiday() {
        let saturday = date("2026-09-12");
        let calendar =
            WorkCalendar::new(&[Weekday::Mon], &[saturday], &[saturday]).expect("one day and one more");
        assert!(calendar.is_workday(saturday));
        assert_eq!(calendar.add_days(date("2026-09-07"), 1), saturday);
        assert_eq!(calendar.add_days(date("2026-09-07"), 2), date("2026-09-14"));
    }

    #[test]
    fn absurd_amounts_stop_at_the_ends_of_time() {
        let calendar = WorkCalendar::default();
        for x in [i32::MIN, FIRST_DAY, 739_000, LAST_DAY, i32::MAX] {
            for k in [i32::MIN, -1, 0, 1, i32::MAX] {
                let _ = (calendar.add(x, k), calendar.latest_before(x, k), calendar.between(x, k));
                let _ =
                    (calendar.at_start(x), calendar.at_end(x), calendar.at_end_after(x), calendar.works(x));
            }
        }
        assert_eq!(calendar.add_days(date("2026-01-05"), i32::MAX), date("9999-12-31"));
    }

    fn calendars() -> impl Strategy<Value = WorkCalendar> {
        let days = || prop::collection::vec(739_500..739_560, 0..12);
        (1u8..128, days(), days()).prop_map(|(mask, off, on)| {
            let week: Vec<Weekday> =
                (0u8..7).filter(|i| mask >> i & 1 == 1).filter_map(|i| Weekday::try_from(i).ok()).collect();
            let dates = |days: Vec<Day>| days.into_iter().map(date_of).collect::<Vec<_>>();
            WorkCalendar::new(&week, &dates(off), &dates(on)).expect("the mask is not empty")
        })
    }

    proptest! {
        #[test]
        fn counting_agrees_with_walking(calendar in calendars(), x in 739_480..739_580, k in 0..30) {
            let walk = |mut at: Day, k: i32| {
                for _ in 0..k {
                    while !calendar.works(at) { at += 1; }
                    at += 1;
                }
                at
            };
            let back = |mut at: Day, k: i32| {
                for _ in 0..k {
                    while !calendar.works(at - 1) { at -= 1; }
                    at -= 1;
                }
                at
            };
            let unrolled = calendar.unrolled(739_500, 739_560);
            prop_assert_eq!(unrolled.add(x, k), walk(x, k));
            prop_assert_eq!(unrolled.add(x, -k), back(x, k));
            prop_assert_eq!(unrolled.between(x, x + k), calendar.between(x, x + k));
            prop_assert_eq!(calendar.add(x, k), walk(x, k));
            prop_assert_eq!(calendar.add(x, -k), back(x, k));
            let between = (x..x + k).filter(|&d| calendar.works(d)).count() as i32;
            prop_assert_eq!(calendar.between(x, x + k), between);
            prop_assert_eq!(calendar.between(x + k, x), -between);
            let first = (x..).find(|&d| calendar.works(d)).expect("a working day");
            prop_assert_eq!(calendar.at_start(x), first);
            prop_assert_eq!(calendar.at_end_after(x + 1), first + 1);
            let last = (0..=x).rev().find(|&d| calendar.works(d)).expect("a working day");
            prop_assert_eq!(calendar.at_start_before(x), last);
            prop_assert_eq!(calendar.at_end(x + 1), last + 1);
        }

        #[test]
        fn the_latest_instant_is_the_border(calendar in calendars(), limit in 739_480..739_580, k in -20..20) {
            let x = calendar.latest_before(limit, k);
            prop_assert!(calendar.add(x, k) <= limit);
            prop_assert!(calendar.add(x + 1, k) > limit);
        }
    }
}

//! How the finish of something spreads over days in the forecast with risk: how many of all runs end on each day, and
//! how many by then.
//!
//! Picture and table are made from the same view. Must not know colors or coordinates.

use chrono::NaiveDate;
use serde::Serialize;

use crate::{
    analyse::{Percentiles, Spread},
    model::{Key, Phase, Subject},
    say::days::day,
    view::{Context, SubjectLink, addresses},
};

/// What the picture is called, beside its page.
pub const SPREAD_FILE: &str = "spread.svg";

/// The finish of a gate or of the program over all runs.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct SpreadView {
    /// What the picture is called.
    pub title: String,
    /// What it says, for those who cannot see it.
    pub description: String,
    /// The phase of the gate; none for the program.
    pub subject: Option<SubjectLink>,
    /// The number of all runs.
    pub runs: u32,
    /// Groups of days, in order of time, without a gap; each as long as the others.
    pub bins: Vec<SpreadBin>,
    /// Days by which so many of a hundred runs end.
    pub days: Percentiles,
    /// The finish without risk.
    pub planned: Option<SpreadMark>,
    /// The approved finish.
    pub baseline: Option<SpreadMark>,
    /// The same as a picture of its own; empty where there is none.
    pub file: String,
}

/// A group of days.
#[derive(Debug, Clone, Copy, PartialEq, Serialize)]
pub struct SpreadBin {
    /// Its first day.
    pub from: NaiveDate,
    /// Its last day.
    pub to: NaiveDate,
    /// Runs that end in it.
    pub runs: u32,
    /// Runs that end in it, of a hundred, to a tenth.
    pub percent: f64,
    /// Runs that end by its last day, of a hundred, to a tenth.
    pub by_then: f64,
}

/// A day that is asked about.
#[derive(Debug, Clone, Copy, PartialEq, Serialize)]
pub struct SpreadMark {
    /// The day.
    pub on: NaiveDate,
    /// Runs that end by then, of a hundred, to a tenth.
    pub by_then: f64,
}

/// So many groups at most.
const MOST_BINS: i64 = 45;

impl Context<'_> {
    /// The program's finish; `None` where nothing is estimated, or all runs end on one day.
    pub fn finish_spread(&self) -> Option<SpreadView> {
        let forecast = self.forecast_with_risk()?;
        let program = &self.now().program.headline;
        let days = [program.forecast.map(|dates| dates.finish), program.baseline.finish];
        let view = SpreadView::new("The program finishes", &forecast.finish_spread, forecast.finish, days)?;
        Some(SpreadView { file: addresses::beside(addresses::FORECAST, SPREAD_FILE), ..view })
    }

    /// The day of a phase's gate.
    pub fn gate_spread(&self, key: Key<Phase>) -> Option<SpreadView> {
        let forecast = self.forecast_with_risk()?;
        let gate = &self.now().phases[key.index()].gate;
        let phase = self.link(Subject::Phase(key));
        let title = format!("The gate of {} is reached", phase.id);
        let days = [gate.forecast, gate.baseline];
        let view = SpreadView::new(&title, forecast.gate_spread(key)?, forecast.gate(key)?, days)?;
        let file = self.addresses.beside(Subject::Phase(key), SPREAD_FILE);
        Some(SpreadView { subject: Some(phase), file, ..view })
    }
}

impl SpreadView {
    /// `what` is a sentence to which "by a day" can be added; then the day without risk and the approved one.
    fn new(
        what: &str,
        spread: &Spread,
        days: Percentiles,
        [planned, baseline]: [Option<NaiveDate>; 2],
    ) -> Option<SpreadView> {
        let (first, last) = (spread.counts.first()?.0, spread.counts.last()?.0);
        (first < last).then_some(())?;
        let mark = |on: NaiveDate| SpreadMark { on, by_then: tenths(spread.until(on), spread.runs()) };
        let view = SpreadView {
            title: what.to_owned(),
            description: String::new(),
            subject: None,
            runs: spread.runs(),
            bins: bins(spread, first, last),
            days,
            planned: planned.map(mark),
            baseline: baseline.map(mark),
            file: String::new(),
        };
        Some(SpreadView { description: view.in_words(), ..view })
    }

    fn in_words(&self) -> String {
        let Percentiles { p50, p80, .. } = self.days;
        let (half, most) = (day(p50), day(p80));
        let mut words =
            format!("{} by {half} in half of {} runs, by {most} in eight of ten.", self.title, self.runs);
        if let Some(SpreadMark { on, by_then }) = self.baseline {
            words.push_str(&format!(" {by_then} % of them keep the baseline, {}.", day(on)));
        }
        if let Some(SpreadMark { on, by_then }) = self.planned {
            words.push_str(&format!(" {by_then} % keep the forecast without risk, {}.", day(on)));
        }
        words
    }
}

fn tenths(runs: u32, all: u32) -> f64 {
    (f64::from(runs) * 1000.0 / f64::from(all.max(1))).round() / 10.0
}

/// Groups of as few whole days as may be; whole weeks from Monday on where a day each would be too many.
fn bins(spread: &Spread, first: NaiveDate, last: NaiveDate) -> Vec<SpreadBin> {
    use chrono::{Datelike, Days};
    let days = (last - first).num_days() + 1;
    let weeks = (days + 6).div_euclid(7 * MOST_BINS) + 1;
    let long = if days <= MOST_BINS { 1 } else { u64::try_from(7 * weeks).unwrap_or(7) };
    let monday = Days::new(u64::from(first.weekday().num_days_from_monday()));
    let begin = if long == 1 { first } else { first.checked_sub_days(monday).unwrap_or(first) };
    let (all, mut done, mut counts) = (spread.runs(), 0, spread.counts.iter().peekable());
    std::iter::successors(Some(begin), |day| day.checked_add_days(Days::new(long)))
        .take_while(|from| *from <= last)
        .map(|from| {
            let to = from.checked_add_days(Days::new(long - 1)).unwrap_or(last);
            let mut runs = 0;
            while let Some((_, more)) = counts.next_if(|(on, _)| *on <= to) {
                runs += more;
            }
            done += runs;
            SpreadBin { from, to, runs, percent: tenths(runs, all), by_then: tenths(done, all) }
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn date(text: &str) -> NaiveDate {
        text.parse().expect("a date of this test")
    }

    fn spread(counts: &[(&str, u32)]) -> Spread {
        Spread { counts: counts.iter().map(|(on, runs)| (date(on), *runs)).collect() }
    }

    #[test]
    fn days_are_counted_one_by_one_without_a_gap() {
        let bins =
            bins(&spread(&[("2026-05-08", 3), ("2026-05-11", 1)]), date("2026-05-08"), date("2026-05-11"));
        assert_eq!(bins.iter().map(|bin| bin.runs).collect::<Vec<_>>(), [3, 0, 0, 1]);
        assert_eq!(bins.iter().map(|bin| bin.by_then).collect::<Vec<_>>(), [75.0, 75.0, 75.0, 100.0]);
    }

    #[test]
    fn long_spans_are_counted_by_weeks_and_stay_few() {
        for (last, most) in [("2026-07-31", 14), ("2036-05-08", 45), ("9999-12-31", 46)] {
            let spread = spread(&[("2026-05-08", 1), (last, 3)]);
            let bins = bins(&spread, date("2026-05-08"), date(last));
            assert!(bins.len() <= most, "{}", bins.len());
            assert_eq!(bins[0].from, date("2026-05-04"), "a Monday");
            assert_eq!((bins[0].runs, bins[bins.len() - 1].runs), (1, 3));
            assert!(bins.windows(2).all(|w| w[0].to.succ_opt() == Some(w[1].from)));
        }
    }
}

//! The dates of a phase or of the program beside the approved ones, and what is left out of them.

use super::{
    Voice,
    days::day,
    words::{against_plan, counted},
};
use crate::analyse::Headline;

impl Voice<'_> {
    /// `2 working days late`, `baseline 5 May 2026`, `1 milestone not in the baseline`: notes to an expected finish.
    pub fn headline(self, headline: &Headline) -> Vec<String> {
        let mut notes = Vec::new();
        if let (Some(variance), Some(compared)) = (headline.variance, headline.compared) {
            let whole = headline.forecast.is_some_and(|forecast| forecast.finish == compared);
            let against = against_plan(variance);
            // What is not in the plan finishes later: what is compared has a day of its own.
            notes.push(if whole {
                against
            } else {
                format!("work in the baseline by {}, {against}", self.day(compared))
            });
        }
        notes.extend(headline.baseline.finish.map(|finish| format!("baseline {}", day(finish))));
        notes.extend(headline_notes(headline));
        notes
    }
}

/// What is left out of the dates of many: `2 milestones without a certain date left out`, `1 milestone not in the
/// baseline`.
pub fn headline_notes(headline: &Headline) -> Vec<String> {
    let said =
        |count: usize, what: &str| (count > 0).then(|| format!("{} {what}", counted(count, "milestone")));
    let left_out = said(headline.left_out, "without a certain date left out");
    left_out.into_iter().chain(said(headline.not_in_baseline, "not in the baseline")).collect()
}

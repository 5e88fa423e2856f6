//! The way of a milestone: the reports after which its color or its finish was another than before.
//!
//! Sprint by sprint most of it would say the same; a row stands here only where something changed.

use chrono::NaiveDate;
use serde::Serialize;

use crate::{
    analyse::{MilestoneSnapshot, Progress, Snapshot},
    model::{Key, Milestone, Rag},
    view::{Context, chart::report_day::ReportDay},
};

/// So many steps are told, the newest; a page of a milestone is read in two minutes.
const MOST: usize = 8;

/// What changed on the way, the newest first.
#[derive(Debug, Clone, Default, PartialEq, Serialize)]
pub struct Way {
    /// The changes.
    pub steps: Vec<WayStep>,
    /// How many earlier ones are not told.
    pub earlier: usize,
}

/// What a report said that differs from the one before it.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct WayStep {
    /// When: the end of a sprint, or the status date.
    pub report: ReportDay,
    /// The color.
    pub rag: &'static str,
    /// The finish that was expected, or the actual one.
    pub finish: Option<NaiveDate>,
    /// By how many working days that had moved; since the baseline for the first.
    pub moved: Option<i32>,
}

impl Context<'_> {
    /// The way of a milestone; empty without a past report, and where nothing has ever changed.
    pub(in crate::view) fn way(&self, key: Key<Milestone>) -> Way {
        let reports = self.reports();
        if reports.len() < 2 {
            return Way::default();
        }
        let calendar = &self.program.settings.calendar.calendar;
        let mut before = self.now().milestone(key).baseline.finish;
        let mut steps: Vec<WayStep> = Vec::new();
        for (report, then) in reports {
            let (rag, finish) = state(key, then);
            if steps.last().is_some_and(|last| last.rag == rag && last.finish == finish) {
                continue;
            }
            let moved = before.zip(finish).map(|(from, to)| calendar.days_between(from, to));
            before = finish.or(before);
            steps.push(WayStep { report, rag, finish, moved });
        }
        // One step without a move is no way.
        if matches!(steps.as_slice(), [only] if only.moved.unwrap_or(0) == 0) {
            return Way::default();
        }
        let earlier = steps.len().saturating_sub(MOST);
        Way { steps: steps.into_iter().rev().take(MOST).collect(), earlier }
    }
}

/// The color of a milestone on a day and the finish that was told then; none of what was given up.
fn state(key: Key<Milestone>, then: &Snapshot) -> (&'static str, Option<NaiveDate>) {
    let milestone = then.milestone(key);
    let finish = match milestone.progress {
        Progress::Cancelled => None,
        Progress::Done(on) => on,
        Progress::NotStarted | Progress::UnderWay(_) => milestone.finish,
    };
    (color_word(milestone), finish)
}

/// The color as charts of the past show it. What is done and not wrong is green; what is done and wrong all the same
/// shows what is wrong.
pub(super) fn color_word(milestone: &MilestoneSnapshot) -> &'static str {
    match (milestone.progress, milestone.rag) {
        (Progress::Done(_), Rag::Green | Rag::Planned) => "green",
        (Progress::Cancelled, _) => "cancelled",
        (_, shown) => shown.word(),
    }
}

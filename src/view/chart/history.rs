//! What a page tells of the way so far: which days were reported on, and the charts made from them.
//!
//! Must not know how they are drawn.

use chrono::NaiveDate;
use serde::Serialize;

use crate::{
    model::{Key, Phase, Subject},
    view::{
        Context, addresses,
        chart::{burn_up::BurnUpView, plan::PlanScope, rag_trend::RagTrendView, trend::TrendView},
    },
};

/// What the picture of a trend is called, beside its page.
pub const TREND_FILE: &str = "trend.svg";
/// What the picture of a burn-up is called, beside its page.
pub const BURN_UP_FILE: &str = "burn-up.svg";

/// The history of a phase or the program. What has no data is `None`.
#[derive(Debug, Clone, Default, PartialEq, Serialize)]
pub struct HistoryView {
    /// How the colors changed.
    pub colors: Option<RagTrendView>,
    /// How the forecasts moved.
    pub trend: Option<TrendView>,
    /// The same as a picture of its own; empty where there is none.
    pub trend_file: String,
    /// How the work got done.
    pub burn_up: Option<BurnUpView>,
    /// The same as a picture of its own; empty where there is none.
    pub burn_up_file: String,
}

impl Context<'_> {
    /// The history of the whole program: colors, work done.
    pub fn program_history(&self) -> HistoryView {
        HistoryView {
            colors: self.program_colors(),
            burn_up: self.burn_up(PlanScope::Program),
            burn_up_file: addresses::beside(addresses::FORECAST, BURN_UP_FILE),
            ..HistoryView::default()
        }
    }

    /// The history of a phase.
    pub fn phase_history(&self, key: Key<Phase>) -> HistoryView {
        HistoryView {
            colors: self.phase_colors(key),
            trend: self.phase_trend(key),
            trend_file: self.addresses.beside(Subject::Phase(key), TREND_FILE),
            burn_up: self.burn_up(PlanScope::Phase(key)),
            burn_up_file: self.addresses.beside(Subject::Phase(key), BURN_UP_FILE),
        }
    }

    /// The day the plan begins: as set, else the first day of anything.
    pub(in crate::view) fn plan_start(&self) -> NaiveDate {
        let set = self.program.settings.start.map(|start| start.value);
        let baseline = self.now().program.headline.baseline.start;
        let forecast = self.now().program.headline.forecast.map(|dates| dates.start);
        let sprint = self.program.sprints.rows().iter().map(|sprint| sprint.start).min();
        set.or(baseline.into_iter().chain(forecast).chain(sprint).min()).unwrap_or(self.now().as_of)
    }
}

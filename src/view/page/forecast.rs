//! When the program may finish: with risk, by the work done so far, and what swings it.

use serde::Serialize;

use crate::view::{
    Context,
    chart::{forecast::RiskForecastView, history::HistoryView},
    part::{
        answers::{Changed, FinishAnswer},
        sprint_trend::TrendStep,
    },
};

/// What stands on the page of the forecast.
#[derive(Debug, Clone, Serialize)]
pub struct ForecastPage {
    /// When the program finishes.
    pub finish: FinishAnswer,
    /// When it may finish, and what swings that; `None` where nothing is estimated.
    pub risk: Option<RiskForecastView>,
    /// How the work got done, and the colors.
    pub progress: HistoryView,
    /// What moved since the last sprint, each with its cause.
    pub changed: Changed,
    /// The color of every sprint.
    pub trend: Vec<TrendStep>,
}

impl Context<'_> {
    /// The page of the forecast, on the status date.
    pub fn forecast_page(&self) -> ForecastPage {
        ForecastPage {
            finish: self.program_finish(),
            risk: self.risk_forecast(),
            progress: self.program_history(),
            changed: self.all_changed(),
            trend: self.trend(self.current_sprint()),
        }
    }
}

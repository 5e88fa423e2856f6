//! The forecast with risk as pages show it: days of the gates and the program, what is critical how often, and what
//! swings the finish.

use chrono::NaiveDate;
use serde::Serialize;

use crate::{
    analyse::{Percentiles, RiskForecast},
    model::{Key, Milestone, Phase, Subject},
    view::{Context, SubjectLink, chart::spread::SpreadView},
};

/// The forecast with risk. Where nothing is estimated, pages say "not forecast".
#[derive(Debug, Clone, Serialize)]
pub struct RiskForecastView {
    /// How often the plan was run through.
    pub runs: u32,
    /// Where the draws began.
    pub seed: u64,
    /// `pert`, `triangular`.
    pub distribution: &'static str,
    /// The milestones with a three-point estimate that are not done.
    pub estimated: Vec<SubjectLink>,
    /// The open risks that say what they would do to the schedule.
    pub risks: Vec<SubjectLink>,
    /// The program's finish without risk.
    pub planned: Option<NaiveDate>,
    /// The program's finish.
    pub finish: Percentiles,
    /// How that spreads over days; `None` where all runs end on one day.
    pub spread: Option<SpreadView>,
    /// The gates that are scheduled, in order of their phases.
    pub gates: Vec<GateForecastRow>,
    /// The milestones that drove the finish in some run, most often first.
    pub critical: Vec<CriticalityRow>,
    /// What swings the finish, the strongest first; nothing that does not.
    pub tornado: Vec<SwingRow>,
}

/// A gate with its days.
#[derive(Debug, Clone, Serialize)]
pub struct GateForecastRow {
    /// The phase.
    pub phase: SubjectLink,
    /// The day without risk.
    pub planned: Option<NaiveDate>,
    /// The approved day.
    pub baseline: Option<NaiveDate>,
    /// The day with risk.
    pub days: Percentiles,
}

/// How often a milestone drove the program's finish.
#[derive(Debug, Clone, Serialize)]
pub struct CriticalityRow {
    /// Which.
    pub subject: SubjectLink,
    /// In so many of a hundred runs, rounded; at least 1 where it ever did.
    pub percent: u8,
}

/// A bar of a tornado chart: the mean finish of the program in working days after the finish as planned.
#[derive(Debug, Clone, Serialize)]
pub struct SwingRow {
    /// A milestone (its duration) or a risk.
    pub subject: SubjectLink,
    /// It is a risk.
    pub risk: bool,
    /// When it goes well.
    pub low: f64,
    /// When it goes badly.
    pub high: f64,
}

/// Most rows of a tornado chart.
const ROWS: usize = 15;

impl Context<'_> {
    /// The forecast with risk; `None` where nothing is estimated.
    pub fn risk_forecast(&self) -> Option<RiskForecastView> {
        let forecast = self.forecast_with_risk()?;
        let links = |subjects: &mut dyn Iterator<Item = Subject>| {
            subjects.map(|subject| self.link(subject)).collect::<Vec<_>>()
        };
        Some(RiskForecastView {
            runs: forecast.settings.runs,
            seed: forecast.settings.seed,
            distribution: forecast.settings.distribution.word(),
            estimated: links(&mut forecast.estimated.iter().map(|key| Subject::Milestone(*key))),
            risks: links(&mut forecast.risks.iter().map(|key| Subject::Risk(*key))),
            planned: self.now().program.headline.forecast.map(|dates| dates.finish),
            finish: forecast.finish,
            spread: self.finish_spread(),
            gates: self.program.phases.keys().filter_map(|key| self.gate_forecast(forecast, key)).collect(),
            critical: self.criticality(forecast),
            tornado: self.tornado(forecast),
        })
    }

    fn gate_forecast(&self, forecast: &RiskForecast, phase: Key<Phase>) -> Option<GateForecastRow> {
        let gate = &self.now().phases[phase.index()].gate;
        Some(GateForecastRow {
            phase: self.link(Subject::Phase(phase)),
            planned: gate.forecast,
            baseline: gate.baseline,
            days: forecast.gate(phase)?,
        })
    }

    fn criticality(&self, forecast: &RiskForecast) -> Vec<CriticalityRow> {
        let mut shares: Vec<(Key<Milestone>, f64)> =
            self.program.milestones.keys().map(|key| (key, forecast.criticality(key))).collect();
        shares.retain(|(_, share)| *share > 0.0);
        shares.sort_by(|a, b| b.1.total_cmp(&a.1).then(a.0.cmp(&b.0)));
        let row = |(key, share): (Key<Milestone>, f64)| CriticalityRow {
            subject: self.milestone(key),
            percent: (share * 100.0).round().max(1.0) as u8,
        };
        shares.into_iter().map(row).collect()
    }

    fn tornado(&self, forecast: &RiskForecast) -> Vec<SwingRow> {
        let tenths = |days: f64| (days * 10.0).round() / 10.0;
        let rows = forecast.swings.iter().map(|swing| SwingRow {
            subject: self.link(swing.subject),
            risk: matches!(swing.subject, Subject::Risk(_)),
            low: tenths(swing.low),
            high: tenths(swing.high),
        });
        rows.filter(|row| row.low != row.high).take(ROWS).collect()
    }
}

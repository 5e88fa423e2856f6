//! The drawings that pages have: what each is called, how wide it is, and which view it is made from.
//!
//! Must not know which page has which, nor how anything is drawn.

use super::page::{DrawingName, Page};
use crate::{
    draw::{burn_up, diagram::PAGE_WIDTH, matrix, owner_load, rag_trend, spread, strip, tornado, trend},
    view::chart::{
        forecast::RiskForecastView,
        history::{BURN_UP_FILE, HistoryView, TREND_FILE},
        matrix::{MATRIX_FILE, MatrixView},
        owner_load::OwnerLoadView,
        rag_trend::COLORS_FILE,
        spread::{SPREAD_FILE, SpreadView},
    },
};

/// Widths in CSS pixels: beside facts, over the width of a page beside its contents, where they grow and shrink with it, and
/// over that of a page without.
const SMALL: f64 = 520.0;
const PAGE: f64 = 800.0;
const WIDE: f64 = 940.0;

const fn named(title: &'static str, fragment: &'static str, file: &'static str) -> DrawingName {
    DrawingName { title, fragment, file: Some(file) }
}

pub(super) const DEPENDENCY_MAP: DrawingName = named("Dependency map", "dependencies", "dependencies.svg");
pub(super) const SERVICE_MAP: DrawingName = named("Service map", "services_map", "services.svg");
pub(super) const DECISION_MAP: DrawingName = named("Decision map", "decisions_map", "decisions.svg");
pub(super) const SURROUNDINGS: DrawingName = named("Around it", "around", "around.svg").on_page_only();
const COLORS: DrawingName = named("Colors by sprint", "colors", COLORS_FILE);
const TREND: DrawingName = named("Milestone trend", "trend", TREND_FILE);
const BURN_UP: DrawingName = named("Burn-up", "burn_up", BURN_UP_FILE);
const SPREAD: DrawingName = named("Spread of the finish", "spread", SPREAD_FILE);
const FORECAST: DrawingName = named(strip::TITLE, "forecast", "forecast.svg");
const TORNADO: DrawingName = named(tornado::TITLE, "tornado", "tornado.svg");
const MATRIX: DrawingName = named("Risk matrix", "matrix", MATRIX_FILE);
const PLACE: DrawingName = named("Place in the matrix", "matrix", MATRIX_FILE).on_page_only();
const OWNER_LOAD: DrawingName = named(owner_load::TITLE, "owner_load", "owner-load.svg");

impl DrawingName {
    /// Without a file beside the page: one for each page of the kind would be too much.
    pub const fn on_page_only(self) -> Self {
        Self { file: None, ..self }
    }
}

impl Page {
    /// With the way so far over the width of the page: colors, milestone trend, burn-up.
    pub(super) fn history(self, view: &HistoryView) -> Self {
        self.chart(COLORS, PAGE_WIDTH, |options| rag_trend::draw(view.colors.as_ref()?, options))
            .chart(TREND, PAGE, |options| trend::draw(view.trend.as_ref()?, options))
            .chart(BURN_UP, PAGE, |options| burn_up::draw(view.burn_up.as_ref()?, options))
    }

    /// With the forecast with risk, and what swings it.
    pub(super) fn forecast(self, view: &RiskForecastView) -> Self {
        self.chart(FORECAST, PAGE, |options| strip::draw(view, options)).spread(view.spread.as_ref()).chart(
            TORNADO,
            PAGE,
            |options| tornado::draw(view, options),
        )
    }

    /// With how a finish spreads over days.
    pub(super) fn spread(self, view: Option<&SpreadView>) -> Self {
        self.chart(SPREAD, PAGE, |options| spread::draw(view?, options))
    }

    /// With the matrix of all risks.
    pub(super) fn matrix(self, view: &MatrixView) -> Self {
        self.chart(MATRIX, WIDE, |options| matrix::draw(view, options))
    }

    /// With the place of one risk in the matrix.
    pub(super) fn place_in_matrix(self, view: Option<&MatrixView>) -> Self {
        self.chart(PLACE, SMALL, |options| matrix::draw(view?, options))
    }

    /// With what is asked of owners.
    pub(super) fn owner_load(self, loads: &[OwnerLoadView]) -> Self {
        self.chart(OWNER_LOAD, WIDE, |options| owner_load::draw(loads, options))
    }
}

//! Program-wide facts and the site's settings: `milepost.yaml`.

use chrono::NaiveDate;

use super::{Impact, Owner, Probability, Rag};
use crate::{
    date::{Length, WorkCalendar},
    diag::{Located, Place},
};

/// What `milepost.yaml` says.
#[derive(Debug, Clone)]
pub struct Settings {
    /// Title of the program.
    pub title: String,
    /// First day; nothing is scheduled earlier.
    pub start: Option<Located<NaiveDate>>,
    /// The day whose state the site shows.
    pub status_date: Option<Located<NaiveDate>>,
    /// Where the site is published, with a slash at its end; for feeds and pictures, never for links.
    pub base_url: Option<String>,
    /// The repository on the web, without a slash at its end; for "edit this page".
    pub repository: Option<String>,
    /// The calendar as written.
    pub calendar: CalendarSettings,
    /// Length of a sprint.
    pub sprint_length: Option<Length>,
    /// Where the rules draw their lines.
    pub thresholds: Thresholds,
    /// Color of each probability and impact; see [`Settings::risk_color`].
    pub risk_matrix: [[Rag; 4]; 3],
    /// Name, day and approver of the baseline.
    pub baseline: Option<Baseline>,
    /// Theme folder under `themes/`.
    pub theme: String,
    /// Where the settings were written.
    pub place: Place,
}

impl Settings {
    /// Color of a risk by the matrix.
    pub fn risk_color(&self, probability: Probability, impact: Impact) -> Rag {
        self.risk_matrix[probability as usize][impact as usize]
    }
}

/// The working calendar of the program.
#[derive(Debug, Clone)]
pub struct CalendarSettings {
    /// The calendar.
    pub calendar: WorkCalendar,
    /// The holidays, sorted.
    pub holidays: Vec<NaiveDate>,
}

/// Where the approved plan comes from.
#[derive(Debug, Clone)]
pub struct Baseline {
    /// Its name.
    pub name: String,
    /// When it was approved.
    pub approved_on: Option<NaiveDate>,
    /// By whom.
    pub approved_by: Option<Owner>,
}

/// Where the rules draw their lines.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Thresholds {
    /// Slip in working days beyond which a milestone is red.
    pub slip: u32,
    /// Sessions after which an open blocker is escalated.
    pub blocker_sessions: u32,
    /// Least coverage by unit tests, percent.
    pub unit_coverage: u8,
    /// Least coverage by integration tests, percent.
    pub integration_coverage: u8,
    /// Age in working days from which a fact no longer counts.
    pub stale_after: u32,
}

impl Default for Thresholds {
    fn default() -> Self {
        Self { slip: 3, blocker_sessions: 2, unit_coverage: 80, integration_coverage: 60, stale_after: 10 }
    }
}

/// The matrix used where `milepost.yaml` has none: rows by probability, columns by impact, each from low upwards.
pub const DEFAULT_RISK_MATRIX: [[Rag; 4]; 3] = [
    [Rag::Green, Rag::Green, Rag::Amber, Rag::Red],
    [Rag::Green, Rag::Amber, Rag::Amber, Rag::Red],
    [Rag::Amber, Rag::Amber, Rag::Red, Rag::Red],
];

//! Program-wide facts and the site's settings: `milepost.yaml`.

use chrono::NaiveDate;
use serde::Serialize;

use super::{Forge, Impact, Key, Owner, Probability, Rag, Written};
use crate::{
    date::{Length, WorkCalendar},
    diag::{Located, Place},
    text::address::encode,
};

/// What `milepost.yaml` says.
#[derive(Debug, Clone)]
pub struct Settings {
    /// Title of the program.
    pub title: String,
    /// How the program stands, in the words of somebody.
    pub headline: Option<Written>,
    /// First day; nothing is scheduled earlier.
    pub start: Option<Located<NaiveDate>>,
    /// The day whose state the site shows.
    pub status_date: Option<Located<NaiveDate>>,
    /// Where the site is published, with a slash at its end; for feeds and pictures, never for links.
    pub base_url: Option<String>,
    /// The repository on the web, without a slash at its end; for "edit this page".
    pub repository: Option<String>,
    /// The pattern of the address where a file is edited, with `{path}` and perhaps `{branch}`.
    pub edit_url: Option<String>,
    /// The branch of it that holds the content.
    pub branch: String,
    /// The folder in it that is the project's, without slashes around it; empty where that is the whole.
    pub folder: String,
    /// The calendar as written.
    pub calendar: CalendarSettings,
    /// Further calendars, which milestones and parties may name.
    pub calendars: Vec<NamedCalendar>,
    /// Length of a sprint.
    pub sprint_length: Option<Length>,
    /// Where the rules draw their lines.
    pub thresholds: Thresholds,
    /// Color of each probability and impact; see [`Settings::risk_color`].
    pub risk_matrix: [[Rag; 4]; 3],
    /// The baselines, in the order in which they were approved.
    pub baselines: Vec<Baseline>,
    /// Which of the baselines counts, as an index into them; see [`Settings::baseline_on`].
    pub baseline: usize,
    /// How the forecast with risk is made.
    pub forecast: ForecastSettings,
    /// Who signs the reports and sends the messages.
    pub reporter: String,
    /// Who is told what cannot be asked of an owner.
    pub escalate_to: String,
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

    /// Where a file of the project is read in its repository. `None` where there is none, or the path leads out of it.
    pub fn file_on_the_web(&self, path: &str) -> Option<String> {
        let repository = self.repository.as_deref()?;
        let (forge, branch) = (Forge::of(repository), encode(&self.branch));
        Some(format!("{repository}/{}/{}", forge.reads(&branch), self.in_repository(path)?))
    }

    /// Where a line of a file of the project is read in its repository; lines count from 1.
    pub fn line_on_the_web(&self, path: &str, line: u32) -> Option<String> {
        let forge = Forge::of(self.repository.as_deref()?);
        Some(self.file_on_the_web(path)? + &forge.line(line))
    }

    /// Where a file of the project is edited: as `edit_url` says, else in the repository.
    pub fn edit_on_the_web(&self, path: &str) -> Option<String> {
        let (path, branch) = (self.in_repository(path)?, encode(&self.branch));
        if let Some(pattern) = &self.edit_url {
            return Some(pattern.replace("{branch}", &branch).replace("{path}", &path));
        }
        let repository = self.repository.as_deref()?;
        Some(format!("{repository}/{}/{path}", Forge::of(repository).edits(&branch)))
    }

    /// The path of a file of the project from the top of its repository, as part of an address.
    fn in_repository(&self, path: &str) -> Option<String> {
        let inside = path.trim_end_matches('/').split('/').all(|part| !matches!(part, "" | "." | ".."));
        let folder =
            if self.folder.is_empty() { String::new() } else { format!("{}/", encode(&self.folder)) };
        inside.then(|| format!("{folder}{}", encode(path)))
    }

    /// The calendar of that key; the program's where there is none.
    pub fn calendar_of(&self, named: Option<Key<NamedCalendar>>) -> &WorkCalendar {
        let named = named.and_then(|named| self.calendars.get(named.index()));
        named.map_or(&self.calendar.calendar, |named| &named.calendar)
    }

    /// The baseline that counted on a day, as an index: of those up to the chosen one the last that had been
    /// approved by then, else the first. What is approved later does not change how the past was judged.
    pub fn baseline_on(&self, as_of: NaiveDate) -> usize {
        let approved = |baseline: &Baseline| baseline.approved_on.is_none_or(|on| on <= as_of);
        let upto = self.baselines.get(..=self.baseline).unwrap_or(&self.baselines);
        upto.iter().rposition(approved).unwrap_or(0)
    }

    /// The name of a baseline; what has none is `baseline`.
    pub fn baseline_name(&self, index: usize) -> &str {
        self.baselines.get(index).map_or("baseline", |baseline| &baseline.name)
    }
}

/// The working calendar of the program.
#[derive(Debug, Clone)]
pub struct CalendarSettings {
    /// Working days, with holidays and extra days taken in.
    pub calendar: WorkCalendar,
    /// The holidays, sorted.
    pub holidays: Vec<NaiveDate>,
}

/// A calendar that milestones, agents, teams and people may name.
#[derive(Debug, Clone)]
pub struct NamedCalendar {
    /// The name by which it is chosen.
    pub name: String,
    /// What it does not say is that of the program's calendar.
    pub calendar: WorkCalendar,
}

/// How the forecast with risk is made.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct ForecastSettings {
    /// How often the plan is run through.
    pub runs: u32,
    /// Where the draws begin.
    pub seed: u64,
    /// What lies between the points of an estimate.
    pub distribution: Distribution,
}

impl Default for ForecastSettings {
    fn default() -> Self {
        Self { runs: 10_000, seed: 1, distribution: Distribution::default() }
    }
}

/// A distribution over a three-point estimate.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Distribution {
    /// The beta distribution of PERT.
    #[default]
    Pert,
    /// A triangle.
    Triangular,
}

impl Distribution {
    /// Every value.
    pub const ALL: [Self; 2] = [Self::Pert, Self::Triangular];

    /// The word in `milepost.yaml`.
    pub fn word(self) -> &'static str {
        match self {
            Self::Pert => "pert",
            Self::Triangular => "triangular",
        }
    }
}

/// An approved plan. Its dates stand with the milestones: those of the first in `start` and `finish`, those of
/// the others in `baselines`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Baseline {
    /// The name by which it is chosen.
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
    /// Whether one of these is written: then what is delivered has to be measured.
    pub coverage_written: bool,
    /// Age in working days from which a fact no longer counts.
    pub stale_after: u32,
    /// Points by which a reported percentage may lag behind the working days elapsed; beyond them a milestone is amber.
    pub behind_amber: u8,
    /// Points beyond which it is red; never fewer.
    pub behind_red: u8,
}

impl Default for Thresholds {
    fn default() -> Self {
        Self {
            slip: 3,
            blocker_sessions: 2,
            unit_coverage: 80,
            integration_coverage: 60,
            coverage_written: false,
            stale_after: 10,
            behind_amber: 10,
            behind_red: 25,
        }
    }
}

/// The matrix used where `milepost.yaml` has none: rows by probability, columns by impact, each from low upwards.
pub const DEFAULT_RISK_MATRIX: [[Rag; 4]; 3] = [
    [Rag::Green, Rag::Green, Rag::Amber, Rag::Red],
    [Rag::Green, Rag::Amber, Rag::Amber, Rag::Red],
    [Rag::Amber, Rag::Amber, Rag::Red, Rag::Red],
];

//! What a program comes to, by ids alone, so that two can be compared: before and after an edit, here and elsewhere.
//!
//! One comparison for all who ask what an edit did: the preview, `milepost diff`, the answers of commands that write.

mod change;
mod edited;
mod ended;
mod origin;

pub use change::{Change, Moved};
pub use edited::{EditedFile, EditedLine, Fate};
pub use ended::Ended;
pub use origin::{Origin, Origins, Side, Touch};

use std::collections::{BTreeMap, BTreeSet};

use chrono::NaiveDate;

use super::{Chronicle, EscalationCode, MilestoneAnalysis, RuleCode, SprintTime};
use crate::{
    diag::{Code, Diagnostic, Severity},
    model::{Entity, Kind, Program, Rag, Subject},
};

/// The answers a program gives.
#[derive(Debug, Clone, PartialEq)]
pub struct Outline {
    /// The forecast finish of the program.
    pub finish: Option<NaiveDate>,
    /// The forecast of each gate, by id of its phase.
    pub gates: BTreeMap<String, Option<NaiveDate>>,
    /// By id.
    pub milestones: BTreeMap<String, MilestoneOutline>,
    /// Colors by kind and id, of what is not over: the program (which has no id), phases, milestones, sprints under way
    /// and to come, open risks.
    pub colors: BTreeMap<(Option<Kind>, String), Colored>,
    /// Risks and blockers, and whether they stand: open, active.
    pub standing: BTreeMap<(Kind, String), bool>,
    /// All things that exist on the day.
    pub things: BTreeSet<(Kind, String)>,
    /// What has to reach somebody, with the ids of what it is about.
    pub escalations: BTreeSet<(EscalationCode, Vec<String>)>,
    /// What the pages of sprints say that are over, by id.
    pub ended: BTreeMap<String, Ended>,
    /// What is wrong, and how often.
    pub findings: BTreeMap<Found, usize>,
}

/// The place of a milestone in the schedule.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct MilestoneOutline {
    /// When it is expected to be finished.
    pub finish: Option<NaiveDate>,
    /// Whether it has no float.
    pub critical: bool,
    /// Working days that it can move.
    pub float: Option<i32>,
}

/// A color, and the rule that gave it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Colored {
    /// The color.
    pub rag: Rag,
    /// Of a milestone whose color the rules gave: the worst of them.
    pub rule: Option<RuleCode>,
}

/// Something wrong, without its line: an edit above would make that another.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Found {
    /// How bad it is.
    pub severity: Severity,
    /// Which rule was broken.
    pub code: Code,
    /// In which file; empty where in none.
    pub file: String,
    /// What is wrong.
    pub message: String,
}

impl Found {
    /// One of the diagnostics of a program.
    pub fn new(program: &Program, diagnostic: &Diagnostic) -> Self {
        Self {
            severity: diagnostic.severity,
            code: diagnostic.code,
            file: diagnostic.place.map_or("", |place| program.sources.path(place.file)).to_owned(),
            message: diagnostic.message.clone(),
        }
    }
}

impl Outline {
    /// Of a program on its status date, with what is wrong with it.
    pub fn new(program: &Program, chronicle: &Chronicle, diagnostics: &[Diagnostic]) -> Self {
        let now = &chronicle.now;
        let id = |subject: Subject| program.head(subject).id.to_string();
        let gates =
            program.phases.keys().map(|key| (id(Subject::Phase(key)), now.phases[key.index()].gate.forecast));
        let milestones = program.milestones.keys().map(|key| {
            let placement = now.milestone(key).schedule.as_ref().ok();
            let outline = MilestoneOutline {
                finish: placement.map(|placement| placement.forecast.finish),
                critical: placement.is_some_and(|placement| placement.critical),
                float: placement.map(|placement| placement.total_float),
            };
            (id(Subject::Milestone(key)), outline)
        });
        let exists = |subject: &Subject| now.known.exists(program, *subject);
        let things = program.subjects().filter(exists).map(|subject| (program.kind(subject), id(subject)));
        let escalations = chronicle.escalations.iter();
        let escalations = escalations
            .map(|escalation| (escalation.code, escalation.about.iter().copied().map(id).collect()));
        let mut findings = BTreeMap::new();
        for diagnostic in diagnostics {
            *findings.entry(Found::new(program, diagnostic)).or_insert(0) += 1;
        }
        Self {
            finish: now.program.headline.forecast.map(|dates| dates.finish),
            gates: gates.collect(),
            milestones: milestones.collect(),
            colors: colors(program, chronicle),
            standing: standing(program, chronicle),
            things: things.collect(),
            escalations: escalations.collect(),
            ended: ended::ended(program, chronicle),
            findings,
        }
    }
}

impl Outline {
    /// How many findings are of that severity.
    pub fn count(&self, severity: Severity) -> usize {
        let of = self.findings.iter().filter(|(found, _)| found.severity == severity);
        of.map(|(_, count)| count).sum()
    }
}

fn colors(program: &Program, chronicle: &Chronicle) -> BTreeMap<(Option<Kind>, String), Colored> {
    let now = &chronicle.now;
    let plain = |rag| Colored { rag, rule: None };
    let mut colors = BTreeMap::from([((None, String::new()), plain(now.program.roll_up.rag))]);
    let mut color = |subject: Subject, color| {
        colors.insert((Some(program.kind(subject)), program.head(subject).id.to_string()), color)
    };
    for key in program.phases.keys() {
        color(Subject::Phase(key), plain(now.phases[key.index()].roll_up.rag));
    }
    for key in program.milestones.keys() {
        color(Subject::Milestone(key), of_milestone(now.milestone(key)));
    }
    for key in program.sprints.keys().filter(|key| now.time(*key) != SprintTime::Past) {
        color(Subject::Sprint(key), plain(chronicle.scope_of(key).1.roll_up.rag));
    }
    for key in program.risks.keys().filter(|key| now.risk(*key).open) {
        color(Subject::Risk(key), plain(now.risk(key).rag));
    }
    colors
}

fn of_milestone(milestone: &MilestoneAnalysis) -> Colored {
    let verdict = &milestone.verdict;
    let by_rule = verdict.overridden.is_none() && verdict.shown == verdict.computed;
    let rule = verdict.fired.first().filter(|_| by_rule).map(|fired| fired.code);
    Colored { rag: verdict.shown, rule }
}

fn standing(program: &Program, chronicle: &Chronicle) -> BTreeMap<(Kind, String), bool> {
    let now = &chronicle.now;
    let risks = program.risks.iter().map(|(key, row)| (Kind::Risk, row.head(), now.risk(key).open));
    let active = |key: crate::model::Key<_>| now.blockers[key.index()].active;
    let blockers = program.blockers.iter().map(|(key, row)| (Kind::Blocker, row.head(), active(key)));
    risks.chain(blockers).map(|(kind, head, stands)| ((kind, head.id.to_string()), stands)).collect()
}

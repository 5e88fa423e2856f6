//! What is wrong with reported facts.

use chrono::NaiveDate;

use super::FutureFact;
use crate::{
    analyse::{Analysis, Finding, Fired, MilestoneAnalysis, Progress, RuleCode, day},
    diag::{Code, Place},
    model::{Contradiction, Entity, Key, Loss, Milestone, Program, Rag, Subject},
};

/// A reported fact that does not fit.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum FactFault {
    /// Something told of a day after the status date.
    Future {
        /// What.
        what: FutureFact,
        /// Its day.
        on: NaiveDate,
        /// The status date.
        as_of: NaiveDate,
    },
    /// Begun or done before what it waits for.
    OutOfSequence {
        /// The milestone.
        milestone: Key<Milestone>,
        /// The rule that found it.
        fired: Fired,
    },
    /// Done without a day.
    DoneWithoutDate {
        /// The milestone.
        milestone: Key<Milestone>,
        /// The day of the report, which is used instead; `None` where there is none either.
        used: Option<NaiveDate>,
    },
    /// A report after which it is open what is so.
    LeftOpen {
        /// The thing.
        subject: Subject,
        /// It was over, and the report does not say whether it still is; else the report says nothing.
        was_over: bool,
        /// The day of the report.
        on: NaiveDate,
    },
    /// All of it is complete, and it is not done.
    CompleteNotDone(Key<Milestone>),
    /// Facts that cannot both be so.
    Contradiction {
        /// The milestone.
        milestone: Key<Milestone>,
        /// What is so.
        what: Contradiction,
    },
}

impl FactFault {
    pub(in crate::analyse) fn code(&self) -> Code {
        match self {
            Self::Future { .. } => Code::FutureUpdate,
            Self::OutOfSequence { .. } => Code::OutOfSequence,
            Self::DoneWithoutDate { .. } => Code::DoneWithoutDate,
            Self::LeftOpen { .. } => Code::LeftOpen,
            Self::CompleteNotDone(_) | Self::Contradiction { .. } => Code::DoneNotComplete,
        }
    }
}

fn milestones<'a>(
    program: &'a Program,
    now: &'a Analysis,
) -> impl Iterator<Item = (Key<Milestone>, &'a Milestone, &'a MilestoneAnalysis)> {
    program.milestones.iter().zip(&now.milestones).map(|((key, row), analysis)| (key, row, analysis))
}

pub(super) fn out_of_sequence(program: &Program, now: &Analysis) -> Vec<Finding> {
    // What is only not known is told where it was left open.
    let counts = |fired: &&Fired| fired.code == RuleCode::OutOfSequence && fired.rag != Rag::Unknown;
    let found = milestones(program, now).filter_map(|(milestone, row, analysis)| {
        let fired = analysis.verdict.fired.iter().find(counts)?.clone();
        let place = fired.place.unwrap_or(row.head().place);
        Some(Finding::new(place, FactFault::OutOfSequence { milestone, fired }))
    });
    found.collect()
}

pub(super) fn done_without_date(program: &Program, now: &Analysis) -> Vec<Finding> {
    let found = milestones(program, now).filter_map(|(milestone, _, analysis)| {
        let Progress::Done(on) = analysis.progress else { return None };
        if analysis.facts.actual_finish.is_some() {
            return None;
        }
        let status = analysis.facts.status.as_ref()?;
        Some(Finding::new(status.place, FactFault::DoneWithoutDate { milestone, used: on }))
    });
    found.collect()
}

/// What was over, and a later update that does not say whether it still is; or an update that says nothing.
pub(super) fn left_open(program: &Program, now: &Analysis) -> Vec<Finding> {
    let milestones = program.milestones.iter().filter_map(|(key, row)| {
        let doubt = day::doubt_of(row, now.known).filter(|doubt| !doubt.is_of_lost())?;
        Some((Subject::Milestone(key), doubt.told()))
    });
    let risks = program.risks.iter().filter_map(|(key, row)| {
        let doubt = day::doubt_of_risk(row, now.known).filter(|doubt| !doubt.is_of_lost())?;
        Some((Subject::Risk(key), doubt.told()))
    });
    let finding = |(subject, (was_over, on, place)): (Subject, (bool, NaiveDate, Place))| {
        Finding::new(place, FactFault::LeftOpen { subject, was_over, on })
    };
    milestones.chain(risks).map(finding).collect()
}

pub(super) fn done_not_complete(program: &Program, now: &Analysis) -> Vec<Finding> {
    let found = milestones(program, now).filter_map(|(milestone, row, analysis)| {
        let told = analysis.facts.percent_complete.as_ref().filter(|told| told.value == 100)?;
        let open = analysis.progress.is_under_way() && day::doubt_of(row, now.known).is_none();
        // Done on a later day is told as that.
        let foretold = row.history.base.actual_finish.as_ref().is_some_and(|on| on.value > now.as_of);
        (open && !foretold && analysis.lost.is_empty())
            .then(|| Finding::new(told.place, FactFault::CompleteNotDone(milestone)))
    });
    found.collect()
}

/// What else contradicts itself: dates that cannot be are told whatever the day.
pub(super) fn contradictions(program: &Program, now: &Analysis) -> Vec<Finding> {
    let found = milestones(program, now).filter_map(|(milestone, _, analysis)| {
        analysis.lost.iter().find_map(|lost| match lost.why {
            Loss::Contradicts(Contradiction::Backwards { .. } | Contradiction::Foretold(_)) => None,
            Loss::Contradicts(what) => {
                Some(Finding::new(lost.place, FactFault::Contradiction { milestone, what }))
            }
            _ => None,
        })
    });
    found.collect()
}

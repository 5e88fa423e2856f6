//! What is wrong with reported facts.

use chrono::NaiveDate;

use crate::{
    analyse::{Chronicle, MilestoneAnalysis, Progress, RuleCode, day},
    diag::{Code, Diagnostic, Place},
    model::{Entity, Head, Milestone, Program, Rag, Update},
};

fn milestones<'a>(
    program: &'a Program,
    chronicle: &'a Chronicle,
) -> impl Iterator<Item = (&'a Milestone, &'a MilestoneAnalysis)> {
    program.milestones.rows().iter().zip(&chronicle.now.milestones)
}

pub(super) fn future_updates(program: &Program, chronicle: &Chronicle) -> Vec<Diagnostic> {
    fn late<F>(updates: &[Update<F>], as_of: NaiveDate) -> Vec<(NaiveDate, Place)> {
        updates
            .iter()
            .filter(|update| update.date > as_of)
            .map(|update| (update.date, update.place))
            .collect()
    }
    let as_of = chronicle.now.as_of;
    let milestones = program.milestones.rows().iter().flat_map(|m| late(&m.history.updates, as_of));
    let risks = program.risks.rows().iter().flat_map(|r| late(&r.history.updates, as_of));
    let blockers = program.blockers.rows().iter().flat_map(|b| late(&b.history.updates, as_of));
    let all = milestones.chain(risks).chain(blockers);
    all.map(|(date, place)| {
        let message =
            format!("the update of {date} lies after the status date {as_of} and does not count yet");
        Diagnostic::new(Code::FutureUpdate, place, message).hint("correct the date, or move `status_date` on")
    })
    .collect()
}

pub(super) fn out_of_sequence(program: &Program, chronicle: &Chronicle) -> Vec<Diagnostic> {
    milestones(program, chronicle)
        .filter_map(|(milestone, analysis)| {
            let mut fired = analysis.verdict.fired.iter();
            // What is only not known is told where it was left open.
            let fired =
                fired.find(|fired| fired.code == RuleCode::OutOfSequence && fired.rag != Rag::Unknown)?;
            let head = milestone.head();
            let message = format!("{}: {}", head.id, fired.reason.trim_end_matches('.'));
            let hint = "report the predecessor, correct this report, or drop the dependency if it is none";
            Some(Diagnostic::new(Code::OutOfSequence, fired.place.unwrap_or(head.place), message).hint(hint))
        })
        .collect()
}

pub(super) fn done_without_date(program: &Program, chronicle: &Chronicle) -> Vec<Diagnostic> {
    milestones(program, chronicle)
        .filter_map(|(milestone, analysis)| {
            let Progress::Done(on) = analysis.progress else { return None };
            if analysis.facts.actual_finish.is_some() {
                return None;
            }
            let status = analysis.facts.status.as_ref()?;
            let message = match status.on {
                Some(_) => format!(
                    "{} is reported done without `actual_finish`; the date of the report, {on}, is used",
                    milestone.head().id
                ),
                None => format!("{} is done without any date, so its color is unknown", milestone.head().id),
            };
            let hint = "add `actual_finish:` with the day it was finished";
            Some(Diagnostic::new(Code::DoneWithoutDate, status.place, message).hint(hint))
        })
        .collect()
}

/// What was over, and a later update that does not say whether it still is; or an update that says nothing.
pub(super) fn left_open(program: &Program, chronicle: &Chronicle) -> Vec<Diagnostic> {
    let as_of = chronicle.now.as_of;
    let milestones = program.milestones.rows().iter();
    let milestones = milestones.filter_map(|row| Some((row.head(), day::doubt_of(row, as_of)?.told())));
    let risks = program.risks.rows().iter();
    let risks = risks.filter_map(|row| Some((row.head(), day::doubt_of_risk(row, as_of)?.told())));
    let finding = |(head, (over, date, place)): (&Head, (bool, NaiveDate, Place))| {
        let (message, hint) = if over {
            let message = format!(
                "{} was over, and the update of {date} does not say whether it still is: it counts as unknown",
                head.id
            );
            (message, "repeat the `status` in this update, or say what it is now")
        } else {
            let message = format!("the update of {date} says nothing: {} counts as unknown", head.id);
            (message, "report `status` or `percent_complete`, or take the update out")
        };
        Diagnostic::new(Code::LeftOpen, place, message).hint(hint)
    };
    milestones.chain(risks).map(finding).collect()
}

pub(super) fn done_not_complete(program: &Program, chronicle: &Chronicle) -> Vec<Diagnostic> {
    milestones(program, chronicle)
        .filter_map(|(milestone, analysis)| {
            let percent = analysis.facts.percent_complete.as_ref()?;
            let left_open = day::doubt_of(milestone, chronicle.now.as_of).is_some();
            let (id, value) = (&milestone.head().id, percent.value);
            let message = match analysis.progress {
                Progress::Done(_) if value < 100 && percent.on >= analysis.facts.status.as_ref()?.on => {
                    format!("{id} is done, but {value} % complete")
                }
                Progress::UnderWay(_) if value == 100 && !left_open => {
                    format!("{id} is 100 % complete, but not reported done")
                }
                _ => return None,
            };
            let hint = "make `status` and `percent_complete` agree";
            Some(Diagnostic::new(Code::DoneNotComplete, percent.place, message).hint(hint))
        })
        .collect()
}

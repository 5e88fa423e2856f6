//! What an edit did, in one line.

use super::{
    corrected::corrected,
    days::{day, short_day},
    words::{counted, listed},
};
use crate::{
    analyse::outline::{Change, Moved},
    diag::Severity,
    model::{Kind, Rag},
};

/// Most changes that a line tells one by one.
const MOST: usize = 6;

/// `M2.3 +2 d · gate P2 2 May -> 6 May · M2.4 now critical · sprint-05 green -> amber`; empty where nothing is otherwise.
/// Floats are left out, and findings are counted by [`findings_in_short`].
pub fn in_short(changes: &[Change]) -> String {
    let told: Vec<&Change> =
        changes.iter().filter(|change| !matches!(change, Change::Float(..) | Change::Finding(..))).collect();
    let mut parts: Vec<String> = told.iter().take(MOST).map(|change| one(change)).collect();
    let more = told.len().saturating_sub(MOST);
    parts.extend((more > 0).then(|| format!("{more} more")));
    parts.join(" · ")
}

/// `1 new error · 2 warnings gone`; empty where there are none.
pub fn findings_in_short(changes: &[Change]) -> String {
    let count = |severity: Severity, new: bool| {
        let of = |change: &Change| match change {
            Change::Finding(found, more) if found.severity == severity && (*more > 0) == new => {
                more.unsigned_abs() as usize
            }
            _ => 0,
        };
        changes.iter().map(of).sum::<usize>()
    };
    let told = [Severity::Error, Severity::Warning];
    let new = told.map(|severity| (count(severity, true), format!("new {}", severity.word()), ""));
    let gone = told.map(|severity| (count(severity, false), severity.word().to_owned(), " gone"));
    let parts: Vec<String> = (new.into_iter().chain(gone))
        .filter(|(count, ..)| *count > 0)
        .map(|(count, noun, end)| format!("{}{end}", counted(count, &noun)))
        .collect();
    parts.join(" · ")
}

/// One change: `gate P2 2 May -> 6 May`.
pub fn one(change: &Change) -> String {
    match change {
        Change::Past { sprint, differences, settled, .. } => {
            let told = differences.iter().map(corrected).chain(settled.iter().map(settled_again));
            format!("{sprint}, which is over, reads differently: {}", listed(&told.collect::<Vec<_>>()))
        }
        Change::Closed(sprint, true) => format!("{sprint} is closed"),
        Change::Closed(sprint, false) => format!("the record of {sprint} is gone"),
        Change::Finish(moved) => format!("finish {}", from_to(*moved)),
        Change::Gate(phase, moved) => format!("gate {phase} {}", from_to(*moved)),
        Change::Milestone(id, Moved { days: Some(days), .. }) if *days != 0 => format!("{id} {days:+} d"),
        Change::Milestone(id, moved) => format!("{id} {}", from_to(*moved)),
        Change::Critical(id, true) => format!("{id} now critical"),
        Change::Critical(id, false) => format!("{id} no longer critical"),
        Change::Float(id, from, to) => format!("{id} float {} -> {}", float(*from), float(*to)),
        Change::Color { kind, id, from, to, .. } => {
            let name = if kind.is_none() { "program" } else { id };
            format!("{name} {} -> {}", color(*from), color(*to))
        }
        Change::Stands(Kind::Blocker, id, true) => format!("{id} active"),
        Change::Stands(Kind::Blocker, id, false) => format!("{id} resolved"),
        Change::Stands(_, id, true) => format!("{id} open"),
        Change::Stands(_, id, false) => format!("{id} closed"),
        Change::New(kind, id) => format!("new {} {id}", kind.word()),
        Change::Gone(kind, id) => format!("{} {id} is gone", kind.word()),
        Change::Escalation(code, about, true) => format!("{} raised for {}", code.name(), listed(about)),
        Change::Escalation(code, about, false) => format!("{} cleared for {}", code.name(), listed(about)),
        Change::Finding(found, more) => {
            let what = if *more > 0 { "new" } else { "gone" };
            format!("{what} {}: {}", found.severity.word(), found.message)
        }
    }
}

/// What is said of a difference between a record and today's content that there is no longer.
pub fn settled_again(difference: &crate::analyse::Difference) -> String {
    format!("no longer said: {}", corrected(difference))
}

/// `5 d`, `no date`: of the float of a milestone.
pub fn float(days: Option<i32>) -> String {
    days.map_or_else(|| "none, for want of a date".to_owned(), |days| format!("{days} d"))
}

/// `2 May -> 6 May`; with years where they differ.
pub fn from_to(moved: Moved) -> String {
    use chrono::Datelike;
    let one_year = moved.from.zip(moved.to).is_none_or(|(from, to)| from.year() == to.year());
    let said = |on: Option<chrono::NaiveDate>| match on {
        Some(on) if one_year => short_day(on),
        Some(on) => day(on),
        None => "no date".to_owned(),
    };
    format!("{} -> {}", said(moved.from), said(moved.to))
}

/// A color as a change of it is told.
pub fn color(rag: Rag) -> &'static str {
    match rag {
        Rag::Planned => "no color",
        rag => rag.word(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::Kind;

    #[test]
    fn a_line_tells_what_moved() {
        let on = |text: &str| text.parse().ok();
        let moved = |from, to, days| Moved { from: on(from), to: on(to), days };
        let changes = [
            Change::Milestone("M2.3".into(), moved("2026-04-30", "2026-05-04", Some(2))),
            Change::Gate("P2".into(), moved("2026-05-02", "2026-05-06", Some(2))),
            Change::Critical("M2.4".into(), true),
            Change::Color {
                kind: Some(Kind::Sprint),
                id: "sprint-05".into(),
                from: Rag::Green,
                to: Rag::Amber,
                rule: None,
            },
            Change::Finish(moved("2026-12-30", "2027-01-02", Some(1))),
            Change::Milestone("M3".into(), moved("2026-05-02", "", None)),
            Change::New(Kind::Risk, "RISK-009".into()),
            Change::Gone(Kind::Milestone, "M9".into()),
        ];
        assert_eq!(
            in_short(&changes),
            "M2.3 +2 d · gate P2 2 May -> 6 May · M2.4 now critical · sprint-05 green -> amber · finish 30 Dec 2026 -> \
             2 Jan 2027 · M3 2 May -> no date · 2 more"
        );
        assert_eq!(one(&changes[6]), "new risk RISK-009");
        assert_eq!(one(&changes[7]), "milestone M9 is gone");
        assert_eq!(in_short(&[]), "");
    }
}

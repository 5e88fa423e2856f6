//! What an edit did, in one line.

use super::days::{day, short_day};
use crate::{
    analyse::outline::{Change, Moved},
    model::Rag,
};

/// Most changes that a line tells one by one.
const MOST: usize = 6;

/// `M2.3 +2 d · gate P2 2 May -> 6 May · M2.4 now critical · sprint-05 green -> amber`; empty where nothing is otherwise.
pub fn in_short(changes: &[Change]) -> String {
    let mut parts: Vec<String> = changes.iter().take(MOST).map(one).collect();
    let more = changes.len().saturating_sub(MOST);
    parts.extend((more > 0).then(|| format!("{more} more")));
    parts.join(" · ")
}

/// One change: `gate P2 2 May -> 6 May`.
pub fn one(change: &Change) -> String {
    match change {
        Change::Finish(moved) => format!("finish {}", from_to(*moved)),
        Change::Gate(phase, moved) => format!("gate {phase} {}", from_to(*moved)),
        Change::Milestone(id, Moved { days: Some(days), .. }) if *days != 0 => format!("{id} {days:+} d"),
        Change::Milestone(id, moved) => format!("{id} {}", from_to(*moved)),
        Change::Critical(id, true) => format!("{id} now critical"),
        Change::Critical(id, false) => format!("{id} no longer critical"),
        Change::Color { kind, id, from, to } => {
            let name = if kind.is_none() { "program" } else { id };
            format!("{name} {} -> {}", color(*from), color(*to))
        }
        Change::New(kind, id) => format!("new {} {id}", kind.word()),
        Change::Gone(kind, id) => format!("{} {id} is gone", kind.word()),
    }
}

fn from_to(moved: Moved) -> String {
    use chrono::Datelike;
    let one_year = moved.from.zip(moved.to).is_none_or(|(from, to)| from.year() == to.year());
    let said = |on: Option<chrono::NaiveDate>| match on {
        Some(on) if one_year => short_day(on),
        Some(on) => day(on),
        None => "no date".to_owned(),
    };
    format!("{} -> {}", said(moved.from), said(moved.to))
}

fn color(rag: Rag) -> &'static str {
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

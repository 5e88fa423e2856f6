//! Blockers and risks in one table, a line each: what they are, what is to be done, by whom and when, and whether that is
//! news since the sprint before.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use crate::{
    analyse::{Analysis, coverage},
    model::{Blocker, Key, Rag, Risk, RiskStatus, Severity, Sprint},
    view::{
        Context, OwnerLink, SubjectLink, Word,
        part::{
            blocker_row::BlockerRow, derived::DerivedRisk, next_action::NextActionView, risk_row::RiskRow,
        },
        word,
    },
};

/// A blocker or a risk in a line.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct TroubleRow {
    /// Which; of what was found by rule, the service.
    pub subject: SubjectLink,
    /// What it is called, where that is not its title.
    pub title: Option<String>,
    /// Its color.
    pub rag: Rag,
    /// `blocker`, `risk`, `rule`.
    #[serde(deserialize_with = "word::read")]
    pub what: Word,
    /// Calendar days it has been open, of a blocker.
    pub age_days: Option<i64>,
    /// What became of it since the end of the sprint before: `new`, `worse`, `better`, `same`, or its new status. `None`
    /// where no sprint has ended before.
    #[serde(default, deserialize_with = "word::read_some")]
    pub since: Option<Word>,
    /// What is to be done next.
    pub next_action: Option<NextActionView>,
    /// Who has to act.
    pub owner: Option<OwnerLink>,
}

/// All of them in scope, as a page of two minutes shows them.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
pub struct Trouble {
    /// What is red, and what is news.
    pub rows: Vec<TroubleRow>,
    /// What is neither.
    pub quiet: Vec<SubjectLink>,
    /// How many more there are of both.
    pub more: usize,
}

/// Most rows, and most that are only named.
const ROWS: usize = 7;
const NAMED: usize = 6;

/// The rows that the page of a sprint has for its own lists.
pub(in crate::view) struct Rows<'a> {
    pub blockers: &'a [(Key<Blocker>, BlockerRow)],
    pub risks: &'a [(Key<Risk>, RiskRow)],
    pub derived: &'a [DerivedRisk],
}

impl Context<'_> {
    /// What is in the way in a sprint, in the state that its page shows.
    pub(in crate::view) fn trouble(&self, sprint: Key<Sprint>, state: &Analysis, of: &Rows) -> Trouble {
        let before = self.sprint_before(sprint).map(|before| self.program.last_day(before));
        let before = before.filter(|day| *day < state.as_of);
        let blockers = of.blockers.iter().map(|(key, row)| TroubleRow {
            subject: row.subject.clone(),
            title: None,
            rag: row.rag,
            what: "blocker",
            age_days: row.age_days,
            since: before.map(|day| self.blocker_since(*key, row.rag, day)),
            owner: acts(row.next_action.as_ref(), row.required_from.as_ref()),
            next_action: row.next_action.clone(),
        });
        let risks = of.risks.iter().map(|(key, row)| TroubleRow {
            subject: row.subject.clone(),
            title: None,
            rag: row.rag,
            what: "risk",
            age_days: None,
            since: before.map(|day| self.risk_since(*key, row, day)),
            owner: acts(row.next_action.as_ref(), row.owner.as_ref()),
            next_action: row.next_action.clone(),
        });
        let derived = of.derived.iter().filter(|row| !row.outside).map(|row| TroubleRow {
            subject: row.subject.clone(),
            title: Some(row.title.clone()),
            rag: row.rag,
            what: "rule",
            age_days: None,
            since: before.map(|day| self.derived_since(row, day)),
            owner: acts(row.next_action.as_ref(), row.owner.as_ref()),
            next_action: row.next_action.clone(),
        });
        let mut all: Vec<TroubleRow> = blockers.chain(risks).chain(derived).collect();
        all.sort_by_key(|row| (std::cmp::Reverse(row.rag), row.what, !row.is_news()));
        let (mut rows, quiet): (Vec<_>, Vec<_>) =
            all.into_iter().partition(|row| row.rag == Rag::Red || row.is_news());
        let over = rows.split_off(rows.len().min(ROWS));
        let mut quiet: Vec<SubjectLink> = over.into_iter().chain(quiet).map(|row| row.subject).collect();
        let more = quiet.len().saturating_sub(NAMED);
        quiet.truncate(NAMED);
        Trouble { rows, quiet, more }
    }

    fn blocker_since(&self, key: Key<Blocker>, rag: Rag, day: NaiveDate) -> Word {
        if !self.now().known.on(day).blocker(self.program, key) {
            return "new";
        }
        let severity = self.program.blockers[key].history.on(day).severity.as_ref().map(|fact| fact.value);
        let was = if severity.is_none_or(|s| s >= Severity::High) { Rag::Red } else { Rag::Amber };
        compared(was, rag)
    }

    fn risk_since(&self, key: Key<Risk>, row: &RiskRow, day: NaiveDate) -> Word {
        if !self.now().known.on(day).risk(self.program, key) {
            return "new";
        }
        let facts = self.program.risks[key].history.on(day);
        let status =
            facts.status.as_ref().map_or("open", |fact: &crate::model::Fact<RiskStatus>| fact.value.word());
        if status != row.status {
            return row.status;
        }
        self.matrix_color(&facts).map_or("same", |(was, ..)| compared(was, row.rag))
    }

    fn derived_since(&self, row: &DerivedRisk, day: NaiveDate) -> Word {
        let key = self.program.services.key(&row.subject.id);
        let then = key.and_then(|key| coverage::too_low(self.program, key, self.now().known.on(day)));
        if then.is_some() { "same" } else { "new" }
    }
}

impl TroubleRow {
    fn is_news(&self) -> bool {
        self.since.is_some_and(|since| since != "same")
    }
}

fn acts(action: Option<&NextActionView>, owner: Option<&OwnerLink>) -> Option<OwnerLink> {
    action.and_then(|action| action.owner.clone()).or_else(|| owner.cloned())
}

fn compared(was: Rag, is: Rag) -> Word {
    match is.cmp(&was) {
        std::cmp::Ordering::Greater => "worse",
        std::cmp::Ordering::Less => "better",
        std::cmp::Ordering::Equal => "same",
    }
}

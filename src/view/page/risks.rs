//! The risk register.

use serde::Serialize;

use crate::{
    analyse::Tally,
    model::{Key, Rag, Risk, RiskStatus, Subject},
    view::{
        Context, SubjectLink,
        chart::matrix::MatrixView,
        part::{derived::DerivedRisk, register_row::RegisterRow},
    },
};

/// What stands on the page of all risks.
#[derive(Debug, Clone, Serialize)]
pub struct RisksPage {
    /// The matrix with the risks that stand.
    pub matrix: MatrixView,
    /// Risks that stand but lack a probability or an impact.
    pub outside: Vec<SubjectLink>,
    /// Those that follow from measurements.
    pub derived: Vec<DerivedRisk>,
    /// All risks: those that stand first, closed ones last, the worst of each first.
    pub rows: Vec<RegisterRow>,
    /// Those that stand, by color.
    pub tally: Tally,
    /// How many stand.
    pub open: usize,
    /// How many are mitigated.
    pub mitigated: usize,
    /// How many are closed.
    pub closed: usize,
    /// How many that stand should have been looked at again by now.
    pub overdue: usize,
}

impl Context<'_> {
    /// The page of all risks.
    pub fn risks_page(&self) -> RisksPage {
        let mut keys: Vec<Key<Risk>> = self.known_risks().collect();
        keys.sort_by_key(|key| self.register_order(*key));
        let rows: Vec<RegisterRow> = keys.iter().map(|key| self.register_row(*key)).collect();
        let mut tally = Tally::default();
        for row in rows.iter().filter(|row| row.risk.open) {
            match row.risk.rag {
                Rag::Red => tally.red += 1,
                Rag::Amber => tally.amber += 1,
                Rag::Unknown => tally.unknown += 1,
                Rag::Green => tally.green += 1,
                Rag::Planned => tally.planned += 1,
            }
        }
        let status = |status: RiskStatus| rows.iter().filter(|row| row.risk.status == status.word()).count();
        RisksPage {
            matrix: self.risk_matrix(),
            derived: self.derived_risks(self.now(), None),
            outside: keys
                .iter()
                .filter(|key| self.stands_outside(**key))
                .map(|key| self.risk(*key))
                .collect(),
            tally,
            open: rows.iter().filter(|row| row.risk.open).count(),
            mitigated: status(RiskStatus::Mitigated),
            closed: status(RiskStatus::Closed),
            overdue: rows.iter().filter(|row| row.review_overdue).count(),
            rows,
        }
    }

    fn risk(&self, key: Key<Risk>) -> SubjectLink {
        self.link(Subject::Risk(key))
    }

    /// Those that stand, then mitigated ones, then closed ones; of each the worst first.
    fn register_order(&self, key: Key<Risk>) -> impl Ord + use<> {
        let state = self.now().risk(key);
        let closed = state.facts.status.as_ref().is_some_and(|status| status.value == RiskStatus::Closed);
        let likely = state.facts.probability.as_ref().map(|fact| fact.value);
        let bad = state.facts.impact.as_ref().map(|fact| fact.value);
        (closed, !state.open, std::cmp::Reverse((state.rag, bad, likely)), key)
    }

    fn stands_outside(&self, key: Key<Risk>) -> bool {
        let state = self.now().risk(key);
        state.open && self.matrix_color(&state.facts).is_none()
    }
}

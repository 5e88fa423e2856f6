//! The risk matrix: probability by impact, the risks that stand in each cell, and where they stood before.
//!
//! Picture and table are made from the same view. Must not know colors or coordinates.

use chrono::{Days, NaiveDate};
use serde::Serialize;

use crate::{
    model::{Impact, Key, Overlay, Probability, Rag, Risk, RiskFacts, Subject},
    say::{
        days::day,
        words::{counted, listed},
    },
    view::{Context, SubjectLink, addresses},
};

/// What the picture is called, beside its page.
pub const MATRIX_FILE: &str = "matrix.svg";

/// Probability by impact.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct MatrixView {
    /// What it is called.
    pub title: String,
    /// What it says, for those who cannot see it.
    pub description: String,
    /// Its columns, least first.
    pub impacts: Vec<&'static str>,
    /// Its rows, likeliest first.
    pub rows: Vec<MatrixRow>,
    /// Moves are told from this day on; `None` where all are told.
    pub since: Option<NaiveDate>,
    /// Where the list of the risks is.
    pub register: String,
    /// The same as a picture of its own; empty where there is none.
    pub file: String,
}

/// A row of the matrix.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct MatrixRow {
    /// How likely.
    pub probability: &'static str,
    /// One for each impact.
    pub cells: Vec<MatrixCell>,
}

/// A cell of the matrix.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct MatrixCell {
    /// Its color.
    pub rag: Rag,
    /// The risks that stand in it, those first that moved there.
    pub risks: Vec<MatrixRisk>,
}

/// A risk in its cell.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct MatrixRisk {
    /// Which.
    #[serde(flatten)]
    pub subject: SubjectLink,
    /// The cells it stood in before, oldest first.
    pub moves: Vec<MatrixMove>,
}

/// A cell that a risk has left.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub struct MatrixMove {
    /// How likely it was.
    pub probability: &'static str,
    /// How bad.
    pub impact: &'static str,
    /// Its color there.
    pub rag: Rag,
    /// The day on which it left.
    pub until: NaiveDate,
    /// The row and the column of that cell, as in [`MatrixView::rows`].
    pub cell: (usize, usize),
}

impl MatrixMove {
    /// `medium probability, medium impact until 24 Apr 2026`.
    pub fn words(&self) -> String {
        let MatrixMove { probability, impact, until, .. } = self;
        format!("{probability} probability, {impact} impact until {}", day(*until))
    }
}

/// Days after which a move is no news, where there are no sprints.
const NEWS: u64 = 28;

impl Context<'_> {
    /// The matrix of all risks that stand, with what moved in the last sprint and in this one.
    pub fn risk_matrix(&self) -> MatrixView {
        let since = self.moves_since();
        let risks: Vec<(Key<Risk>, Vec<MatrixMove>)> = self
            .program
            .risks
            .keys()
            .filter(|key| self.now().risk(*key).open)
            .map(|key| {
                let mut moves = self.moves(key);
                moves.retain(|left| left.until > since);
                // of several moves, where it came from at first
                moves.truncate(1);
                (key, moves)
            })
            .collect();
        let moved = risks.iter().filter(|(_, moves)| !moves.is_empty());
        let moved: Vec<String> = moved.map(|(key, moves)| self.move_in_words(*key, moves)).collect();
        let mut description = format!("{}.", standing(risks.len()));
        if !moved.is_empty() {
            description.push_str(&format!(" Moved since {}: {}.", day(since), moved.join("; ")));
        }
        let file = addresses::beside(addresses::RISKS, MATRIX_FILE);
        let title = "Risk matrix".to_owned();
        MatrixView { title, description, since: Some(since), file, ..self.matrix_of(risks) }
    }

    /// Where one risk stands and stood; `None` where it was never in the matrix.
    pub fn risk_place(&self, key: Key<Risk>) -> Option<MatrixView> {
        let (probability, impact) = place(&self.now().risk(key).facts)?;
        let moves = self.moves(key);
        let id = &self.program.risks[key].head.id;
        let mut said = vec![format!("{} probability, {} impact", probability.word(), impact.word())];
        said.extend(moves.iter().rev().map(MatrixMove::words));
        let verb = if self.now().risk(key).open { "stands at" } else { "stood last at" };
        let description = format!("{id} {verb} {}.", said.join("; before: "));
        let title = format!("Place of {id} in the matrix");
        Some(MatrixView { title, description, ..self.matrix_of(vec![(key, moves)]) })
    }

    fn matrix_of(&self, risks: Vec<(Key<Risk>, Vec<MatrixMove>)>) -> MatrixView {
        let cell = |probability: Probability, impact: Impact| {
            let here = |key: Key<Risk>| place(&self.now().risk(key).facts) == Some((probability, impact));
            let mut here: Vec<_> = risks.iter().filter(|(key, _)| here(*key)).collect();
            here.sort_by_key(|(key, moves)| (moves.is_empty(), *key));
            let risk = |(key, moves): &(Key<Risk>, Vec<MatrixMove>)| MatrixRisk {
                subject: self.link(Subject::Risk(*key)),
                moves: moves.clone(),
            };
            MatrixCell {
                rag: self.program.settings.risk_color(probability, impact),
                risks: here.into_iter().map(risk).collect(),
            }
        };
        let row = |probability: &Probability| MatrixRow {
            probability: probability.word(),
            cells: Impact::ALL.iter().map(|impact| cell(*probability, *impact)).collect(),
        };
        MatrixView {
            title: String::new(),
            description: String::new(),
            impacts: Impact::ALL.iter().map(|impact| impact.word()).collect(),
            rows: Probability::ALL.iter().rev().map(row).collect(),
            since: None,
            register: addresses::RISKS.to_owned(),
            file: String::new(),
        }
    }

    /// The cells that a risk has left, oldest first.
    fn moves(&self, key: Key<Risk>) -> Vec<MatrixMove> {
        let history = &self.program.risks[key].history;
        let mut facts = history.base.clone();
        let mut moves = Vec::new();
        for update in history.until(self.now().as_of) {
            let before = place(&facts);
            facts.overlay(&update.facts);
            if let Some((probability, impact)) = before.filter(|_| place(&facts) != before) {
                moves.push(MatrixMove {
                    probability: probability.word(),
                    impact: impact.word(),
                    rag: self.program.settings.risk_color(probability, impact),
                    until: update.date,
                    cell: (Probability::ALL.len() - 1 - probability as usize, impact as usize),
                });
            }
        }
        moves
    }

    fn move_in_words(&self, key: Key<Risk>, moves: &[MatrixMove]) -> String {
        let before = moves.iter().map(MatrixMove::words).collect::<Vec<_>>();
        format!("{} ({})", self.program.risks[key].head.id, listed(&before))
    }

    /// The end of the sprint before the last, so that the whole of the last sprint is told.
    fn moves_since(&self) -> NaiveDate {
        let as_of = self.now().as_of;
        let ends = self.program.sprints.rows().iter().map(|sprint| sprint.end);
        let mut ends: Vec<NaiveDate> = ends.filter(|end| *end < as_of).collect();
        ends.sort_unstable();
        ends.dedup();
        let before_last = ends.len().checked_sub(2).map(|at| ends[at]);
        before_last.or_else(|| as_of.checked_sub_days(Days::new(NEWS))).unwrap_or(as_of)
    }
}

/// The cell of a state.
fn place(facts: &RiskFacts) -> Option<(Probability, Impact)> {
    Some((facts.probability.as_ref()?.value, facts.impact.as_ref()?.value))
}

fn standing(count: usize) -> String {
    format!("{} by probability and impact", counted(count, "open risk"))
}

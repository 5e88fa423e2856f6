//! The risk register, and the page of a risk.

use chrono::NaiveDate;
use serde::Serialize;

use crate::view::{
    Context, SubjectLink,
    chart::matrix::MatrixView,
    page::milestone::{DecisionRow, ReportedText, SourceLink},
    part::changes::ChangeView,
    part::derived::DerivedRisk,
    part::parts::RiskRow,
};
use crate::{
    analyse::Tally,
    model::{Fact, Impact, Key, Probability, Rag, Risk, RiskFacts, RiskStatus, Subject},
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

/// A risk as a row of the register.
#[derive(Debug, Clone, Serialize)]
pub struct RegisterRow {
    /// What every list of risks shows.
    #[serde(flatten)]
    pub risk: RiskRow,
    /// What it threatens.
    pub affects: Vec<Affected>,
    /// The day by which it is to be looked at again.
    pub review_by: Option<NaiveDate>,
    /// That day has passed and the risk still stands.
    pub review_overdue: bool,
}

/// A thing that something else holds up or threatens.
#[derive(Debug, Clone, Serialize)]
pub struct Affected {
    /// Which.
    pub subject: SubjectLink,
    /// Its color, where it has one.
    pub rag: Option<Rag>,
}

/// What stands on the page of a risk.
#[derive(Debug, Clone, Serialize)]
pub struct RiskPage {
    /// What the register shows.
    #[serde(flatten)]
    pub row: RegisterRow,
    /// How its color came about, in words.
    pub why: String,
    /// Where it stands in the matrix, and stood; `None` where it was never in it.
    pub place: Option<MatrixView>,
    /// A typed color, compared.
    pub declared: Option<DeclaredColor>,
    /// When the probability was last assessed; `None` for front matter, which has no date.
    pub probability_on: Option<NaiveDate>,
    /// When the impact was.
    pub impact_on: Option<NaiveDate>,
    /// Why it may happen.
    pub cause: Option<String>,
    /// What may happen.
    pub event: Option<String>,
    /// Avoid, reduce, transfer, accept.
    pub response: Option<String>,
    /// When it may strike.
    pub proximity: Option<String>,
    /// What it would do to the schedule.
    pub schedule_impact: Option<ScheduleImpactView>,
    /// What was said last.
    pub note: Option<ReportedText>,
    /// Decisions about it.
    pub decisions: Vec<DecisionRow>,
    /// What was reported of it, newest first.
    pub history: Vec<ChangeView>,
}

/// A color as it was typed.
#[derive(Debug, Clone, Serialize)]
pub struct DeclaredColor {
    /// The color.
    pub rag: Rag,
    /// It is that of the matrix.
    pub agrees: bool,
    /// Where it was written.
    pub source: SourceLink,
}

/// What a risk would do to the schedule.
#[derive(Debug, Clone, Serialize)]
pub struct ScheduleImpactView {
    /// Chance that it strikes: `50 %`.
    pub chance: String,
    /// Delay: optimistic, most likely, pessimistic.
    pub delay: [String; 3],
    /// The milestone it would delay.
    pub on: SubjectLink,
}

impl Context<'_> {
    /// The page of all risks.
    pub fn risks_page(&self) -> RisksPage {
        let mut keys: Vec<Key<Risk>> = self.program.risks.keys().collect();
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

    /// The page of a risk, on the status date.
    pub fn risk_page(&self, key: Key<Risk>) -> RiskPage {
        let (risk, now) = (&self.program.risks[key], self.now());
        let facts = &now.risk(key).facts;
        let subject = Subject::Risk(key);
        RiskPage {
            row: self.register_row(key),
            why: self.risk_color_in_words(facts),
            place: self.risk_place(key),
            declared: facts.rag.as_ref().map(|typed| DeclaredColor {
                rag: typed.value,
                agrees: self.matrix_color(facts).is_some_and(|(color, ..)| color == typed.value),
                source: self.source(typed.place),
            }),
            probability_on: facts.probability.as_ref().and_then(|fact| fact.on),
            impact_on: facts.impact.as_ref().and_then(|fact| fact.on),
            cause: risk.cause.clone(),
            event: risk.event.clone(),
            response: risk.response.clone(),
            proximity: risk.proximity.clone(),
            schedule_impact: risk.schedule_impact.as_ref().map(|impact| ScheduleImpactView {
                chance: percent_of(impact.per_mille),
                delay: impact.delay.map(|delay| delay.to_string()),
                on: self.milestone(impact.on),
            }),
            note: facts.note.as_ref().map(|note| self.reported(note)),
            decisions: self.decisions_on(subject),
            history: self.risk_history(key),
        }
    }

    fn risk(&self, key: Key<Risk>) -> SubjectLink {
        self.link(Subject::Risk(key))
    }

    fn register_row(&self, key: Key<Risk>) -> RegisterRow {
        let (risk, now) = (&self.program.risks[key], self.now());
        let review_by = risk.review_by.map(|day| day.value);
        RegisterRow {
            risk: self.risk_row(now, key),
            affects: risk.affects.iter().map(|subject| self.affected(subject.value)).collect(),
            review_by,
            review_overdue: now.risk(key).open && review_by.is_some_and(|day| day < now.as_of),
        }
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

    fn matrix_color(&self, facts: &RiskFacts) -> Option<(Rag, Probability, Impact)> {
        let (probability, impact) = (facts.probability.as_ref()?.value, facts.impact.as_ref()?.value);
        Some((self.program.settings.risk_color(probability, impact), probability, impact))
    }

    /// `Amber, because the matrix gives amber for medium probability and high impact.`
    fn risk_color_in_words(&self, facts: &RiskFacts) -> String {
        let matrix = self.matrix_color(facts).map(|(color, probability, impact)| {
            let (color, probability, impact) = (color.word(), probability.word(), impact.word());
            format!("the matrix gives {color} for {probability} probability and {impact} impact")
        });
        let closed = facts.status.as_ref().is_some_and(|status| status.value == RiskStatus::Closed);
        match (closed, matrix, self.matrix_color(facts)) {
            (true, Some(matrix), _) => format!("Green, because it is closed; while it stood, {matrix}."),
            (true, None, _) => "Green, because it is closed.".to_owned(),
            (false, Some(matrix), Some((color, ..))) => format!("{}, because {matrix}.", title_case(color)),
            _ => {
                let missing = match (&facts.probability, &facts.impact) {
                    (None, None) => "neither a probability nor an impact is",
                    (None, Some(_)) => "no probability is",
                    _ => "no impact is",
                };
                format!("Unknown, because {missing} given.")
            }
        }
    }

    fn risk_history(&self, key: Key<Risk>) -> Vec<ChangeView> {
        let updates = self.program.risks[key].history.until(self.now().as_of).iter().rev();
        let view = |update: &crate::model::Update<RiskFacts>| {
            let facts = &update.facts;
            let mut said = Vec::new();
            said.extend(facts.status.as_ref().map(|fact| format!("status {}", fact.value.word())));
            said.extend(facts.probability.as_ref().map(|fact| format!("probability {}", fact.value.word())));
            said.extend(facts.impact.as_ref().map(|fact| format!("impact {}", fact.value.word())));
            said.extend(facts.owner.as_ref().map(|fact| format!("owner {}", fact.value.name)));
            said.extend(facts.mitigation.as_ref().map(|fact| format!("mitigation: {}", fact.value)));
            said.extend(facts.next_action.as_ref().map(|fact| format!("next: {}", fact.value.text)));
            self.change(Subject::Risk(key), update, said, None)
        };
        updates.map(view).collect()
    }

    /// A thing with its color, where it has one.
    pub(in crate::view) fn affected(&self, subject: Subject) -> Affected {
        let now = self.now();
        let rag = match subject {
            Subject::Milestone(key) => Some(now.milestone(key).verdict.shown),
            Subject::Phase(key) => Some(now.phases[key.index()].roll_up.rag),
            Subject::Sprint(key) => Some(self.sprint_rag(key)),
            Subject::Risk(key) => Some(now.risk(key).rag),
            _ => None,
        };
        Affected { subject: self.link(subject), rag }
    }

    /// Words with their origin.
    pub(in crate::view) fn reported(&self, fact: &Fact<String>) -> ReportedText {
        ReportedText { text: fact.value.clone(), on: fact.on, by: fact.by.as_ref().map(|by| self.owner(by)) }
    }
}

/// Thousandths as percent: `50 %`, `0.5 %`.
fn percent_of(per_mille: u16) -> String {
    match (per_mille / 10, per_mille % 10) {
        (whole, 0) => format!("{whole} %"),
        (whole, tenth) => format!("{whole}.{tenth} %"),
    }
}

fn title_case(color: Rag) -> &'static str {
    match color {
        Rag::Planned => "Planned",
        Rag::Green => "Green",
        Rag::Amber => "Amber",
        Rag::Unknown => "Unknown",
        Rag::Red => "Red",
    }
}

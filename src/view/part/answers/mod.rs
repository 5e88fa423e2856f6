//! The first screen: how it stands, when it ends, what is needed now, what changed. One function for each kind of page
//! makes all four, so that a reader finds the same answers in the same places.

mod changed;

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

pub use changed::{Cause, Changed, ChangedRow};

use crate::{
    analyse::{Analysis, Headline, RollUp},
    model::{Key, Milestone, Phase, Rag, Sprint, Subject, Written},
    say::{
        ColorOf,
        answers::{against_in_short, beginning, next_gate},
        words::sentence,
    },
    view::{
        Context, OwnerLink, SubjectLink, addresses,
        part::asks::{Ask, AskScope, Asks},
    },
};

/// The four answers.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct Answers {
    /// The color.
    pub rag: Rag,
    /// Why, in a sentence or two for people.
    pub headline: HeadlineView,
    /// When it ends.
    pub finish: FinishAnswer,
    /// What is needed of whom.
    pub needed: NeededAnswer,
    /// What moved.
    pub changed: Changed,
}

/// A headline and who wrote it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct HeadlineView {
    /// The sentence.
    pub text: String,
    /// Somebody wrote it; else it is made from facts.
    pub written: bool,
    /// Who wrote it.
    pub by: Option<OwnerLink>,
    /// When.
    pub on: Option<NaiveDate>,
    /// Short facts under it.
    pub beside: Vec<String>,
}

/// When something ends.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct FinishAnswer {
    /// The day expected; `None` where nothing has a certain day.
    pub on: Option<NaiveDate>,
    /// Against the baseline: `2 working days late`.
    pub against: Option<String>,
    /// It ends after the baseline.
    pub late: bool,
    /// Short facts under it: the baseline, what is left out.
    pub notes: Vec<String>,
    /// With risk: `Even chance by 6 Aug; 80 % sure by 11 Aug.`
    pub chances: Option<String>,
    /// The next gate, or the gate of a phase, or why there is no day.
    pub also: Option<String>,
}

/// The most urgent of what is asked.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct NeededAnswer {
    /// The first three.
    pub asks: Vec<Ask>,
    /// How many there are.
    pub all: usize,
    /// How many are promised for later than they are needed.
    pub too_late: usize,
    /// How many promises were not kept.
    pub overdue: usize,
    /// Milestones of which nobody has reported lately.
    pub silent: Vec<SubjectLink>,
    /// How many more there are of them.
    pub silent_more: usize,
    /// How many things are off the plan, and nobody has said what to do. Records of former versions do not say.
    #[serde(default)]
    pub without: usize,
}

/// How many asks and how many silent milestones are named.
const NAMED: usize = 3;

/// What the answers of a page are about.
struct Scope<'a> {
    of: ColorOf,
    milestones: &'a [Key<Milestone>],
    roll_up: &'a RollUp,
    finish: &'a Headline,
    written: Option<&'a Written>,
}

impl Context<'_> {
    /// The answers of the program, on the status date.
    pub fn program_answers(&self, asks: &Asks) -> Answers {
        let now = self.now();
        let all: Vec<Key<Milestone>> = self.program.milestones.keys().collect();
        let scope = Scope {
            of: ColorOf::Program,
            milestones: &all,
            roll_up: &now.program.roll_up,
            finish: &now.program.headline,
            written: self.program.settings.headline.as_ref(),
        };
        let changed = self.changed_since(self.last_sprint_over(), now, None);
        let answers = self.answers(now, &scope, asks, changed);
        let gate = next_gate(now).map(|key| self.gate_line(now, key));
        Answers { finish: FinishAnswer { also: gate, ..answers.finish }, ..answers }
    }

    /// The answers of a sprint, in the state that its page shows.
    pub fn sprint_answers(&self, key: Key<Sprint>, state: &Analysis, asks: &Asks) -> Answers {
        let analysis = state.sprint(key);
        let scope = Scope {
            of: ColorOf::Sprint,
            milestones: &analysis.milestones,
            roll_up: &analysis.roll_up,
            finish: &state.program.headline,
            written: self.program.sprints[key].headline.as_ref(),
        };
        let changed = self.changed_since(self.sprint_before(key), state, Some(&analysis.milestones));
        self.answers(state, &scope, asks, changed)
    }

    /// The answers of a phase, on the status date.
    pub fn phase_answers(&self, key: Key<Phase>, asks: &Asks) -> Answers {
        let now = self.now();
        let phase = &now.phases[key.index()];
        let scope = Scope {
            of: ColorOf::Phase(key),
            milestones: &phase.milestones,
            roll_up: &phase.roll_up,
            finish: &phase.gate.headline,
            written: None,
        };
        let changed = self.changed_since(self.last_sprint_over(), now, Some(&phase.milestones));
        let answers = self.answers(now, &scope, asks, changed);
        let headline = self.said_at_gate(key).unwrap_or(answers.headline);
        Answers { headline, ..answers }
    }

    /// The answers of a milestone, on the status date.
    pub fn milestone_answers(&self, key: Key<Milestone>, asks: &Asks) -> Answers {
        let now = self.now();
        let (milestone, voice) = (now.milestone(key), self.voice());
        let verdict = voice.verdict(milestone);
        let headline = match milestone.facts.note.as_ref() {
            Some(note) => HeadlineView {
                text: beginning(&note.value),
                written: true,
                by: note.by.as_ref().map(|by| self.owner(by)),
                on: note.on,
                beside: vec![verdict.clone(), sentence(&voice.shown(milestone))],
            },
            None => HeadlineView {
                text: sentence(&voice.shown(milestone)),
                written: false,
                by: None,
                on: None,
                beside: vec![verdict],
            },
        };
        let placement = milestone.schedule.as_ref().ok();
        let certain = placement.filter(|placement| !placement.incomplete);
        let variance = certain.and_then(|placement| placement.variance);
        let mut notes = Vec::new();
        notes.extend(milestone.baseline.finish.map(|on| format!("Baseline {}", voice.day(on))));
        if let Some(placement) = certain.filter(|_| milestone.progress.is_open()) {
            notes.push(format!("{} keeps the program's finish", voice.day(placement.late.finish)));
        }
        let finish = FinishAnswer {
            on: certain.map(|placement| placement.forecast.finish),
            against: variance.map(against_in_short),
            late: variance.is_some_and(|days| days > 0),
            notes,
            chances: None,
            also: match &milestone.schedule {
                Err(reason) => Some(format!("No dates: {}.", voice.unscheduled(reason))),
                Ok(placement) if placement.incomplete => {
                    Some(format!("Not before {}.", voice.day(placement.forecast.finish)))
                }
                Ok(_) => None,
            },
        };
        let changed =
            self.changed_since(self.last_sprint_over(), now, Some(&[key])).only_of(&self.milestone(key).id);
        Answers { rag: milestone.verdict.shown, headline, finish, needed: NeededAnswer::new(asks), changed }
    }

    fn answers(&self, state: &Analysis, scope: &Scope, asks: &Asks, changed: Changed) -> Answers {
        let voice = self.voice_on(state.as_of);
        let beside = voice.beside_headline(state, scope.milestones, scope.roll_up);
        let written = scope.written.filter(|written| self.still_counts(written, state));
        let headline = match written {
            Some(written) => HeadlineView {
                text: sentence(&written.text),
                written: true,
                by: written.by.as_ref().map(|by| self.owner(by)),
                on: written.on,
                beside,
            },
            None => HeadlineView {
                text: voice.headline_from_facts(state, scope.roll_up, scope.of),
                written: false,
                by: None,
                on: None,
                beside,
            },
        };
        let finish = FinishAnswer {
            on: scope.finish.forecast.map(|forecast| forecast.finish),
            against: voice.finish_against(scope.finish),
            late: scope.finish.variance.is_some_and(|days| days > 0),
            notes: voice.finish_notes(scope.finish),
            chances: None,
            also: None,
        };
        Answers { rag: scope.roll_up.rag, headline, finish, needed: NeededAnswer::new(asks), changed }
    }

    /// Whether what somebody wrote still speaks of this state: it is known, and not older than facts may be.
    fn still_counts(&self, written: &Written, state: &Analysis) -> bool {
        let settings = &self.program.settings;
        written.on.is_none_or(|on| {
            let age = settings.calendar.calendar.days_between(on, state.as_of);
            on <= state.as_of && u32::try_from(age).is_ok_and(|age| age < settings.thresholds.stale_after)
        })
    }

    /// What was said last at the gate of a phase, while that counts.
    fn said_at_gate(&self, key: Key<Phase>) -> Option<HeadlineView> {
        let now = self.now();
        let said = self.program.phases[key].gate.history.latest(now.as_of)?;
        let written = Written { text: said.note.clone()?, on: Some(said.date), by: said.by.clone() };
        let phase = &now.phases[key.index()];
        let beside = self.voice().beside_headline(now, &phase.milestones, &phase.roll_up);
        self.still_counts(&written, now).then(|| HeadlineView {
            text: beginning(&written.text),
            written: true,
            by: written.by.as_ref().map(|by| self.owner(by)),
            on: written.on,
            beside,
        })
    }

    fn gate_line(&self, state: &Analysis, key: Key<Phase>) -> String {
        let gate = &state.phases[key.index()].gate;
        let voice = self.voice_on(state.as_of);
        let on = gate.forecast.map_or_else(String::new, |on| format!(", {}", voice.day(on)));
        let against = gate.variance.map(crate::say::words::against_plan);
        let against = against.map_or_else(String::new, |against| format!(", {against}"));
        format!("Next gate: {}{on}{against}.", self.link(Subject::Phase(key)).id)
    }

    /// Answers with what the forecast with risk says of the finish: for pages that are made, not for what is only checked.
    pub fn with_chances(&self, answers: &Answers) -> Answers {
        let chances =
            self.forecast_with_risk().map(|risk| self.voice().chances(risk.finish.p50, risk.finish.p80));
        Answers { finish: FinishAnswer { chances, ..answers.finish.clone() }, ..answers.clone() }
    }

    /// The same for the gate of a phase.
    pub fn with_chances_of_gate(&self, key: Key<Phase>, answers: Answers) -> Answers {
        let days = self.forecast_with_risk().and_then(|risk| risk.gate(key));
        let open = self.now().phases[key.index()].gate.open;
        let chances = days.filter(|_| open).map(|days| self.voice().chances(days.p50, days.p80));
        Answers { finish: FinishAnswer { chances, ..answers.finish }, ..answers }
    }

    /// When the program finishes, with risk.
    pub fn program_finish(&self) -> FinishAnswer {
        let now = self.now();
        let (voice, headline) = (self.voice(), &now.program.headline);
        FinishAnswer {
            on: headline.forecast.map(|forecast| forecast.finish),
            against: voice.finish_against(headline),
            late: headline.variance.is_some_and(|days| days > 0),
            notes: voice.finish_notes(headline),
            chances: self.forecast_with_risk().map(|risk| voice.chances(risk.finish.p50, risk.finish.p80)),
            also: next_gate(now).map(|key| self.gate_line(now, key)),
        }
    }

    /// All asks of the program on the status date.
    pub fn program_asks(&self) -> Asks {
        let milestones: Vec<_> = self.program.milestones.keys().collect();
        let blockers: Vec<_> = self.known_blockers().collect();
        let decisions: Vec<_> = self.program.decisions.keys().collect();
        self.asks(
            self.now(),
            AskScope { milestones: &milestones, blockers: &blockers, decisions: &decisions },
        )
    }
}

impl NeededAnswer {
    fn new(asks: &Asks) -> Self {
        let count = |verdict: &str| asks.rows.iter().filter(|ask| ask.verdict == verdict).count();
        Self {
            asks: asks.rows.iter().take(NAMED).cloned().collect(),
            all: asks.rows.len(),
            too_late: count("too late"),
            overdue: count("overdue"),
            silent: asks.silent.iter().take(NAMED).cloned().collect(),
            silent_more: asks.silent.len().saturating_sub(NAMED),
            without: asks.without.len(),
        }
    }

    /// The page of all asks.
    pub const PAGE: &'static str = addresses::ASKS;
}

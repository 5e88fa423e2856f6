//! The page of a milestone: its color with every rule that fired, its dates and why, its surroundings, its history.

use chrono::NaiveDate;
use serde::Serialize;

use crate::{
    analyse::{MilestoneAnalysis, Placement, Progress, Waiting, WaitingOn},
    date::Dates,
    model::{Blocker, Key, Milestone, Rag, Subject},
    say::plan::tie,
    view::{
        Context, OwnerLink, SubjectLink,
        chart::way::Way,
        part::{
            answers::Answers,
            asks::AskScope,
            blocker_row::BlockerRow,
            changes::ChangeView,
            decision_row::DecisionRow,
            extras::ExtraFact,
            fact_age::FactView,
            milestone_row::MilestoneRow,
            next_action::NextActionView,
            place_in_plan::{DatesRow, PlanFact, dates_rows},
            relations::{PartsDone, Relatives},
            reported::ReportedText,
            risk_row::RiskRow,
            source::SourceLink,
            task_row::TaskRow,
        },
    },
};

/// What stands on the page of a milestone.
#[derive(Debug, Clone, Serialize)]
pub struct MilestonePage {
    /// Which.
    pub subject: SubjectLink,
    /// How its color and its finish changed.
    pub way: Way,
    /// The phase it belongs to.
    pub phase: Option<SubjectLink>,
    /// The sprint it is assigned to.
    pub sprint: Option<SubjectLink>,
    /// Who answers for it.
    pub owner: Option<OwnerLink>,
    /// Where it stands in its life.
    pub status: &'static str,
    /// The same as it was written, where that is another word.
    pub status_written: Option<String>,
    /// 0 to 100.
    pub percent_complete: Option<u8>,
    /// How it stands, when it ends, what is needed, what changed.
    pub answers: Answers,
    /// Its color.
    pub verdict: VerdictView,
    /// The sign of its color: `done` where a green one is done.
    pub verdict_mark: &'static str,
    /// The facts its color rests on, each with its age.
    pub facts: Vec<FactView>,
    /// It is neither done nor given up.
    pub open: bool,
    /// Its dates side by side: approved, expected or actual, and the latest that move nothing.
    pub dates: Vec<DatesRow>,
    /// What else is known of its place in the plan: length, float, deadline.
    pub plan: Vec<PlanFact>,
    /// Its place in the schedule.
    pub schedule: Option<ScheduleView>,
    /// Why it has none.
    pub unscheduled: Option<String>,
    /// What was said last, and when.
    pub note: Option<ReportedText>,
    /// The heading over it: `Now`; once nothing more is to be done, `Last word`.
    pub note_title: &'static str,
    /// What is to be done next.
    pub next_action: Option<NextActionView>,
    /// What it waits for.
    pub waits_for: Vec<WaitingView>,
    /// What waits for it.
    pub holds_up: Vec<MilestoneRow>,
    /// Blockers on it that are active.
    pub blockers: Vec<BlockerRow>,
    /// Blockers on it that were resolved.
    pub resolved: Vec<BlockerRow>,
    /// Risks that affect it, open ones first.
    pub risks: Vec<RiskRow>,
    /// Decisions about it.
    pub decisions: Vec<DecisionRow>,
    /// Its tasks.
    pub tasks: Vec<TaskRow>,
    /// How many of its tasks and other parts are done.
    pub parts: Option<PartsDone>,
    /// What it is to things of other kinds.
    pub relatives: Relatives,
    /// What its front matter says besides.
    pub extras: Vec<ExtraFact>,
    /// The services it delivers.
    pub services: Vec<SubjectLink>,
    /// What was reported of it, newest first.
    pub history: Vec<ChangeView>,
}

/// A color with everything that led to it.
#[derive(Debug, Clone, Serialize)]
pub struct VerdictView {
    /// The color shown.
    pub rag: Rag,
    /// How it came about, in one sentence.
    pub sentence: String,
    /// What the rules say.
    pub computed: Rag,
    /// What its owner says.
    pub declared: Option<Rag>,
    /// Declared better than computed.
    pub watermelon: bool,
    /// A valid override, as a sentence.
    pub overridden: Option<String>,
    /// Every rule that fired, worst first.
    pub rules: Vec<FiredView>,
}

/// A rule that fired.
#[derive(Debug, Clone, Serialize)]
pub struct FiredView {
    /// Its stable name.
    pub code: &'static str,
    /// The color it gives.
    pub rag: Rag,
    /// Why.
    pub reason: String,
    /// Where the facts it read were written.
    pub source: Option<SourceLink>,
}

/// A place in the schedule. Working days.
#[derive(Debug, Clone, Serialize)]
pub struct ScheduleView {
    /// Length.
    pub duration: u32,
    /// Expected or actual dates.
    pub forecast: Dates,
    /// Earliest dates.
    pub early: Dates,
    /// Latest dates that do not move the program's finish.
    pub late: Dates,
    /// Days it can move without moving the program's finish.
    pub total_float: i32,
    /// Days it can move without moving anything.
    pub free_float: i32,
    /// No total float.
    pub critical: bool,
    /// Forecast minus baseline.
    pub variance: Option<i32>,
    /// The finish its owner expects.
    pub owner_finish: Option<NaiveDate>,
    /// The finish without the owner's forecast.
    pub computed_finish: NaiveDate,
    /// Why its dates are what they are.
    pub why: String,
    /// The chain that drives it, nearest first.
    pub chain: Vec<ChainView>,
    /// Something it waits for has no dates.
    pub incomplete: bool,
}

/// A link of the chain that drives a milestone.
#[derive(Debug, Clone, Serialize)]
pub struct ChainView {
    /// Which.
    pub subject: SubjectLink,
    /// It is the gate of the phase.
    pub gate: bool,
    /// Its dates.
    pub dates: Option<Dates>,
    /// Why it has them, where that is not the next link.
    pub why: Option<String>,
    /// So many links between the one before and this one are not told.
    pub skipped: usize,
}

/// One thing a milestone waits for.
#[derive(Debug, Clone, Serialize)]
pub struct WaitingView {
    /// Which; `None` for everything.
    pub subject: Option<SubjectLink>,
    /// `FS`, `SS`, `FF`, `SF`.
    pub kind: &'static str,
    /// The same in words, with the lag: `start after its finish, 2 working days later`.
    pub tie: String,
    /// `+2d`, `-1d`, `+3ed`; empty where 0.
    pub lag: String,
    /// Its color, for milestones.
    pub rag: Option<Rag>,
    /// Its expected or actual finish.
    pub finish: Option<NaiveDate>,
    /// It drives the dates.
    pub driving: bool,
    /// What for.
    pub purpose: Option<String>,
    /// `gRPC`, `Kafka`, ...
    pub via: Option<&'static str>,
    /// The contract between the two.
    pub contract: Option<SubjectLink>,
}

/// A longer driving chain is told by its nearest links and by those that it begins with: in between nobody reads on.
const MOST_LINKS: usize = 12;
/// So many of them are those that it begins with.
const FIRST_LINKS: usize = 3;

impl Context<'_> {
    /// The page of a milestone, on the status date.
    pub fn milestone_page(&self, key: Key<Milestone>) -> MilestonePage {
        let (milestone, now) = (&self.program.milestones[key], self.now());
        let analysis = now.milestone(key);
        let facts = &analysis.facts;
        let subject = Subject::Milestone(key);
        let open = analysis.progress.is_open();
        let on_it: Vec<Key<Blocker>> = self.blocker_keys_on(key).collect();
        let scope =
            AskScope { milestones: &[key], blockers: &on_it, decisions: &self.decisions_about(&[key]) };
        let asks = self.asks(now, scope);
        let (blockers, resolved) = self.blockers_on(key).into_iter().partition(|row| row.active);
        MilestonePage {
            subject: self.link(subject),
            way: self.way(key),
            phase: milestone.phase.map(|phase| self.link(Subject::Phase(phase))),
            sprint: milestone.sprint.map(|sprint| self.link(Subject::Sprint(sprint))),
            owner: facts.owner.as_ref().map(|fact| self.owner(&fact.value)),
            status: analysis.life_cycle().word(),
            status_written: self.status_written(analysis),
            percent_complete: analysis.percent(),
            answers: self.milestone_answers(key, &asks),
            verdict: self.verdict_view(analysis),
            verdict_mark: match (analysis.progress, analysis.verdict.shown) {
                (Progress::Done(_), Rag::Green) => "done",
                (_, rag) => rag.word(),
            },
            facts: self.fact_ages(now, key),
            open,
            note_title: if open { "Now" } else { "Last word" },
            dates: dates_rows(analysis),
            plan: self.plan_facts(key),
            schedule: analysis.schedule.as_ref().ok().map(|placement| self.schedule(key, placement)),
            unscheduled: analysis.schedule.as_ref().err().map(|reason| self.voice().unscheduled(reason)),
            note: facts.note.as_ref().map(|fact| ReportedText {
                text: fact.value.clone(),
                on: fact.on,
                by: fact.by.as_ref().map(|by| self.owner(by)),
            }),
            next_action: self.milestone_row(now, key).next_action,
            waits_for: self.waits_for(key),
            holds_up: self.graph.successors(key).iter().map(|next| self.milestone_row(now, *next)).collect(),
            blockers,
            resolved,
            risks: self.risks_on(key),
            decisions: self.decisions_on(subject),
            parts: self.milestone_parts(key),
            relatives: self.relatives(subject),
            extras: self.extras(milestone.head.file),
            tasks: milestone.tasks.iter().map(|task| self.task_row(*task)).collect(),
            services: milestone
                .services
                .iter()
                .map(|service| self.link(Subject::Service(*service)))
                .collect(),
            history: self.milestone_changes(key, None, now.as_of).rev().collect(),
        }
    }

    /// A color with everything that led to it.
    fn verdict_view(&self, milestone: &MilestoneAnalysis) -> VerdictView {
        let verdict = &milestone.verdict;
        VerdictView {
            rag: verdict.shown,
            sentence: self.voice().verdict(milestone),
            computed: verdict.computed,
            declared: verdict.declared,
            watermelon: verdict.watermelon,
            overridden: verdict.overridden.as_ref().map(|set| self.voice().overridden(set)),
            rules: verdict
                .fired
                .iter()
                .map(|fired| FiredView {
                    code: fired.code.name(),
                    rag: fired.rag,
                    reason: self.voice().rule(fired),
                    source: fired.place.map(|place| self.source(place)),
                })
                .collect(),
        }
    }

    fn schedule(&self, key: Key<Milestone>, placement: &Placement) -> ScheduleView {
        ScheduleView {
            duration: placement.duration,
            forecast: placement.forecast,
            early: placement.early,
            late: placement.late,
            total_float: placement.total_float,
            free_float: placement.free_float,
            critical: placement.critical,
            variance: placement.variance,
            owner_finish: placement.owner_finish,
            computed_finish: placement.computed_finish,
            why: self.voice().why_of(self.now().milestone(key)),
            chain: self.chain(key),
            incomplete: placement.incomplete,
        }
    }

    /// What drives a milestone, what drives that, and so on to what waits for nothing.
    fn chain(&self, key: Key<Milestone>) -> Vec<ChainView> {
        let now = self.now();
        let driver = |subject: Subject| match subject {
            Subject::Milestone(key) => now.milestone(key).schedule.as_ref().ok().and_then(|p| p.driving),
            Subject::Phase(phase) => now.phases[phase.index()].gate.driving.map(Subject::Milestone),
            _ => None,
        };
        let last = now.milestones.len() + now.phases.len();
        let links: Vec<Subject> =
            std::iter::successors(driver(Subject::Milestone(key)), |at| driver(*at)).take(last).collect();
        let skipped = links.len().saturating_sub(MOST_LINKS);
        let resumes = links.len().saturating_sub(FIRST_LINKS);
        let view = |(index, &subject): (usize, &Subject)| ChainView {
            skipped: if index == resumes { skipped } else { 0 },
            ..self.chain_link(subject, index + 1 == links.len())
        };
        let told = |(index, _): &(usize, &Subject)| *index >= resumes || *index < resumes - skipped;
        links.iter().enumerate().filter(told).map(view).collect()
    }

    /// A link of a chain; the one that it begins with says why.
    fn chain_link(&self, subject: Subject, begins: bool) -> ChainView {
        let now = self.now();
        let dates = match subject {
            Subject::Milestone(key) => now.milestone(key).schedule.as_ref().ok().map(|p| p.forecast),
            Subject::Phase(phase) => {
                let day = now.phases[phase.index()].gate.forecast;
                day.map(|day| Dates { start: day, finish: day })
            }
            _ => None,
        };
        let why = || match subject {
            Subject::Milestone(key) => self.voice().why_of(now.milestone(key)),
            Subject::Phase(_) => "The gate waits for the last milestone of its phase.".to_owned(),
            _ => String::new(),
        };
        let gate = matches!(subject, Subject::Phase(_));
        let why = begins.then(why).filter(|why| !why.is_empty());
        ChainView { subject: self.link(subject), gate, dates, why, skipped: 0 }
    }

    fn waits_for(&self, key: Key<Milestone>) -> Vec<WaitingView> {
        let (milestone, now) = (&self.program.milestones[key], self.now());
        let analysis = now.milestone(key);
        let driving = analysis.schedule.as_ref().ok().and_then(|placement| placement.driving);
        let view = |waiting: &Waiting| {
            let subject = match waiting.on {
                WaitingOn::Milestone(on) => Some(Subject::Milestone(on)),
                WaitingOn::Gate(on) => Some(Subject::Phase(on)),
                WaitingOn::Everything => None,
            };
            let written = milestone.depends_on.iter().find(|dependency| dependency.names(subject));
            let (rag, finish) = match waiting.on {
                WaitingOn::Milestone(on) => {
                    let on = now.milestone(on);
                    (Some(on.verdict.shown), on.forecast().map(|dates| dates.finish))
                }
                WaitingOn::Gate(on) => {
                    let phase = &now.phases[on.index()];
                    (Some(phase.roll_up.rag), phase.gate.forecast)
                }
                WaitingOn::Everything => (None, None),
            };
            let unit = if waiting.elapsed { "ed" } else { "d" };
            WaitingView {
                subject: subject.map(|subject| self.link(subject)),
                kind: waiting.kind.word(),
                tie: tie(waiting),
                lag: if waiting.lag == 0 { String::new() } else { format!("{:+}{unit}", waiting.lag) },
                rag,
                finish,
                driving: subject.is_some() && subject == driving,
                purpose: written.and_then(|dependency| dependency.purpose.clone()),
                via: written.and_then(|dependency| dependency.via).map(|via| via.label()),
                contract: written
                    .and_then(|dependency| dependency.contract)
                    .map(|contract| self.link(Subject::Contract(contract))),
            }
        };
        self.graph.waits_for(key).iter().map(view).collect()
    }

    fn blockers_on(&self, key: Key<Milestone>) -> Vec<BlockerRow> {
        self.blocker_keys_on(key).map(|blocker| self.blocker_row(self.now(), blocker)).collect()
    }

    fn blocker_keys_on(&self, key: Key<Milestone>) -> impl Iterator<Item = Key<Blocker>> {
        let on_it = self.blockers_naming_milestone(key).into_iter();
        on_it.filter(|blocker| self.exists(Subject::Blocker(*blocker)))
    }

    fn risks_on(&self, key: Key<Milestone>) -> Vec<RiskRow> {
        let risks = self.risks_naming_milestone(key).into_iter();
        let on_it = risks.filter(|risk| self.exists(Subject::Risk(*risk)));
        let mut rows: Vec<RiskRow> = on_it.map(|risk| self.risk_row(self.now(), risk)).collect();
        rows.sort_by(|a, b| (!a.open, b.rag).cmp(&(!b.open, a.rag)));
        rows
    }
}

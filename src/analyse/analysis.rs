//! The results of an analysis, as plain data.

use std::{collections::BTreeMap, sync::Arc};

use chrono::NaiveDate;

use super::{
    Chains, CriterionAnalysis, Headline, Missed, NeededBy, OwnerLoad, RollUp, Unclear, Unscheduled, Verdict,
    day::{BlockerDay, Progress, StateReport},
    schedule::Conflict,
};
use crate::{
    date::{Dates, Length, OpenDates},
    model::{
        Blocker, ConstraintKind, GateFacts, Key, Known, LinkKind, Lost, Milestone, MilestoneFacts, Phase,
        Rag, Risk, RiskFacts, Sprint, Subject,
    },
};

/// Everything that follows from the program on one day.
#[derive(Debug, Clone)]
pub struct Analysis {
    /// The day.
    pub as_of: NaiveDate,
    /// The same as seen from the status date.
    pub known: Known,
    /// By key.
    pub milestones: Vec<MilestoneAnalysis>,
    /// By key.
    pub phases: Vec<PhaseAnalysis>,
    /// Where each sprint lies, by key.
    pub sprint_times: Vec<SprintTime>,
    /// Those that are shown of the day; see [`Analysis::sprint`].
    pub sprints: BTreeMap<Key<Sprint>, SprintAnalysis>,
    /// By key.
    pub risks: Vec<RiskAnalysis>,
    /// By key.
    pub blockers: Vec<BlockerDay>,
    /// The whole.
    pub program: ProgramAnalysis,
    /// What in the plan cannot be so.
    pub conflicts: Vec<Conflict>,
    /// What drives what, and what is held up by it.
    pub chains: Chains,
    /// Until when blockers, decisions, contracts and criteria have to be settled.
    pub needed_by: NeededBy,
    /// What is asked of each owner; on the status date only, else empty.
    pub owner_load: Vec<OwnerLoad>,
}

impl Analysis {
    /// What follows for a milestone.
    pub fn milestone(&self, key: Key<Milestone>) -> &MilestoneAnalysis {
        &self.milestones[key.index()]
    }

    /// What follows for a sprint that is shown of the day: of the status date each that is not over, of the last day of
    /// a sprint that sprint itself; and the one after each.
    ///
    /// # Panics
    /// For any other sprint.
    pub fn sprint(&self, key: Key<Sprint>) -> &SprintAnalysis {
        self.sprints.get(&key).expect("a sprint is asked of the state that its page shows")
    }

    /// Where a sprint lies on the day.
    pub fn time(&self, key: Key<Sprint>) -> SprintTime {
        self.sprint_times[key.index()]
    }

    /// What follows for a risk.
    pub fn risk(&self, key: Key<Risk>) -> &RiskAnalysis {
        &self.risks[key.index()]
    }
}

/// What follows for one milestone.
#[derive(Debug, Clone)]
pub struct MilestoneAnalysis {
    /// Its state on the day, shared with other days.
    pub facts: Arc<MilestoneFacts>,
    /// Its color and why.
    pub verdict: Verdict,
    /// Baseline, where both dates are given (from the duration, where only one is).
    pub baseline: OpenDates,
    /// The forecast against each baseline, by index of the baseline; one at least.
    pub baselines: Vec<BaselineVariance>,
    /// Its place in the schedule, or why it has none.
    pub schedule: Result<Placement, Unscheduled>,
    /// How far it is.
    pub progress: Progress,
    /// When it was last reported on.
    pub last_update: Option<NaiveDate>,
    /// The last report of its state.
    pub last_report: Option<StateReport>,
    /// What is lost of its facts, its plan and the settings.
    pub lost: Vec<Lost>,
}

/// A milestone against one approved plan.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct BaselineVariance {
    /// The approved dates.
    pub dates: OpenDates,
    /// Forecast finish minus approved finish in working days; negative when early.
    pub variance: Option<i32>,
}

/// One thing a milestone waits for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Waiting {
    /// What is waited for.
    pub on: WaitingOn,
    /// Which ends are tied.
    pub kind: LinkKind,
    /// Working days between the ends (elapsed days where `elapsed`).
    pub lag: i32,
    /// Whether the lag counts calendar days.
    pub elapsed: bool,
}

/// What a milestone can wait for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum WaitingOn {
    /// A milestone.
    Milestone(Key<Milestone>),
    /// The gate of a phase.
    Gate(Key<Phase>),
    /// Everything that does not itself wait for the milestone.
    Everything,
}

/// The place of a milestone in the schedule. Working days; dates inclusive.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Placement {
    /// Length in working days.
    pub duration: u32,
    /// Earliest dates by the network. What is not begun does not begin before the day for which it is planned.
    pub early: Dates,
    /// Latest dates that do not move the program's finish.
    pub late: Dates,
    /// What is expected on the day: actual dates where it is done, else the earliest dates from the remaining work,
    /// the status date and what it waits for, or a later finish that its owner gave.
    pub forecast: Dates,
    /// The finish without the owner's own forecast.
    pub computed_finish: NaiveDate,
    /// The finish its owner gave, while it is not done.
    pub owner_finish: Option<NaiveDate>,
    /// Working days it can move without moving the program's finish; negative when it is too late already.
    pub total_float: i32,
    /// Working days it can move without moving any successor.
    pub free_float: i32,
    /// No total float.
    pub critical: bool,
    /// The milestone, or the phase whose gate, gives it its dates; `None` where something else does.
    pub driving: Option<Subject>,
    /// Why its dates are what they are.
    pub why: Why,
    /// The day on which it could begin, where it is planned for later.
    pub could_begin: Option<NaiveDate>,
    /// Forecast finish minus baseline finish in working days, where there is a baseline and the forecast is no lower bound;
    /// negative when early.
    pub variance: Option<i32>,
    /// Something it waits for, however far back, has no dates: it may be later than told here.
    pub incomplete: bool,
    /// What of its deadline and its constraints cannot be kept while it is not finished: the worst of it.
    pub missed: Option<Missed>,
    /// The dates it has when no owner is asked for more than they can do; on the status date only.
    pub leveled: Option<Dates>,
}

impl Placement {
    /// A positive variance; else 0.
    pub fn slip(&self) -> u32 {
        self.variance.map_or(0, |days| u32::try_from(days).unwrap_or(0))
    }
}

/// Why a milestone has its dates.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Why {
    /// It was done on these days.
    Done {
        /// The day it began, where that was told.
        start: Option<NaiveDate>,
        /// The day it was finished.
        finish: NaiveDate,
    },
    /// It starts with the program.
    ProgramStart {
        /// The day.
        on: NaiveDate,
        /// It waits for something, which does not hold it longer.
        waits: bool,
    },
    /// It waits for something that has no dates, or waits for such a thing itself: this is a lower bound.
    NotBefore {
        /// The milestone, or the phase whose gate.
        from: Subject,
        /// The day before which it does not start.
        on: NaiveDate,
    },
    /// It is under way, and this is left of it.
    WorkLeft {
        /// Working days.
        days: u32,
        /// The status date, on which the work that is left begins.
        from: NaiveDate,
        /// It is reported blocked, so this is the best case.
        blocked: bool,
    },
    /// Nothing holds it, but it has not begun, and the days before the status date are over.
    StatusDate {
        /// The status date.
        on: NaiveDate,
        /// Something that it waits for is open, and does not hold it longer.
        open: bool,
    },
    /// Its owner expects this finish, or more work than can be done before.
    OwnerExpects(Option<NaiveDate>),
    /// A constraint binds it.
    Constraint {
        /// How.
        kind: ConstraintKind,
        /// The day.
        date: Option<NaiveDate>,
    },
    /// It waits for something.
    Link {
        /// A milestone, or a phase for its gate.
        from: Subject,
        /// Which ends are tied.
        kind: LinkKind,
        /// Time between the two ends.
        lag: Length,
        /// The day of the end it waits for: start or finish, as `kind` says.
        on: Option<NaiveDate>,
        /// That end lies behind already: it was begun, or done.
        happened: bool,
    },
    /// Its owner is not free earlier; only where owners are leveled.
    OwnerBusy,
}

/// What follows for one phase.
#[derive(Debug, Clone)]
pub struct PhaseAnalysis {
    /// Its color and why.
    pub roll_up: RollUp,
    /// Its milestones, in order.
    pub milestones: Vec<Key<Milestone>>,
    /// From the first baseline start to the last baseline finish.
    pub baseline: OpenDates,
    /// From the first forecast start to the last forecast finish.
    pub forecast: Option<Dates>,
    /// Mean of the milestones' percentages weighed by their durations; `None` where one under way has none.
    pub percent_complete: Option<u8>,
    /// How it ends.
    pub gate: GateAnalysis,
}

/// What follows for a gate.
#[derive(Debug, Clone)]
pub struct GateAnalysis {
    /// The decision on the day.
    pub facts: GateFacts,
    /// Each criterion, in the order written.
    pub criteria: Vec<CriterionAnalysis>,
    /// Last baseline finish of the milestones before it.
    pub baseline: Option<NaiveDate>,
    /// The day on which all milestones before it that have dates are forecast to be done.
    pub forecast: Option<NaiveDate>,
    /// The milestone that is forecast to be done last.
    pub driving: Option<Key<Milestone>>,
    /// Forecast minus baseline in working days, over the milestones that have both.
    pub variance: Option<i32>,
    /// The dates of the milestones before it.
    pub headline: Headline,
    /// Some milestones before it are neither done nor given up.
    pub open: bool,
    /// The day on which it was decided, where that is known.
    pub decided_on: Option<NaiveDate>,
    /// The criteria, as indices, that were not met on the day on which it was decided `go` or `conditional`.
    pub unmet_when_decided: Vec<usize>,
    /// It was decided `go` while a criterion was not met, whatever came after.
    pub signed_unmet: bool,
    /// Why nobody can tell what was decided; `None` where that is clear.
    pub unclear: Option<Unclear>,
}

/// Where a sprint lies.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum SprintTime {
    /// Over before the day.
    Past,
    /// It holds the day.
    Current,
    /// It begins after the day.
    Future,
}

/// What follows for one sprint.
#[derive(Debug, Clone)]
pub struct SprintAnalysis {
    /// Its color and why; `Planned` for a future one.
    pub roll_up: RollUp,
    /// Milestones in scope, in order.
    pub milestones: Vec<Key<Milestone>>,
    /// Open risks in scope, in order.
    pub risks: Vec<Key<Risk>>,
    /// Blockers active in it, in order.
    pub blockers: Vec<Key<Blocker>>,
    /// Milestones finished in it, in order.
    pub completed: Vec<Key<Milestone>>,
}

/// What follows for one risk.
#[derive(Debug, Clone)]
pub struct RiskAnalysis {
    /// Its state on the day.
    pub facts: RiskFacts,
    /// Whether anybody knew of it: what is not known stands on no page.
    pub known: bool,
    /// Whether it stands: open, or lived with.
    pub open: bool,
    /// Color by the matrix; `Unknown` where probability or impact are missing; `Green` once it is closed.
    pub rag: Rag,
}

/// What follows for the whole.
#[derive(Debug, Clone)]
pub struct ProgramAnalysis {
    /// Its color and why.
    pub roll_up: RollUp,
    /// Its dates, approved and expected.
    pub headline: Headline,
    /// The critical path: milestones without total float that drive the finish, in order of time.
    pub critical_path: Vec<Key<Milestone>>,
    /// The sprint that holds the day.
    pub current_sprint: Option<Key<Sprint>>,
    /// Cycles, each once, as milestones and phases (their gates) in order; the last waits for the first.
    pub cycles: Vec<Vec<Subject>>,
}

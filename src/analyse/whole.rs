//! The whole analysis of a day.

use super::{
    Analysis, BaselineVariance, Cause, Dates, DependencyGraph, Headline, MilestoneAnalysis, PhaseAnalysis,
    Placement, ProgramAnalysis, Progress, RiskAnalysis, RollUp, RollUpMember, Unscheduled,
    day::Day,
    decisions::day_alone,
    gate::{self, Before},
    needed_by, owner_load, placement,
    placement::{GateDates, Placements},
    roll_up::{Scope, astray_in, color, of_strays, roll_up},
    rules::{self, Expected, weight},
    schedule::Network,
    sprint,
    standing::Standing,
};
use crate::diag::Located;
use crate::model::{Blocker, Key, Known, LifeCycle, Milestone, Phase, Program, Risk, Sprint, Subject};

/// The program on a day: facts reported later do not count. Without the load of owners, with all sprints. Made for the day
/// alone; of many days, [`Chronicle`](super::Chronicle) makes the same for less.
pub fn analyse(program: &Program, graph: &DependencyGraph, known: impl Into<Known>) -> Analysis {
    let day = day_alone(program, graph, known.into());
    let sprints: Vec<Key<Sprint>> = program.sprints.keys().collect();
    whole(&day, placement::place_alone(&day), &sprints, None)
}

/// The whole analysis of a day, with some of the sprints; with the load of owners where the network of the day is given.
pub(super) fn whole(
    day: &Day,
    places: Placements,
    sprints: &[Key<Sprint>],
    network: Option<&Network>,
) -> Analysis {
    let program = day.program;
    let Placements { milestones: mut places, gates, cycles, conflicts, chains, schedule } = places;
    let mut owner_load = Vec::new();
    if let Some((network, schedule)) = network.zip(schedule) {
        let (loads, leveled) = owner_load::owner_load(day, network, &schedule);
        owner_load = loads;
        for (place, dates) in places.iter_mut().zip(leveled) {
            if let Ok(place) = place {
                place.leveled = dates;
            }
        }
    }
    let keyed = program.milestones.keys().zip(places);
    let milestones: Vec<_> = keyed.map(|(key, schedule)| milestone(day, key, schedule)).collect();
    let standings: Vec<Standing> = milestones.iter().map(MilestoneAnalysis::standing).collect();
    let phases: Vec<PhaseAnalysis> =
        program.phases.keys().map(|key| phase(day, &standings, key, gates[key.index()])).collect();
    Analysis {
        as_of: day.as_of,
        known: day.known,
        sprint_times: program.sprints.keys().map(|key| sprint::time(day, key)).collect(),
        sprints: sprints.iter().map(|key| (*key, sprint::analyse(day, &standings, *key))).collect(),
        risks: day
            .risks
            .iter()
            .map(|r| RiskAnalysis { facts: r.facts.clone(), known: r.known, open: r.open, rag: r.rag })
            .collect(),
        blockers: day.blockers.clone(),
        program: of_program(day, &milestones, headline_of_program(day, &standings, &phases), cycles),
        needed_by: needed_by::needed_by(day, &milestones, &phases),
        phases,
        milestones,
        conflicts,
        chains,
        owner_load,
    }
}

fn milestone(day: &Day, key: Key<Milestone>, schedule: Result<Placement, Unscheduled>) -> MilestoneAnalysis {
    let state = day.milestone(key);
    MilestoneAnalysis {
        verdict: rules::judge(day, key, schedule.as_ref().map(expected)),
        facts: state.facts.clone(),
        baseline: state.baseline,
        baselines: baselines(day, key, &schedule),
        progress: state.progress,
        last_update: state.last_update,
        last_report: state.last_report.clone(),
        lost: state.lost.clone(),
        schedule,
    }
}

fn expected(placement: &Placement) -> Expected {
    Expected { dates: placement.forecast, at_least: placement.incomplete, missed: placement.missed }
}

fn baselines(
    day: &Day,
    key: Key<Milestone>,
    schedule: &Result<Placement, Unscheduled>,
) -> Vec<BaselineVariance> {
    // A lower bound cannot be compared.
    let dated = schedule.as_ref().ok().filter(|placement| !placement.incomplete);
    let finish = dated.map(|placement| placement.forecast.finish);
    let against = |index| {
        let dates = day.program.milestones[key].baseline_dates(index).days();
        let variance =
            dates.finish.zip(finish).map(|(approved, is)| day.calendar().days_between(approved, is));
        BaselineVariance { dates, variance }
    };
    (0..day.program.settings.baselines.len().max(1)).map(against).collect()
}

pub(super) fn phase(
    day: &Day,
    all: &[Standing],
    key: Key<Phase>,
    gate_dates: Option<GateDates>,
) -> PhaseAnalysis {
    let program = day.program;
    let milestones = day.graph.members(key).to_vec();
    let headline = Headline::new(day, &milestones, all);
    let dated = milestones.iter().filter(|m| !all[m.index()].at_least);
    let finish = |m: &Key<Milestone>| all[m.index()].expected.map(|dates| dates.finish);
    let before = Before {
        headline,
        forecast: gate_dates.filter(|dates| !dates.incomplete).map(|dates| dates.early),
        driving: dated.copied().filter(|m| finish(m).is_some()).max_by_key(finish),
        open: milestones.iter().any(|m| day.milestone(*m).progress.is_open()),
    };
    let gate = gate::analyse(day, key, &before);
    let names_it = |subjects: &[Located<Subject>]| subjects.iter().any(|s| s.value == Subject::Phase(key));
    // What affects a milestone has its say through the milestone's own rules.
    let risks =
        program.risks.iter().filter(|(risk, row)| day.risks[risk.index()].open && names_it(&row.affects));
    let risks: Vec<Key<Risk>> = risks.map(|(risk, _)| risk).collect();
    let blockers = program.blockers.iter().filter(|(_, row)| names_it(&row.blocks));
    let blockers: Vec<Key<Blocker>> = blockers.map(|(blocker, _)| blocker).collect();
    let gate_members = gate::members(day, key, &gate);
    let scope = Scope {
        milestones: &milestones,
        risks: &risks,
        blockers: &blockers,
        also: gate_members
            .into_iter()
            .chain(astray_in(day, key))
            .chain(of_strays(day, Some(Subject::Phase(key))))
            .collect(),
    };
    let percent_complete = percent_complete(day, &milestones, all);
    PhaseAnalysis {
        roll_up: roll_up(day, all, &scope),
        milestones,
        baseline: headline.baseline,
        forecast: headline.forecast,
        percent_complete,
        gate,
    }
}

/// The color of the whole, with its dates.
pub(super) fn headline_of_program(
    day: &Day,
    all: &[Standing],
    phases: &[PhaseAnalysis],
) -> (RollUp, Headline) {
    let program = day.program;
    let milestones: Vec<Key<Milestone>> = program.milestones.keys().collect();
    let risks: Vec<Key<Risk>> = program.risks.keys().filter(|key| day.risks[key.index()].open).collect();
    let blockers: Vec<Key<Blocker>> = program.blockers.keys().collect();
    let keyed = program.phases.keys().zip(phases);
    let gates = keyed.flat_map(|(key, phase)| gate::members(day, key, &phase.gate));
    let also = gates.chain(of_strays(day, program.phases.keys().next().map(Subject::Phase))).collect();
    let mut scope = Scope { milestones: &milestones, risks: &risks, blockers: &blockers, also };
    let headline = Headline::new(day, &milestones, all);
    // Told where nothing else makes the whole as bad: what is late has a say of its own.
    let late = late_finish(day, &headline).filter(|late| weight(late.rag) > weight(color(day, all, &scope)));
    scope.also.extend(late);
    (roll_up(day, all, &scope), headline)
}

/// A finish that is expected later than approved, while something is still to be done.
fn late_finish(day: &Day, headline: &Headline) -> Option<RollUpMember> {
    let open = day.milestones().any(|milestone| milestone.progress.is_open());
    let days = headline.variance.filter(|days| *days > 0 && open)?;
    let subject = Subject::Milestone(headline.last?);
    Some(RollUpMember { subject, rag: gate::slipping(day, days), cause: Cause::FinishLate { days } })
}

fn of_program(
    day: &Day,
    all: &[MilestoneAnalysis],
    (roll_up, headline): (RollUp, Headline),
    cycles: Vec<Vec<Subject>>,
) -> ProgramAnalysis {
    let program = day.program;
    let current_sprint = program
        .sprints
        .iter()
        .find(|(key, row)| row.start <= day.as_of && day.as_of <= program.last_day(*key))
        .map(|(key, _)| key);
    ProgramAnalysis { roll_up, headline, critical_path: critical_path(all), current_sprint, cycles }
}

/// Critical milestones in order of time.
fn critical_path(all: &[MilestoneAnalysis]) -> Vec<Key<Milestone>> {
    let mut path: Vec<_> = all
        .iter()
        .enumerate()
        .filter_map(|(index, milestone)| {
            let placement = milestone.schedule.as_ref().ok().filter(|placement| placement.critical)?;
            Some((placement.forecast, Key::new(index)))
        })
        .collect();
    path.sort_unstable();
    path.into_iter().map(|(_, key)| key).collect()
}

/// Mean of the percentages weighed by duration; none where one that has begun has no percentage.
fn percent_complete(day: &Day, milestones: &[Key<Milestone>], all: &[Standing]) -> Option<u8> {
    let (mut done, mut whole) = (0u64, 0u64);
    for key in milestones {
        let standing = &all[key.index()];
        if standing.expected.is_none() {
            continue;
        }
        let state = day.milestone(*key);
        let percent = match state.percent() {
            Some(percent) => percent,
            None if state.under_way() => return None,
            None => 0,
        };
        let weight = u64::from(standing.duration.max(1));
        done += weight * u64::from(percent);
        whole += weight;
    }
    let percent = done.checked_div(whole)?;
    u8::try_from(percent).ok()
}

impl MilestoneAnalysis {
    /// What is expected on the day, where it is scheduled.
    pub fn forecast(&self) -> Option<Dates> {
        self.schedule.as_ref().ok().map(|placement| placement.forecast)
    }

    pub(super) fn standing(&self) -> Standing {
        let duration = self.schedule.as_ref().map_or(0, |placement| placement.duration);
        let at_least = self.schedule.as_ref().is_ok_and(|placement| placement.incomplete);
        Standing::new(&self.verdict, self.forecast(), at_least, duration)
    }

    /// Whether it is under way.
    pub fn under_way(&self) -> bool {
        matches!(self.progress, Progress::UnderWay(_))
    }

    /// Where it stands in its life, as far as its facts tell.
    pub fn life_cycle(&self) -> LifeCycle {
        let told = self.facts.status.as_ref().map(|status| status.value);
        match (self.progress, told) {
            (Progress::Done(_), _) => LifeCycle::Done,
            (Progress::Cancelled, _) => LifeCycle::Cancelled,
            (_, Some(told @ (LifeCycle::Blocked | LifeCycle::Unknown))) => told,
            (Progress::UnderWay(_), _) => LifeCycle::InProgress,
            (Progress::NotStarted, _) => LifeCycle::Planned,
        }
    }

    /// The reported percentage; 100 when done.
    pub fn percent(&self) -> Option<u8> {
        match self.progress {
            Progress::Done(_) => Some(100),
            _ => self.facts.percent_complete.as_ref().map(|fact| fact.value),
        }
    }
}

impl Analysis {
    /// Whether the day lies in these dates.
    pub fn as_of_in(&self, dates: Option<Dates>) -> bool {
        dates.is_some_and(|dates| dates.start <= self.as_of && self.as_of <= dates.finish)
    }
}

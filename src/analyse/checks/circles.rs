//! Things of any kind that wait for each other in a circle. Those of milestones the schedule finds.

use crate::{
    analyse::{
        Finding,
        findings::{ScheduleFault, Wait},
    },
    model::{Program, Subject},
};

pub(super) fn run(program: &Program) -> Vec<Finding> {
    let circles = program.relations.circles().into_iter();
    let is_scheduled = |subject: Subject| matches!(subject, Subject::Milestone(_));
    let circles = circles.filter(|circle| !circle.iter().all(|relation| is_scheduled(relation.from)));
    let finding = |circle: Vec<&crate::model::Relation>| {
        let members = circle.iter().rev().map(|relation| relation.from).collect();
        let waits = circle.iter().rev().filter_map(|relation| {
            let place = relation.by_from.or(relation.by_to)?;
            Some(Wait { place, waits: relation.from, on: relation.to })
        });
        let mut waits: Vec<Wait> = waits.collect();
        let first = (!waits.is_empty()).then(|| waits.remove(0))?;
        Some(Finding::new(first.place, ScheduleFault::Cycle { members, waits }))
    };
    circles.filter_map(finding).collect()
}

//! The dependency map of a phase or a service: who needs whom, by what, and what stands between them.

use chrono::NaiveDate;
use serde::Serialize;

use super::{
    Report,
    block::Block,
    wording::{MISSING, Named, UNKNOWN, name},
};
use crate::{
    model::{Entity, Key, Phase, Service},
    view::{
        Context,
        part::service_ties::{ServiceTies, TaskOf, UseView},
    },
};

/// A dependency map. What is `None` was not given.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct DependencyMap {
    /// Of which phase or service.
    pub of: Named,
    /// The day it was made for.
    pub generated: NaiveDate,
    /// The services in order of their ids.
    pub services: Vec<ServiceEntry>,
}

/// A service in the map.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct ServiceEntry {
    /// Which.
    #[serde(flatten)]
    pub service: Named,
    /// The services it uses.
    pub depends_on: Vec<Use>,
    /// The services that use it.
    pub depended_on_by: Vec<UsedBy>,
    /// Open tasks of the milestones that deliver it.
    pub blocking_tasks: Vec<Named>,
    /// What it waits for: open tasks of what it uses, and active blockers.
    pub blocked_by: Vec<BlockedBy>,
}

/// A service that another uses.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Use {
    /// Which.
    pub service: String,
    /// `gRPC`, `Kafka`, `HTTP`, `shared_db`.
    pub via: Option<&'static str>,
    /// The contract between the two.
    pub contract: Option<String>,
}

/// A service that uses another.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct UsedBy {
    /// Which.
    pub service: String,
    /// What for.
    pub purpose: Option<String>,
}

/// A task or blocker that a service waits for.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct BlockedBy {
    /// Which.
    #[serde(flatten)]
    pub what: Named,
    /// Who has to get it out of the way.
    pub owner: Option<String>,
}

impl DependencyMap {
    /// The map of the services that a phase delivers.
    pub fn of_phase(cx: &Context, key: Key<Phase>) -> Self {
        let head = cx.program.phases[key].head();
        let milestones = cx.program.milestones.rows().iter().filter(|milestone| milestone.phase == Some(key));
        let mut services: Vec<Key<Service>> =
            milestones.flat_map(|milestone| milestone.services.clone()).collect();
        services.sort_unstable();
        services.dedup();
        Self::new(cx, Named { id: head.id.to_string(), title: head.title.clone() }, &services)
    }

    /// The map of one service.
    pub fn of_service(cx: &Context, key: Key<Service>) -> Self {
        let head = cx.program.services[key].head();
        Self::new(cx, Named { id: head.id.to_string(), title: head.title.clone() }, &[key])
    }

    fn new(cx: &Context, of: Named, services: &[Key<Service>]) -> Self {
        let services = services.iter().map(|key| entry(&cx.service_ties(*key))).collect();
        Self { of, generated: cx.now().as_of, services }
    }
}

fn entry(ties: &ServiceTies) -> ServiceEntry {
    let tasks = ties.blocked_by_tasks.iter().map(|task| BlockedBy {
        what: Named::from(&task.task.subject),
        owner: name(task.task.assigned_to.as_ref()),
    });
    let blockers = ties.blocked_by.iter().map(|blocker| BlockedBy {
        what: Named::from(&blocker.row.subject),
        owner: name(blocker.row.required_from.as_ref()),
    });
    ServiceEntry {
        service: Named::from(&ties.subject),
        depends_on: ties.uses.iter().map(use_of).collect(),
        depended_on_by: ties.used_by.iter().map(used_by).collect(),
        blocking_tasks: ties
            .blocking_tasks
            .iter()
            .map(|task: &TaskOf| Named::from(&task.task.subject))
            .collect(),
        blocked_by: tasks.chain(blockers).collect(),
    }
}

fn use_of(view: &UseView) -> Use {
    Use {
        service: view.provider.id.clone(),
        via: view.via,
        contract: view.contract.as_ref().map(|contract| contract.id.clone()),
    }
}

fn used_by(view: &UseView) -> UsedBy {
    UsedBy { service: view.consumer.id.clone(), purpose: view.purpose.clone() }
}

impl Report for DependencyMap {
    fn blocks(&self) -> Vec<Block> {
        let mut blocks = vec![
            Block::Title(format!("DEPENDENCY MAP — {}", self.of.title)),
            Block::Lines(vec![format!("Generated: {}", self.generated)]),
        ];
        if self.services.is_empty() {
            blocks.push(Block::Lines(vec!["No services are delivered here.".to_owned()]));
        }
        for service in &self.services {
            blocks.push(Block::Heading(format!("SERVICE: {}", service.service.id)));
            blocks.extend(groups(service));
        }
        blocks
    }
}

fn groups(service: &ServiceEntry) -> [Block; 4] {
    let group = |name, items| Block::Group { name, items };
    let task = |named: &Named| format!("{}: {}", named.id, named.title);
    let use_line = |used: &Use| {
        let gap = if used.contract.is_none() { " (no contract)" } else { "" };
        format!("{} via {}{gap}", used.service, used.via.unwrap_or(UNKNOWN))
    };
    let used_line =
        |user: &UsedBy| format!("{} for {}", user.service, user.purpose.as_deref().unwrap_or(UNKNOWN));
    let blocked_line = |blocked: &BlockedBy| {
        format!("{} (owner: {})", task(&blocked.what), blocked.owner.as_deref().unwrap_or(MISSING))
    };
    [
        group("Depends On", service.depends_on.iter().map(use_line).collect()),
        group("Depended On By", service.depended_on_by.iter().map(used_line).collect()),
        group("Blocking Tasks", service.blocking_tasks.iter().map(task).collect()),
        group("Blocked By", service.blocked_by.iter().map(blocked_line).collect()),
    ]
}

//! E3 and E4: services that rely on each other without a contract, or on one that not all of them have acknowledged.

use std::collections::BTreeMap;

use chrono::NaiveDate;

use super::{
    Escalation, EscalationFacts,
    scene::{Scene, Waiting},
};
use crate::{
    analyse::{
        Progress,
        informal::{Informal, informal},
    },
    model::{Agreement, Contract, ContractStatus, Entity, Key, Milestone, Service, Subject},
};

/// A contract of a service that is under way, which one of its consumers has not acknowledged as it is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Unacknowledged {
    /// The contract.
    pub contract: Key<Contract>,
    /// The service that keeps it.
    pub provider: Key<Service>,
    /// The service that relies on it.
    pub consumer: Key<Service>,
    /// The milestone that delivers the provider and is under way.
    pub milestone: Key<Milestone>,
    /// Since when it has been.
    pub since: NaiveDate,
    /// How the consumer stands to it.
    pub agreement: Agreement,
    /// What waits for the consumer.
    pub waiting: Waiting,
}

/// E3, once for each pair of services.
pub(super) fn not_formal(scene: &Scene) -> Vec<Escalation> {
    let mut pairs: BTreeMap<(Key<Service>, Key<Service>), Vec<Informal>> = BTreeMap::new();
    for found in informal(scene.program) {
        pairs.entry((found.user, found.used)).or_default().push(found);
    }
    pairs.into_iter().map(|((user, used), found)| informal_pair(scene, user, used, found)).collect()
}

fn informal_pair(scene: &Scene, user: Key<Service>, used: Key<Service>, found: Vec<Informal>) -> Escalation {
    let services = &scene.program.services;
    let raised_on = scene.beginning();
    let setting = scene.setting(scene.delivering(user).first().copied(), Some(user), raised_on);
    let about = vec![Subject::Service(user), Subject::Service(used)];
    let place = found.first().map_or(services[user].head().place, |found| found.place);
    let who = services[used].owner.clone();
    scene.escalation(about, raised_on, who, place, setting, EscalationFacts::Informal(found))
}

/// E4, once for each contract and consumer.
pub(super) fn not_acknowledged(scene: &Scene) -> Vec<Escalation> {
    let unlisted = unlisted_consumers(scene);
    let mut found = Vec::new();
    for (key, contract) in scene.program.contracts.iter() {
        let provider = contract.provider.filter(|_| contract.status != ContractStatus::Deprecated);
        let Some(provider) = provider.map(|provider| provider.value) else { continue };
        let Some((since, milestone)) = built_since(scene, provider) else { continue };
        let built = Built { key, provider, since, milestone };
        let listed = contract.consumers.iter().map(|consumer| consumer.service.value);
        let others = unlisted.get(&key).into_iter().flatten().copied();
        found.extend(listed.chain(others).filter_map(|consumer| unacknowledged(scene, &built, consumer)));
    }
    found
}

/// A contract of a service that is under way.
struct Built {
    key: Key<Contract>,
    provider: Key<Service>,
    since: NaiveDate,
    milestone: Key<Milestone>,
}

/// Since when a milestone that delivers a service has been under way.
fn built_since(scene: &Scene, service: Key<Service>) -> Option<(NaiveDate, Key<Milestone>)> {
    let delivering = scene.delivering(service).into_iter();
    let begun = delivering.filter_map(|key| match scene.analysis.milestone(key).progress {
        Progress::UnderWay(since) => Some((since, key)),
        _ => None,
    });
    begun.min()
}

/// By contract: the services that name it without being listed among its consumers.
fn unlisted_consumers(scene: &Scene) -> BTreeMap<Key<Contract>, Vec<Key<Service>>> {
    let program = scene.program;
    let mut unlisted: BTreeMap<Key<Contract>, Vec<Key<Service>>> = BTreeMap::new();
    for (service, row) in program.services.iter() {
        for contract in row.depends_on.iter().filter_map(|use_of| use_of.contract) {
            let consumers = &program.contracts[contract.value].consumers;
            if consumers.iter().any(|consumer| consumer.service.value == service) {
                continue;
            }
            let services = unlisted.entry(contract.value).or_default();
            if services.last() != Some(&service) {
                services.push(service);
            }
        }
    }
    unlisted
}

fn unacknowledged(scene: &Scene, built: &Built, consumer: Key<Service>) -> Option<Escalation> {
    let contract = &scene.program.contracts[built.key];
    let entry = contract.consumers.iter().find(|entry| entry.service.value == consumer);
    let agreement = contract.agreement(entry, scene.as_of());
    if agreement.counts() {
        return None;
    }
    let raised_on = agreement.outdated().map_or(built.since, |on| on.max(built.since));
    let facts = Unacknowledged {
        contract: built.key,
        provider: built.provider,
        consumer,
        milestone: built.milestone,
        since: built.since,
        agreement,
        waiting: scene.waiting(&scene.open_milestones(&[Subject::Service(consumer)])),
    };
    let about = vec![Subject::Contract(built.key), Subject::Service(consumer)];
    let who = scene.program.services[consumer].owner.clone();
    let place = entry.map_or(contract.head().place, |entry| entry.place);
    let setting = scene.setting(Some(built.milestone), Some(built.provider), raised_on);
    Some(scene.escalation(about, raised_on, who, place, setting, EscalationFacts::Unacknowledged(facts)))
}

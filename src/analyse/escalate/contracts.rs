//! E3 and E4: services that rely on each other without a contract, or on one that not all of them have acknowledged.

use std::collections::BTreeMap;

use chrono::NaiveDate;

use super::{
    Escalation, EscalationFacts,
    scene::{Scene, Waiting},
};
use crate::{
    analyse::{
        Progress, consumers,
        informal::{Informal, informal},
    },
    model::{Acknowledgement, Agreement, Contract, ContractStatus, Entity, Key, Milestone, Service, Subject},
};

/// A contract between two services of which one is under way, which its consumer has not acknowledged as it is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Unacknowledged {
    /// The contract.
    pub contract: Key<Contract>,
    /// The service that keeps it.
    pub provider: Key<Service>,
    /// The service that relies on it.
    pub consumer: Key<Service>,
    /// Which of the two is under way; of both the one that has been for longer.
    pub building: Key<Service>,
    /// The milestone that delivers that one.
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

/// E4, once for each contract and consumer, while one of the two services is being built.
pub(super) fn not_acknowledged(scene: &Scene) -> Vec<Escalation> {
    let mut found = Vec::new();
    for (key, contract) in scene.program.contracts.iter() {
        let provider = contract.provider.filter(|_| contract.status != ContractStatus::Deprecated);
        let Some(provider) = provider.map(|provider| provider.value) else { continue };
        let all = consumers(scene.program, key).into_iter();
        found.extend(all.filter_map(|(consumer, entry)| {
            let (since, milestone, building) = [provider, consumer]
                .into_iter()
                .filter_map(|service| built_since(scene, service).map(|(on, by)| (on, by, service)))
                .min_by_key(|(since, ..)| *since)?;
            let built = Built { key, provider, building, since, milestone };
            unacknowledged(scene, &built, consumer, entry)
        }));
    }
    found
}

/// A contract between two services of which one is under way.
struct Built {
    key: Key<Contract>,
    provider: Key<Service>,
    building: Key<Service>,
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

fn unacknowledged(
    scene: &Scene,
    built: &Built,
    consumer: Key<Service>,
    entry: Option<&Acknowledgement>,
) -> Option<Escalation> {
    let contract = &scene.program.contracts[built.key];
    let agreement = contract.agreement(entry, scene.as_of());
    if agreement.counts() {
        return None;
    }
    let raised_on = agreement.outdated().map_or(built.since, |on| on.max(built.since));
    let facts = Unacknowledged {
        contract: built.key,
        provider: built.provider,
        consumer,
        building: built.building,
        milestone: built.milestone,
        since: built.since,
        agreement,
        waiting: scene.waiting(&scene.open_milestones(&[Subject::Service(consumer)])),
    };
    let about = vec![Subject::Contract(built.key), Subject::Service(consumer)];
    let who = scene.program.services[consumer].owner.clone();
    let place = entry.map_or(contract.head().place, |entry| entry.place);
    let setting = scene.setting(Some(built.milestone), Some(built.building), raised_on);
    Some(scene.escalation(about, raised_on, who, place, setting, EscalationFacts::Unacknowledged(facts)))
}

//! E3 and E4: services that rely on each other without a contract, or on one that not all of them have acknowledged.

use std::collections::BTreeMap;

use chrono::NaiveDate;

use super::{
    BlockerPayload, ChoiceOption, Escalation, EscalationCode, MASTER, Payload, QuestionPayload, Scene,
};
use crate::{
    analyse::{
        Progress,
        informal::{Informal, informal},
    },
    model::{
        BlockerType, Contract, ContractStatus, Entity, Key, Milestone, Priority, Program, Service, Subject,
    },
};

/// E3, once for each pair of services.
pub(super) fn not_formal(scene: &Scene) -> Vec<Escalation> {
    let mut pairs: BTreeMap<(Key<Service>, Key<Service>), Vec<Informal>> = BTreeMap::new();
    for found in informal(scene.program) {
        pairs.entry((found.user, found.used)).or_default().push(found);
    }
    pairs.into_iter().map(|((user, used), found)| informal_pair(scene, user, used, &found)).collect()
}

fn informal_pair(scene: &Scene, user: Key<Service>, used: Key<Service>, found: &[Informal]) -> Escalation {
    let program = scene.program;
    let subject = Subject::Service(user);
    let raised_on = scene.beginning();
    let milestone = scene.delivering(user).first().copied();
    let context = scene.context(subject, milestone, Some(user), raised_on);
    let sentences: Vec<String> = found.iter().map(|found| found.sentence(program)).collect();
    let summary = format!("{}.", sentences.join("; "));
    let who = program.services[used].owner.clone();
    Escalation {
        code: EscalationCode::Informal,
        about: vec![subject, Subject::Service(used)],
        raised_on,
        to: MASTER.to_owned(),
        priority: Priority::High,
        place: found.first().map_or(program.services[user].head().place, |found| found.place),
        payload: Payload::Blocker(BlockerPayload {
            task_id: context.task_id.clone(),
            blocker_type: Some(BlockerType::DependencyMissing),
            description: summary.clone(),
            attempted_resolutions: Vec::new(),
            required_from: who.as_ref().map(|who| who.name.clone()),
            urgency: Priority::High,
            workaround_possible: None,
        }),
        who,
        summary,
        context,
    }
}

/// E4, once for each contract and consumer.
pub(super) fn not_acknowledged(scene: &Scene) -> Vec<Escalation> {
    let contracts = scene.program.contracts.iter();
    let standing = contracts.filter(|(_, contract)| contract.status != ContractStatus::Deprecated);
    let under_way = standing.filter_map(|(key, contract)| {
        let provider = contract.provider?.value;
        let (since, milestone) = built_since(scene, provider)?;
        Some(Built { key, provider, since, milestone })
    });
    under_way
        .flat_map(|built| {
            let consumers = consumers(scene.program, built.key).into_iter();
            consumers.filter_map(move |consumer| unacknowledged(scene, &built, consumer))
        })
        .collect()
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

/// The services that a contract lists, then those that name it without being listed.
fn consumers(program: &Program, key: Key<Contract>) -> Vec<Key<Service>> {
    let mut services: Vec<Key<Service>> =
        program.contracts[key].consumers.iter().map(|consumer| consumer.service.value).collect();
    for (service, row) in program.services.iter() {
        let names_it = row.depends_on.iter().any(|use_of| use_of.contract.is_some_and(|c| c.value == key));
        if names_it && !services.contains(&service) {
            services.push(service);
        }
    }
    services
}

fn unacknowledged(scene: &Scene, built: &Built, consumer: Key<Service>) -> Option<Escalation> {
    let program = scene.program;
    let contract = &program.contracts[built.key];
    let entry = contract.consumers.iter().find(|entry| entry.service.value == consumer);
    if entry.is_some_and(|entry| contract.acknowledged(entry, scene.as_of())) {
        return None;
    }
    let outdated = entry.filter(|entry| contract.outdated(entry)).and_then(|entry| entry.on);
    let raised_on = outdated.map_or(built.since, |on| on.max(built.since)).min(scene.as_of());
    let ids = Names {
        contract: &contract.head().id,
        provider: &program.services[built.provider].head().id,
        consumer: &program.services[consumer].head().id,
    };
    let milestone = &program.milestones[built.milestone].head().id;
    let state = match outdated {
        Some(on) => format!("acknowledged another content of it on {on}"),
        None if entry.is_some_and(|entry| contract.unspecified(entry)) => {
            "acknowledged it without saying which content of it".to_owned()
        }
        None => "has not acknowledged it".to_owned(),
    };
    let summary = format!(
        "{} is under way ({milestone}, since {}); {} relies on its contract {} and {state}.",
        ids.provider, built.since, ids.consumer, ids.contract
    );
    let subject = Subject::Contract(built.key);
    let context = scene.context(subject, Some(built.milestone), Some(built.provider), raised_on);
    let waiting = scene.open_milestones(&[Subject::Service(consumer)]);
    let defined = contract.definition.as_ref().map(|definition| definition.value.path.as_str());
    Some(Escalation {
        code: EscalationCode::Unacknowledged,
        about: vec![subject, Subject::Service(consumer)],
        raised_on,
        to: MASTER.to_owned(),
        who: program.services[consumer].owner.clone(),
        priority: Priority::Medium,
        place: entry.map_or(contract.head().place, |entry| entry.place),
        payload: Payload::Question(QuestionPayload {
            task_id: context.task_id.clone(),
            question: format!(
                "When do {} and {} review the contract {}?",
                ids.provider, ids.consumer, ids.contract
            ),
            context: summary.clone(),
            options: ids.options(outdated.is_some(), defined),
            impact_of_delay: scene.waiting(&waiting),
        }),
        summary,
        context,
    })
}

struct Names<'a> {
    contract: &'a str,
    provider: &'a str,
    consumer: &'a str,
}

impl Names<'_> {
    fn options(&self, outdated: bool, definition: Option<&str>) -> Vec<ChoiceOption> {
        let Self { contract, provider, consumer } = self;
        let what = definition.unwrap_or("its definition, which has yet to be written");
        let review = format!(
            "The owners of {provider} and {consumer} go through {what}; then {consumer} acknowledges it \
             with `milepost acknowledge {contract} --service {consumer} --by NAME`."
        );
        let other = if outdated {
            ChoiceOption::new(
                "Take the change back",
                format!("{provider} keeps to the content that {consumer} acknowledged."),
            )
        } else {
            ChoiceOption::new(
                "Do without it",
                format!("{consumer} no longer relies on {contract} and is taken out of its consumers."),
            )
        };
        vec![ChoiceOption::new("Review the contract", review), other]
    }
}

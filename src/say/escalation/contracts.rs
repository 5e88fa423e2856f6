//! E3 and E4: uses of services without a contract, and contracts that a consumer has not acknowledged.

use super::{Ask, ChoiceOption, waiting::waiting};
use crate::{
    analyse::{Informal, escalate::Unacknowledged},
    say::{Voice, agreement::agreement, informal::informal},
};

/// `shop uses oven over HTTP, but they have no contract.`
pub(super) fn informal_uses(voice: Voice, uses: &[Informal]) -> String {
    let uses: Vec<String> = uses.iter().map(|found| informal(voice.program, found)).collect();
    format!("{}.", uses.join("; "))
}

/// `shop has not acknowledged bread. oven, which provides it, has been under way since 4 Mar 2026 (M1).`
pub(super) fn unacknowledged(voice: Voice, facts: &Unacknowledged) -> String {
    let Names { contract, provider, consumer } = Names::of(voice, facts);
    let milestone = &voice.program.milestones[facts.milestone].head.id;
    let since = voice.day(facts.since);
    let done = agreement(voice, consumer, contract, facts.agreement);
    let builds = if facts.building == facts.provider {
        format!("{provider}, which provides it,")
    } else {
        format!("{consumer}, which uses it,")
    };
    format!("{done}. {builds} has been under way since {since} ({milestone}).")
}

pub(super) fn ask(voice: Voice, facts: &Unacknowledged) -> Ask {
    let names = Names::of(voice, facts);
    let Names { contract, provider, consumer } = names;
    Ask {
        text: Some(format!("When do {provider} and {consumer} review the contract {contract}?")),
        options: names.options(voice, facts),
        impact: Some(waiting(voice, &facts.waiting)),
    }
}

/// The ids of the three.
#[derive(Clone, Copy)]
struct Names<'a> {
    contract: &'a str,
    provider: &'a str,
    consumer: &'a str,
}

impl<'a> Names<'a> {
    fn of(voice: Voice<'a>, facts: &Unacknowledged) -> Self {
        Self {
            contract: &voice.program.contracts[facts.contract].head.id,
            provider: &voice.program.services[facts.provider].head.id,
            consumer: &voice.program.services[facts.consumer].head.id,
        }
    }

    fn options(self, voice: Voice, facts: &Unacknowledged) -> Vec<ChoiceOption> {
        let Self { contract, provider, consumer } = self;
        let definition = voice.program.contracts[facts.contract].definition.as_ref();
        let what = definition.map_or("its definition, which has yet to be written", |file| &file.value.path);
        let review = format!(
            "The owners of {provider} and {consumer} go through {what}; then {consumer} acknowledges it \
             with `milepost acknowledge {contract} --service {consumer} --by NAME`."
        );
        let other = match facts.agreement.outdated() {
            Some(_) => ChoiceOption::new(
                "Take the change back",
                format!("{provider} keeps to the content that {consumer} acknowledged."),
            ),
            None => ChoiceOption::new(
                "Do without it",
                format!("{consumer} no longer uses {contract} and is removed from its consumers."),
            ),
        };
        vec![ChoiceOption::new("Review the contract", review), other]
    }
}

//! What is wrong with gates and contracts.

use crate::{
    analyse::Chronicle,
    diag::{Code, Diagnostic},
    model::{Acknowledgement, Contract, ContractStatus, Entity, Program},
};

/// Gates signed over an unmet criterion, and contracts that a consumer has not acknowledged.
pub(super) fn all(program: &Program, chronicle: &Chronicle) -> Vec<Diagnostic> {
    let mut found = signed_unmet(program, chronicle);
    for contract in program.contracts.rows().iter().filter(|c| c.status != ContractStatus::Deprecated) {
        let open = contract.consumers.iter().filter(|c| !contract.acknowledged(c, chronicle.now.as_of));
        found.extend(open.map(|consumer| not_acknowledged(program, contract, consumer)));
    }
    found
}

fn signed_unmet(program: &Program, chronicle: &Chronicle) -> Vec<Diagnostic> {
    let gates = program.phases.rows().iter().zip(&chronicle.now.phases);
    gates
        .filter(|(_, analysis)| analysis.gate.signed_unmet)
        .filter_map(|(phase, analysis)| {
            let decision = analysis.gate.facts.decision.as_ref()?;
            let unmet: Vec<&str> = phase
                .gate
                .criteria
                .iter()
                .zip(&analysis.gate.criteria)
                .filter(|(_, judged)| !judged.met)
                .map(|(criterion, _)| criterion.id.as_str())
                .collect();
            let message = format!(
                "the gate of {} was decided go, but is not met: {}",
                phase.head().id,
                unmet.join(", ")
            );
            let hint = "meet the criteria, or decide `conditional`";
            Some(Diagnostic::new(Code::GateSignedUnmet, decision.place, message).hint(hint))
        })
        .collect()
}

fn not_acknowledged(program: &Program, contract: &Contract, consumer: &Acknowledgement) -> Diagnostic {
    let service = &program.services[consumer.service.value].head().id;
    let id = &contract.head().id;
    if contract.outdated(consumer) {
        let now = contract.definition.as_ref().and_then(|definition| definition.value.hash.as_deref());
        let place = consumer.hash.as_ref().map_or(consumer.place, |hash| hash.place);
        let message = format!("{service} acknowledged another content of {id} than it has now");
        let hint = match now {
            Some(hash) => format!("review the change, then set `hash: {hash}` with a new `acknowledged_on`"),
            None => "the definition cannot be read".to_owned(),
        };
        return Diagnostic::new(Code::NotAcknowledged, place, message).hint(hint);
    }
    if contract.unspecified(consumer) {
        let message = format!("{service} acknowledged {id}, but not which content of it: `hash` is missing");
        let hint = format!("review it, then run `milepost acknowledge {id} --service {service} --by …`");
        return Diagnostic::new(Code::NotAcknowledged, consumer.place, message).hint(hint);
    }
    let message = format!("{service} has not acknowledged {id}");
    let hint = "review the contract, then add `acknowledged_by` and `acknowledged_on`";
    Diagnostic::new(Code::NotAcknowledged, consumer.place, message).hint(hint)
}

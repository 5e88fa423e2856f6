//! Contracts that a consumer has not acknowledged as they are.

use super::Said;
use crate::{
    analyse::findings::AgreementFault,
    model::{Agreement, Entity, Program},
    say::{Voice, agreement::agreement},
};

pub(super) fn said(program: &Program, fault: &AgreementFault) -> Said {
    let contract = &program.contracts[fault.contract];
    let (id, consumer) = (&contract.head().id, &program.services[fault.consumer].head().id);
    let hash = contract.definition.as_ref().and_then(|definition| definition.value.hash.as_deref());
    let hint = match (fault.agreement, hash) {
        (Agreement::OtherContent(_), Some(hash)) => {
            format!("review the change, then set `hash: {hash}` with a new `acknowledged_on`")
        }
        (Agreement::Unreadable(_), _) => {
            "make the `definition` of the contract a file that can be read".to_owned()
        }
        _ => format!("review it, then run `milepost acknowledge {id} --service {consumer} --by NAME`"),
    };
    Said::new(agreement(Voice::lasting(program), consumer, id, fault.agreement), hint)
}

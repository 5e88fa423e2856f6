//! What the pages of sprints say that are over: of closed ones what their record says, of others what is worked out.

use std::collections::BTreeMap;

use crate::{
    analyse::{Chronicle, Difference, recorded},
    model::{Entity, Program, RecordedState},
};

/// A sprint that is over.
#[derive(Debug, Clone, PartialEq)]
pub struct Ended {
    /// Whether it has a record.
    pub closed: bool,
    /// What its page says.
    pub state: RecordedState,
    /// What today's content would say differently of a closed one.
    pub corrections: Vec<Difference>,
}

/// Every sprint that is over, by id.
pub(super) fn ended(program: &Program, chronicle: &Chronicle) -> BTreeMap<String, Ended> {
    let of = |(key, then)| {
        let id = program.sprints[key].head().id.to_string();
        let record = program.records.get(&key);
        let state = match record {
            Some(read) => read.record.state.clone(),
            None => recorded::state_in_scope(program, then, chronicle.past.scope(key)?),
        };
        let corrections = chronicle.corrections.get(&key).cloned().unwrap_or_default();
        Some((id, Ended { closed: record.is_some(), state, corrections }))
    };
    chronicle.past.days().filter_map(of).collect()
}

impl Ended {
    /// What `after` says differently, each thing once.
    pub(super) fn differences(&self, after: &Self) -> Vec<Difference> {
        let mut found = recorded::different(&self.state, &after.state);
        found.extend(after.corrections.iter().filter(|new| !self.corrections.contains(new)).cloned());
        let mut once: Vec<Difference> = Vec::with_capacity(found.len());
        for difference in found {
            if !once.contains(&difference) {
                once.push(difference);
            }
        }
        once
    }

    /// What today's content said differently before, and says no longer.
    pub(super) fn settled(&self, after: &Self) -> Vec<Difference> {
        let gone = self.corrections.iter().filter(|old| !after.corrections.contains(old));
        gone.filter(|_| self.closed && after.closed).cloned().collect()
    }
}

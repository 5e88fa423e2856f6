//! Sprints that are over: not closed, or told differently by today's content than when they were closed.

use crate::{
    analyse::{Chronicle, Difference, Finding},
    diag::Code,
    model::{Entity, Key, Program, Sprint, record::RECORD_ENDING},
};

/// Something about the record of a sprint that is over.
#[derive(Debug, Clone, PartialEq)]
pub enum RecordFault {
    /// It has none.
    NotClosed(Key<Sprint>),
    /// Today's content says something else.
    PastChanged {
        /// The sprint.
        sprint: Key<Sprint>,
        /// What differs.
        differences: Vec<Difference>,
    },
}

impl RecordFault {
    pub(in crate::analyse) fn code(&self) -> Code {
        match self {
            Self::NotClosed(_) => Code::NotClosed,
            Self::PastChanged { .. } => Code::PastChanged,
        }
    }
}

/// What is to be told of the records of a program.
pub fn of_records(program: &Program, chronicle: &Chronicle) -> Vec<Finding> {
    let place = |key: Key<Sprint>| program.sprints[key].head().place;
    let open = chronicle.past.days().map(|(key, _)| key).filter(|key| !program.records.contains_key(key));
    // that a record is broken is told at its own file
    let open = open.filter(|key| !has_file(program, *key));
    let open = open.map(|key| Finding::new(place(key), RecordFault::NotClosed(key)));
    let changed = chronicle.corrections.iter().map(|(sprint, differences)| {
        let fault = RecordFault::PastChanged { sprint: *sprint, differences: differences.clone() };
        Finding::new(place(*sprint), fault)
    });
    open.chain(changed).collect()
}

/// Whether there is a record beside a sprint, whatever stands in it.
fn has_file(program: &Program, key: Key<Sprint>) -> bool {
    let path = program.sources.path(program.sprints[key].head().file);
    let Some((stem, _)) = path.rsplit_once('.') else { return false };
    program.sources.iter().any(|(_, source)| source.path.strip_suffix(RECORD_ENDING) == Some(stem))
}

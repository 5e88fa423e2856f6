//! Blockers.

use crate::{
    load::{
        leftovers::Advice,
        reader::Reader,
        scalar,
        updates::{Stamp, history},
    },
    model::{Blocker, BlockerFacts, Head},
};

/// What people write who think of a blocker as of a task.
const ADVICE: &[Advice] = &[
    Advice {
        key: "status",
        field: "resolved_on",
        hint: "a blocker is open until it has a `resolved_on:` with the day on which it was resolved",
    },
    Advice {
        key: "resolved",
        field: "resolved_on",
        hint: "write `resolved_on:` with the day on which it was resolved",
    },
    Advice { key: "owner", field: "required_from", hint: "write `required_from:` with who has to act" },
    Advice { key: "affects", field: "blocks", hint: "write `blocks:` with what it holds up" },
];

/// Read a blocker.
pub fn read(reader: &mut Reader<'_>, head: Head) -> Blocker {
    reader.advise(ADVICE);
    let raised_on = reader.must_date("raised_on");
    let sessions = reader.beside(|reader| {
        let reading = reader.reading();
        let days = reader.list("sessions").into_iter();
        days.filter_map(|node| scalar::date(reading, "sessions", node)).collect()
    });
    Blocker {
        blocks: reader.subjects("blocks"),
        raised_by: reader.beside(|reader| reader.owner("raised_by")),
        raised_on,
        sessions,
        blocker_type: reader.beside(|reader| reader.word("type")).map(|sort| sort.value),
        workaround: reader.plain_text("workaround"),
        history: history(reader, facts),
        head,
    }
}

fn facts(reader: &mut Reader<'_>, stamp: &Stamp) -> BlockerFacts {
    BlockerFacts {
        severity: reader.word_fact("severity", stamp),
        required_from: reader.beside(|reader| reader.owner_fact("required_from", stamp)),
        resolved_on: reader.date_fact("resolved_on", stamp),
        note: reader.text_fact("note", stamp),
        next_action: reader.next_action(stamp),
    }
}

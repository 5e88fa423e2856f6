//! Blockers.

use crate::{
    load::{
        reader::Reader,
        scalar,
        updates::{Stamp, history},
    },
    model::{Blocker, BlockerFacts, Head},
};

/// Read a blocker.
pub fn read(reader: &mut Reader<'_>, head: Head) -> Blocker {
    let raised_on = reader.must_date("raised_on");
    let sessions = reader.list("sessions");
    let reading = reader.reading();
    Blocker {
        blocks: reader.subjects("blocks"),
        raised_by: reader.owner("raised_by"),
        raised_on,
        sessions: sessions.into_iter().filter_map(|node| scalar::date(reading, "sessions", node)).collect(),
        blocker_type: reader.word("type").map(|sort| sort.value),
        workaround: reader.plain_text("workaround"),
        history: history(reader, facts),
        head,
    }
}

fn facts(reader: &mut Reader<'_>, stamp: &Stamp) -> BlockerFacts {
    BlockerFacts {
        severity: reader.word_fact("severity", stamp),
        required_from: reader.owner_fact("required_from", stamp),
        resolved_on: reader.date_fact("resolved_on", stamp),
        note: reader.text_fact("note", stamp),
        next_action: reader.next_action(stamp),
    }
}

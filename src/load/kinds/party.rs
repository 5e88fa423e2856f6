//! Teams, people, and the agents of `milepost.yaml`.

use crate::{
    diag::{FileId, Place},
    load::{planning, reader::Reader, settings::Agent},
    model::{Head, Id, Party, PartyKind},
    text::Span,
};

/// Read a team or person; what the file does not say is taken from the agent of the same id.
pub fn read(reader: &mut Reader<'_>, head: Head, kind: PartyKind, agent: Option<&Agent>) -> Party {
    let role = reader.plain_text("role");
    let contact = reader.plain_text("contact");
    let calendar = planning::calendar_key(reader);
    let capacity = planning::capacity(reader);
    Party {
        kind,
        role: role.or_else(|| agent.and_then(|agent| agent.role.clone())),
        contact: contact.or_else(|| agent.and_then(|agent| agent.contact.clone())),
        calendar: calendar.or_else(|| agent.and_then(|agent| agent.calendar)),
        capacity: capacity.or_else(|| agent.and_then(|agent| agent.capacity)),
        members: reader.owners("members"),
        head,
    }
}

/// Somebody who is named, where nobody is listed.
pub fn of_somebody(id: &Id, name: &str) -> Party {
    let title = name.to_owned();
    let (file, body) = (FileId::default(), std::sync::Arc::default());
    let head = Head { id: id.clone(), title, file, place: Place::new(file, Span::default()), body };
    Party {
        head,
        kind: PartyKind::Named,
        role: None,
        contact: None,
        members: Vec::new(),
        calendar: None,
        capacity: None,
    }
}

/// An agent without a file of its own.
pub fn of_agent(agent: &Agent) -> Party {
    let head = Head {
        id: agent.id.clone(),
        title: agent.name.clone().unwrap_or_else(|| agent.id.to_string()),
        file: agent.place.file,
        place: agent.place,
        body: std::sync::Arc::default(),
    };
    Party {
        head,
        kind: PartyKind::Agent,
        role: agent.role.clone(),
        contact: agent.contact.clone(),
        members: Vec::new(),
        calendar: agent.calendar,
        capacity: agent.capacity,
    }
}

//! Topics that nobody reads, or nobody writes.

use super::{Said, id};
use crate::{
    analyse::checks::{UnreadTopic, UnwrittenTopic},
    model::{Entity, Program},
};

pub(super) fn unread(program: &Program, found: &UnreadTopic) -> Said {
    let contract = &program.contracts[found.contract];
    let topic = contract.topics.get(found.topic).map_or("", |topic| &topic.value);
    Said::new(
        format!("nobody reads the topic `{topic}` of `{}`", contract.head().id),
        "name its readers in `consumers`, or drop the topic",
    )
}

pub(super) fn unwritten(program: &Program, found: &UnwrittenTopic) -> Said {
    let hint = match &found.near {
        Some(near) => format!("did you mean `{near}`?"),
        None => "name it in `topics` of a contract that has a provider".to_owned(),
    };
    let reader = id(program, found.reader);
    Said::new(format!("`{reader}` reads the topic `{}`, which no contract provides", found.topic), hint)
}

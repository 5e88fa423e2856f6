//! The topics whose fields there are, and how a field is found among them.

use super::{Field, parts, people, plan, services, settings, trouble};
use crate::{model::Kind, text::nearest};

/// What has fields of its own: the settings file, or a kind of thing.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Topic {
    /// `milepost.yaml`.
    Settings,
    /// The front matter of a kind.
    Kind(Kind),
}

impl Topic {
    /// Every topic, in the order of the guide. A plain page has no fields of its own.
    pub const ALL: [Self; 12] = [
        Self::Settings,
        Self::Kind(Kind::Phase),
        Self::Kind(Kind::Milestone),
        Self::Kind(Kind::Sprint),
        Self::Kind(Kind::Task),
        Self::Kind(Kind::Risk),
        Self::Kind(Kind::Blocker),
        Self::Kind(Kind::Decision),
        Self::Kind(Kind::Service),
        Self::Kind(Kind::Contract),
        Self::Kind(Kind::Team),
        Self::Kind(Kind::Person),
    ];

    /// The word by which it is asked for.
    pub fn name(self) -> &'static str {
        match self {
            Self::Settings => "settings",
            Self::Kind(kind) => kind.word(),
        }
    }

    /// Its fields: those of all kinds first, then its own in the order of the guide.
    pub fn fields(self) -> Vec<Field> {
        let own = match self {
            Self::Settings => return settings::SETTINGS.to_vec(),
            Self::Kind(Kind::Phase) => plan::PHASE,
            Self::Kind(Kind::Milestone) => plan::MILESTONE,
            Self::Kind(Kind::Sprint) => plan::SPRINT,
            Self::Kind(Kind::Task) => plan::TASK,
            Self::Kind(Kind::Risk) => trouble::RISK,
            Self::Kind(Kind::Blocker) => trouble::BLOCKER,
            Self::Kind(Kind::Decision) => trouble::DECISION,
            Self::Kind(Kind::Service) => services::SERVICE,
            Self::Kind(Kind::Contract) => services::CONTRACT,
            Self::Kind(Kind::Team) => people::TEAM,
            Self::Kind(Kind::Person) => people::PERSON,
            Self::Kind(Kind::Page) => &[],
        };
        let title = match self {
            Self::Kind(Kind::Team | Kind::Person) => parts::NAME,
            _ => parts::TITLE,
        };
        let kind = Field { example: self.name(), ..parts::KIND };
        let id = match self {
            Self::Kind(Kind::Decision | Kind::Page) => parts::ID,
            _ => parts::ID.required(),
        };
        let relations = match self {
            Self::Kind(Kind::Milestone | Kind::Service) => parts::OTHER_RELATIONS,
            Self::Kind(Kind::Blocker) => parts::BUT_BLOCKS,
            Self::Kind(Kind::Phase | Kind::Sprint | Kind::Task | Kind::Risk | Kind::Contract) => {
                parts::RELATIONS
            }
            _ => &[],
        };
        let aliases: &[Field] = match self {
            Self::Kind(Kind::Page) => &[],
            _ => &[parts::ALIASES],
        };
        [&[kind, id, title], own, relations, aliases].concat()
    }
}

/// What a path such as `milestone`, `milestone.estimate` or `settings.calendar.workdays` leads to.
#[derive(Debug, Clone)]
pub enum Found {
    /// A topic.
    Topic(Topic),
    /// A field, with its whole path.
    Field(String, Field),
}

/// What a path leads to. A name alone leads to every field of that name.
pub fn find(path: &str) -> Vec<Found> {
    let path = path.trim().to_lowercase().replace('-', "_");
    if let Some(topic) = Topic::ALL.into_iter().find(|topic| topic.name() == path) {
        return vec![Found::Topic(topic)];
    }
    let is_it = |(known, _): &(String, Field)| match path.contains('.') {
        true => *known == path,
        false => known.rsplit('.').next() == Some(&path),
    };
    all().into_iter().filter(is_it).map(|(path, field)| Found::Field(path, field)).collect()
}

/// The known path nearest to one that leads nowhere.
pub fn near(path: &str) -> Option<String> {
    let paths = paths();
    nearest(path, paths.iter().map(String::as_str)).map(str::to_owned)
}

/// The path of every topic and field.
pub fn paths() -> Vec<String> {
    let topics = Topic::ALL.into_iter().map(|topic| topic.name().to_owned());
    topics.chain(all().into_iter().map(|(path, _)| path)).collect()
}

fn all() -> Vec<(String, Field)> {
    let mut found = Vec::new();
    for topic in Topic::ALL {
        below(topic.name(), &topic.fields(), &mut found);
    }
    found
}

fn below(path: &str, fields: &[Field], found: &mut Vec<(String, Field)>) {
    for field in fields {
        let path = format!("{path}.{}", field.name);
        found.push((path.clone(), *field));
        if let Some(inner) = field.shape.fields() {
            below(&path, inner, found);
        }
    }
}

//! What all things have: an id, a title, a file, a body.

use std::{fmt, ops::Deref, sync::Arc};

use crate::{
    diag::{FileId, Place},
    text::{Excerpt, Filler, Span, html::LeftOut},
};

/// The name by which other files refer to a thing: `M1.2`, `RISK-001`, `sprint-03`.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Id(Arc<str>);

impl Id {
    /// An id of that text.
    pub fn new(text: impl Into<Arc<str>>) -> Self {
        Self(text.into())
    }
}

impl Deref for Id {
    type Target = str;

    fn deref(&self) -> &str {
        &self.0
    }
}

impl std::borrow::Borrow<str> for Id {
    fn borrow(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for Id {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl fmt::Debug for Id {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:?}", &*self.0)
    }
}

impl serde::Serialize for Id {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(self)
    }
}

/// The kinds of things a file can describe.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Kind {
    /// A stretch of the program that ends in a gate.
    Phase,
    /// A piece of work with an outcome.
    Milestone,
    /// A fixed span of working days.
    Sprint,
    /// Something that may happen.
    Risk,
    /// Something that stands in the way.
    Blocker,
    /// A running part of the system that is built.
    Service,
    /// What one service promises to others.
    Contract,
    /// A small piece of work within a milestone.
    Task,
    /// An architecture decision record.
    Decision,
    /// A group of people.
    Team,
    /// One person or agent.
    Person,
    /// Any other page.
    Page,
}

impl Kind {
    /// Every kind.
    pub const ALL: [Kind; 12] = [
        Self::Phase,
        Self::Milestone,
        Self::Sprint,
        Self::Risk,
        Self::Blocker,
        Self::Service,
        Self::Contract,
        Self::Task,
        Self::Decision,
        Self::Team,
        Self::Person,
        Self::Page,
    ];

    /// The word used in `kind:`.
    pub fn word(self) -> &'static str {
        match self {
            Self::Phase => "phase",
            Self::Milestone => "milestone",
            Self::Sprint => "sprint",
            Self::Risk => "risk",
            Self::Blocker => "blocker",
            Self::Service => "service",
            Self::Contract => "contract",
            Self::Task => "task",
            Self::Decision => "decision",
            Self::Team => "team",
            Self::Person => "person",
            Self::Page => "page",
        }
    }

    /// Whether people say the ids of things of this kind. People, teams and pages go by their names alone.
    pub fn says_ids(self) -> bool {
        !matches!(self, Self::Team | Self::Person | Self::Page)
    }

    /// The folder whose files are of this kind when they do not say: `milestones`, `people`.
    pub fn folder(self) -> &'static str {
        match self {
            Self::Phase => "phases",
            Self::Milestone => "milestones",
            Self::Sprint => "sprints",
            Self::Risk => "risks",
            Self::Blocker => "blockers",
            Self::Service => "services",
            Self::Contract => "contracts",
            Self::Task => "tasks",
            Self::Decision => "decisions",
            Self::Team => "teams",
            Self::Person => "people",
            Self::Page => "pages",
        }
    }
}

/// What every thing begins with.
#[derive(Debug, Clone)]
pub struct Head {
    /// Its id, unique in the program.
    pub id: Id,
    /// Its title, as plain text.
    pub title: String,
    /// The file it was read from; several agents may share one.
    pub file: FileId,
    /// Where its id was written, or the start of the file where none was.
    pub place: Place,
    /// Its narrative; the loader and its memo hold the same.
    pub body: Arc<Body>,
}

/// The Markdown under the front matter, with what the loader found in it.
#[derive(Debug, Clone, Default)]
pub struct Body {
    /// The Markdown text.
    pub markdown: Excerpt,
    /// Where it stands in its file.
    pub span: Span,
    /// The headings, in order, with the anchors of their page.
    pub headings: Vec<Heading>,
    /// The links and pictures, in order.
    pub links: Arc<[Hyperlink]>,
    /// The links that lead where no browser may follow, by index.
    pub refused: Vec<usize>,
    /// The ids that raw HTML gives, in order.
    pub ids: Vec<GivenId>,
    /// What of the raw HTML does not stay, each kind once; places are bytes of the file.
    pub left_out: Vec<LeftOut>,
    /// The phrases of templates that were left in it; places are bytes of the file.
    pub fillers: Vec<Filler>,
    /// The first paragraph as plain text, at most a few hundred characters: descriptions and lists show it.
    pub summary: String,
    /// Number of words, for reading time.
    pub words: usize,
}

/// An id that raw HTML gives to something: links can lead there.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct GivenId {
    /// The id.
    pub id: String,
    /// The bytes of its tag in the file.
    pub span: Span,
}

/// A link or picture, in Markdown or in raw HTML.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Hyperlink {
    /// The target as written.
    pub target: String,
    /// It shows a picture and leads nowhere.
    pub picture: bool,
    /// The bytes of the whole link in the file.
    pub span: Span,
}

/// A heading of a body.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Heading {
    /// 1 to 6.
    pub level: u8,
    /// Anchor, unique on the page.
    pub anchor: String,
    /// Plain text.
    pub text: String,
}

/// A thing with a [`Head`].
pub trait Entity {
    /// What it begins with.
    fn head(&self) -> &Head;
}

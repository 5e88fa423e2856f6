//! What every page shares: title, navigation, breadcrumb, neighbors, where it came from. Plain data.
//!
//! Every `href` in a view is the path of a page from the site's root, written out in full
//! (`milestones/m1.2/index.html`, with `#anchor` where wanted), or an `https:` address. Templates make it relative to
//! the page they stand on. Knows no HTML.

use std::sync::Arc;

use chrono::NaiveDate;
use serde::{Deserialize, Serialize, Serializer};

use super::Word;
use crate::{diag::json::DiagnosticRecord, model::Rag};

/// The part of the frame that is the same on all pages.
///
/// Of what the content says only title and day stand here, and which sections there are: what an edit changes elsewhere
/// must not change every page.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct SiteFrame {
    /// Title of the program.
    pub title: String,
    /// Where the site is published, with a slash at its end; for pictures and the not-found page, never for links.
    pub base_url: Option<String>,
    /// The project's own picture beside its title.
    pub logo: Option<String>,
    /// Its own icon.
    pub icon: Option<String>,
    /// The navigation, in groups.
    pub navigation: Vec<NavGroup>,
    /// The day the site was made for.
    pub generated: NaiveDate,
    /// The day whose state it shows.
    pub as_of: NaiveDate,
    /// Version of this program.
    pub version: &'static str,
}

/// Sections of the site that belong together.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct NavGroup {
    /// What people read over them; `None` where they stand alone.
    pub title: Option<&'static str>,
    /// The sections.
    pub items: Vec<NavItem>,
}

/// A section of the site.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct NavItem {
    /// Which section; compared with [`Shell::section`].
    pub section: Section,
    /// What people read.
    pub text: String,
    /// Its page.
    pub href: String,
}

/// The sections of the navigation.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Section {
    /// The first page.
    Program,
    /// The sprint of the status date.
    Current,
    /// Sprints.
    Sprints,
    /// What is wanted of whom.
    Asks,
    /// Phases.
    Phases,
    /// Milestones.
    Milestones,
    /// Tasks.
    Tasks,
    /// The whole Gantt chart.
    Timeline,
    /// The whole map of dependencies.
    Dependencies,
    /// When the program may finish.
    Forecast,
    /// Risks.
    Risks,
    /// Blockers.
    Blockers,
    /// What is escalated.
    Escalations,
    /// Decisions.
    Decisions,
    /// Services.
    Services,
    /// Contracts.
    Contracts,
    /// Teams and people.
    Teams,
    /// Plain pages.
    Pages,
    /// What is wrong with the content.
    Checks,
}

impl Section {
    /// The title of the group that it stands in; `None` where it stands alone.
    pub fn group(self) -> Option<&'static str> {
        Some(match self {
            Self::Program | Self::Current | Self::Sprints | Self::Asks => "Status",
            Self::Phases
            | Self::Milestones
            | Self::Tasks
            | Self::Timeline
            | Self::Dependencies
            | Self::Forecast => "Plan",
            Self::Risks | Self::Blockers | Self::Escalations => "Trouble",
            Self::Decisions | Self::Services | Self::Contracts | Self::Teams | Self::Pages => "Reference",
            Self::Checks => return None,
        })
    }
}

impl NavGroup {
    /// Sections in their groups, in their order.
    pub fn all(items: impl IntoIterator<Item = NavItem>) -> Vec<Self> {
        let mut groups: Vec<Self> = Vec::new();
        for item in items {
            let title = item.section.group();
            match groups.last_mut().filter(|group| group.title == title) {
                Some(group) => group.items.push(item),
                None => groups.push(Self { title, items: vec![item] }),
            }
        }
        groups
    }
}

/// What a page has around its content.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Shell {
    /// Path of the page from the site's root: `milestones/m1.2/index.html`.
    pub path: String,
    /// Title of the page, as plain text.
    pub title: String,
    /// One sentence on what stands on it, for search engines and previews; may be empty.
    pub description: String,
    /// Which section of the navigation it belongs to.
    pub section: Option<Section>,
    /// From the first page down to the one above this one.
    pub breadcrumb: Vec<Link>,
    /// The neighbor before it.
    pub previous: Option<Link>,
    /// The neighbor after it.
    pub next: Option<Link>,
    /// Where its source can be edited.
    pub edit: Option<String>,
    /// Path of its source from the project's root.
    pub source: Option<String>,
    /// The same content in other formats.
    pub twins: Vec<Twin>,
    /// A picture for previews, as a path from the site's root.
    pub picture: Option<String>,
    /// The color of what the page is about; `None` where that has none.
    pub rag: Option<Rag>,
    /// The color as a word, or where the thing stands in its life where that says more; empty where it has none.
    pub mark: Word,
    /// The whole address of the page, where the site's is known.
    pub address: Option<String>,
    /// What is wrong with its source.
    pub findings: Vec<DiagnosticRecord>,
    /// The frame.
    #[serde(serialize_with = "through")]
    pub site: Arc<SiteFrame>,
}

fn through<S: Serializer>(site: &Arc<SiteFrame>, serializer: S) -> Result<S::Ok, S::Error> {
    site.as_ref().serialize(serializer)
}

impl Shell {
    /// A page of that path and title, with nothing else around it.
    pub fn new(site: &Arc<SiteFrame>, path: impl Into<String>, title: impl Into<String>) -> Self {
        let path = path.into();
        let folder = path.strip_suffix("index.html").unwrap_or(&path);
        let address = site.base_url.as_ref().map(|base| format!("{base}{folder}"));
        Self {
            path,
            title: title.into(),
            description: String::new(),
            section: None,
            breadcrumb: Vec::new(),
            previous: None,
            next: None,
            edit: None,
            source: None,
            twins: Vec::new(),
            picture: None,
            rag: None,
            mark: "",
            address,
            findings: Vec::new(),
            site: Arc::clone(site),
        }
    }
}

/// A link with its text.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Link {
    /// What people read.
    pub text: String,
    /// The page.
    pub href: String,
}

impl Link {
    /// A link of that text to that page.
    pub fn new(text: impl Into<String>, href: impl Into<String>) -> Self {
        Self { text: text.into(), href: href.into() }
    }
}

/// A thing with its id, as it is named in lists, tables and sentences.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct SubjectLink {
    /// Its id.
    pub id: String,
    /// Its title.
    pub title: String,
    /// Its page; `None` where it has none.
    pub href: Option<String>,
}

/// Somebody who answers for something.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct OwnerLink {
    /// The name by which the content names them: an id, or a name that is nobody's.
    pub name: String,
    /// What people call them, where they are somebody.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub called: Option<String>,
    /// Their page; `None` where the name is nobody's.
    pub href: Option<String>,
    /// Those who are named with them.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub with: Vec<OwnerLink>,
}

impl OwnerLink {
    /// What people read.
    pub fn shown(&self) -> &str {
        self.called.as_deref().unwrap_or(&self.name)
    }
}

/// The same content in another format.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Twin {
    /// What people read: `Text`, `JSON`.
    pub text: String,
    /// Media type.
    pub media: String,
    /// The file.
    pub href: String,
}

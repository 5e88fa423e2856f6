//! What every page has around its content: navigation, breadcrumb, neighbors, edit link.

use std::sync::Arc;

use super::{Checked, Config};
use crate::{
    diag::{FileId, Severity},
    model::{Kind, Rag, Subject},
    view::{Context, Link, NavItem, Section, Shell, SiteFrame, Twin, addresses},
};

/// The frame that all pages share.
pub(super) fn site_frame(checked: &Checked, config: &Config) -> Arc<SiteFrame> {
    let program = &checked.program;
    let now = &checked.chronicle.now;
    let errors = checked.count(Severity::Error);
    let active = now.blockers.iter().filter(|blocker| blocker.active).count();
    let escalated = checked.chronicle.escalations.len();
    let planned = !program.milestones.is_empty() || !program.phases.is_empty();
    let owned = !program.parties.is_empty();
    let items: [(Section, &str, &str, usize, bool); 12] = [
        (Section::Program, "Program", addresses::HOME, 0, true),
        (Section::Sprints, "Sprints", addresses::SPRINTS, 0, !program.sprints.is_empty()),
        (Section::Phases, "Phases", addresses::PHASES, 0, planned),
        (Section::Timeline, "Timeline", addresses::TIMELINE, 0, planned),
        (Section::Dependencies, "Dependencies", addresses::DEPENDENCIES, 0, planned),
        (Section::Risks, "Risks", addresses::RISKS, 0, !program.risks.is_empty()),
        (Section::Blockers, "Blockers", addresses::BLOCKERS, active, !program.blockers.is_empty()),
        (Section::Escalations, "Escalations", addresses::ESCALATIONS, escalated, planned || escalated > 0),
        (Section::Decisions, "Decisions", addresses::DECISIONS, 0, !program.decisions.is_empty()),
        (Section::Services, "Services", addresses::SERVICES, 0, !program.services.is_empty()),
        (Section::Teams, "Teams", addresses::TEAMS, 0, owned),
        (Section::Checks, "Checks", addresses::CHECKS, errors, true),
    ];
    let navigation = items.into_iter().filter(|item| item.4).map(|(section, text, href, count, _)| NavItem {
        section,
        text: text.to_owned(),
        href: href.to_owned(),
        count,
    });
    let rag = now.program.roll_up.rag;
    Arc::new(SiteFrame {
        title: program.settings.title.clone(),
        rag: (rag != Rag::Planned).then_some(rag),
        base_url: program.settings.base_url.clone(),
        navigation: navigation.collect(),
        generated: now.as_of,
        as_of: now.as_of,
        commit: config.commit.clone(),
        version: env!("CARGO_PKG_VERSION"),
    })
}

/// Makes the shells of pages.
pub(super) struct Shells<'a> {
    pub cx: &'a Context<'a>,
    pub frame: &'a Arc<SiteFrame>,
}

impl Shells<'_> {
    /// A page of the site itself.
    pub fn own(&self, path: &str, title: &str, section: Section, description: &str) -> Shell {
        let breadcrumb = if path == addresses::HOME { Vec::new() } else { vec![self.cx.home()] };
        Shell {
            section: Some(section),
            breadcrumb,
            description: description.to_owned(),
            ..Shell::new(self.frame, path, title)
        }
    }

    /// The page of a thing.
    pub fn of(&self, subject: Subject) -> Shell {
        let head = self.cx.program.head(subject);
        let kind = self.cx.program.kind(subject);
        let path = self.cx.addresses.of(subject);
        let title = if kind == Kind::Page || *head.id == *head.title {
            head.title.clone()
        } else {
            format!("{} {}", head.id, head.title)
        };
        let (previous, next) = self.neighbors(subject);
        let description = match head.body.summary.as_str() {
            "" => format!("{title}: a {} of {}.", kind.word(), self.frame.title),
            summary => summary.to_owned(),
        };
        Shell {
            section: Some(section_of(kind)),
            breadcrumb: self.breadcrumb(subject, kind),
            description,
            previous,
            next,
            ..self.sourced(Shell::new(self.frame, path, title), head.file)
        }
    }

    /// With the source of the page, and what is wrong with it.
    pub fn sourced(&self, shell: Shell, file: FileId) -> Shell {
        let source = self.cx.program.sources.path(file);
        Shell {
            edit: self.cx.edit(file),
            source: (!source.is_empty()).then(|| source.to_owned()),
            findings: self.cx.findings(file),
            ..shell
        }
    }

    fn breadcrumb(&self, subject: Subject, kind: Kind) -> Vec<Link> {
        let mut crumbs = vec![self.cx.home()];
        let phase = match subject {
            Subject::Milestone(key) => self.cx.program.milestones[key].phase,
            _ => None,
        };
        match phase {
            Some(phase) => {
                crumbs.push(Link::new("Phases", addresses::PHASES));
                crumbs.push(self.cx.plain_link(Subject::Phase(phase)));
            }
            None if kind != Kind::Page => crumbs.push(Link::new(plural(kind), addresses::section_of(kind))),
            None => {}
        }
        crumbs
    }

    /// The things before and after one of the same kind; sprints in order of time.
    fn neighbors(&self, subject: Subject) -> (Option<Link>, Option<Link>) {
        if let Subject::Sprint(key) = subject {
            return self.cx.sprint_neighbors(key);
        }
        let program = self.cx.program;
        let around = |index: usize, make: &dyn Fn(usize) -> Subject, len: usize| {
            let link = |index: usize| (index < len).then(|| self.cx.plain_link(make(index)));
            (index.checked_sub(1).and_then(link), link(index + 1))
        };
        use crate::model::Key;
        match subject {
            Subject::Phase(k) => around(k.index(), &|i| Subject::Phase(Key::new(i)), program.phases.len()),
            Subject::Milestone(k) => {
                around(k.index(), &|i| Subject::Milestone(Key::new(i)), program.milestones.len())
            }
            Subject::Risk(k) => around(k.index(), &|i| Subject::Risk(Key::new(i)), program.risks.len()),
            Subject::Blocker(k) => {
                around(k.index(), &|i| Subject::Blocker(Key::new(i)), program.blockers.len())
            }
            Subject::Service(k) => {
                around(k.index(), &|i| Subject::Service(Key::new(i)), program.services.len())
            }
            Subject::Contract(k) => {
                around(k.index(), &|i| Subject::Contract(Key::new(i)), program.contracts.len())
            }
            Subject::Decision(k) => {
                around(k.index(), &|i| Subject::Decision(Key::new(i)), program.decisions.len())
            }
            _ => (None, None),
        }
    }
}

/// The part of the navigation that a kind belongs to.
pub(super) fn section_of(kind: Kind) -> Section {
    match kind {
        Kind::Phase | Kind::Milestone | Kind::Task => Section::Phases,
        Kind::Sprint => Section::Sprints,
        Kind::Risk => Section::Risks,
        Kind::Blocker => Section::Blockers,
        Kind::Service | Kind::Contract => Section::Services,
        Kind::Decision => Section::Decisions,
        Kind::Team | Kind::Person => Section::Teams,
        Kind::Page => Section::Pages,
    }
}

/// The title of the list of a kind.
fn plural(kind: Kind) -> &'static str {
    match kind {
        Kind::Phase => "Phases",
        Kind::Milestone => "Milestones",
        Kind::Sprint => "Sprints",
        Kind::Risk => "Risks",
        Kind::Blocker => "Blockers",
        Kind::Service => "Services",
        Kind::Contract => "Contracts",
        Kind::Task => "Tasks",
        Kind::Decision => "Decisions",
        Kind::Team | Kind::Person => "Teams",
        Kind::Page => "Pages",
    }
}

/// A drawing as a file of its own beside a page.
pub(super) fn picture_twin(text: &str, href: String) -> Twin {
    Twin { text: text.to_owned(), media: "image/svg+xml".to_owned(), href }
}

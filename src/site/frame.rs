//! What every page has around its content: navigation, breadcrumb, neighbors, edit link.

use std::sync::Arc;

use super::catalog::{self, About, Entry, Neighbors, OwnPage, ThingPage};
use crate::{
    diag::FileId,
    model::{Key, Known, PartyKind, Program, ReadRecord, Sprint, Subject},
    text::said::is_said,
    view::{Context, Link, NavGroup, NavItem, Section, Shell, SiteFrame, addresses},
};

/// The frame that all pages share that show the same day.
pub(super) fn site_frame(cx: &Context, known: Known) -> Arc<SiteFrame> {
    let shown = |page: &OwnPage| page.in_navigation.is_some_and(|shown| shown(cx, known));
    Arc::new(SiteFrame {
        title: cx.program.settings.title.clone(),
        base_url: cx.program.settings.base_url.clone(),
        logo: cx.addresses.brand.logo.clone(),
        icon: cx.addresses.brand.icon.clone(),
        navigation: navigation(shown, cx.current_sprint().is_some()),
        generated: known.day,
        as_of: known.day,
        version: env!("CARGO_PKG_VERSION"),
    })
}

/// The navigation to some of the pages of the site, and to the current sprint where there is one.
fn navigation(shown: impl Fn(&OwnPage) -> bool, sprint: bool) -> Vec<NavGroup> {
    let items = catalog::OWN.iter().filter(|page| shown(page)).flat_map(|page| {
        let item = page.section.map(|section| NavItem {
            section,
            text: page.title.to_owned(),
            href: page.path.to_owned(),
        });
        let current = (sprint && page.path == addresses::HOME).then(|| NavItem {
            section: Section::Current,
            text: "Current sprint".to_owned(),
            href: addresses::CURRENT_SPRINT.to_owned(),
        });
        item.into_iter().chain(current)
    });
    NavGroup::all(items)
}

/// Makes the shells of pages.
pub(super) struct Shells<'a> {
    pub cx: &'a Context<'a>,
    pub frame: Arc<SiteFrame>,
}

impl Shells<'_> {
    /// What is around a page.
    pub fn of(&self, entry: &Entry) -> Shell {
        match entry.about {
            About::Site(page) => self.own(page),
            About::Thing(page, subject) => self.thing(page, subject, &entry.path),
        }
    }

    fn own(&self, page: &OwnPage) -> Shell {
        let below_home = page.section.is_some() && page.path != addresses::HOME;
        Shell {
            section: page.section,
            breadcrumb: if below_home { vec![self.cx.home()] } else { Vec::new() },
            description: page.about.to_owned(),
            ..Shell::new(&self.frame, page.path, page.title)
        }
    }

    fn thing(&self, page: &ThingPage, subject: Subject, path: &str) -> Shell {
        let head = self.cx.program.head(subject);
        let kind = self.cx.program.kind(subject);
        let closed = match subject {
            Subject::Sprint(key) => self.cx.program.records.get(&key),
            _ => None,
        };
        let title = closed.map_or(&head.title, |read| &read.record.notes.title);
        let title = if kind.says_ids() && is_said(&head.id, title) {
            format!("{} {title}", head.id)
        } else {
            title.clone()
        };
        let (previous, next) = self.neighbors(page.neighbors, subject);
        let body = closed.map_or(&*head.body, |read| &read.body);
        let description = match body.summary.as_str() {
            "" => format!("{title}: a {} of {}.", kind.word(), self.frame.title),
            summary => summary.to_owned(),
        };
        let shell = Shell::new(&self.frame_of(subject), path, title);
        // No file tells of somebody who is only named.
        let is_named = |key| self.cx.program.parties[key].kind == PartyKind::Named;
        let mut shell = match subject {
            Subject::Party(key) if is_named(key) => shell,
            _ => self.sourced(shell, head.file),
        };
        if closed.is_some() {
            // what is wrong with the content of today is no matter of the page as it was
            shell.findings.clear();
        }
        let mut breadcrumb = self.breadcrumb(page, subject);
        if let (Some(read), Some(home)) = (closed, breadcrumb.first_mut()) {
            home.text.clone_from(&read.record.notes.program);
        }
        let current = matches!(subject, Subject::Sprint(key) if self.is_under_way(key));
        let section = if current { Section::Current } else { page.section };
        let glance = self.cx.glance(subject);
        let mark = if glance.rag.is_some() { glance.mark } else { "" };
        Shell {
            section: Some(section),
            breadcrumb,
            description,
            previous,
            next,
            rag: glance.rag,
            mark,
            ..shell
        }
    }

    /// Whether a sprint is the one of the status date. What it was is over for it when it is over.
    fn is_under_way(&self, key: Key<Sprint>) -> bool {
        self.cx.current_sprint() == Some(key) && !self.cx.is_over(key)
    }

    /// The frame of a page whose state is that of a past day says so: nothing on it is of the status date. Around a closed
    /// sprint stands what stood there.
    fn frame_of(&self, subject: Subject) -> Arc<SiteFrame> {
        let Subject::Sprint(key) = subject else { return Arc::clone(&self.frame) };
        let known = self.cx.now().known;
        if let Some(ReadRecord { record, .. }) = self.cx.program.records.get(&key) {
            let frame = SiteFrame::clone(&self.frame);
            let had = |path: &str| record.notes.sections.iter().any(|href| href == path);
            let navigation = navigation(|page| had(page.path), had(addresses::CURRENT_SPRINT));
            let (title, day) = (record.notes.program.clone(), record.day);
            return Arc::new(SiteFrame { title, navigation, generated: day, as_of: day, ..frame });
        }
        match self.cx.chronicle.past.at(key) {
            Some(then) => site_frame(self.cx, known.on(then.as_of)),
            None => Arc::clone(&self.frame),
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

    /// From the first page to the list that a thing stands in; a milestone stands in its phase.
    fn breadcrumb(&self, page: &ThingPage, subject: Subject) -> Vec<Link> {
        let phase = match subject {
            Subject::Milestone(key) => self.cx.program.milestones[key].phase,
            _ => None,
        };
        let list = if phase.is_some() { addresses::PHASES } else { page.list };
        let list = catalog::own_page(list).filter(|list| list.path != addresses::HOME);
        let list = list.map(|list| Link::new(list.title, list.path));
        let phase = phase.map(|phase| self.cx.plain_link(Subject::Phase(phase)));
        std::iter::once(self.cx.home()).chain(list).chain(phase).collect()
    }

    /// Whether a thing has a page of its own: the first page of the content stands on that of the program.
    fn has_page(&self, subject: Subject) -> bool {
        self.cx.exists(subject) && self.cx.addresses.of(subject) != addresses::HOME
    }

    /// The things before and after one of the same kind.
    fn neighbors(&self, order: Neighbors, subject: Subject) -> (Option<Link>, Option<Link>) {
        match (order, subject) {
            (Neighbors::InTime, Subject::Sprint(key)) => self.cx.sprint_neighbors(key),
            (Neighbors::ById, _) => {
                let link = |subject| self.cx.plain_link(subject);
                // what nobody knows of yet has no page
                let step = |to: fn(&Program, Subject) -> Option<Subject>| {
                    let beside = |subject: &Subject| to(self.cx.program, *subject);
                    std::iter::successors(beside(&subject), beside).find(|subject| self.has_page(*subject))
                };
                let before = step(|program, subject| program.beside(subject).0);
                let after = step(|program, subject| program.beside(subject).1);
                (before.map(link), after.map(link))
            }
            (Neighbors::InTime, _) => (None, None),
        }
    }
}

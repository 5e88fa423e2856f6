//! The feeds and calendars beside pages: of the program, of sprints, of owners.

use std::borrow::Cow;

use super::{Site, page::Page};
use crate::{
    feed::{
        atom::{Entry, Feed},
        calendar::{Calendar, Event},
    },
    model::{Key, Party, Subject},
    view::{
        addresses::{self, beside},
        part::status_change::{StatusChange, Whose},
    },
    world::{relative, slug},
};

/// Names of the files beside a page.
pub(super) const FEED_FILE: &str = "feed.xml";
/// The same.
pub(super) const CALENDAR_FILE: &str = "calendar.ics";

/// Most entries of a feed.
const ENTRIES: usize = 60;

impl Site<'_> {
    /// The page with the feed of what changed.
    pub(super) fn with_feed(&self, page: Page, whose: Whose) -> Page {
        let path = page.shell.path.clone();
        let own = beside(&path, FEED_FILE);
        let changes = self.changes.get_or_init(|| self.cx.status_changes());
        let entries = changes.iter().filter(|change| self.cx.is_whose(change, whose)).take(ENTRIES);
        let entries: Vec<Entry> = entries.map(|change| self.told(change, &own)).collect();
        let program = &self.cx.program.settings.title;
        let title = match whose {
            Whose::Program => program.clone(),
            Whose::Sprint(_) | Whose::Owner(_) => format!("{program} · {}", page.shell.title),
        };
        let feed = Feed {
            id: self.name(&own),
            title,
            page: self.lead(&own, &path),
            own: self.whole(&own),
            updated: entries.first().map_or(self.cx.now().as_of, |newest| newest.updated),
            entries,
        };
        page.file("Feed of changes", "application/atom+xml", FEED_FILE, feed.write())
    }

    /// The page with the calendar of the plan, or of what somebody answers for.
    pub(super) fn with_calendar(&self, page: Page, owner: Option<Key<Party>>) -> Page {
        let program = &self.cx.program.settings.title;
        let name = match owner {
            None => program.clone(),
            Some(_) => format!("{program} · {}", page.shell.title),
        };
        let days = self.cx.planned_days(owner).into_iter();
        let events = days.map(|day| Event {
            uid: format!("{}@{}", day.name, self.place()),
            first: day.first,
            last: day.last,
            summary: day.title,
            description: day.about,
            url: self.whole(self.cx.addresses.of(day.subject)),
            cancelled: day.cancelled,
        });
        let calendar = Calendar { name, as_of: self.cx.now().as_of, events: events.collect() };
        page.file("Calendar", "text/calendar", CALENDAR_FILE, calendar.write())
    }

    fn told(&self, change: &StatusChange, from: &str) -> Entry {
        let path = change.subject.map_or(addresses::HOME, |subject| self.cx.addresses.of(subject));
        let id = |subject| self.cx.program.head(subject).id.to_string();
        let sprint = change.sprint.map_or_else(|| "now".to_owned(), |key| id(Subject::Sprint(key)));
        let what = change.subject.map_or_else(|| "program".to_owned(), id);
        let words = self.cx.change_words(change);
        Entry {
            id: format!("{}#{}/{}", self.name(addresses::HOME), slug(&sprint), slug(&what)),
            title: words.title,
            page: self.lead(from, path),
            updated: change.on,
            author: words.by,
            summary: words.why,
        }
    }

    /// The whole address of a file, where that of the site is known.
    fn whole(&self, path: &str) -> Option<String> {
        let base = self.cx.program.settings.base_url.as_ref()?;
        Some(format!("{base}{}", path.strip_suffix("index.html").unwrap_or(path)))
    }

    /// The address of a file, else the way to it from another.
    fn lead(&self, from: &str, to: &str) -> String {
        self.whole(to).unwrap_or_else(|| relative(from, to))
    }

    /// A name of a file for ever: its address, else one that is made of the title of the program.
    fn name(&self, path: &str) -> String {
        self.whole(path)
            .unwrap_or_else(|| format!("urn:milepost:{}:{path}", slug(&self.cx.program.settings.title)))
    }

    /// What parts the names of this program from those of others: host and folder of the site, else its title.
    fn place(&self) -> Cow<'_, str> {
        match &self.cx.program.settings.base_url {
            Some(base) => {
                let rest = base.split_once("://").map_or(base.as_str(), |(_, rest)| rest);
                Cow::Owned(rest.trim_end_matches('/').replace('/', "-"))
            }
            None => Cow::Owned(slug(&self.cx.program.settings.title)),
        }
    }
}

//! Atom feeds (RFC 4287).

use chrono::NaiveDate;

use crate::text::{escape_into, visible};

/// A feed.
#[derive(Debug, Clone, Default)]
pub struct Feed {
    /// Its name for ever.
    pub id: String,
    /// What it is about.
    pub title: String,
    /// The page it belongs to, as an address.
    pub page: String,
    /// Its own address, where that is known.
    pub own: Option<String>,
    /// The day of the newest entry, or of the site.
    pub updated: NaiveDate,
    /// Newest first.
    pub entries: Vec<Entry>,
}

/// One thing that changed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Entry {
    /// Its name for ever.
    pub id: String,
    /// What changed, from what to what.
    pub title: String,
    /// Its page, as an address.
    pub page: String,
    /// The day of the change.
    pub updated: NaiveDate,
    /// Who told it.
    pub author: Option<String>,
    /// Why.
    pub summary: String,
}

impl Feed {
    /// The text of the feed.
    pub fn write(&self) -> String {
        let mut out = String::from(
            "<?xml version=\"1.0\" encoding=\"utf-8\"?>\n<feed xmlns=\"http://www.w3.org/2005/Atom\">\n",
        );
        element(&mut out, "id", &self.id);
        element(&mut out, "title", &self.title);
        link(&mut out, "alternate", "text/html", &self.page);
        if let Some(own) = &self.own {
            link(&mut out, "self", "application/atom+xml", own);
        }
        element(&mut out, "updated", &instant(self.updated));
        out.push_str("<author>");
        element(&mut out, "name", &self.title);
        out.push_str("</author>\n<generator>Milepost</generator>\n");
        for entry in &self.entries {
            out.push_str("<entry>\n");
            element(&mut out, "id", &entry.id);
            element(&mut out, "title", &entry.title);
            link(&mut out, "alternate", "text/html", &entry.page);
            element(&mut out, "updated", &instant(entry.updated));
            if let Some(author) = &entry.author {
                out.push_str("<author>");
                element(&mut out, "name", author);
                out.push_str("</author>\n");
            }
            element(&mut out, "summary", &entry.summary);
            out.push_str("</entry>\n");
        }
        out.push_str("</feed>\n");
        out
    }
}

/// The beginning of a day. Days of a program have no clock.
fn instant(day: NaiveDate) -> String {
    format!("{}T00:00:00Z", day.format("%Y-%m-%d"))
}

fn element(out: &mut String, name: &str, text: &str) {
    out.push_str(&format!("<{name}>"));
    escape_into(out, &visible::line(text));
    out.push_str(&format!("</{name}>\n"));
}

fn link(out: &mut String, rel: &str, media: &str, href: &str) {
    out.push_str(&format!("<link rel=\"{rel}\" type=\"{media}\" href=\""));
    escape_into(out, href);
    out.push_str("\"/>\n");
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(text: &str) -> NaiveDate {
        text.parse().expect("a date")
    }

    #[test]
    fn another_reader_reads_what_was_written() {
        let entry = Entry {
            id: "https://e.org/#sprint-02/M1.1".to_owned(),
            title: "M1.1 <Users> & \"roles\": red, was green\u{1b}\u{0}".to_owned(),
            page: "https://e.org/milestones/m1.1/?a=1&b=2".to_owned(),
            updated: day("2026-03-02"),
            author: Some("Ada & Bo".to_owned()),
            summary: "Because\nof ]]> it".to_owned(),
        };
        let feed = Feed {
            id: "https://e.org/feed.xml".to_owned(),
            title: "A & B".to_owned(),
            page: "https://e.org/".to_owned(),
            own: Some("https://e.org/feed.xml".to_owned()),
            updated: day("2026-03-02"),
            entries: vec![entry.clone()],
        };
        let read: atom_syndication::Feed = feed.write().parse().expect("a feed");
        assert_eq!((read.id(), read.title().as_str()), (feed.id.as_str(), "A & B"));
        assert_eq!(read.updated().to_rfc3339(), "2026-03-02T00:00:00+00:00");
        assert!(read.links().iter().any(|link| link.rel() == "self"));
        let [told] = read.entries() else { panic!("one entry: {read:?}") };
        assert_eq!(told.id(), entry.id);
        assert!(
            told.title().as_str().starts_with("M1.1 <Users> & \"roles\": red, was green"),
            "{:?}",
            told.title()
        );
        assert_eq!(told.links()[0].href(), entry.page);
        assert_eq!(told.authors()[0].name(), "Ada & Bo");
        assert!(told.summary().expect("why").as_str().contains("]]>"));
    }
}

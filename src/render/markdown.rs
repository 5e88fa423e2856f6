//! Markdown to HTML that is safe to stand on a page.
//!
//! One pass over the parser's events rewrites what it would leave plain or unsafe: headings, links, pictures,
//! alerts, footnotes, tables, task lists. Raw HTML goes through a sanitizer afterwards, and only where there is any.
//! Where links lead is asked of the caller.

use std::borrow::Cow;
use std::ops::Range;

use pulldown_cmark::{Alignment, CowStr, Event, LinkType, Parser, Tag, TagEnd, TextMergeWithOffset, html};

use super::{
    Html,
    escape::escape_into,
    footnotes::Footnotes,
    links::{Links, RESOLVED},
    markup::{alert, anchor_tag, code_block, next_address, push_title, tidy},
    raw_html,
};
use crate::{
    load::markdown::options,
    model::Body,
    text::{
        address::{Reach, reach},
        visible,
    },
};

/// What stands around the text on its page.
#[derive(Debug, Clone, Copy)]
pub struct Surroundings<'a> {
    /// Title of the page: a first heading that only repeats it is left out.
    pub title: &'a str,
    /// Level of the uppermost headings of the text, 2 to 6; the others follow below it.
    pub top: u8,
    /// Ids that the page itself has, in order; headings give way to them.
    pub taken: &'a [String],
    /// Put before the ids of footnotes, where several texts stand on one page.
    pub prefix: &'a str,
}

impl Default for Surroundings<'_> {
    fn default() -> Self {
        Self { title: "", top: 2, taken: &[], prefix: "" }
    }
}

/// Render `body`, whose headings and anchors the loader has found, without what could run code: see
/// [`removed`](super::removed()).
pub fn markdown(body: &Body, around: &Surroundings<'_>, links: &Links<'_>) -> Html {
    let parser = Parser::new_ext(&body.markdown, options()).into_offset_iter();
    let events: Vec<_> = TextMergeWithOffset::new(parser).collect();
    let mut writer = Writer::new(body, around, links, &events);
    for (index, (event, _)) in events.iter().enumerate() {
        writer.event(event.clone(), events.get(index + 1..).unwrap_or_default());
    }
    let (events, has_raw) = writer.finish();
    let mut text = String::with_capacity(body.markdown.len() * 3 / 2);
    html::push_html(&mut text, events.into_iter());
    if has_raw {
        text = raw_html::sanitize(&text, links);
    }
    // Characters written by their number, as `&#27;`, come in here for the first time.
    if let Cow::Owned(clean) = visible::on_page(&text) {
        text = clean;
    }
    Html::trusted(text)
}

struct Writer<'a, 'e> {
    body: &'a Body,
    around: &'a Surroundings<'a>,
    links: &'a Links<'a>,
    out: Vec<Event<'e>>,
    footnotes: Footnotes<'e>,
    has_raw: bool,
    /// Whether the text holds raw HTML anywhere, so that resolved addresses need their mark.
    marks: bool,
    /// What ends each open link.
    closers: Vec<&'static str>,
    /// How many headings have begun, and by how many levels they are moved down (or up).
    heading: usize,
    shift: i16,
    /// The heading being left out because it repeats the title.
    skipping: bool,
    /// The picture that is open: what stands before and after its description, and the description.
    picture: Option<Picture>,
    table: Table,
    in_code: bool,
}

struct Picture {
    depth: usize,
    before: String,
    after: String,
    alt: String,
}

#[derive(Default)]
struct Table {
    number: usize,
    aligns: Vec<Alignment>,
    cell: usize,
    in_head: bool,
}

impl<'a, 'e> Writer<'a, 'e> {
    fn new(
        body: &'a Body,
        around: &'a Surroundings<'a>,
        links: &'a Links<'a>,
        events: &[(Event<'e>, Range<usize>)],
    ) -> Self {
        let marks = events.iter().any(|(event, _)| matches!(event, Event::Html(_) | Event::InlineHtml(_)));
        let skip = usize::from(repeats_title(body, around));
        let uppermost = body.headings.iter().skip(skip).map(|heading| heading.level).min().unwrap_or(1);
        Self {
            body,
            around,
            links,
            out: Vec::with_capacity(events.len() + 16),
            footnotes: Footnotes::new(around.prefix, events.iter().map(|(event, _)| event)),
            has_raw: false,
            marks,
            closers: Vec::new(),
            heading: 0,
            shift: i16::from(around.top) - i16::from(uppermost),
            skipping: false,
            picture: None,
            table: Table::default(),
            in_code: false,
        }
    }

    fn finish(mut self) -> (Vec<Event<'e>>, bool) {
        let notes = self.footnotes.take_section();
        self.out.extend(notes);
        (self.out, self.has_raw)
    }

    fn push(&mut self, event: Event<'e>) {
        if let Some(open) = self.footnotes.open() {
            open.push(event);
        } else {
            self.out.push(event);
        }
    }

    fn html(&mut self, text: impl Into<CowStr<'e>>) {
        self.push(Event::InlineHtml(text.into()));
    }

    fn event(&mut self, event: Event<'e>, rest: &[(Event<'e>, Range<usize>)]) {
        if self.in_picture(&event) {
            return;
        }
        if self.skipping {
            self.skipping = !matches!(event, Event::End(TagEnd::Heading(_)));
            return;
        }
        match event {
            Event::Start(tag) => self.start(tag, rest),
            Event::End(tag) => self.end(tag),
            Event::Text(text) if !self.in_code && self.closers.is_empty() => self.text(text),
            Event::Html(raw) | Event::InlineHtml(raw) => {
                self.has_raw = true;
                self.push(Event::InlineHtml(raw));
            }
            Event::FootnoteReference(label) => {
                let mark = self.footnotes.reference(&label);
                self.html(mark);
            }
            Event::TaskListMarker(done) => self.html(if done {
                "<input type=\"checkbox\" disabled=\"\" checked=\"\" aria-label=\"done\">"
            } else {
                "<input type=\"checkbox\" disabled=\"\" aria-label=\"to do\">"
            }),
            other => self.push(other),
        }
    }

    fn start(&mut self, tag: Tag<'e>, rest: &[(Event<'e>, Range<usize>)]) {
        match tag {
            Tag::Heading { .. } => self.start_heading(),
            Tag::BlockQuote(Some(kind)) => {
                let (class, title) = alert(kind);
                self.html(format!(
                    "<div class=\"note {class}\" role=\"note\"><p class=\"note-title\">{title}</p>\n"
                ));
            }
            Tag::CodeBlock(kind) => {
                self.in_code = true;
                let open = code_block(&kind);
                self.html(open);
            }
            Tag::Item => {
                let marked = rest.iter().take(2).any(|(event, _)| matches!(event, Event::TaskListMarker(_)))
                    && !matches!(rest.first(), Some((Event::Start(Tag::List(_)), _)));
                if marked { self.html("<li class=\"task\">") } else { self.push(Event::Start(Tag::Item)) }
            }
            Tag::Link { link_type, dest_url, title, .. } => self.link(link_type, &dest_url, &title),
            Tag::Image { dest_url, title, .. } => self.image(&dest_url, &title),
            Tag::FootnoteDefinition(label) => self.footnotes.begin(label),
            Tag::Table(aligns) => {
                self.table = Table { number: self.table.number + 1, aligns, ..Table::default() };
                let number = self.table.number;
                self.html(format!(
                    "<div class=\"scroll\" role=\"region\" aria-label=\"Table {number}\" tabindex=\"0\"><table>"
                ));
            }
            Tag::TableHead => {
                (self.table.in_head, self.table.cell) = (true, 0);
                self.html("<thead><tr>");
            }
            Tag::TableRow => {
                self.table.cell = 0;
                self.html("<tr>");
            }
            Tag::TableCell => self.cell(),
            Tag::HtmlBlock | Tag::MetadataBlock(_) => {}
            other => self.push(Event::Start(other)),
        }
    }

    fn end(&mut self, tag: TagEnd) {
        match tag {
            TagEnd::Heading(_) => self.end_heading(),
            TagEnd::BlockQuote(Some(_)) => self.html("</div>\n"),
            TagEnd::CodeBlock => {
                self.in_code = false;
                self.html("</code></pre>\n");
            }
            TagEnd::Link => {
                let closer = self.closers.pop().unwrap_or_default();
                self.html(closer);
            }
            TagEnd::FootnoteDefinition => self.footnotes.end(),
            TagEnd::Table => self.html("</tbody></table></div>\n"),
            TagEnd::TableHead => {
                self.table.in_head = false;
                self.html("</tr></thead><tbody>\n");
            }
            TagEnd::TableRow => self.html("</tr>\n"),
            TagEnd::TableCell => self.html(if self.table.in_head { "</th>" } else { "</td>" }),
            TagEnd::HtmlBlock | TagEnd::MetadataBlock(_) => {}
            other => self.push(Event::End(other)),
        }
    }

    /// The level on the page of the heading of that number.
    fn level(&self, index: usize) -> i16 {
        let level = self.body.headings.get(index).map_or(1, |heading| heading.level);
        (i16::from(level) + self.shift).clamp(2, 6)
    }

    /// The id on the page of the heading of that number.
    fn anchor(&self, index: usize) -> String {
        let headings = &self.body.headings;
        let mut anchor = headings.get(index).map_or_else(String::new, |heading| heading.anchor.clone());
        if self.around.taken.binary_search(&anchor).is_ok() {
            anchor.insert_str(0, "text-");
            while headings.iter().any(|heading| heading.anchor == anchor) {
                anchor.insert_str(0, "text-");
            }
        }
        anchor
    }

    fn start_heading(&mut self) {
        let (index, anchor) = (self.heading, self.anchor(self.heading));
        self.heading += 1;
        let mut tag = String::new();
        self.skipping = index == 0 && repeats_title(self.body, self.around);
        if self.skipping {
            tag.push_str("<span id=\"");
            escape_into(&mut tag, &anchor);
            tag.push_str("\"></span>");
        } else {
            tag.push_str(&format!("<h{} id=\"", self.level(index)));
            escape_into(&mut tag, &anchor);
            tag.push_str("\">");
        }
        self.html(tag);
    }

    fn end_heading(&mut self) {
        let index = self.heading.saturating_sub(1);
        let mut tag = String::from("<a class=\"anchor\" href=\"#");
        escape_into(&mut tag, &self.anchor(index));
        tag.push_str("\" aria-label=\"Link to ");
        escape_into(&mut tag, self.body.headings.get(index).map_or("this part", |heading| &heading.text));
        tag.push_str(&format!("\">#</a></h{}>\n", self.level(index)));
        self.html(tag);
    }

    fn cell(&mut self) {
        let align = self.table.aligns.get(self.table.cell).copied().unwrap_or(Alignment::None);
        self.table.cell += 1;
        self.html(match (self.table.in_head, align) {
            (true, Alignment::Right) => "<th scope=\"col\" class=\"right\">",
            (true, Alignment::Center) => "<th scope=\"col\" class=\"center\">",
            (true, _) => "<th scope=\"col\">",
            (false, Alignment::Right) => "<td class=\"right\">",
            (false, Alignment::Center) => "<td class=\"center\">",
            (false, _) => "<td>",
        });
    }

    fn link(&mut self, kind: LinkType, target: &str, title: &str) {
        let target = if kind == LinkType::Email { format!("mailto:{target}") } else { target.to_owned() };
        let (tag, closer) = match reach(&target) {
            Reach::Unsafe => (
                "<span class=\"broken\" title=\"This link was taken out: it could run code.\">".to_owned(),
                "</span>",
            ),
            Reach::External => (anchor_tag(&target, title, " rel=\"noopener\""), "</a>"),
            Reach::Relative => match self.resolve(&target) {
                Some(href) => (anchor_tag(&href, title, ""), "</a>"),
                None => ("<span class=\"broken\" title=\"This link leads nowhere.\">".to_owned(), "</span>"),
            },
        };
        self.html(tag);
        self.closers.push(closer);
    }

    /// Where a relative link leads, marked where raw HTML is about.
    fn resolve(&self, target: &str) -> Option<String> {
        let own = target.strip_prefix('#').and_then(|anchor| {
            let index = self.body.headings.iter().position(|heading| heading.anchor == anchor)?;
            Some(format!("#{}", self.anchor(index)))
        });
        let href = own.or_else(|| (self.links.page)(target))?;
        (reach(&href) != Reach::Unsafe).then(|| if self.marks { format!("{RESOLVED}{href}") } else { href })
    }

    fn image(&mut self, target: &str, title: &str) {
        let (mut before, mut after) = (String::new(), String::new());
        match reach(target) {
            Reach::External if self.closers.is_empty() => {
                before = anchor_tag(target, title, " rel=\"noopener\"");
                after.push_str("</a>");
            }
            Reach::Unsafe | Reach::External => {}
            Reach::Relative => match (self.links.asset)(target).filter(|src| reach(src) != Reach::Unsafe) {
                Some(src) => {
                    let mark = if self.marks { RESOLVED } else { "" };
                    before.push_str("<img src=\"");
                    escape_into(&mut before, &tidy(&format!("{mark}{src}")));
                    before.push_str("\" loading=\"lazy\"");
                    push_title(&mut before, title);
                    before.push_str(" alt=\"");
                    after.push_str("\">");
                }
                None => {
                    before.push_str("<span class=\"broken\" title=\"This picture is missing.\">");
                    after.push_str("</span>");
                }
            },
        }
        self.picture = Some(Picture { depth: 1, before, after, alt: String::new() });
    }

    /// Gather the description of an open picture; whether the event was part of one.
    fn in_picture(&mut self, event: &Event<'_>) -> bool {
        let Some(picture) = &mut self.picture else { return false };
        match event {
            Event::Start(_) => picture.depth += 1,
            Event::End(_) => picture.depth -= 1,
            Event::Text(text) | Event::Code(text) => picture.alt.push_str(text),
            Event::SoftBreak | Event::HardBreak => picture.alt.push(' '),
            _ => {}
        }
        if picture.depth == 0
            && let Some(mut done) = self.picture.take()
        {
            escape_into(&mut done.before, &done.alt);
            done.before.push_str(&done.after);
            self.html(done.before);
        }
        true
    }

    /// Text outside of links and code: addresses in it become links.
    fn text(&mut self, text: CowStr<'e>) {
        if !text.contains("://") {
            return self.push(Event::Text(text));
        }
        let mut rest = &*text;
        while let Some((start, end)) = next_address(rest) {
            self.push(Event::Text(rest[..start].to_owned().into()));
            let mut tag = anchor_tag(&rest[start..end], "", " rel=\"noopener\"");
            escape_into(&mut tag, &rest[start..end]);
            tag.push_str("</a>");
            self.html(tag);
            rest = &rest[end..];
        }
        self.push(Event::Text(rest.to_owned().into()));
    }
}

/// Whether the first heading stands at the very beginning and only repeats the title of the page.
fn repeats_title(body: &Body, around: &Surroundings<'_>) -> bool {
    let starts =
        body.markdown.trim_start().starts_with('#') || body.markdown.trim_start().starts_with(around.title);
    let first = body.headings.first();
    starts
        && !around.title.is_empty()
        && first.is_some_and(|first| first.level == 1 && first.text == around.title.trim())
}

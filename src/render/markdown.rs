//! Markdown to HTML that is safe to stand on a page.
//!
//! One pass over the parser's events rewrites what it would leave plain or unsafe: headings, links, pictures,
//! alerts, footnotes, tables, task lists. Raw HTML goes through a sanitizer afterwards, and only where there is any.
//! Where links lead is asked of the caller.

use std::borrow::Cow;
use std::collections::{HashMap, HashSet};
use std::ops::Range;

use pulldown_cmark::{Alignment, CowStr, Event, LinkType, Parser, Tag, TagEnd, TextMergeWithOffset, html};

use super::{
    Html,
    code_color::Colors,
    escape::escape_into,
    footnotes::Footnotes,
    ids::{Taken, anchors, repeats_title},
    ids_in_text::next_id,
    links::Links,
    markup::{alert, anchor_tag, code_block, next_address, push_attribute, push_title, tidy},
    raw_html,
};
use crate::{
    load::markdown::{is_wide, options},
    model::{Body, Heading},
    text::{
        address::{Reach, may_be_followed, reach},
        html::{Address, RawText, Safe, Sieve, Tag as RawTag},
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
    /// Beginnings of ids that the page has without their being among `taken`, as those in its drawings.
    pub families: &'a [&'a str],
    /// Put before the ids of footnotes, where several texts stand on one page.
    pub prefix: &'a str,
}

impl Default for Surroundings<'_> {
    fn default() -> Self {
        Self { title: "", top: 2, taken: &[], families: &[], prefix: "" }
    }
}

/// Render `body`, whose headings and anchors the loader has found, without what could run code; the loader's
/// [`Body::left_out`] says what that is.
pub fn markdown(body: &Body, around: &Surroundings<'_>, links: &Links<'_>) -> Html {
    let (mut text, has_raw) = written(body, around, links);
    if has_raw {
        text = raw_html::sanitize(&text);
    }
    // Characters written by their number, as `&#27;`, come in here for the first time.
    if let Cow::Owned(clean) = visible::on_page(&text) {
        text = clean;
    }
    Html::trusted(text)
}

/// The HTML of `body`, and whether raw HTML is in it.
pub(super) fn written(body: &Body, around: &Surroundings<'_>, links: &Links<'_>) -> (String, bool) {
    let parser = Parser::new_ext(&body.markdown, options()).into_offset_iter();
    let events: Vec<_> = TextMergeWithOffset::new(parser).collect();
    let mut writer = Writer::new(body, around, links, &events);
    for (index, (event, _)) in events.iter().enumerate() {
        writer.event(event.clone(), events.get(index + 1..).unwrap_or_default());
    }
    let (events, has_raw) = writer.finish();
    let mut text = String::with_capacity(body.markdown.len() * 3 / 2);
    html::push_html(&mut text, events.into_iter());
    (text, has_raw)
}

struct Writer<'a, 'e> {
    body: &'a Body,
    around: &'a Surroundings<'a>,
    links: &'a Links<'a>,
    out: Vec<Event<'e>>,
    footnotes: Footnotes<'e>,
    has_raw: bool,
    sieve: Sieve,
    /// The block of raw HTML that is open.
    block: Option<RawText>,
    /// What ends each open tag of raw HTML, and how many of them are links.
    raw_closers: Vec<&'static str>,
    raw_links: usize,
    /// The anchors of the headings in order, and the number of each as it is written.
    anchors: Vec<String>,
    number_of: HashMap<&'a str, usize>,
    /// The ids that raw HTML gives.
    given: HashSet<&'a str>,
    ids: Taken<'a>,
    /// What ends each open link.
    closers: Vec<&'static str>,
    /// How many headings have begun, and the level of each on the page.
    heading: usize,
    levels: Vec<u8>,
    /// The heading being left out because it repeats the title.
    skipping: bool,
    /// The picture that is open: what stands before and after its description, and the description.
    picture: Option<Picture>,
    table: Table,
    in_code: bool,
    /// The block of code that is open and may be colored: its language and its text.
    code: Option<(String, String)>,
    colors: Colors,
    in_heading: bool,
}

struct Picture {
    depth: usize,
    before: String,
    after: &'static str,
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
        let skip = usize::from(repeats_title(body, around));
        let mut number_of = HashMap::new();
        for (number, heading) in body.headings.iter().enumerate() {
            number_of.entry(heading.anchor.as_str()).or_insert(number);
        }
        let anchors = anchors(body, around);
        Self {
            body,
            around,
            links,
            out: Vec::with_capacity(events.len() + 16),
            footnotes: Footnotes::new(around.prefix, events.iter().map(|(event, _)| event)),
            has_raw: false,
            sieve: Sieve::default(),
            block: None,
            raw_closers: Vec::new(),
            raw_links: 0,
            ids: Taken::new(around, anchors.iter().cloned()),
            anchors,
            number_of,
            given: body.ids.iter().map(|given| given.id.as_str()).collect(),
            closers: Vec::new(),
            heading: 0,
            levels: levels(body, skip, around.top),
            skipping: false,
            picture: None,
            table: Table::default(),
            in_code: false,
            code: None,
            colors: Colors::default(),
            in_heading: false,
        }
    }

    fn finish(mut self) -> (Vec<Event<'e>>, bool) {
        let mut safe = Vec::new();
        self.sieve.finish(&mut safe);
        self.write_safe(safe);
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
            if !self.skipping {
                self.sieve.leave(&mut Vec::new());
            }
            return;
        }
        let is_text =
            !matches!(event, Event::Start(_) | Event::End(_) | Event::Html(_) | Event::InlineHtml(_));
        if is_text && self.sieve.drops() {
            return;
        }
        match event {
            Event::Start(tag) => self.start(tag, rest),
            Event::End(tag) => self.end(tag),
            Event::Text(text) if self.code.is_some() => {
                if let Some((_, code)) = &mut self.code {
                    code.push_str(&text);
                }
            }
            Event::Text(text) if !self.in_code && self.closers.is_empty() => self.text(text),
            Event::Html(raw) | Event::InlineHtml(raw) => self.raw_html(&raw),
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
        let is_level = !matches!(tag, Tag::HtmlBlock | Tag::MetadataBlock(_) | Tag::Image { .. });
        let shown = !is_level || self.sieve.enter(is_wide(&tag), 0);
        match tag {
            Tag::HtmlBlock => self.block = Some(RawText::default()),
            Tag::MetadataBlock(_) => {}
            Tag::Heading { .. } | Tag::FootnoteDefinition(_) => self.begin(tag, rest),
            tag if shown => self.begin(tag, rest),
            _ => {}
        }
    }

    fn begin(&mut self, tag: Tag<'e>, rest: &[(Event<'e>, Range<usize>)]) {
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
                let (open, language) = code_block(&kind);
                self.code = language.map(|language| (language, String::new()));
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
            other => self.push(Event::Start(other)),
        }
    }

    fn end(&mut self, tag: TagEnd) {
        if matches!(tag, TagEnd::HtmlBlock) {
            let (block, mut safe) = (self.block.take().unwrap_or_default(), Vec::new());
            self.sieve.block(&block, &mut safe);
            return self.write_safe(safe);
        }
        let mut safe = Vec::new();
        let shown = matches!(tag, TagEnd::MetadataBlock(_)) || self.sieve.leave(&mut safe);
        self.write_safe(safe);
        if shown || matches!(tag, TagEnd::Heading(_) | TagEnd::FootnoteDefinition) {
            self.finish_tag(tag);
        }
    }

    fn finish_tag(&mut self, tag: TagEnd) {
        match tag {
            TagEnd::Heading(_) => self.end_heading(),
            TagEnd::BlockQuote(Some(_)) => self.html("</div>\n"),
            TagEnd::CodeBlock => {
                self.in_code = false;
                self.end_code();
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

    /// The text of a block of code, in color where its language is known.
    fn end_code(&mut self) {
        let Some((language, code)) = self.code.take() else { return };
        match self.colors.next(&language, &code) {
            Some(html) => self.html(html.to_string()),
            None => self.push(Event::Text(code.into())),
        }
    }

    fn raw_html(&mut self, raw: &str) {
        self.has_raw = true;
        match &mut self.block {
            Some(block) => block.push(raw, 0),
            None => {
                let mut safe = Vec::new();
                self.sieve.inline(&RawText::new(raw, 0), &mut safe);
                self.write_safe(safe);
            }
        }
    }

    fn write_safe(&mut self, safe: Vec<Safe>) {
        for safe in safe {
            match safe {
                Safe::Text(text) => self.html(text),
                Safe::Close(name) => {
                    self.raw_links -= usize::from(name == "a");
                    let closer = self.raw_closers.pop().unwrap_or_default();
                    if closer.is_empty() { self.html(format!("</{name}>")) } else { self.html(closer) }
                }
                Safe::Open(tag) => self.raw_tag(&tag),
            }
        }
    }

    /// A tag of raw HTML. Links and pictures are what they would be in Markdown.
    fn raw_tag(&mut self, tag: &RawTag) {
        let id = tag.id.clone().filter(|id| self.ids.take(id));
        let id = id.as_deref();
        if tag.name == "img" {
            return self.raw_image(tag, id);
        }
        let (mut text, closer) = match (&tag.address, tag.name) {
            (_, "input") => return self.html(raw_html::checkbox(tag, id)),
            (Address::None, _) => (format!("{}>", raw_html::beginning(tag, id)), ""),
            (Address::Unsafe, _) => self.lead("javascript:", ""),
            (Address::To(target), _) => self.lead(target, ""),
        };
        if tag.address != Address::None {
            let end = text.rfind('>').unwrap_or(text.len());
            let title = tag.attributes.iter().any(|(name, _)| *name == "title");
            let attributes = RawTag { attributes: Vec::new(), ..tag.clone() };
            let kept = if title && text.contains(" title=") { &attributes } else { tag };
            let mut more = String::new();
            raw_html::attributes(&mut more, kept, id);
            text.insert_str(end, &more);
        }
        self.html(text);
        if !tag.is_void {
            self.raw_links += usize::from(tag.name == "a");
            self.raw_closers.push(closer);
        }
    }

    fn raw_image(&mut self, tag: &RawTag, id: Option<&str>) {
        let words = raw_html::words_of(tag);
        let (before, after) = match &tag.address {
            Address::To(target) => self.picture_at(target, "", |text| raw_html::attributes(text, tag, id)),
            Address::None | Address::Unsafe => (String::new(), ""),
        };
        self.html(format!("{before}{words}{after}"));
    }

    /// The level on the page of the heading of that number.
    fn level(&self, index: usize) -> u8 {
        self.levels.get(index).copied().unwrap_or(2)
    }

    /// The id on the page of the heading of that number.
    fn anchor(&self, index: usize) -> String {
        self.anchors.get(index).cloned().unwrap_or_default()
    }

    fn start_heading(&mut self) {
        let (index, anchor) = (self.heading, self.anchor(self.heading));
        self.heading += 1;
        self.in_heading = true;
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
        self.in_heading = false;
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
        let (tag, closer) = self.lead(&target, title);
        self.html(tag);
        self.closers.push(if closer.is_empty() { "</a>" } else { closer });
    }

    /// What begins a link, and what ends it where that is no `</a>`.
    fn lead(&self, target: &str, title: &str) -> (String, &'static str) {
        let broken = |why| (format!("<span class=\"broken\" title=\"{why}\">"), "</span>");
        match reach(target) {
            Reach::Unsafe => broken("This link was taken out: it could run code."),
            Reach::External if !may_be_followed(target) => broken("This link leads nowhere."),
            Reach::External => (anchor_tag(target, title, " rel=\"noopener\""), ""),
            Reach::Relative => match self.resolve(target) {
                Some(href) => (anchor_tag(&href, title, ""), ""),
                None => broken("This link leads nowhere."),
            },
        }
    }

    /// Where a relative link leads: the final address, which is looked at once more.
    fn resolve(&self, target: &str) -> Option<String> {
        let own = target.strip_prefix('#').and_then(|anchor| match self.number_of.get(anchor) {
            Some(index) => Some(format!("#{}", self.anchor(*index))),
            None => self.given.contains(anchor).then(|| target.to_owned()),
        });
        let href = own.or_else(|| (self.links.page)(target))?;
        (reach(&href) != Reach::Unsafe).then_some(href)
    }

    fn image(&mut self, target: &str, title: &str) {
        let (before, after) = self.picture_at(target, title, |text| push_title(text, title));
        self.picture = Some(Picture { depth: 1, before, after, alt: String::new() });
    }

    /// What stands before and after the words of a picture: one from elsewhere is a link of that title, for nothing is loaded
    /// from there. `more` writes the further attributes of one of ours.
    fn picture_at(&self, target: &str, title: &str, more: impl Fn(&mut String)) -> (String, &'static str) {
        match reach(target) {
            Reach::External if may_be_followed(target) && self.closers.is_empty() && self.raw_links == 0 => {
                (anchor_tag(target, title, " rel=\"noopener\""), "</a>")
            }
            Reach::Unsafe | Reach::External => (String::new(), ""),
            Reach::Relative => {
                let source = (self.links.asset)(target).filter(|source| reach(source) == Reach::Relative);
                let Some(source) = source else {
                    return (
                        "<span class=\"broken\" title=\"This picture is missing.\">".to_owned(),
                        "</span>",
                    );
                };
                let mut before = String::from("<img src=\"");
                escape_into(&mut before, &tidy(&source));
                before.push_str("\" loading=\"lazy\"");
                more(&mut before);
                before.push_str(" alt=\"");
                (before, "\">")
            }
        }
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
            done.before.push_str(done.after);
            self.html(done.before);
        }
        true
    }

    /// Text outside of links and code: addresses and ids in it become links.
    fn text(&mut self, text: CowStr<'e>) {
        if !text.contains("://") {
            return self.names(text);
        }
        let mut rest = &*text;
        while let Some((start, end)) = next_address(rest) {
            self.names(rest[..start].to_owned().into());
            let mut tag = anchor_tag(&rest[start..end], "", " rel=\"noopener\"");
            escape_into(&mut tag, &rest[start..end]);
            tag.push_str("</a>");
            self.html(tag);
            rest = &rest[end..];
        }
        self.names(rest.to_owned().into());
    }

    /// Text without addresses: ids in it become links, but for those in headings and in links of raw HTML.
    fn names(&mut self, text: CowStr<'e>) {
        let (mut at, mut done) = (0, 0);
        while let Some((start, end)) = next_id(&text[at..]).map(|(start, end)| (at + start, at + end)) {
            at = end;
            let free = !self.in_heading && self.raw_links == 0;
            let Some(named) = Some(&text[start..end]).filter(|_| free).and_then(self.links.named) else {
                continue;
            };
            self.push(Event::Text(text[done..start].to_owned().into()));
            let mut card = String::new();
            push_attribute(&mut card, "class", "ref");
            push_attribute(&mut card, "data-card", &named.card);
            let mut tag = anchor_tag(&named.href, "", &card);
            escape_into(&mut tag, &text[start..end]);
            tag.push_str("</a>");
            self.html(tag);
            done = end;
        }
        match done {
            0 => self.push(Event::Text(text)),
            done => self.push(Event::Text(text[done..].to_owned().into())),
        }
    }
}

/// The level on the page of each heading of a text, of which the first `skip` are left out: as deep below `top` as the
/// heading lies below others of the text. So no level is left out between two, whichever ones the author left out.
fn levels(body: &Body, skip: usize, top: u8) -> Vec<u8> {
    let mut above: Vec<u8> = Vec::new();
    let level = |(number, heading): (usize, &Heading)| {
        if number < skip {
            return top;
        }
        while above.pop_if(|other| *other >= heading.level).is_some() {}
        above.push(heading.level);
        let depth = u8::try_from(above.len() - 1).unwrap_or(u8::MAX);
        top.saturating_add(depth).clamp(2, 6)
    };
    body.headings.iter().enumerate().map(level).collect()
}

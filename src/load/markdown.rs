//! What the loader takes out of Markdown: headings with anchors, links, a summary, the number of words.
//!
//! Makes no HTML. The renderer reads the same Markdown with the same [`options`], so that both see the same
//! headings in the same order, and the anchors found here are the ids on the page.

use std::{collections::HashMap, ops::Range, sync::Arc};

use pulldown_cmark::{Event, LinkType, Options, Parser, Tag, TagEnd};

use super::preamble::{Collector, Preamble};
use crate::{
    model::{Body, GivenId, Heading, Hyperlink},
    text::{
        Excerpt, Span,
        address::may_be_followed,
        fillers,
        html::{Address, RawText, Safe, Sieve},
        visible,
    },
};

/// Longest summary, in characters.
const LONGEST_SUMMARY: usize = 300;

/// The Markdown we speak: CommonMark with GitHub's tables, footnotes, strikethrough, task lists and alerts, and
/// with anchors that are given as `# Heading {#anchor}`.
pub fn options() -> Options {
    Options::ENABLE_TABLES
        | Options::ENABLE_FOOTNOTES
        | Options::ENABLE_STRIKETHROUGH
        | Options::ENABLE_TASKLISTS
        | Options::ENABLE_HEADING_ATTRIBUTES
        | Options::ENABLE_GFM
}

/// The body `markdown`, which stands at byte `offset` of its file.
///
/// [`Body::headings`] has one entry for each heading that [`options`] makes the parser see, in order, also those
/// inside of quotes and lists.
pub fn outline(markdown: &str, offset: usize) -> Body {
    of_text(markdown.into(), offset).0
}

/// The body that is the piece `span` of a file, with what it says about itself.
pub fn read_in(file: &Arc<str>, span: Span) -> (Body, Preamble) {
    of_text(Excerpt::new(Arc::clone(file), span), span.range().start)
}

fn of_text(markdown: Excerpt, offset: usize) -> (Body, Preamble) {
    let mut reader = Reader { offset, ..Reader::default() };
    let mut preamble = Collector::new(offset);
    for (event, range) in Parser::new_ext(&markdown, options()).into_offset_iter() {
        preamble.event(&event, &range);
        reader.event(event, range);
    }
    reader.sieve.finish(&mut reader.safe);
    let refused = |(index, link): (usize, &Hyperlink)| (!may_be_followed(&link.target)).then_some(index);
    let body = Body {
        span: Span::new(offset, offset + markdown.len()),
        fillers: fillers(&markdown, offset),
        markdown,
        headings: reader.headings,
        refused: reader.links.iter().enumerate().filter_map(refused).collect(),
        links: reader.links.into(),
        ids: reader.ids,
        left_out: reader.sieve.into_left_out(),
        summary: visible::closed(bounded(&reader.summary)),
        words: reader.words,
    };
    (body, preamble.finish())
}

/// Whether others will stand in what a tag begins.
pub fn is_wide(tag: &Tag<'_>) -> bool {
    matches!(tag, Tag::BlockQuote(_) | Tag::List(_) | Tag::Table(_) | Tag::FootnoteDefinition(_))
}

/// Where the code blocks of a body stand in it.
pub fn code_blocks(markdown: &str) -> Vec<Range<usize>> {
    let events = Parser::new_ext(markdown, options()).into_offset_iter();
    let block = |(event, range)| matches!(event, Event::Start(Tag::CodeBlock(_))).then_some(range);
    events.filter_map(block).collect()
}

/// Gives every heading of one page its anchor.
///
/// GitHub's rule: letters in lower case, digits, combining marks, `_` and `-` stay, a space becomes `-`, all else
/// goes; of equal anchors the later ones get `-1`, `-2`. A heading of which nothing stays is `section`.
#[derive(Debug, Clone, Default)]
pub struct Anchors {
    /// For each anchor given out, the last number that was put behind it.
    given: HashMap<String, usize>,
}

impl Anchors {
    /// The anchor of the next heading, whose plain text is `heading`.
    pub fn next(&mut self, heading: &str) -> String {
        let slug: String =
            heading.trim().chars().filter_map(anchor_char).flat_map(char::to_lowercase).collect();
        self.unique(slug)
    }

    /// The anchor of the next heading, whose writer gave it `anchor`: kept as it is, unless it was given out before.
    pub fn next_given(&mut self, anchor: &str) -> String {
        self.unique(anchor.chars().filter(|c| !c.is_whitespace() && !c.is_control()).collect())
    }

    fn unique(&mut self, slug: String) -> String {
        let slug = if slug.is_empty() { "section".to_owned() } else { slug };
        let mut number = self.given.get(&slug).copied();
        let mut anchor = slug.clone();
        while self.given.contains_key(&anchor) {
            let next = number.map_or(1, |n| n + 1);
            number = Some(next);
            anchor = format!("{slug}-{next}");
        }
        if let Some(number) = number {
            self.given.insert(slug, number);
        }
        self.given.insert(anchor.clone(), 0);
        anchor
    }
}

/// What becomes of one character of a heading in its anchor.
fn anchor_char(c: char) -> Option<char> {
    let is_mark = matches!(c, '\u{300}'..='\u{36f}' | '\u{1ab0}'..='\u{1aff}' | '\u{1dc0}'..='\u{1dff}' | '\u{20d0}'..='\u{20ff}');
    match c {
        ' ' => Some('-'),
        '-' | '_' => Some(c),
        _ if c.is_alphanumeric() || is_mark => Some(c),
        _ => None,
    }
}

/// What has been seen so far.
#[derive(Default)]
struct Reader {
    offset: usize,
    anchors: Anchors,
    headings: Vec<Heading>,
    links: Vec<Hyperlink>,
    ids: Vec<GivenId>,
    sieve: Sieve,
    /// What came out of the sieve and was not yet looked at.
    safe: Vec<Safe>,
    /// The block of raw HTML that is open.
    block: Option<RawText>,
    /// How many things are open from a picture on.
    picture: usize,
    /// The heading that is open: its level, given anchor and text.
    heading: Option<(u8, Option<String>, String)>,
    summary: String,
    /// Whether the first paragraph is open, or was.
    in_summary: bool,
    summary_done: bool,
    /// How many quotes, lists, tables and footnotes are open; the summary is none of them.
    containers: usize,
    /// How many code blocks and pictures are open: their text is not prose.
    silent: usize,
    words: usize,
    in_word: bool,
}

impl Reader {
    fn event(&mut self, event: Event<'_>, range: Range<usize>) {
        match event {
            Event::Start(tag) => self.start(tag, range),
            Event::End(tag) => self.end(tag),
            Event::Text(text) | Event::Code(text) => self.text(&text),
            Event::SoftBreak | Event::HardBreak => self.text(" "),
            Event::Html(raw) | Event::InlineHtml(raw) => self.raw_html(&raw, range),
            Event::Rule => self.in_word = false,
            _ => {}
        }
        self.look_at_safe();
    }

    /// The renderer's sieve sees the same, so that both leave out the same.
    fn sift(&mut self, tag: &Tag<'_>, at: usize) {
        match tag {
            _ if self.picture > 0 => self.picture += 1,
            Tag::Image { .. } => self.picture = 1,
            Tag::HtmlBlock => self.block = Some(RawText::default()),
            Tag::MetadataBlock(_) => {}
            tag => {
                self.sieve.enter(is_wide(tag), at);
            }
        }
    }

    fn sifted(&mut self, tag: TagEnd) {
        match tag {
            _ if self.picture > 0 => self.picture -= 1,
            TagEnd::HtmlBlock => {
                if let Some(block) = self.block.take() {
                    self.sieve.block(&block, &mut self.safe);
                }
            }
            TagEnd::MetadataBlock(_) => {}
            _ => {
                self.sieve.leave(&mut self.safe);
            }
        }
    }

    /// Take links and ids out of what came out of the sieve.
    fn look_at_safe(&mut self) {
        for safe in self.safe.drain(..) {
            let Safe::Open(tag) = safe else { continue };
            let span = Span::new(tag.place.0, tag.place.1);
            if let Address::To(target) = tag.address {
                self.links.push(Hyperlink { target, picture: tag.name == "img", span });
            }
            self.ids.extend(tag.id.map(|id| GivenId { id, span }));
        }
    }

    fn start(&mut self, tag: Tag<'_>, range: Range<usize>) {
        self.sift(&tag, range.start + self.offset);
        match tag {
            Tag::Heading { level, id, .. } => {
                self.in_word = false;
                self.heading = Some((level as u8, id.map(|id| id.to_string()), String::new()));
            }
            Tag::Paragraph => {
                self.in_word = false;
                self.in_summary = self.containers == 0 && !self.summary_done;
            }
            Tag::Link { link_type, dest_url, .. } => {
                let target = match link_type {
                    LinkType::Email => format!("mailto:{dest_url}"),
                    _ => dest_url.to_string(),
                };
                self.link(target, false, range);
            }
            Tag::Image { dest_url, .. } => {
                self.silent += 1;
                self.link(dest_url.to_string(), true, range);
            }
            Tag::CodeBlock(_) => {
                self.in_word = false;
                self.silent += 1;
            }
            Tag::BlockQuote(_) | Tag::List(_) | Tag::Table(_) | Tag::FootnoteDefinition(_) => {
                self.containers += 1
            }
            Tag::Item | Tag::TableCell | Tag::HtmlBlock => self.in_word = false,
            _ => {}
        }
    }

    fn end(&mut self, tag: TagEnd) {
        self.sifted(tag);
        match tag {
            TagEnd::Heading(_) => self.end_heading(),
            TagEnd::Paragraph => {
                self.summary_done |= self.in_summary && !self.summary.trim().is_empty();
                self.in_summary = false;
            }
            TagEnd::CodeBlock | TagEnd::Image => self.silent = self.silent.saturating_sub(1),
            TagEnd::BlockQuote(_) | TagEnd::List(_) | TagEnd::Table | TagEnd::FootnoteDefinition => {
                self.containers = self.containers.saturating_sub(1);
            }
            _ => {}
        }
    }

    fn end_heading(&mut self) {
        let Some((level, given, text)) = self.heading.take() else { return };
        let text = text.split_whitespace().collect::<Vec<_>>().join(" ");
        let anchor = match given {
            Some(given) => self.anchors.next_given(&given),
            None => self.anchors.next(&text),
        };
        self.headings.push(Heading { level, anchor, text });
    }

    fn text(&mut self, text: &str) {
        if self.silent > 0 || self.sieve.drops() {
            return;
        }
        for c in text.chars() {
            let begins = !c.is_whitespace() && !self.in_word;
            self.words += usize::from(begins);
            self.in_word = !c.is_whitespace();
        }
        if let Some((_, _, heading)) = &mut self.heading {
            heading.push_str(text);
        } else if self.in_summary && self.summary.len() < LONGEST_SUMMARY * 4 {
            self.summary.push_str(text);
        }
    }

    fn link(&mut self, target: String, picture: bool, range: Range<usize>) {
        self.links.push(Hyperlink { target, picture, span: self.place(range) });
    }

    fn raw_html(&mut self, raw: &str, range: Range<usize>) {
        let at = range.start + self.offset;
        match &mut self.block {
            Some(block) => block.push(raw, at),
            None if self.picture > 0 => {}
            None => self.sieve.inline(&RawText::new(raw, at), &mut self.safe),
        }
    }

    /// Where a piece of the Markdown stands in the file.
    fn place(&self, range: Range<usize>) -> Span {
        Span::new(range.start, range.end).shifted(self.offset)
    }
}

/// At most [`LONGEST_SUMMARY`] characters, cut after a word where there is one.
fn bounded(text: &str) -> String {
    let text = text.split_whitespace().collect::<Vec<_>>().join(" ");
    let Some((cut, _)) = text.char_indices().nth(LONGEST_SUMMARY) else { return text };
    let head = text.get(..cut).unwrap_or(&text);
    let words = head.rfind(' ').filter(|&end| end > cut / 2).and_then(|end| head.get(..end));
    format!("{}…", words.unwrap_or(head).trim_end_matches([',', ';', ':', '.', ' ']))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn anchors(markdown: &str) -> Vec<String> {
        outline(markdown, 0).headings.into_iter().map(|heading| heading.anchor).collect()
    }

    #[test]
    fn anchors_follow_githubs_rule_and_are_unique() {
        let markdown = "# Größe & `code`: *Now*!\n## A\n## A\n## A-1\n## A\n# 🎯\n#\n# B {#Given.1}\n# Cafe\u{301} _x_\n";
        assert_eq!(
            anchors(markdown),
            [
                "größe--code-now",
                "a",
                "a-1",
                "a-1-1",
                "a-2",
                "section",
                "section-1",
                "Given.1",
                "cafe\u{301}-x"
            ]
        );
    }

    #[test]
    fn headings_are_plain_text_wherever_they_stand() {
        let body = outline("# One [link](x) ![alt](y)\n\n> Two\n> ===\n\n- ### Three **b**\n", 0);
        let read: Vec<_> =
            body.headings.iter().map(|heading| (heading.level, heading.text.as_str())).collect();
        assert_eq!(read, [(1, "One link"), (1, "Two"), (3, "Three b")]);
    }

    #[test]
    fn the_summary_is_the_first_paragraph_of_prose() {
        let markdown =
            "# Title\n\n> quoted\n\n- item\n\n![picture](p.png)\n\nFirst *words*\nand `code`.\n\nSecond.\n";
        assert_eq!(outline(markdown, 0).summary, "First words and code.");
        let long = outline(&"word ".repeat(1_000), 0).summary;
        assert!(long.chars().count() <= LONGEST_SUMMARY + 1 && long.ends_with("word…"), "{long}");
        assert_eq!(outline("", 0).summary, "");
    }

    #[test]
    fn words_are_those_of_prose() {
        assert_eq!(
            outline("# Two words\n\n**bo**ld and `code`\n\n```\nnot counted\n```\n- a\n- b\n", 0).words,
            7
        );
    }

    #[test]
    fn links_of_all_kinds_have_their_place() {
        let markdown = "[a](x.md#y) ![b](<p q.png>) <https://h.example> <me@h.example> [c][ref] [d][none]\n\n[ref]: z.md\n";
        let body = outline(markdown, 100);
        let read: Vec<_> = body
            .links
            .iter()
            .map(|link| {
                (
                    link.target.as_str(),
                    &markdown[link.span.start as usize - 100..link.span.end as usize - 100],
                )
            })
            .collect();
        assert_eq!(
            read,
            [
                ("x.md#y", "[a](x.md#y)"),
                ("p q.png", "![b](<p q.png>)"),
                ("https://h.example", "<https://h.example>"),
                ("mailto:me@h.example", "<me@h.example>"),
                ("z.md", "[c][ref]"),
            ]
        );
    }
}

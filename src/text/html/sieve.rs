//! The sieve that raw HTML goes through: out come tags that may stand on a page, each begun one ended, none deeper than others
//! may be nested, and a list of what was left out.
//!
//! It is told of everything that the Markdown around opens and ends, for what is begun inside of that ends with it.

use std::collections::BTreeMap;

use super::{
    left_out::{LeftOut, LeftOuts, What, kept},
    policy::{self, Rule, Verdict},
    raw_text::RawText,
    read::{Piece, attributes, pieces, tag_name},
};

/// How deep quotes, lists, tables, emphasis and tags may be nested, all together.
pub const DEEPEST: usize = 60;

/// Room that is left below quotes, lists and tables, for what stands in them.
const ROOM: usize = 8;

/// What comes out.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Safe {
    /// Text as HTML: what could have begun a tag is escaped.
    Text(String),
    /// A tag begins.
    Open(Tag),
    /// The last one that began ends.
    Close(&'static str),
}

/// A tag that may stand on a page.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Tag {
    /// In lower case.
    pub name: &'static str,
    /// Its attributes and their values, in order, without `href`, `src` and `id`.
    pub attributes: Vec<(&'static str, String)>,
    /// Its id.
    pub id: Option<String>,
    /// Where it leads, or what it shows.
    pub address: Address,
    /// Where it stands in its file: bytes.
    pub place: (usize, usize),
    /// Whether it has neither content nor end.
    pub is_void: bool,
}

/// The address in a tag.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Address {
    /// There is none.
    None,
    /// It could run code, and was left out.
    Unsafe,
    /// As written.
    To(String),
}

/// Something that the Markdown has opened.
struct Container {
    /// How many tags were open at its beginning.
    mark: usize,
    /// Whether it is written at all.
    shown: bool,
}

/// One text's sieve.
#[derive(Default)]
pub struct Sieve {
    containers: Vec<Container>,
    open: Vec<&'static str>,
    left_out: LeftOuts,
    /// Tags that were left out, whose ends go with them.
    endless: BTreeMap<&'static str, usize>,
    /// The tag whose content goes with it, while that lasts.
    within: Option<String>,
}

impl Sieve {
    /// Something opens in the Markdown at that byte of the file; `wide` is what others will stand in. Whether it may be written:
    /// not where it is nested too deeply.
    pub fn enter(&mut self, wide: bool, at: usize) -> bool {
        let deepest = if wide { DEEPEST - ROOM } else { DEEPEST };
        let outer = self.containers.last().is_none_or(|container| container.shown);
        let shown = outer && self.depth() < deepest;
        if outer && !shown {
            self.left_out.push(What::TooDeep, at);
        }
        self.containers.push(Container { mark: self.open.len(), shown });
        shown
    }

    /// What was opened last ends, and with it what `out` gets the ends of. Whether it was written.
    pub fn leave(&mut self, out: &mut Vec<Safe>) -> bool {
        let Some(container) = self.containers.pop() else { return true };
        self.within = None;
        self.close_down_to(container.mark, out);
        container.shown
    }

    /// The text is over.
    pub fn finish(&mut self, out: &mut Vec<Safe>) {
        self.within = None;
        self.close_down_to(0, out);
    }

    /// Whether what is written now stands in a tag that goes with its content.
    pub fn drops(&self) -> bool {
        self.within.is_some()
    }

    /// A whole block of raw HTML: no tag goes with what stands below it.
    pub fn block(&mut self, raw: &RawText, out: &mut Vec<Safe>) {
        self.inline(raw, out);
        self.within = None;
    }

    /// A piece of raw HTML in a line.
    pub fn inline(&mut self, raw: &RawText, out: &mut Vec<Safe>) {
        let text = raw.text();
        let mut rest = pieces(text);
        if let Some(name) = self.within.take()
            && !rest.skip_past(&name)
        {
            self.within = Some(name);
        }
        while let Some((piece, range)) = rest.next() {
            let (found, at) = (&text[range.clone()], raw.place(range.start));
            match piece {
                Piece::Text if found == "<" => out.push(Safe::Text("&lt;".to_owned())),
                Piece::Text => out.push(Safe::Text(found.to_owned())),
                Piece::Comment { ends: true } => {}
                Piece::Comment { ends: false } => self.left_out.push(What::OpenComment, at),
                Piece::Declaration => self.left_out.push(What::Declaration, at),
                Piece::NoTag => {
                    self.left_out.push(What::NoTag, at);
                    out.push(Safe::Text("&lt;".to_owned()));
                }
                Piece::Close => self.end(&tag_name(found), at, out),
                Piece::Open => {
                    let name = tag_name(found);
                    if policy::goes_with_content(&name) {
                        if !rest.skip_past(&name) {
                            self.within = Some(name.clone());
                        }
                        self.left_out.push(What::Content(name), at);
                    } else if let Some(rule) = policy::tag(&name) {
                        self.begin(rule, found, (at, raw.place(range.end - 1) + 1), raw, range.start, out);
                    } else {
                        self.left_out.push(What::Tag(kept(&name)), at);
                    }
                }
            }
        }
    }

    /// What was left out.
    pub fn into_left_out(self) -> Vec<LeftOut> {
        self.left_out.into_list()
    }

    fn depth(&self) -> usize {
        self.containers.len() + self.open.len()
    }

    /// How many tags were open when the innermost thing of the Markdown began: those are not ended from inside.
    fn mark(&self) -> usize {
        self.containers.last().map_or(0, |container| container.mark)
    }

    fn begin(
        &mut self,
        rule: &'static Rule,
        written: &str,
        place: (usize, usize),
        raw: &RawText,
        start: usize,
        out: &mut Vec<Safe>,
    ) {
        self.end_before(rule.name, out);
        let inside = self.open[self.mark()..].last();
        let misplaced = !rule.parents.is_empty() && inside.is_none_or(|open| !rule.parents.contains(open));
        let is_void = policy::is_void(rule.name);
        if misplaced || !is_void && self.depth() >= DEEPEST {
            let what = if misplaced { What::Misplaced(rule.name.to_owned()) } else { What::TooDeep };
            if !is_void {
                *self.endless.entry(rule.name).or_default() += 1;
            }
            return self.left_out.push(what, place.0);
        }
        let mut tag =
            Tag { name: rule.name, attributes: Vec::new(), id: None, address: Address::None, place, is_void };
        for (name, value, at) in attributes(written) {
            let at = raw.place(start + at);
            self.attribute(rule, &mut tag, (&name, &value), at);
        }
        if rule.name == "input" && !tag.attributes.iter().any(|(name, _)| *name == "type") {
            return self.left_out.push(What::Tag("input".to_owned()), place.0);
        }
        if !is_void {
            self.open.push(rule.name);
        }
        out.push(Safe::Open(tag));
    }

    fn attribute(&mut self, rule: &Rule, tag: &mut Tag, (name, value): (&str, &str), at: usize) {
        let twice = |known: &str| {
            tag.attributes.iter().any(|(name, _)| *name == known) || known == "id" && tag.id.is_some()
        };
        match policy::attribute(rule, name, value) {
            Verdict::Stays(known, _) if twice(known) => {
                self.left_out.push(What::Attribute(known.to_owned()), at)
            }
            Verdict::Stays("id", value) => tag.id = Some(value),
            Verdict::Stays(known, value) => tag.attributes.push((known, value)),
            Verdict::Leads(_) if tag.address != Address::None => {
                self.left_out.push(What::Attribute(kept(name)), at);
            }
            Verdict::Leads(value) => tag.address = Address::To(value),
            Verdict::Goes(what) => {
                if rule.attributes.contains(&name) && tag.address == Address::None {
                    tag.address =
                        if matches!(what, What::Address(_)) { Address::Unsafe } else { Address::None };
                }
                self.left_out.push(what, at);
            }
        }
    }

    /// End what `next` cannot stand in.
    fn end_before(&mut self, next: &str, out: &mut Vec<Safe>) {
        let mark = self.mark();
        let mut keep = self.open.len();
        for index in (mark..self.open.len()).rev() {
            if policy::ends_before(self.open[index], next) {
                keep = index;
            } else if policy::shields(self.open[index], next) {
                break;
            }
        }
        self.close_down_to(keep, out);
    }

    fn end(&mut self, name: &str, at: usize, out: &mut Vec<Safe>) {
        let mark = self.mark();
        match self.open[mark..].iter().rposition(|open| *open == name) {
            Some(index) => self.close_down_to(mark + index, out),
            None if policy::tag(name).is_some() => match self.endless.get_mut(name) {
                Some(more) if *more > 0 => *more -= 1,
                _ => self.left_out.push(What::End(kept(name)), at),
            },
            None => self.left_out.push(What::Tag(kept(name)), at),
        }
    }

    fn close_down_to(&mut self, keep: usize, out: &mut Vec<Safe>) {
        out.extend(self.open.drain(keep.min(self.open.len())..).rev().map(Safe::Close));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn sifted(raw: &str) -> (String, Vec<What>) {
        let (mut sieve, mut out) = (Sieve::default(), Vec::new());
        sieve.block(&RawText::new(raw, 0), &mut out);
        sieve.finish(&mut out);
        let written = out.into_iter().map(|safe| match safe {
            Safe::Text(text) => text,
            Safe::Close(name) => format!("</{name}>"),
            Safe::Open(tag) => format!("<{}>", tag.name),
        });
        (written.collect(), sieve.into_left_out().into_iter().map(|left| left.what).collect())
    }

    #[test]
    fn what_begins_ends_and_nothing_else_does() {
        for (raw, safe) in [
            ("<ul><li>a<li>b</ul>", "<ul><li>a</li><li>b</li></ul>"),
            ("<p>a<p>b", "<p>a</p><p>b</p>"),
            ("<b><i>x</b>y</i>", "<b><i>x</i></b>y"),
            (
                "<table><tr><td>a<td>b<tr><td>c</table>",
                "<table><tr><td>a</td><td>b</td></tr><tr><td>c</td></tr></table>",
            ),
            ("<dl><dt>a<dd>b<dt>c</dl>", "<dl><dt>a</dt><dd>b</dd><dt>c</dt></dl>"),
            ("<ul><li><ul><li>a</ul><li>b</ul>", "<ul><li><ul><li>a</li></ul></li><li>b</li></ul>"),
            ("</div></main>x", "x"),
            ("<li>x</li>", "x"),
            ("a < b <i", "a &lt; b &lt;i"),
            ("<br><hr/>", "<br><hr>"),
            ("a<script>b</script>c<style>d", "ac"),
        ] {
            assert_eq!(sifted(raw).0, safe, "{raw}");
        }
    }

    #[test]
    fn what_is_left_out_is_merged() {
        let (_, left) = sifted("<p onx=1 onx=2 title=a title=b><font></font></b><td></p></p>");
        let name = |s: &str| s.to_owned();
        assert_eq!(
            left,
            [
                What::Unsafe(name("onx")),
                What::Attribute(name("title")),
                What::Tag(name("font")),
                What::End(name("b")),
                What::Misplaced(name("td")),
                What::End(name("p")),
            ]
        );
        let many: String = (0..1_000).map(|n| format!("<t{n}>")).collect();
        assert_eq!(sifted(&many).1.len(), 21);
    }

    #[test]
    fn nesting_has_an_end() {
        let (safe, left) = sifted(&"<div>".repeat(1_000));
        assert_eq!(safe.matches("<div>").count(), DEEPEST);
        assert_eq!(left, [What::TooDeep]);
    }
}

//! Groups and links: elements around others, closed when their scope ends.

use super::backend::Svg;
use super::number::{decimal, pixels};
use super::palette::Slot;
use super::style::Paint;
use super::xml::escape;
use crate::{
    text::address::{Reach, harmless, reach},
    world::relative,
};
use plotters_backend::BackendCoord;
use std::fmt::Write;

/// A group's attributes. Local ids are made unique by the drawing's prefix.
#[derive(Debug, Default, Clone)]
pub struct Group<'a> {
    class: &'a str,
    id: &'a str,
    role: &'a str,
    label: &'a str,
    hidden: bool,
}

impl<'a> Group<'a> {
    /// A group with a class.
    pub fn class(class: &'a str) -> Self {
        Group { class, ..Group::default() }
    }

    /// A local id.
    pub fn id(self, id: &'a str) -> Self {
        Group { id, ..self }
    }

    /// An ARIA role, and the name of what has it.
    pub fn role(self, role: &'a str, label: &'a str) -> Self {
        Group { role, label, ..self }
    }

    /// Not for screen readers: what it shows is said elsewhere.
    pub fn hidden(self) -> Self {
        Group { hidden: true, ..self }
    }
}

/// A link's attributes.
#[derive(Debug, Default, Clone)]
pub struct Anchor<'a> {
    /// Where it leads: a path from the site's root, or an address on the web. One that could do harm is left out, and
    /// the link becomes a plain group.
    pub href: &'a str,
    /// What it is called, also its tooltip.
    pub name: &'a str,
    /// A class, or empty.
    pub class: &'a str,
    /// Local id, or empty.
    pub id: &'a str,
    /// Left out of the tab order, because the same link stands elsewhere.
    pub skipped_by_tab: bool,
}

/// An open element; it closes itself.
#[must_use = "the element closes when this is dropped"]
pub struct Scope {
    svg: Svg,
    end: &'static str,
}

impl Drop for Scope {
    fn drop(&mut self) {
        self.svg.push(self.end);
    }
}

impl Svg {
    /// Opens a group.
    pub fn group(&self, group: &Group<'_>) -> Scope {
        let mut tag = String::from("<g");
        self.common(&mut tag, group.id, group.class);
        attribute(&mut tag, "role", group.role);
        attribute(&mut tag, "aria-label", group.label);
        if group.hidden {
            tag.push_str(" aria-hidden=\"true\"");
        }
        self.push(&(tag + ">"));
        Scope { svg: self.clone(), end: "</g>\n" }
    }

    /// Opens a link; its `<title>` is its name.
    pub fn link(&self, link: &Anchor<'_>) -> Scope {
        let href = self.seen_from_here(link.href);
        let mut tag = String::new();
        let end = match &href {
            Some(href) => {
                let _ = write!(tag, "<a href=\"{}\"", escape(href));
                self.body().links += 1;
                "</a>\n"
            }
            None => {
                tag.push_str("<g");
                "</g>\n"
            }
        };
        self.common(&mut tag, link.id, link.class);
        if link.skipped_by_tab && href.is_some() {
            tag.push_str(" tabindex=\"-1\"");
        }
        let _ = writeln!(tag, "><title>{}</title>", escape(link.name));
        self.push(&tag);
        Scope { svg: self.clone(), end }
    }

    /// An address as seen from the folder in which the picture stands, if a click on it can do no harm.
    fn seen_from_here(&self, href: &str) -> Option<String> {
        let led = !href.is_empty() && reach(href) != Reach::Unsafe;
        let link = led.then(|| relative(self.folder(), href))?;
        harmless(&link).map(str::to_owned)
    }

    /// The area of a link that takes clicks, and that shows a ring while the link has the focus.
    pub fn ring(&self, a: BackendCoord, b: BackendCoord) {
        let [x, y, w, h] = [a.0, a.1, b.0 - a.0, b.1 - a.1].map(pixels);
        self.push(&format!("<rect class=\"ring\" x=\"{x}\" y=\"{y}\" width=\"{w}\" height=\"{h}\"/>"));
    }

    /// Copies of the elements with these local ids, seen only while the link around them has the pointer or the
    /// focus. They take the color of their surroundings, so the elements should have none of their own.
    pub fn lit_copies<I: AsRef<str>>(&self, locals: impl IntoIterator<Item = I>) {
        let uses: String =
            locals.into_iter().map(|local| format!("<use href=\"#{}\"/>", self.id(local.as_ref()))).collect();
        if !uses.is_empty() {
            self.push(&format!("<g class=\"lit\">{uses}</g>"));
        }
    }

    /// Opens a group whose lines take its color; line width in CSS pixels.
    pub fn stroked(&self, slot: Slot, width: f64) -> Scope {
        let colors = self.body().used.slot(slot, Paint::Stroke);
        self.push(&format!("<g {colors} stroke-width=\"{}\">\n", decimal(width)));
        Scope { svg: self.clone(), end: "</g>\n" }
    }

    /// Opens a place for elements that are seen only as [`Svg::lit_copies`].
    pub fn unseen(&self) -> Scope {
        self.push("<defs>\n");
        Scope { svg: self.clone(), end: "</defs>\n" }
    }

    fn common(&self, tag: &mut String, id: &str, class: &str) {
        if !id.is_empty() {
            attribute(tag, "id", &self.id(id));
        }
        attribute(tag, "class", class);
    }
}

fn attribute(tag: &mut String, name: &str, value: &str) {
    if !value.is_empty() {
        let _ = write!(tag, " {name}=\"{}\"", escape(value));
    }
}

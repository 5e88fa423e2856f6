//! The phases as strips behind the nodes, with their names.

use super::arrange::{Arrangement, Flow, STRIP_HEAD, STRIP_SIDE};
use super::wrap::wrap;
use crate::draw::layout::Rect;
use crate::draw::pen::Pen;
use crate::draw::svg::{Anchor, RoundRect, Slot, Weight, fit, units, width};
use crate::view::chart::diagram::{DiagramBand, DiagramView};
use plotters::style::text_anchor::HPos;

const ID: f64 = 12.0;
const NAME: f64 = 11.0;
const LINE: f64 = 15.0;

pub(super) fn paint(pen: &Pen, view: &DiagramView, plan: &Arrangement) {
    for strip in &plan.strips {
        let (band, rect) = (&view.bands[strip.band], strip.rect);
        let ground = if strip.band % 2 == 0 { Slot::Band } else { Slot::Shade };
        let corner = (units(rect.x), units(rect.y));
        let opposite = (units(rect.x + rect.width), units(rect.y + rect.height));
        pen.draw(RoundRect::new(corner, opposite, 0.0).fill(ground));
        let name = format!("Phase {} {}", band.id, band.title);
        let _link = pen.svg.link(&Anchor { href: &band.href, name: &name, ..Anchor::default() });
        match plan.flow {
            Flow::Right => above(pen, band, rect),
            Flow::Down => beside(pen, band, rect),
        }
    }
}

fn above(pen: &Pen, band: &DiagramBand, strip: Rect) {
    let (x, y) = (strip.x + 8.0, strip.y + STRIP_HEAD / 2.0);
    let room = strip.width - 16.0;
    let id = fit(&band.id, ID, Weight::Bold, room);
    let used = width(&id, ID, Weight::Bold) + 6.0;
    let title = fit(title(band), NAME, Weight::Regular, room - used);
    let end = x + used + width(&title, NAME, Weight::Regular);
    pen.svg.ring((units(x - 4.0), units(y - 10.0)), (units(end), units(y + 10.0)));
    pen.text(&id, (units(x), units(y)), (ID, Weight::Bold, Slot::Ink), HPos::Left);
    pen.text(&title, (units(x + used), units(y)), (NAME, Weight::Regular, Slot::Soft), HPos::Left);
}

fn beside(pen: &Pen, band: &DiagramBand, strip: Rect) {
    let (x, y) = (strip.x + 10.0, strip.y + 18.0);
    let room = STRIP_SIDE - 24.0;
    let most = (((strip.height - 30.0) / LINE) as usize).clamp(1, 4);
    let id = fit(&band.id, ID, Weight::Bold, room);
    let lines = wrap(title(band), NAME, Weight::Regular, room, most);
    let bottom = y + LINE * lines.len() as f64 + 9.0;
    pen.svg.ring((units(x - 5.0), units(y - 11.0)), (units(x + room), units(bottom)));
    pen.text(&id, (units(x), units(y)), (ID, Weight::Bold, Slot::Ink), HPos::Left);
    for (at, line) in lines.iter().enumerate() {
        let y = y + LINE * (at + 1) as f64;
        pen.text(line, (units(x), units(y)), (NAME, Weight::Regular, Slot::Soft), HPos::Left);
    }
}

/// The title without the id it may begin with.
fn title(band: &DiagramBand) -> &str {
    let rest = band.title.strip_prefix(band.id.as_str()).unwrap_or(&band.title);
    rest.trim_start_matches([' ', ':', '-', '–', '—'])
}

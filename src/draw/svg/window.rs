//! A part of another drawing on the same page.

use super::backend::Svg;
use super::number::decimal;
use super::xml::escape;

/// A box in CSS pixels: left, top, width, height.
pub type Area = [f64; 4];

impl Svg {
    /// Shows what a group of another drawing of the page has in an area of it. `id` is the group's whole id, see
    /// [`Svg::id`]; `at` is where the upper left corner of that area stands here, in CSS pixels.
    ///
    /// Of the rules of the page only those that name no ancestor outside of that group reach the copy.
    pub fn window(&self, id: &str, area: Area, at: (f64, f64)) {
        let [left, top, width, height] = area.map(decimal);
        let (x, y) = (decimal(at.0), decimal(at.1));
        self.push(&format!(
            "<svg x=\"{x}\" y=\"{y}\" width=\"{width}\" height=\"{height}\" viewBox=\"{left} {top} {width} {height}\">\
             <use href=\"#{}\"/></svg>\n",
            escape(id)
        ));
    }
}

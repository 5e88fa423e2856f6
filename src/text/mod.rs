//! Text without meaning: byte spans, lines and columns, natural order, nearest spelling, addresses, and what of a text may be shown.
//!
//! Knows nothing of files, Markdown or programs.

pub mod address;
mod edits;
mod escape;
mod excerpt;
mod filler;
pub mod html;
pub mod log_line;
mod mentions;
pub mod natural;
pub mod nearest;
pub mod said;
pub mod span;
pub mod svg;
pub mod visible;

pub use edits::{Edit, edits};
pub use escape::{escape_into, escaped, reference};
pub use excerpt::Excerpt;
pub use filler::{Filler, fillers};
pub use mentions::unmentioned;
pub use natural::natural_order;
pub use nearest::{Nearest, nearest, nearest_of};
pub use span::{LineIndex, Position, Span};

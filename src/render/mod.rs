//! Views, charts and Markdown to HTML, through the theme's templates.
//!
//! Touches no file: the theme's own files are built in, a project's are given as bytes. Knows no geometry.

mod code_color;
pub mod compact;
mod contents;
mod escape;
pub mod filters;
pub mod fragments;
mod footnotes;
mod ids;
mod ids_in_text;
mod links;
pub mod markdown;
mod marks;
mod markup;
mod raw_html;
#[allow(clippy::module_inception, reason = "the module is named for the one thing it holds")]
pub mod render;
pub mod theme;

pub use fragments::{Fragments, Html};
pub use ids::{anchors as anchors_on_page, given_up, repeats_title};
pub use ids_in_text::next_id;
pub use links::{Links, Named};
pub use markdown::{Surroundings, markdown};
pub use render::{Rendered, Renderer, View};
pub use theme::{ThemeFile, built_in_assets};

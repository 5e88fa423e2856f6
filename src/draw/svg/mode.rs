//! Where a drawing stands: in a page or by itself.

/// Where a drawing will stand.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Mode {
    /// A file of its own: brings its colors along, light and dark.
    Standalone,
    /// Inside an HTML page: takes the page's `--mp-...` variables (see [`super::page_variables`]) and rules (see
    /// [`super::page_rules`]).
    Inline,
}

//! Where links of a text lead: asked of the caller, by the Markdown and by the raw HTML in it.

/// Where the targets of links and pictures lead, as written in the file: the address to stand on the page, relative to
/// it; `None` where they lead nowhere. Never asked for addresses of other hosts.
pub struct Links<'a> {
    /// Of a link: usually a page.
    pub page: &'a (dyn Fn(&str) -> Option<String> + Sync),
    /// Of a picture: usually a file beside the page.
    pub asset: &'a (dyn Fn(&str) -> Option<String> + Sync),
}

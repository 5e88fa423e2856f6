//! Where links of a text lead: asked of the caller, by the Markdown and by the raw HTML in it.

/// Where the targets of links and pictures lead, as written in the file: the address to stand on the page, relative to
/// it; `None` where they lead nowhere. Never asked for addresses of other hosts.
pub struct Links<'a> {
    /// Of a link: usually a page.
    pub page: &'a (dyn Fn(&str) -> Option<String> + Sync),
    /// Of a picture: usually a file beside the page.
    pub asset: &'a (dyn Fn(&str) -> Option<String> + Sync),
    /// Of a name that stands in the text: the page of what is called so.
    pub named: &'a (dyn Fn(&str) -> Option<Named> + Sync),
}

/// Something that a text names by its id.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Named {
    /// Its page, relative to the one on which the text stands.
    pub href: String,
    /// What is shown of it beside the link, line by line.
    pub card: String,
}

//! Keys that site generators read in front matter: they say how a page is shown elsewhere, and nothing about a program.

/// Those of Jekyll with its themes, Hugo, Docusaurus, MkDocs and Zola, in snake case.
const KEYS: [&str; 38] = [
    "aliases",
    "categories",
    "custom_edit_url",
    "draft",
    "excerpt",
    "grand_parent",
    "has_children",
    "has_toc",
    "hide",
    "hide_table_of_contents",
    "hide_title",
    "image",
    "keywords",
    "lang",
    "layout",
    "link_title",
    "nav_exclude",
    "nav_order",
    "pagination_label",
    "pagination_next",
    "pagination_prev",
    "parent",
    "permalink",
    "published",
    "redirect_from",
    "search_exclude",
    "sidebar_class_name",
    "sidebar_label",
    "sidebar_position",
    "sitemap",
    "slug",
    "tags",
    "taxonomies",
    "template",
    "toc",
    "toc_max_heading_level",
    "toc_min_heading_level",
    "weight",
];

/// Whether a key, in snake case, is one of theirs.
pub fn is_theirs(key: &str) -> bool {
    KEYS.binary_search(&key).is_ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn keys_are_found() {
        assert!(KEYS.is_sorted());
        assert!(is_theirs("nav_order") && !is_theirs("nav_ordr"));
    }
}

//! What stands at the addresses of earlier ids: a page that leads to that of the thing as it is called now.
//!
//! It is none of the catalog: it is about nothing, and nothing of the site leads to it.

use super::Site;
use crate::{model::Subject, say::moved::moved, text::escape_into, world::relative};

/// Path and bytes of each.
pub(super) fn files<'a>(site: &'a Site) -> impl Iterator<Item = (&'a str, Vec<u8>)> + 'a {
    let former = site.cx.addresses.former().filter(|(.., subject)| site.cx.exists(*subject));
    former.map(|(path, id, subject)| (path, page(site, path, id, subject).into_bytes()))
}

/// The bytes of the one at a path.
pub(super) fn file(site: &Site, path: &str) -> Option<Vec<u8>> {
    files(site).find(|(at, _)| *at == path).map(|(_, bytes)| bytes)
}

fn page(site: &Site, path: &str, former: &str, subject: Subject) -> String {
    let address = site.cx.addresses.of(subject);
    let escaped = |text: &str| {
        let mut html = String::new();
        escape_into(&mut html, text);
        html
    };
    let (to, title) = (escaped(&relative(path, address)), escaped(&site.cx.program.head(subject).id));
    let said = escaped(&moved(former, &site.cx.program.head(subject).id));
    let link = format!("<a href=\"{to}\">{title}</a>");
    let base = site.cx.program.settings.base_url.as_ref();
    let canonical = base.map_or_else(String::new, |base| {
        let address = address.strip_suffix("index.html").unwrap_or(address);
        format!("<link rel=\"canonical\" href=\"{}\">\n", escaped(&format!("{base}{address}")))
    });
    format!(
        "<!doctype html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n\
         <meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'\">\n\
         <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n\
         <meta name=\"robots\" content=\"noindex\">\n\
         <meta http-equiv=\"refresh\" content=\"0; url={to}\">\n{canonical}\
         <title>{said}</title>\n</head>\n<body>\n<main>\n<h1>{said}</h1>\n<p>{link}</p>\n</main>\n</body>\n</html>\n"
    )
}

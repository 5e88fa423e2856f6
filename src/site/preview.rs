//! How a link to a page looks where others show it: title with color, headline, picture, the address that counts.

use super::{
    Site,
    page::{Attachment, Page},
};
use crate::{
    draw::card::{CARD_FILE, draw},
    model::Subject,
    say::card::status_of,
    view::{addresses::beside, chart::card::CardView},
};

impl Site<'_> {
    /// The page with its card. Pictures of previews need a whole address: where nobody knows it, there is none.
    pub(super) fn with_card(&self, mut page: Page, subject: Option<Subject>) -> Page {
        let known = page.shell.address.is_some();
        let (Some(figures), Some(rag), true) = (page.figures.take(), page.shell.rag, known) else {
            return page;
        };
        let kind = subject.map_or("program", |subject| self.cx.program.kind(subject).word());
        let mut fallback = kind.to_owned();
        fallback[..1].make_ascii_uppercase();
        let card = CardView {
            program: page.shell.site.title.clone(),
            title: page.shell.title.clone(),
            fallback,
            rag,
            headline: page.shell.description.clone(),
            figures,
            status_of: status_of(page.shell.site.as_of),
        };
        page.shell.picture = Some(beside(&page.shell.path, CARD_FILE));
        page.attachments.push(Attachment { name: CARD_FILE, bytes: draw(&card).to_vec() });
        page
    }
}

//! The page of a plain text, and of a file that could not be read as what it is meant to be.

use serde::Serialize;

use crate::{
    model::{Key, Page, Subject},
    view::{
        Context,
        part::{extras::ExtraFact, relations::Relatives},
    },
};

/// What stands on a page of text, beside its text.
#[derive(Debug, Clone, Serialize)]
pub struct TextPage {
    /// Title.
    pub title: String,
    /// What the file was meant to describe.
    pub kind: Option<&'static str>,
    /// What its front matter says.
    pub facts: Vec<ExtraFact>,
    /// What it is to other things.
    pub relatives: Relatives,
    /// It is there to be copied.
    pub template: bool,
}

impl Context<'_> {
    /// A page of text.
    pub fn text_page(&self, key: Key<Page>) -> TextPage {
        let page = &self.program.pages[key];
        TextPage {
            title: page.head.title.clone(),
            kind: page.meant.map(|kind| kind.word()),
            facts: self.extras(page.head.file),
            relatives: self.relatives(Subject::Page(key)),
            template: page.template,
        }
    }
}

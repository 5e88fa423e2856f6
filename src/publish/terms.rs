//! On what terms a site may take the place of the one that stands.

use super::{PublishError, manifest::Manifest, survey::Survey};
use crate::site::plan::{SitePath, SitePlan};

/// Fewest pages that must go before a build is held to have lost its content rather than to have lost a few files.
const FEW: usize = 3;

/// On what terms a site is written over what stands in the folder.
#[derive(Debug, Clone, Copy)]
pub struct Terms {
    /// What was changed by hand, and what others put where the site needs a place, is replaced.
    pub force: bool,
    /// A site that came to nothing may take the place of one that stands.
    pub allow_empty: bool,
    /// The content has no page.
    pub no_content: bool,
    /// The site was made without settings.
    pub no_settings: bool,
    /// How many pages every site has, whatever its content: those go with no content.
    pub always: usize,
}

impl Default for Terms {
    /// Whatever the plan holds is meant; what others wrote stays.
    fn default() -> Self {
        Self { force: false, allow_empty: true, no_content: false, no_settings: false, always: 0 }
    }
}

/// What came to nothing.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Lost {
    /// There is no content.
    Content,
    /// There are no settings, and the site that stands was made with some.
    Settings,
    /// So many pages of the content would go, of so many.
    Pages {
        /// How many would go.
        gone: usize,
        /// How many of the content there are.
        of: usize,
    },
}

impl Terms {
    /// Refuses a plan that would take a good site away.
    pub(super) fn admit<B>(
        &self,
        plan: &SitePlan<B>,
        old: &Manifest,
        survey: &Survey,
    ) -> Result<(), PublishError> {
        let stands = old.files.keys().filter(|path| is_page(path)).count();
        if self.allow_empty || stands == 0 {
            return Ok(());
        }
        let kept = old.files.keys().filter(|path| is_page(path) && plan.contains(path)).count();
        let (gone, of) = (stands - kept, stands.saturating_sub(self.always).max(stands - kept));
        let lost = match () {
            () if self.no_content => Lost::Content,
            () if self.no_settings && old.settings => Lost::Settings,
            () if gone >= FEW && gone * 2 > of => Lost::Pages { gone, of },
            () => return Ok(()),
        };
        Err(PublishError::Nothing { path: survey.output.clone(), lost, stands })
    }
}

fn is_page(path: &SitePath) -> bool {
    path.is_page()
}

//! Text of templates.

use super::Said;
use crate::analyse::checks::FillerText;

pub(super) fn said(text: &FillerText) -> Said {
    Said::new(
        format!("`{}…` is text of a template", text.phrase.trim_end()),
        "write what is meant, or take it out",
    )
}

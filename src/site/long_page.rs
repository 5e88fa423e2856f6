//! Whether the page of the current sprint can be read in two minutes.

use crate::{
    diag::{Code, Diagnostic},
    model::{Entity, Key, Sprint},
    view::{Context, page::sprint::SprintPage},
};

/// Longest that the page may take, in seconds.
const LONGEST: usize = 120;

/// The page that is judged. Nobody can shorten that of a sprint that is over.
pub(super) fn current_sprint(cx: &Context) -> Option<(Key<Sprint>, SprintPage)> {
    let key = cx.current_sprint().filter(|key| cx.chronicle.past.at(*key).is_none())?;
    Some((key, cx.sprint_page(key, cx.now())))
}

/// The finding that the page takes longer, at the sprint's file.
pub(super) fn long_page(cx: &Context, key: Key<Sprint>, page: &SprintPage) -> Option<Diagnostic> {
    let reading = cx.sprint_reading(key, page);
    let head = cx.program.sprints[key].head();
    let message = format!("the page of {} takes {} s to read, more than {LONGEST}", head.id, reading.seconds);
    let hint = format!("shorten {}: that alone takes {} s", reading.longest, reading.of_that);
    (reading.seconds > LONGEST).then(|| Diagnostic::new(Code::LongPage, head.place, message).hint(hint))
}

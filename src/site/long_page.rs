//! Whether the page of the current sprint can be read in two minutes.

use super::Checked;
use crate::{
    diag::{Code, Diagnostic},
    model::Entity,
};

/// Longest that the page may take, in seconds.
const LONGEST: usize = 120;

/// The finding that the page takes longer, at the sprint's file. Nobody can shorten that of a sprint that is over.
pub(super) fn long_page(checked: &Checked) -> Option<Diagnostic> {
    let cx = checked.context();
    let key = cx.current_sprint().filter(|key| checked.chronicle.past.at(*key).is_none())?;
    let reading = cx.sprint_reading(key, &cx.sprint_page(key, cx.now()));
    let head = checked.program.sprints[key].head();
    let message = format!("the page of {} takes {} s to read, more than {LONGEST}", head.id, reading.seconds);
    let hint = format!("shorten {}: that alone takes {} s", reading.longest, reading.of_that);
    (reading.seconds > LONGEST).then(|| Diagnostic::new(Code::LongPage, head.place, message).hint(hint))
}

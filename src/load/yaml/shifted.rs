//! One line that was moved makes those below it stand wrongly: their faults are one.

use super::line::Line;
use crate::{diag::Diagnostic, text::Span};

/// What is told of a line that stands in another column than its neighbors.
pub(super) const OUT_OF_LINE: &str = "this line does not line up with those above it";

/// Put a fault to those of a text that begins at byte `offset` of its file; to the one of the line above it, if that one
/// was moved and this one only does not line up with it.
pub(super) fn push(faults: &mut Vec<Diagnostic>, next: Diagnostic, text: &str, offset: usize) {
    match faults.last_mut().filter(|last| goes_on(last, &next, text, offset)) {
        Some(last) => join(last, &next, text, offset),
        None => faults.push(next),
    }
}

fn goes_on(last: &Diagnostic, next: &Diagnostic, text: &str, offset: usize) -> bool {
    let line = |at: u32| Some(Line::around(text, (at as usize).checked_sub(offset)?));
    let begins = next.place.and_then(|place| Some(line(place.span.start)?.start));
    let places = last.place.into_iter().chain(last.fix.as_ref().map(|fix| fix.place));
    let mut ends = places.filter_map(|place| Some(line(place.span.end)?.end_of_line(text)));
    next.message == OUT_OF_LINE && ends.any(|end| Some(end) == begins)
}

/// One fix for both, if both have one.
fn join(last: &mut Diagnostic, next: &Diagnostic, text: &str, offset: usize) {
    let Some((mut fix, more)) = last.fix.take().zip(next.fix.as_ref()) else { return };
    let between = Span { start: fix.place.span.end, end: more.place.span.start }.range();
    let kept = between.start.checked_sub(offset).zip(between.end.checked_sub(offset));
    let Some(kept) = kept.and_then(|(start, end)| text.get(start..end)) else { return };
    fix.text = format!("{}{kept}{}", fix.text, more.text);
    fix.place.span.end = more.place.span.end;
    last.fix = Some(fix);
}

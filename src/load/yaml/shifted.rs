//! One line that was moved makes all below it stand wrongly: their faults are one.

use super::line::Line;
use crate::{diag::Diagnostic, text::Span};

/// Put a fault to those of a text that begins at byte `offset` of its file: to the one of the line above, if it is that
/// again, with one fix for both.
pub(super) fn push(faults: &mut Vec<Diagnostic>, next: Diagnostic, text: &str, offset: usize) {
    match faults.last_mut().filter(|last| goes_on(last, &next, text, offset)) {
        Some(last) => join(last, &next, text, offset),
        None => faults.push(next),
    }
}

fn goes_on(last: &Diagnostic, next: &Diagnostic, text: &str, offset: usize) -> bool {
    let within = |at: u32| (at as usize).checked_sub(offset).filter(|at| *at <= text.len());
    let begins = next.place.and_then(|place| Some(Line::around(text, within(place.span.start)?).start));
    let ended = last.fix.as_ref().and_then(|fix| {
        let end = within(fix.place.span.end)?;
        Some(Line::around(text, end).end_of_line(text))
    });
    next.fix.is_some() && last.message == next.message && ended.is_some() && ended == begins
}

fn join(last: &mut Diagnostic, next: &Diagnostic, text: &str, offset: usize) {
    let (Some(fix), Some(more)) = (&mut last.fix, &next.fix) else { return };
    let between = Span { start: fix.place.span.end, end: more.place.span.start }.range();
    let kept = between.start.checked_sub(offset).zip(between.end.checked_sub(offset));
    let kept = kept.and_then(|(start, end)| text.get(start..end)).unwrap_or_default();
    fix.text = format!("{}{kept}{}", fix.text, more.text);
    fix.place.span.end = more.place.span.end;
}

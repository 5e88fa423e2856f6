//! E1: a status update about a milestone that slips.

use crate::{
    analyse::{Facts, Why, escalate::Slip},
    say::Voice,
};

pub(super) fn situation(voice: Voice, facts: &Slip) -> String {
    let rule = voice.rule(&facts.fired);
    match (&facts.fired.facts, &facts.why) {
        // The rule has named the finish that its owner expects already.
        (Facts::Slip { owner: Some(_), .. }, Why::OwnerExpects(_)) => rule,
        _ => format!("{rule} {}", voice.why(&facts.why)),
    }
}

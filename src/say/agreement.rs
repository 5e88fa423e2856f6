//! How a consumer stands to a contract, in words.

use super::Voice;
use crate::model::Agreement;

/// `shop has not acknowledged bread`, `shop acknowledged bread on 3 Mar, and it has changed since`: without a full
/// stop.
pub fn agreement(voice: Voice, consumer: &str, contract: &str, agreement: Agreement) -> String {
    let not = || format!("{consumer} has not acknowledged {contract}");
    match agreement {
        Agreement::Acknowledged => format!("{consumer} has acknowledged {contract}"),
        Agreement::Unrecorded => {
            format!("{consumer} has acknowledged {contract}, but which content is not recorded")
        }
        Agreement::Unlisted => format!("{}, which does not list it as a consumer", not()),
        Agreement::Unsigned => not(),
        Agreement::NoName => format!("{}: there is a day, but no name", not()),
        Agreement::Stranger => format!("{}: whoever signed is not in the program", not()),
        Agreement::NoDay => format!("{}: there is a name, but no day", not()),
        Agreement::Later(on) => format!("{} before {}", not(), voice.day(on)),
        Agreement::AnyContent => format!("{consumer} acknowledged {contract}, but not which content of it"),
        Agreement::OtherContent(on) => {
            format!("{consumer} acknowledged {contract} on {}, and it has changed since", voice.day(on))
        }
        Agreement::Unreadable(on) => {
            format!(
                "{consumer} acknowledged {contract} on {}, but its definition cannot be read now",
                voice.day(on)
            )
        }
    }
}

/// The same for a reader who sees both beside it: `not acknowledged`, `outdated: the contract has changed since`.
pub fn briefly(agreement: Agreement) -> &'static str {
    match agreement {
        Agreement::Acknowledged => "acknowledged",
        Agreement::Unrecorded => "acknowledged; which content is not recorded",
        Agreement::Unlisted => "not acknowledged: the contract does not list it as a consumer",
        Agreement::Unsigned => "not acknowledged",
        Agreement::NoName => "not acknowledged: a day, but no name",
        Agreement::Stranger => "not acknowledged: whoever signed is not in the program",
        Agreement::NoDay => "not acknowledged: a name, but no day",
        Agreement::Later(_) => "not acknowledged: dated after the status date",
        Agreement::AnyContent => "not acknowledged: which content was agreed to is not recorded",
        Agreement::OtherContent(_) => "outdated: the definition has changed since",
        Agreement::Unreadable(_) => "acknowledged, but the definition cannot be read now",
    }
}

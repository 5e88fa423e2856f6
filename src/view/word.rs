//! Words of our own lists, as views hold them: a life cycle, a severity, a time.
//!
//! Read back from a record they are found in those lists again, so that nobody else's word takes their place.

use serde::{Deserialize, Deserializer, de::Error};

use crate::{
    analyse::EscalationCode,
    model::{Impact, LifeCycle, Probability, RiskCategory, RiskStatus, Severity},
};

/// A word of one of our lists.
pub type Word = &'static str;

/// Words that stand in no list of the model.
const OTHERS: [&str; 21] = [
    "new",
    "worse",
    "better",
    "same",
    "blocker",
    "risk",
    "rule",
    "past",
    "current",
    "future",
    "Complete",
    "Continue",
    "Begin",
    "milestone",
    "gate",
    "finish",
    "unknown",
    "too late",
    "overdue",
    "in time",
    "not promised",
];

fn find(word: &str) -> Option<Word> {
    let of_model = (LifeCycle::ALL.iter().map(|it| it.word()))
        .chain(RiskCategory::ALL.iter().map(|it| it.word()))
        .chain(Probability::ALL.iter().map(|it| it.word()))
        .chain(Impact::ALL.iter().map(|it| it.word()))
        .chain(RiskStatus::ALL.iter().map(|it| it.word()))
        .chain(Severity::ALL.iter().map(|it| it.word()))
        .chain(EscalationCode::ALL.iter().map(|it| it.name()));
    of_model.chain(OTHERS).find(|known| *known == word)
}

/// Reads one.
///
/// # Errors
/// When it stands in no list.
pub fn read<'de, D: Deserializer<'de>>(source: D) -> Result<Word, D::Error> {
    let word = String::deserialize(source)?;
    find(&word).ok_or_else(|| D::Error::custom(format!("`{word}` is none of the words for this")))
}

/// Reads one that may be missing.
///
/// # Errors
/// When it stands in no list.
pub fn read_some<'de, D: Deserializer<'de>>(source: D) -> Result<Option<Word>, D::Error> {
    let word = Option::<String>::deserialize(source)?;
    let found = |word: String| {
        find(&word).ok_or_else(|| D::Error::custom(format!("`{word}` is none of the words for this")))
    };
    word.map(found).transpose()
}

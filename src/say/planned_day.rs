//! What an entry of a calendar says.

use chrono::NaiveDate;

use super::days::day;
use crate::model::Rag;

/// `Gate: P2 Checkout`.
pub fn gate(name: &str) -> String {
    format!("Gate: {name}")
}

/// `Red, in progress. Baseline 16 Apr 2026. Owner backend-dev.`
pub fn about(rag: Rag, life: &str, baseline: Option<NaiveDate>, owner: Option<&str>) -> String {
    let mut text = format!("{}, {}.", super::words::color(rag), life.replace('_', " "));
    if let Some(baseline) = baseline {
        text.push_str(&format!(" Baseline {}.", day(baseline)));
    }
    if let Some(owner) = owner {
        text.push_str(&format!(" Owner {owner}."));
    }
    text
}

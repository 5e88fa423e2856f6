//! How a blocker stands, in words.

use chrono::NaiveDate;

use super::words::day;
use crate::model::Severity;

/// `High severity, active since 27 Apr 2026.`, `Resolved on 2 Mar 2026.`
pub fn standing(
    active: bool,
    severity: Option<Severity>,
    raised: Option<NaiveDate>,
    resolved: Option<NaiveDate>,
) -> String {
    match (active, raised, resolved) {
        (false, _, Some(on)) => format!("Resolved on {}.", day(on)),
        (false, Some(on), None) => format!("To be raised on {}.", day(on)),
        (false, None, None) => "Not active.".to_owned(),
        (true, raised, _) => {
            let severity = match severity {
                None => "Severity not given, so it counts as the worst",
                Some(Severity::Low) => "Low severity",
                Some(Severity::Medium) => "Medium severity",
                Some(Severity::High) => "High severity",
                Some(Severity::Critical) => "Critical severity",
            };
            let since = raised.map_or_else(String::new, |on| format!(" since {}", day(on)));
            format!("{severity}, active{since}.")
        }
    }
}

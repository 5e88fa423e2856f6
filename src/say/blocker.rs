//! How a blocker stands, in words.

use chrono::NaiveDate;

use super::days::day;
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
                None => "Severity not given (counts as the worst)",
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_blocker_says_how_bad_it_is_and_since_when() {
        let on = |day| NaiveDate::from_ymd_opt(2026, 4, day);
        let high = Some(Severity::High);
        assert_eq!(standing(true, high, on(27), None), "High severity, active since 27 Apr 2026.");
        assert_eq!(standing(true, None, None, None), "Severity not given (counts as the worst), active.");
        assert_eq!(standing(false, high, on(2), on(27)), "Resolved on 27 Apr 2026.");
        assert_eq!(standing(false, high, on(2), None), "To be raised on 2 Apr 2026.");
    }
}

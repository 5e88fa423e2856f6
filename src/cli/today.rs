//! The current day: the one place where time enters.

use std::env;
use std::ffi::OsStr;

use chrono::{DateTime, Datelike, Local, NaiveDate};

use super::Failure;

/// The variable by which reproducible builds name their time, in seconds since 1970 in UTC
/// (<https://reproducible-builds.org/specs/source-date-epoch/>).
const EPOCH: &str = "SOURCE_DATE_EPOCH";

/// The current day, and who says so.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Today {
    /// The day.
    pub date: NaiveDate,
    /// Who says so, to follow "given by".
    pub source: &'static str,
}

impl Today {
    /// The day that `SOURCE_DATE_EPOCH` names, else that of the clock, in local time.
    ///
    /// # Errors
    /// When the variable is set to what is no time: the specification asks for that.
    pub fn read() -> Result<Self, Failure> {
        match env::var_os(EPOCH).filter(|value| !value.is_empty()) {
            Some(value) => Ok(Self { date: day_of_epoch(&value)?, source: EPOCH }),
            None => Ok(Self { date: Local::now().date_naive(), source: "the clock" }),
        }
    }
}

fn day_of_epoch(value: &OsStr) -> Result<NaiveDate, Failure> {
    let seconds = value.to_str().and_then(|text| text.parse::<u32>().ok().map(i64::from));
    let day = seconds.and_then(|seconds| DateTime::from_timestamp(seconds, 0)).map(|at| at.date_naive());
    day.filter(|day| day.year() < 2200).ok_or_else(|| {
        let shown = value.to_string_lossy().escape_debug().to_string();
        Failure::Usage(format!(
            "{EPOCH} is `{shown}`, which is no time: set it to whole seconds since 1970, such as 1778025600, or unset it"
        ))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_epoch_is_whole_seconds_in_utc() {
        let day = |text: &str| day_of_epoch(OsStr::new(text)).ok().map(|day| day.to_string());
        assert_eq!(day("0").as_deref(), Some("1970-01-01"));
        assert_eq!(day("1778025599").as_deref(), Some("2026-05-05"));
        assert_eq!(day("1778025600").as_deref(), Some("2026-05-06"));
        for wrong in ["-1", "1.5", "2026-05-06", "99999999999", " 1"] {
            assert_eq!(day(wrong), None, "{wrong}");
        }
    }
}

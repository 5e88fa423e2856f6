//! Where a sprint lies on a day.

use super::{SprintTime, day::Day};
use crate::model::{Key, Sprint};

/// Where a sprint lies on the day.
pub(super) fn time(day: &Day, key: Key<Sprint>) -> SprintTime {
    let sprint = &day.program.sprints[key];
    if day.program.last_day(key) < day.as_of {
        SprintTime::Past
    } else if sprint.start > day.as_of {
        SprintTime::Future
    } else {
        SprintTime::Current
    }
}

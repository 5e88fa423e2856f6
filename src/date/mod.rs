//! stub until the schedule branch lands
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Length {
    Working(i32),
    Elapsed(i32),
}
#[derive(Debug, Clone)]
pub struct WorkCalendar;

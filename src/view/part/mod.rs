//! Rows and pieces that several pages share: one concept a file.
//!
//! Must not use a page.

pub mod affected;
pub mod agreement;
pub mod answers;
pub mod asks;
pub mod blocker_row;
pub mod changes;
pub mod contract_row;
pub mod decision_entry;
pub mod decision_groups;
pub mod decision_row;
pub mod derived;
pub mod escalation_row;
pub mod extras;
pub mod fact_age;
pub mod figure;
pub mod folders;
pub mod gate;
pub mod glance;
pub mod milestone_row;
pub mod moved;
pub mod named_in;
pub mod needed_by;
pub mod next_action;
pub mod owing;
pub mod phase_step;
pub mod planned_day;
pub mod place_in_plan;
pub mod register_row;
pub mod relations;
pub mod replacements;
pub mod reported;
pub mod risk_row;
pub mod roll_up;
pub mod service_row;
pub mod service_ties;
pub mod side;
pub mod source;
pub mod sprint_row;
pub mod sprint_trend;
pub mod status_change;
pub mod task_entry;
pub mod task_row;
pub mod timeline_scale;
pub mod trouble;

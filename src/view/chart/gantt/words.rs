//! What the rows of a chart say: labels, short facts beside bars, whole sentences. It must not know where they stand.

use super::{GanttPhase, GanttRow};
use crate::{
    model::LifeCycle,
    say::{
        days::{long_day, span},
        state::{color, life_cycle},
        words::{counted, working_days},
    },
};

impl GanttPhase {
    /// Id and title, as in the name column.
    pub fn label(&self) -> String {
        let label = label(&self.id, &self.title);
        if self.folded > 0 { format!("{label}: {} done", self.folded) } else { label }
    }

    /// The whole phase in a sentence.
    pub fn spoken(&self) -> String {
        let label = self.label();
        let mut parts = vec![if self.id.is_empty() { label } else { format!("Phase {label}") }];
        parts.extend(self.span.map(span));
        parts.extend(self.rag.map(|rag| color(rag).to_string()));
        let thing = if self.rows.iter().any(|row| row.rollup.is_some()) { "phase" } else { "milestone" };
        parts.push(counted(self.rows.iter().filter(|row| !row.gate).count() + self.folded, thing));
        parts.join(", ")
    }
}

impl GanttRow {
    /// Id and title, as in the name column.
    pub fn label(&self) -> String {
        label(&self.id, &self.title)
    }

    /// `critical`, `5 d`, or nothing when it is not known.
    pub fn float_text(&self) -> String {
        match self.float_days {
            _ if self.critical => "critical".to_string(),
            Some(days) => format!("{} d", signed(days).trim_start_matches('+')),
            None => String::new(),
        }
    }

    /// `+3 d`, `−2 d`; nothing without slip.
    pub fn slip_text(&self) -> String {
        if self.slip_days == 0 { String::new() } else { format!("{} d", signed(self.slip_days)) }
    }

    /// Whether work on it is held up, by status or by a blocker.
    pub fn is_blocked(&self) -> bool {
        self.blocked || self.status == LifeCycle::Blocked
    }

    /// Share done, 0 to 1: all of what is done, whatever was reported.
    pub fn progress(&self) -> f64 {
        if self.status == LifeCycle::Done {
            1.0
        } else {
            f64::from(self.percent.unwrap_or(0).min(100)) / 100.0
        }
    }

    /// `12 of 40 done`, for a row that stands for many.
    pub fn rollup_text(&self) -> Option<String> {
        self.rollup.map(|all| format!("{} of {} done", all.done, all.of))
    }

    /// The whole row in a sentence: the name of its link and its tooltip.
    pub fn spoken(&self) -> String {
        let kind = match (self.gate, self.rollup) {
            (true, _) => "Gate ",
            (false, Some(_)) => "Phase ",
            (false, None) => "",
        };
        let mut parts = vec![format!("{kind}{}", self.label())];
        parts.push(self.forecast.map_or_else(
            || "no dates".to_string(),
            |f| if self.gate { long_day(f.finish) } else { span(f) },
        ));
        parts.push(life_cycle(self.status).to_string());
        parts.extend(self.rag.map(|rag| color(rag).to_string()));
        if self.status != LifeCycle::Done {
            parts.extend(self.percent.map(|p| format!("{}% complete", p.min(100))));
        }
        parts.extend(self.rollup_text());
        if self.is_blocked() && self.status != LifeCycle::Blocked {
            parts.push("blocked".to_string());
        }
        if self.late {
            parts.push("late".to_string());
        }
        if self.slip_days != 0 {
            let days = working_days(self.slip_days);
            parts.push(format!(
                "{days} {} than the baseline",
                if self.slip_days > 0 { "later" } else { "earlier" }
            ));
        }
        parts.extend(self.leveled.map(|leveled| format!("after leveling {}", span(leveled))));
        match self.float_days {
            _ if self.critical => parts.push("on the critical path".to_string()),
            Some(days) if days > 0 => parts.push(format!("{} of float", working_days(days))),
            _ => {}
        }
        parts.extend(self.owner.as_ref().map(|owner| format!("owner {owner}")));
        parts.join(", ")
    }
}

fn label(id: &str, title: &str) -> String {
    if id.is_empty() || title.starts_with(id) { title.to_string() } else { format!("{id} {title}") }
}

/// With a sign and a true minus.
fn signed(days: i32) -> String {
    if days < 0 { format!("\u{2212}{}", days.unsigned_abs()) } else { format!("+{days}") }
}

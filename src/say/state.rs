//! Where something stands, as charts say it to those who cannot see them: each word must be clear by itself.

use crate::model::{LifeCycle, Rag};

/// `in progress`, `status unknown`.
pub fn life_cycle(status: LifeCycle) -> &'static str {
    match status {
        LifeCycle::Planned => "planned",
        LifeCycle::InProgress => "in progress",
        LifeCycle::Done => "done",
        LifeCycle::Blocked => "blocked",
        LifeCycle::Cancelled => "cancelled",
        LifeCycle::Unknown => "status unknown",
    }
}

/// `amber`, `RAG unknown`.
pub fn color(rag: Rag) -> &'static str {
    if rag == Rag::Unknown { "RAG unknown" } else { rag.word() }
}

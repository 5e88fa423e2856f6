//! One change, as people read it and as programs do.

use chrono::NaiveDate;
use serde::Serialize;

use super::State;
use crate::{
    analyse::outline::{Change, Found, Origin, Touch},
    diag::{Code, Severity},
    model::{Kind, Rag},
    say::diff,
};

/// One change.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct DiffEntry {
    /// The id of what it is about; `None` for the program, and for findings.
    pub id: Option<String>,
    /// Its kind: `milestone`, `phase`.
    pub kind: Option<&'static str>,
    /// What it is about, as people read it.
    pub about: String,
    /// What is otherwise, as people read it.
    pub text: String,
    /// The same as data.
    #[serde(flatten)]
    pub what: What,
    /// The edits that it comes from; none where no single one was found.
    pub because: Vec<Because>,
    /// Ids from what was edited to what changed; empty where these are the same.
    pub chain: Vec<String>,
}

/// What is otherwise.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(tag = "change", rename_all = "snake_case")]
pub enum What {
    /// A sprint that is over reads differently.
    Past {
        /// Whether it has a record.
        closed: bool,
        /// What is otherwise, in words.
        differences: Vec<String>,
    },
    /// A sprint has a record now, or none any more.
    Record {
        /// Which of the two.
        closed: bool,
    },
    /// A date moved.
    Moved {
        /// Before.
        from: Option<NaiveDate>,
        /// After.
        to: Option<NaiveDate>,
        /// Working days; negative when earlier.
        days: Option<i32>,
    },
    /// A milestone joined the critical path, or left it.
    Critical {
        /// Which of the two.
        critical: bool,
    },
    /// A float.
    Float {
        /// Working days before.
        from: Option<i32>,
        /// Working days after.
        to: Option<i32>,
    },
    /// A color.
    Color {
        /// Before.
        from: Rag,
        /// After.
        to: Rag,
        /// The rule that gave the new one.
        rule: Option<&'static str>,
    },
    /// A risk is open, a blocker active, or not any more.
    Stands {
        /// Which of the two.
        stands: bool,
    },
    /// It was not there before.
    New,
    /// It is not there any more.
    Gone,
    /// An escalation.
    Escalation {
        /// Its code.
        code: &'static str,
        /// The ids of what it is about.
        about_ids: Vec<String>,
        /// Raised, or cleared.
        raised: bool,
    },
    /// Something wrong.
    Finding {
        /// How bad it is.
        severity: Severity,
        /// Its code.
        code: &'static str,
        /// Its file; none where in none.
        file: Option<String>,
        /// Where it is wrong after; none where it is gone.
        line: Option<u32>,
        /// What is wrong.
        message: String,
        /// What to do about it.
        hint: Option<String>,
        /// How often more; less often where negative.
        more: i32,
    },
}

/// An edit.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Because {
    /// The file.
    pub file: String,
    /// The line, from 1: of the new text, or of the old one where lines only went.
    pub line: usize,
    /// The line before.
    pub was: Option<String>,
    /// The line after.
    pub is: Option<String>,
    /// `new`, `gone`, `changed`: what became of the file.
    pub fate: &'static str,
    /// The same as people read it.
    #[serde(skip)]
    pub text: String,
}

impl From<&Touch> for Because {
    fn from(touch: &Touch) -> Self {
        Self {
            file: touch.file.clone(),
            line: touch.line.line,
            was: touch.line.was.clone(),
            is: touch.line.is.clone(),
            fate: super::fate(touch.fate),
            text: diff::touch(touch),
        }
    }
}

impl DiffEntry {
    pub(super) fn new((base, head): (&State, &State), change: &Change, origin: &Origin) -> Self {
        let (kind, id) = match change {
            Change::Past { sprint, .. } | Change::Closed(sprint, _) => (Some(Kind::Sprint), Some(sprint)),
            Change::Finish(_) | Change::Finding(..) => (None, None),
            Change::Escalation(_, about, _) => (None, about.first()),
            Change::Gate(id, _) => (Some(Kind::Phase), Some(id)),
            Change::Milestone(id, _) | Change::Critical(id, _) | Change::Float(id, ..) => {
                (Some(Kind::Milestone), Some(id))
            }
            Change::Color { kind, id, .. } => (*kind, kind.map(|_| id)),
            Change::Stands(kind, id, _) | Change::New(kind, id) | Change::Gone(kind, id) => {
                (Some(*kind), Some(id))
            }
        };
        let what = what(head, change);
        let mut about = diff::subject(base.told(), head.told(), change);
        if let What::Finding { line: Some(line), file: Some(_), .. } = &what {
            about = format!("{about}:{line}");
        }
        let is_finding = matches!(change, Change::Finding(..));
        Self {
            id: id.cloned(),
            kind: kind.map(Kind::word),
            about,
            text: diff::what(head.told(), change),
            what,
            // Where a finding is, it says itself.
            because: if is_finding { Vec::new() } else { origin.edits.iter().map(Because::from).collect() },
            chain: origin.chain.clone(),
        }
    }

    /// Whether people are told: a note is worth nobody's time who asked what an edit did, and what a closed sprint says
    /// differently is told as that.
    pub(super) fn is_told(&self) -> bool {
        let past = Code::PastChanged.name();
        !matches!(&self.what, What::Finding { severity, code, .. } if *severity == Severity::Note || *code == past)
    }
}

fn what(head: &State, change: &Change) -> What {
    match change {
        Change::Past { closed, differences, settled, .. } => {
            let told = differences.iter().map(crate::say::corrected::corrected);
            let settled = settled.iter().map(crate::say::outline::settled_again);
            What::Past { closed: *closed, differences: told.chain(settled).collect() }
        }
        Change::Closed(_, closed) => What::Record { closed: *closed },
        Change::Finish(moved) | Change::Gate(_, moved) | Change::Milestone(_, moved) => {
            What::Moved { from: moved.from, to: moved.to, days: moved.days }
        }
        Change::Critical(_, critical) => What::Critical { critical: *critical },
        Change::Float(_, from, to) => What::Float { from: *from, to: *to },
        Change::Color { from, to, rule, .. } => {
            What::Color { from: *from, to: *to, rule: rule.map(|rule| rule.name()) }
        }
        Change::Stands(_, _, stands) => What::Stands { stands: *stands },
        Change::New(..) => What::New,
        Change::Gone(..) => What::Gone,
        Change::Escalation(code, about, raised) => {
            What::Escalation { code: code.name(), about_ids: about.clone(), raised: *raised }
        }
        Change::Finding(found, more) => finding(head, found, *more),
    }
}

fn finding(head: &State, found: &Found, more: i32) -> What {
    let program = head.cx.program;
    let same = |diagnostic: &&crate::diag::Diagnostic| Found::new(program, diagnostic) == *found;
    let diagnostic = head.diagnostics.iter().filter(|other| other.code == found.code).find(same);
    let place = diagnostic.and_then(|diagnostic| diagnostic.place);
    What::Finding {
        severity: found.severity,
        code: found.code.name(),
        file: (!found.file.is_empty()).then(|| found.file.clone()),
        line: place.map(|place| program.sources.position(place).line),
        message: found.message.clone(),
        hint: diagnostic.and_then(|diagnostic| diagnostic.hint.clone()),
        more,
    }
}

//! What is wrong with colors: nothing to do about them, declared too well, overridden for too long.

use chrono::NaiveDate;

use crate::{
    analyse::{Analysis, Finding, Fired},
    diag::Code,
    model::{Key, Milestone, NextAction, Owner, Program, Rag, Risk, Subject},
};

/// Something wrong with a color.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum StatusFault {
    /// Red, amber or active, and nothing is to be done about it.
    NoNextAction {
        /// The thing.
        subject: Subject,
        /// Its color; `None` for an active blocker.
        rag: Option<Rag>,
        /// What is missing.
        wanting: Wanting,
        /// The status date.
        as_of: NaiveDate,
    },
    /// Declared better than the rules make it.
    Watermelon {
        /// The milestone.
        milestone: Key<Milestone>,
        /// What its owner says.
        declared: Rag,
        /// What the rules say.
        computed: Rag,
        /// The worst rule that fired, if there is one.
        fired: Option<Fired>,
    },
    /// An override that no longer counts.
    ExpiredOverride {
        /// The milestone.
        milestone: Key<Milestone>,
        /// Its last day.
        expires: NaiveDate,
    },
    /// A risk that was to be reviewed.
    ReviewOverdue {
        /// The risk.
        risk: Key<Risk>,
        /// By when.
        by: NaiveDate,
    },
    /// A typed color that is not that of the matrix.
    RiskColor {
        /// The risk.
        risk: Key<Risk>,
        /// As typed.
        typed: Rag,
        /// By the matrix.
        computed: Rag,
    },
}

/// What is missing where something has to be done.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Wanting {
    /// A next action.
    Action,
    /// The day by which it is due.
    Due,
    /// Somebody who does it.
    Actor,
    /// Somebody who owns a risk.
    RiskOwner,
}

impl StatusFault {
    pub(in crate::analyse) fn code(&self) -> Code {
        match self {
            Self::NoNextAction { .. } => Code::NoNextAction,
            Self::Watermelon { .. } => Code::Watermelon,
            Self::ExpiredOverride { .. } => Code::ExpiredOverride,
            Self::ReviewOverdue { .. } => Code::ReviewOverdue,
            Self::RiskColor { .. } => Code::RiskColor,
        }
    }
}

pub(super) fn no_next_action(program: &Program, now: &Analysis) -> Vec<Finding> {
    let bad = |rag: &Rag| matches!(rag, Rag::Red | Rag::Amber);
    let milestones = program.milestones.iter().zip(&now.milestones).filter_map(|((key, _), analysis)| {
        let open = analysis.progress.is_open();
        let rag = Some(analysis.verdict.shown).filter(|rag| open && bad(rag))?;
        let action = analysis.facts.next_action.as_ref().map(|fact| &fact.value);
        let owner = analysis.facts.owner.as_ref().map(|fact| &fact.value);
        Some((Subject::Milestone(key), Some(rag), wanting(action, owner)?))
    });
    let risks = program.risks.iter().zip(&now.risks).filter_map(|((key, _), analysis)| {
        let rag = Some(analysis.rag).filter(|rag| analysis.open && bad(rag))?;
        let action = analysis.facts.next_action.as_ref().map(|fact| &fact.value);
        let owner = analysis.facts.owner.as_ref().map(|fact| &fact.value);
        let wanting = if owner.is_none() { Wanting::RiskOwner } else { wanting(action, owner)? };
        Some((Subject::Risk(key), Some(rag), wanting))
    });
    let blockers = program.blockers.iter().zip(&now.blockers).filter_map(|((key, _), analysis)| {
        let action = analysis.facts.next_action.as_ref().map(|fact| &fact.value);
        let owner = analysis.facts.required_from.as_ref().map(|fact| &fact.value);
        let wanting = wanting(action, owner).filter(|_| analysis.active)?;
        Some((Subject::Blocker(key), None, wanting))
    });
    let finding = |(subject, rag, wanting): (Subject, Option<Rag>, Wanting)| {
        let fault = StatusFault::NoNextAction { subject, rag, wanting, as_of: now.as_of };
        Finding::new(program.head(subject).place, fault)
    };
    milestones.chain(risks).chain(blockers).map(finding).collect()
}

fn wanting(action: Option<&NextAction>, owner: Option<&Owner>) -> Option<Wanting> {
    match action {
        None => Some(Wanting::Action),
        Some(action) if action.due.is_none() => Some(Wanting::Due),
        Some(action) if action.owner.is_none() && owner.is_none() => Some(Wanting::Actor),
        Some(_) => None,
    }
}

pub(super) fn watermelons(program: &Program, now: &Analysis) -> Vec<Finding> {
    let all = program.milestones.keys().zip(&now.milestones);
    let found =
        all.filter(|(_, analysis)| analysis.verdict.watermelon).filter_map(|(milestone, analysis)| {
            let declared = analysis.facts.rag.as_ref()?;
            let fault = StatusFault::Watermelon {
                milestone,
                declared: declared.value,
                computed: analysis.verdict.computed,
                fired: analysis.verdict.fired.first().cloned(),
            };
            Some(Finding::new(declared.place, fault))
        });
    found.collect()
}

pub(super) fn expired_overrides(program: &Program, now: &Analysis) -> Vec<Finding> {
    let all = program.milestones.keys().zip(&now.milestones);
    let found = all.filter_map(|(milestone, analysis)| {
        let fact = analysis.facts.rag_override.as_ref()?;
        let expires = Some(fact.value.expires).filter(|expires| *expires < now.as_of)?;
        Some(Finding::new(fact.place, StatusFault::ExpiredOverride { milestone, expires }))
    });
    found.collect()
}

pub(super) fn overdue_reviews(program: &Program, now: &Analysis) -> Vec<Finding> {
    let open = program.risks.iter().zip(&now.risks).filter(|(_, analysis)| analysis.open);
    let found = open.filter_map(|((risk, row), _)| {
        let review = row.review_by.filter(|review| review.value < now.as_of)?;
        Some(Finding::new(review.place, StatusFault::ReviewOverdue { risk, by: review.value }))
    });
    found.collect()
}

pub(super) fn risk_colors(program: &Program, now: &Analysis) -> Vec<Finding> {
    let found = program.risks.keys().zip(&now.risks).filter_map(|(risk, analysis)| {
        let typed = analysis.facts.rag.as_ref().filter(|typed| typed.value != analysis.rag)?;
        let fault = StatusFault::RiskColor { risk, typed: typed.value, computed: analysis.rag };
        Some(Finding::new(typed.place, fault))
    });
    found.collect()
}

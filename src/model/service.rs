//! Services: running parts of the system that the program builds.

use chrono::NaiveDate;

use super::{Contract, Entity, Head, Key, Mechanism, Owner};
use crate::diag::{Located, Place};

/// A service.
#[derive(Debug, Clone)]
pub struct Service {
    /// Id, title, file, narrative.
    pub head: Head,
    /// Who answers for it.
    pub owner: Option<Owner>,
    /// Where it is in its life, in the team's own words: `experimental`, `production`.
    pub lifecycle: Option<String>,
    /// The services it uses.
    pub depends_on: Vec<ServiceDependency>,
    /// The contracts it provides.
    pub provides: Vec<Key<Contract>>,
    /// Test coverage as measured, oldest first.
    pub coverage: Vec<Coverage>,
}

impl Entity for Service {
    fn head(&self) -> &Head {
        &self.head
    }
}

/// One service's use of another.
#[derive(Debug, Clone)]
pub struct ServiceDependency {
    /// The service used.
    pub service: Located<Key<Service>>,
    /// How.
    pub via: Option<Mechanism>,
    /// The contract between the two.
    pub contract: Option<Located<Key<Contract>>>,
    /// The Kafka topics it reads.
    pub topics: Vec<Located<String>>,
    /// What for, in words.
    pub purpose: Option<String>,
}

/// A measurement of test coverage.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Coverage {
    /// Unit tests, percent.
    pub unit: Option<u8>,
    /// Integration tests, percent.
    pub integration: Option<u8>,
    /// When it was measured.
    pub on: Option<NaiveDate>,
    /// Where it was written.
    pub place: Place,
}

//! What a milestone waits for: `depends_on` in all its forms.

use std::collections::{BTreeMap, BTreeSet};

use crate::{
    date::Length,
    diag::{Code, Diagnostic, Located},
    load::{
        Node, Value,
        leftovers::Advice,
        reader::{Reader, items},
        reading::Reading,
        references::{self, Referable, Reference, Target},
    },
    model::{Contract, Dependency, Id, Key, Kind, LinkKind, Mechanism, Milestone, Predecessor, Subject},
};

const NAME: &str = "depends_on";

/// Read `depends_on` of the milestone `id`.
pub fn dependencies(reader: &mut Reader<'_>, id: &Id) -> Vec<Dependency> {
    let reading = reader.reading();
    let mut list = List { reading, id, found: Vec::new(), seen: BTreeMap::new() };
    for name in [NAME, "requires", "blocked_by", "waits_for"] {
        // Theirs may be ours under another name, and is read once.
        if name != NAME && reader.was_read(name) {
            continue;
        }
        let Some(node) = reader.take(name) else { continue };
        // A list of lists, as `[[M1]]` is read, stays whole, so that it is reported once.
        if has_maps(node) {
            items(node).into_iter().for_each(|item| list.entry(item));
        } else {
            list.plain(node);
        }
    }
    list.found
}

fn has_maps(node: &Node) -> bool {
    items(node).iter().any(|item| matches!(item.value, Value::Map(_)))
}

/// The terms of a link that are written beside what is waited for.
#[derive(Default, Clone)]
struct Terms {
    kind: LinkKind,
    lag: Option<Located<Length>>,
    via: Option<Mechanism>,
    contract: Option<Key<Contract>>,
    purpose: Option<String>,
}

struct List<'a> {
    reading: &'a Reading<'a>,
    id: &'a Id,
    found: Vec<Dependency>,
    /// The lags of each link, since links that differ in nothing else are named twice.
    seen: BTreeMap<(u8, Vec<usize>, LinkKind), BTreeSet<Length>>,
}

impl List<'_> {
    fn entry(&mut self, node: &Node) {
        match node.value {
            Value::Map(_) => self.mapping(node),
            _ => self.plain(node),
        }
    }

    fn plain(&mut self, node: &Node) {
        for reference in self.references(node) {
            self.push(reference, &Terms::default());
        }
    }

    fn mapping(&mut self, node: &Node) {
        let mut reader = Reader::new(self.reading, "a dependency", node);
        reader.advise(&[Advice {
            key: "service",
            field: "on",
            hint: "a milestone depends on a milestone or phase: write `on:` in place of `service:`",
        }]);
        let on = reader.require("on").map_or_else(Vec::new, |node| self.references(node));
        let terms = Terms {
            kind: reader.word("type").map_or(LinkKind::default(), |kind| kind.value),
            lag: reader.length("lag"),
            via: reader.word("via").map(|via| via.value),
            contract: reader.read("contract", references::one).map(|contract| contract.value),
            purpose: reader.text("for").map(|purpose| purpose.value),
        };
        reader.finish();
        for reference in on {
            self.push(reference, &terms);
        }
    }

    fn references(&self, node: &Node) -> Vec<Reference> {
        references::references(self.reading, NAME, node, &[Kind::Milestone, Kind::Phase])
    }

    fn push(&mut self, reference: Reference, terms: &Terms) {
        let Some(on) = self.predecessor(&reference) else { return };
        let lags = self.seen.entry(identity(&on, terms.kind)).or_default();
        let lag = terms.lag.map_or(Length::ZERO, |lag| lag.value);
        let (named, again) = (!lags.is_empty(), !lags.insert(lag));
        if named {
            self.told_twice(&reference, again);
        }
        if again {
            return;
        }
        let terms = terms.clone();
        self.found.push(Dependency {
            on: Located::new(on, reference.place),
            kind: terms.kind,
            lag: terms.lag,
            via: terms.via,
            contract: terms.contract,
            purpose: terms.purpose.or(reference.note),
        });
    }

    /// The same link twice says nothing; two that differ in their lags both hold.
    fn told_twice(&self, reference: &Reference, again: bool) {
        let id = match reference.target {
            Target::One(subject) => self.reading.around.names.id(subject),
            Target::Range(_) => "the same range",
            Target::Everything => "*",
        };
        if again {
            return references::twice(self.reading, NAME, id, reference.place);
        }
        let message =
            format!("`{NAME}` names `{id}` twice with different lags; both count, so the later day does");
        let diagnostic = Diagnostic::new(Code::DuplicateReference, reference.place, message);
        self.reading.report(diagnostic.hint("keep the one that is meant"));
    }

    fn predecessor(&self, reference: &Reference) -> Option<Predecessor> {
        match &reference.target {
            Target::Everything => Some(Predecessor::Everything),
            Target::One(Subject::Phase(key)) => Some(Predecessor::Phase(*key)),
            Target::One(subject) => {
                let key = Milestone::key(*subject)?;
                (!self.is_self(reference, *subject)).then_some(Predecessor::Milestone(key))
            }
            Target::Range(subjects) => {
                let others = subjects.iter().filter(|&&subject| !self.is_self(reference, subject));
                let keys: Vec<_> = others.filter_map(|&subject| Milestone::key(subject)).collect();
                match keys.is_empty() {
                    true => self.phases(reference, subjects),
                    false => Some(Predecessor::Range(keys)),
                }
            }
        }
    }

    /// A range of phases waits for the gate of its last.
    fn phases(&self, reference: &Reference, subjects: &[Subject]) -> Option<Predecessor> {
        let Some(&Subject::Phase(last)) = subjects.last() else { return None };
        let message = "`depends_on` names a range of phases; only its last one is waited for";
        let diagnostic = Diagnostic::new(Code::LooseReference, reference.place, message);
        self.reading.report(diagnostic.hint("name each phase that is waited for"));
        Some(Predecessor::Phase(last))
    }

    fn is_self(&self, reference: &Reference, subject: Subject) -> bool {
        let is_self = self.reading.around.names.find(self.id) == Some(subject);
        if is_self {
            let message = format!("`{}` depends on itself", self.id);
            let diagnostic = Diagnostic::new(Code::SelfDependency, reference.place, message);
            self.reading.report(diagnostic.hint("take it out of `depends_on`"));
        }
        is_self
    }
}

/// Equal for links that say the same, but for their lags.
fn identity(on: &Predecessor, kind: LinkKind) -> (u8, Vec<usize>, LinkKind) {
    match on {
        Predecessor::Milestone(key) => (0, vec![key.index()], kind),
        Predecessor::Phase(key) => (1, vec![key.index()], kind),
        Predecessor::Range(keys) => (2, keys.iter().map(|key| key.index()).collect(), kind),
        Predecessor::Everything => (3, Vec::new(), kind),
    }
}

//! The one person whom a new program knows: an id made of their name.

use crate::cli::id_of_name::of_name;
use crate::load::is_undecided;

/// Somebody who may own things.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Person {
    /// How files name them.
    pub id: String,
    /// How pages name them.
    pub name: String,
}

impl Person {
    /// Who stands in where nobody is known.
    pub fn unknown() -> Self {
        Self { id: "lead".to_owned(), name: "Program lead".to_owned() }
    }

    /// Somebody by their name: `Ada Lovelace` has the id `ada-lovelace`, and never one of `taken`, in any case, or a
    /// word for nobody.
    pub fn named(name: &str, taken: &[&str]) -> Self {
        let id = of_name(name);
        let is_taken = is_undecided(&id) || taken.iter().any(|other| other.to_lowercase() == id);
        let id = if is_taken { format!("person-{id}") } else { id };
        match id.is_empty() {
            true => Self { name: name.to_owned(), ..Self::unknown() },
            false => Self { id, name: name.to_owned() },
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_gives_an_id_of_its_own() {
        for (name, id) in [
            ("Ada Lovelace", "ada-lovelace"),
            ("  J. O'Neill (she) ", "j-oneill-she"),
            ("José", "josé"),
            ("P1", "person-p1"),
            ("N.A.", "person-n-a"),
            ("🙂", "lead"),
        ] {
            assert_eq!(Person::named(name, &["P1"]).id, id);
        }
    }
}

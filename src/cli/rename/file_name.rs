//! The name of a file that carries the id of its thing, with another id.

use super::name::NewName;
use crate::world::{ProjectPath, slug};

/// The path of a file whose name begins with the old id, with the new one in its place; `None` where it carries none.
pub fn renamed(path: &ProjectPath, name: &NewName) -> Option<ProjectPath> {
    if !path.is_markdown() {
        return None;
    }
    let stem = path.file_stem();
    let new = stem_of(stem, name)?;
    let path = path.parent().join(&format!("{new}.{}", path.extension())).ok()?;
    (path.file_stem() != stem).then_some(path)
}

fn stem_of(stem: &str, name: &NewName) -> Option<String> {
    let plain = |id: &str| !id.contains('~');
    let numbers = (number(&name.from), number(&name.to));
    let mut forms = vec![(name.from.clone(), name.to.clone()), (slug(&name.from), slug(&name.to))];
    if let (Some(from), Some(to)) = numbers {
        forms.push((from.to_owned(), to.to_owned()));
    }
    forms.into_iter().filter(|(_, to)| plain(to)).find_map(|(from, to)| {
        let rest = stem.strip_prefix(&from)?;
        let ends = rest.is_empty() || rest.starts_with(['-', '_', ' ']);
        ends.then(|| format!("{to}{rest}"))
    })
}

/// The number of an id such as `ADR-0004`: records are called by it alone.
fn number(id: &str) -> Option<&str> {
    let digits = id.find(|c: char| c.is_ascii_digit())?;
    let (letters, number) = id.split_at(digits);
    let is_plain = letters.ends_with(['-', '_']) && number.chars().all(|c| c.is_ascii_digit());
    is_plain.then_some(number)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_that_carry_the_id_carry_the_new_one() {
        let renamed = |path: &str, from: &str, to: &str| {
            let name = NewName { from: from.to_owned(), to: to.to_owned() };
            super::renamed(&ProjectPath::new(path).unwrap(), &name).map(|path| path.to_string())
        };
        let some = |path: &str| Some(path.to_owned());
        assert_eq!(renamed("c/m1.4-gateway.md", "M1.4", "M9.4"), some("c/m9.4-gateway.md"));
        assert_eq!(renamed("c/M1.4.md", "M1.4", "M9.4"), some("c/M9.4.md"));
        assert_eq!(renamed("c/0004-use-kafka.md", "ADR-0004", "ADR-0011"), some("c/0011-use-kafka.md"));
        assert_eq!(renamed("c/payment.md", "payment", "billing"), some("c/billing.md"));
        assert_eq!(renamed("c/m1.4.2.md", "M1.4", "M9.4"), None);
        assert_eq!(renamed("c/gateway.md", "M1.4", "M9.4"), None);
        assert_eq!(renamed("c/0004-x.md", "M4", "M5"), None);
    }
}

//! The forms in which people are named: `@h`, `Name (@h)`, `Name <mail>`, `[Name](address)`, and lists of these.
//!
//! Must not know who there is.

/// Somebody as a text names them.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Person<'a> {
    /// A short name, without its `@`.
    pub handle: Option<&'a str>,
    /// A name in words.
    pub name: Option<&'a str>,
    /// A mail address.
    pub mail: Option<&'a str>,
}

impl<'a> Person<'a> {
    /// Somebody in whatever form.
    pub fn new(text: &'a str) -> Self {
        let text = text.trim().trim_end_matches('.').trim_matches(['"', '\'', '`', '*', '_']).trim();
        let text = text.strip_prefix("[[").and_then(|rest| rest.strip_suffix("]]")).unwrap_or(text);
        if let Some((label, _)) = text.strip_prefix('[').and_then(|rest| rest.split_once("](")) {
            return Self::new(label);
        }
        let mut person = Self::default();
        let (before, within) = behind(text);
        for part in within.split([',', ';', '/']).map(str::trim) {
            person.sign(part);
        }
        let before = before.trim().trim_end_matches([',', ':', '-', '–']).trim();
        if let Some((name, handle)) = before.rsplit_once(" @").filter(|_| person.handle.is_none()) {
            person.handle = Some(handle).filter(|handle| is_handle(handle));
            person.name = Some(name.trim()).filter(|name| !name.is_empty());
        } else if !before.is_empty() && !person.sign(before) {
            person.name = Some(before);
        }
        person
    }

    /// Take a handle or an address; whether it is one.
    fn sign(&mut self, text: &'a str) -> bool {
        let text = text.strip_prefix("mailto:").unwrap_or(text);
        if let Some(handle) = text.strip_prefix('@').filter(|handle| is_handle(handle)) {
            self.handle = self.handle.or(Some(handle));
            return true;
        }
        let is_mail = text.split_once('@').is_some_and(|(who, host)| !who.is_empty() && host.contains('.'))
            && !text.contains(' ');
        if is_mail {
            self.mail = self.mail.or(Some(text));
        }
        is_mail
    }

    /// By what they are known: the handle, else the name, else the address before its `@`.
    pub fn id(&self) -> Option<&'a str> {
        let mail = self.mail.and_then(|mail| mail.split('@').next());
        self.handle.or(self.name).or(mail).filter(|id| id.chars().any(char::is_alphanumeric))
    }

    /// Everything that they are known by.
    pub fn names(&self) -> impl Iterator<Item = &'a str> + use<'a> {
        [self.handle, self.name, self.mail].into_iter().flatten()
    }
}

fn is_handle(text: &str) -> bool {
    !text.is_empty() && text.chars().all(|c| c.is_alphanumeric() || matches!(c, '-' | '_' | '.' | '/'))
}

/// What stands before brackets at the end, and in them.
fn behind(text: &str) -> (&str, &str) {
    for (open, close) in [('(', ')'), ('<', '>'), ('[', ']')] {
        if let Some((before, within)) = text.strip_suffix(close).and_then(|rest| rest.rsplit_once(open)) {
            return (before, within);
        }
    }
    (text, "")
}

/// The people of a text: with commas, semicolons, `and` or `&` between them. Commas within brackets part nothing.
pub fn split(text: &str) -> Vec<&str> {
    let text = text.trim().trim_matches(['{', '}']);
    let inner = text.strip_prefix('[').and_then(|rest| rest.strip_suffix(']'));
    let text = inner.filter(|inner| !inner.contains('[')).unwrap_or(text);
    // `@ines @teo`
    if text.contains(' ') && text.split_whitespace().all(|word| word.len() > 1 && word.starts_with('@')) {
        return text.split_whitespace().map(|word| word.trim_end_matches(',')).collect();
    }
    let (mut found, mut start, mut depth) = (Vec::new(), 0, 0_u32);
    let bytes = text.as_bytes();
    let mut at = 0;
    while at < bytes.len() {
        let length = match bytes[at] {
            b'(' | b'[' | b'<' => {
                depth += 1;
                0
            }
            b')' | b']' | b'>' => {
                depth = depth.saturating_sub(1);
                0
            }
            _ if depth > 0 => 0,
            b',' | b';' | b'&' | b'|' => 1,
            b' ' if text[at..].starts_with(" and ") => 5,
            b' ' if text[at..].starts_with(" / ") => 3,
            _ => 0,
        };
        if length > 0 {
            found.push(&text[start..at]);
            start = at + length;
        }
        at += length.max(1);
    }
    found.push(&text[start..]);
    let pieces =
        found.into_iter().map(str::trim).map(|piece| piece.strip_prefix("and ").unwrap_or(piece).trim());
    pieces
        .filter(|piece| {
            !piece.is_empty()
                && !matches!(piece.to_lowercase().as_str(), "et al" | "et al." | "others" | "etc" | "etc.")
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn forms_of_people() {
        let of = |text| {
            let Person { handle, name, mail } = Person::new(text);
            (handle, name, mail)
        };
        assert_eq!(of("@ines-v"), (Some("ines-v"), None, None));
        assert_eq!(of("Ines Varga (@ines-v)"), (Some("ines-v"), Some("Ines Varga"), None));
        assert_eq!(of("Ines Varga @ines-v"), (Some("ines-v"), Some("Ines Varga"), None));
        assert_eq!(
            of("Teo Brandt <teo@paths.example>"),
            (None, Some("Teo Brandt"), Some("teo@paths.example"))
        );
        assert_eq!(of("teo@paths.example"), (None, None, Some("teo@paths.example")));
        assert_eq!(of("[@uta](https://git.example/uta)"), (Some("uta"), None, None));
        assert_eq!(of("[[uta]]"), (None, Some("uta"), None));
        assert_eq!(of("backend-dev"), (None, Some("backend-dev"), None));
        assert_eq!(Person::new("teo@paths.example").id(), Some("teo"));
    }

    #[test]
    fn lists_of_people() {
        assert_eq!(split("a, b and c"), ["a", "b", "c"]);
        assert_eq!(
            split("Ines (@i), Teo <t@x.example>, and @uta"),
            ["Ines (@i)", "Teo <t@x.example>", "@uta"]
        );
        assert_eq!(split("[a, b]"), ["a", "b"]);
        assert_eq!(split("Brandt & Varga; Lind"), ["Brandt", "Varga", "Lind"]);
        assert_eq!(split("@ines @teo, @uta"), ["@ines", "@teo", "@uta"]);
        assert_eq!(split("Product owner / Architecture"), ["Product owner", "Architecture"]);
        assert_eq!(split("team/web"), ["team/web"]);
        assert_eq!(split("Sandra"), ["Sandra"]);
        assert!(split(" ").is_empty());
    }
}

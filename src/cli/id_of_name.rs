//! The id of what people know by a name.

/// A name as an id: `Order service` is `order-service`; empty where nothing of it can stand in one.
pub fn of_name(name: &str) -> String {
    let mut id = String::new();
    for c in name.chars().flat_map(char::to_lowercase) {
        match c {
            c if c.is_alphanumeric() => id.push(c),
            '\'' | '’' => {}
            _ if id.is_empty() || id.ends_with('-') => {}
            _ => id.push('-'),
        }
    }
    id.trim_end_matches('-').to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_gives_its_id() {
        assert_eq!(of_name(" Order service (v2)! "), "order-service-v2");
    }
}

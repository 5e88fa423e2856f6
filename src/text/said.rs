//! Whether people say an id, or whether it is only the title again, written for machines.
//!
//! Must not know what the id is of.

/// Longest id that anybody says, in characters.
const LONGEST: usize = 20;

/// Whether an id says something beside its title: `M2.5` does, `sprint-06` beside `Sprint 6` does not, nor does one that
/// nobody could read out.
pub fn is_said(id: &str, title: &str) -> bool {
    id.chars().count() <= LONGEST && words(id) != words(title)
}

/// The words of a text in lower case, numbers without the zeros before them.
fn words(text: &str) -> Vec<String> {
    let words = text.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty());
    words.map(|word| plain(&word.to_lowercase())).collect()
}

fn plain(word: &str) -> String {
    let number = word.chars().all(|c| c.is_ascii_digit());
    let short = if number { word.trim_start_matches('0') } else { word };
    if short.is_empty() { "0".to_owned() } else { short.to_owned() }
}

#[cfg(test)]
mod tests {
    use super::is_said;

    #[test]
    fn an_id_is_said_where_the_title_does_not_say_it() {
        assert!(is_said("M2.5", "Payment service") && is_said("RISK-007", "Late") && is_said("s1", "Dough"));
        assert!(!is_said("sprint-06", "Sprint 6") && !is_said("leila-quenby", "Leila Quenby"));
        assert!(
            !is_said("M1", "M1") && !is_said("task_6f1d2c1e-8c55-4a3e-9a53-0c6d6f2f5b11", "Write the check")
        );
        assert!(is_said("sprint-00", "Sprint 6") && !is_said("s-000", "S 0"));
    }
}

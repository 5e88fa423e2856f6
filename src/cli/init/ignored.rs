//! The line of `.gitignore` that keeps the site out of the repository.

/// The line.
const LINE: &str = "/output/";

/// The text of a `.gitignore` with that line; nothing where a line of it says so already. What stands there stays byte
/// for byte, and its line ends are kept.
pub fn with_output(text: &str) -> Option<String> {
    let same = |line: &str| {
        let line = line.trim();
        line.strip_prefix('/').unwrap_or(line).trim_end_matches('/') == "output"
    };
    if text.lines().any(same) {
        return None;
    }
    let end = if text.contains("\r\n") { "\r\n" } else { "\n" };
    let gap = if text.is_empty() || text.ends_with('\n') { "" } else { end };
    Some(format!("{text}{gap}{LINE}{end}"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_line_is_added_once() {
        assert_eq!(with_output("").as_deref(), Some("/output/\n"));
        assert_eq!(with_output("a\r\nb").as_deref(), Some("a\r\nb\r\n/output/\r\n"));
        assert_eq!(with_output("my-output/\n").as_deref(), Some("my-output/\n/output/\n"));
        for there in ["output", "/output", "output/\n", "a\n/output/\r\n"] {
            assert_eq!(with_output(there), None);
        }
    }
}

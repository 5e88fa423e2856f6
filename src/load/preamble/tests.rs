//! Every form in which a text says something of itself.

use pulldown_cmark::Parser;

use super::*;
use crate::load::markdown::options;

/// The entries of a text as `key=value`, with those of sections behind `key:`; and that each value stands where it is
/// said to.
fn read(text: &str) -> Vec<String> {
    let mut collector = Collector::new(0);
    Parser::new_ext(text, options())
        .into_offset_iter()
        .for_each(|(event, range)| collector.event(&event, &range));
    let found = collector.finish();
    let value = |node: &Node| match &node.value {
        Value::Text(value) => {
            let stands = &text[node.span.range()];
            assert!(
                stands.contains(value.as_str()) || value.contains(['[', '|']),
                "{stands:?} is not {value:?}"
            );
            value.clone()
        }
        Value::List(values) => format!("{}", values.len()),
        _ => String::new(),
    };
    let entry = |(key, node): &Entry| format!("{}={}", key.text, value(node));
    let sections = found.sections.iter().flat_map(|(key, lines)| {
        lines.iter().map(|line| format!("{}: {}", key.text, value(line))).collect::<Vec<_>>()
    });
    found.table.iter().chain(&found.lines).map(entry).chain(sections).collect()
}

#[test]
fn lines_in_every_form() {
    for text in [
        "# T\n\nStatus: Accepted\nDate: 2026-01-05\n\n## Context\n",
        "# T\n\n- Status: Accepted\n- Date: 2026-01-05\n",
        "# T\n\n* Status: Accepted\n\n* Date: 2026-01-05\n",
        "# T\n\n**Status:** Accepted  \n**Date**: 2026-01-05\n",
        "# T\n\nStatus: Accepted | Date: 2026-01-05\n",
        "# T\n\nStatus: Accepted, Date: 2026-01-05\n",
        "# T\n\nStatus: Accepted<br>Date: 2026-01-05\n",
        "# T\n\nStatus: Accepted\nDate: 2026-01-05\n---\n\nProse.\n",
        "| Status | Date |\n|--|--|\n| Accepted | 2026-01-05 |\n",
        "# T\n\n| Status | Accepted |\n|--|--|\n| Date | 2026-01-05 |\n",
        "# T\n\n> **Status:** Accepted\n> **Date:** 2026-01-05\n",
        "# T\n\n> **Version:** 2\n>\n> **Status:** Accepted · **Date:** 2026-01-05\n>\n> We had said: **Status:** Rejected\n",
        "# T\n\n**Status:** Accepted **Date:** 2026-01-05\n",
        "# T\n\n## Metadata\n\n| Campo | Valor |\n|--|--|\n| Status | Accepted |\n| Date | 2026-01-05 |\n",
        "# T\n\n| Feld | Wert |\n|--|--|\n| Status | Accepted |\n| Date | 2026-01-05 |\n",
        "# T\n\n| | |\n|--|--|\n| Status | Accepted |\n| **Date** | 2026-01-05 |\n",
    ] {
        assert_eq!(read(text), ["Status=Accepted", "Date=2026-01-05"], "{text}");
    }
}

#[test]
fn sections_that_tell() {
    let text = "# T\n\n## Status\n\nAccepted\n\nSupersedes [1. X](0001-x.md)\n\n## Context\n\nStatus: Rejected\n\n## Links\n\n- Amends [2](b.md)\n";
    assert_eq!(
        read(text),
        ["Status: Accepted", "Status: Supersedes [1. X](0001-x.md)", "Links: Amends [2](b.md)"]
    );
    assert_eq!(
        read("- Start Date: 2026-01-05\n\n# Summary\n\nStatus: Rejected\n"),
        ["Start Date=2026-01-05"]
    );
    assert_eq!(
        read("# T\n\n## Status\n\n- Accepted\n- Status Date: 2026-01-05\n- Superseded by: N/A\n"),
        ["Status Date=2026-01-05", "Status: Accepted", "Status: Superseded by: N/A"]
    );
    assert_eq!(read("# T\n\n## Status: Accepted\n\nProse.\n"), ["Status: Accepted"]);
    assert_eq!(read("## Status\n\n- [ ] Proposed\n- [x] Accepted\n"), ["Status: Accepted"]);
    assert_eq!(read("## Status\n\n~~Proposed~~ Accepted\n"), ["Status: Accepted"]);
}

#[test]
fn sections_may_hold_the_title() {
    for text in [
        "# A record\n\n## Title: Use X\n\n- **Status:** Accepted\n\n## Context\n\n- Status: Rejected\n",
        "# Title\n\nUse X\n\n- Status: Accepted\n\n## Context\n\n- Status: Rejected\n",
    ] {
        assert_eq!(read(text), ["Status=Accepted", "Title: Use X"], "{text}");
    }
}

#[test]
fn what_stands_elsewhere_is_not_read() {
    for text in [
        "# T\n\n```\nStatus: Rejected\n```\n",
        "# T\n\n<!--\nStatus: Rejected\n-->\n",
        "# T\n\n> Status: Rejected\n",
        "# T\n\n> [!NOTE]\n> **Status:** Rejected\n",
        "# T\n\n> She wrote:\n> **Status:** Rejected\n",
        "# T\n\nSome words.\n\n> **Status:** Rejected\n",
        "# T\n\n> > **Status:** Rejected\n",
        "# T\n\n> **Superseded by [2](b.md):** another way. **Status:** Rejected\n",
        "# T\n\nWhat matters: Status: Rejected\n",
        "# T\n\nThe status: Rejected\n",
        "# T\n\n## Context\n\n| Status | Date |\n|--|--|\n| Rejected | 2026-01-05 |\n",
        "# T\n\n| Option | Costs |\n|--|--|\n| A | 3 |\n",
    ] {
        assert!(read(text).is_empty(), "{text}");
    }
}

#[test]
fn values_may_be_listed_below_their_key() {
    assert_eq!(
        read("# T\n\n- Deciders:\n  - Mira\n  - Jon\n- Date: 2026-01-05\n"),
        ["Deciders=2", "Date=2026-01-05"]
    );
}

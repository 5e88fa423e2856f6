//! What templates can call: dates, numbers, plurals, slips, links.
//!
//! A filter that is given something it cannot format shows it as it is: a page is never lost for a value.

use chrono::NaiveDate;
use tera::{Error, Kwargs, State, Tera, TeraResult, Value};

use super::escape::escape_into;
use crate::{
    say::{
        days,
        words::{number, phrase},
    },
    text::said::is_said,
    world::relative,
};

/// Make all of them known to `tera`.
pub fn register(tera: &mut Tera) {
    tera.register_filter("url", url);
    tera.register_filter("day", |iso: &str, kwargs: Kwargs, _: &State| -> TeraResult<String> {
        Ok(day(iso, kwargs.get::<bool>("year")?.unwrap_or(true)))
    });
    tera.register_filter("plural", |count: i64, kwargs: Kwargs, _: &State| -> TeraResult<String> {
        let one = kwargs.must_get::<&str>("one")?;
        Ok(plural(count, one, kwargs.get::<&str>("many")?))
    });
    tera.register_filter("number", |n: i64, _: Kwargs, _: &State| number(n));
    tera.register_filter("slip", |days: i64, _: Kwargs, _: &State| slip(days));
    tera.register_filter("slip_short", |days: i64, _: Kwargs, _: &State| slip_short(days));
    tera.register_filter("words", |text: &str, _: Kwargs, _: &State| text.replace('_', " "));
    tera.register_filter("code", |text: &str, _: Kwargs, _: &State| Value::safe_string(&code(text)));
    tera.register_filter("in_short", |text: &str, _: Kwargs, _: &State| {
        phrase(text.split_once(". ").map_or(text, |(first, _)| first)).to_owned()
    });
    tera.register_filter("is_said", |id: &str, kwargs: Kwargs, _: &State| -> TeraResult<bool> {
        Ok(is_said(id, kwargs.must_get::<&str>("title")?))
    });
    tera.register_filter("anchor", |text: &str, _: Kwargs, _: &State| anchor(text));
}

/// The link from the page being rendered (`here`) to a path from the site's root.
fn url(path: &str, _: Kwargs, state: &State) -> TeraResult<Value> {
    let here = state.get::<String>("here")?.ok_or_else(|| {
        Error::message("`url` needs to know the page: add `@here` to the arguments of this component")
    })?;
    Ok(Value::normal_string(&relative(&here, path)))
}

/// `2026-05-06` as `6 May 2026`, or `6 May` without its year.
pub fn day(iso: &str, with_year: bool) -> String {
    match iso.parse::<NaiveDate>() {
        Ok(date) if with_year => days::day(date),
        Ok(date) => days::short_day(date),
        Err(_) => iso.to_owned(),
    }
}

/// A count with its noun: `1 milestone`, `3 milestones`, `2 escalated` where `many` says so.
pub fn plural(count: i64, one: &str, many: Option<&str>) -> String {
    let noun = match (count, many) {
        (1 | -1, _) => one.to_owned(),
        (_, Some(many)) => many.to_owned(),
        (_, None) => format!("{one}s"),
    };
    format!("{} {noun}", number(count))
}

/// A message as HTML: what stands between backticks is code, all else is text.
fn code(text: &str) -> String {
    let mut html = String::with_capacity(text.len() + 16);
    let (mut inside, mut parts) = (false, text.split('`').peekable());
    while let Some(part) = parts.next() {
        // A backtick without another one is a character like any other.
        let (before, after) = match (inside, parts.peek()) {
            (true, Some(_)) => ("<code>", "</code>"),
            (true, None) => ("`", ""),
            (false, _) => ("", ""),
        };
        html.push_str(before);
        escape_into(&mut html, part);
        html.push_str(after);
        inside = !inside;
    }
    html
}

/// A variance in working days, in words.
pub fn slip(days: i64) -> String {
    match days {
        0 => "on plan".to_owned(),
        1.. => format!("{} late", plural(days, "day", None)),
        _ => format!("{} early", plural(days.saturating_neg(), "day", None)),
    }
}

/// A variance in working days, for a table: `+3 d`, `0`, `−2 d`.
pub fn slip_short(days: i64) -> String {
    match days {
        0 => "0".to_owned(),
        1.. => format!("+{} d", number(days)),
        _ => format!("{} d", number(days)),
    }
}

/// A text as the id of an element: its letters and digits in lower case, with hyphens between.
pub fn anchor(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        if c.is_alphanumeric() || c == '.' || c == '_' {
            out.extend(c.to_lowercase());
        } else if !out.is_empty() && !out.ends_with('-') {
            out.push('-');
        }
    }
    let length = out.trim_end_matches('-').len();
    out.truncate(length);
    if out.is_empty() { "x".to_owned() } else { out }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn code_is_what_stands_between_backticks() {
        assert_eq!(code("set `a: <b>` & go"), "set <code>a: &lt;b&gt;</code> &amp; go");
        assert_eq!(code("one ` alone"), "one ` alone");
        assert_eq!(code("`a``b` `c"), "<code>a</code><code>b</code> `c");
        assert_eq!(code("<script>`"), "&lt;script&gt;`");
    }

    #[test]
    fn values_read_as_people_write_them() {
        assert_eq!(day("2026-05-06", true), "6 May 2026");
        assert_eq!(day("2026-12-31", false), "31 Dec");
        assert_eq!(day("<soon>", true), "<soon>");
        assert_eq!(plural(1, "risk", None), "1 risk");
        assert_eq!(plural(1234, "risk", None), "1,234 risks");
        assert_eq!(plural(2, "dependency", Some("dependencies")), "2 dependencies");
        assert_eq!(
            (slip(1), slip(0), slip(-2)),
            ("1 day late".into(), "on plan".into(), "2 days early".into())
        );
        assert_eq!(slip_short(-2), "−2 d");
        assert_eq!(slip(i64::MIN).split(' ').next_back(), Some("early"));
        assert_eq!(anchor("RISK-001: Späte Lieferung!"), "risk-001-späte-lieferung");
    }
}

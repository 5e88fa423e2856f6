//! A validator for the part of JSON Schema (2020-12) that our schemas use. It refuses a keyword that it does not know,
//! so nothing in a schema goes unchecked.

use serde_json::Value;

/// What is wrong with `value`, each with the path to it; nothing where it is valid.
pub fn faults(schema: &Value, value: &Value) -> Vec<String> {
    let mut found = Vec::new();
    Validator { root: schema }.check(schema, value, "", &mut found);
    found
}

struct Validator<'a> {
    root: &'a Value,
}

impl Validator<'_> {
    fn check(&self, schema: &Value, value: &Value, at: &str, found: &mut Vec<String>) {
        let rules = schema.as_object().expect("a schema is an object");
        for (keyword, rule) in rules {
            let fault = match keyword.as_str() {
                "$schema" | "$id" | "$defs" | "title" | "description" => None,
                "$ref" => {
                    self.check(self.resolve(rule), value, at, found);
                    None
                }
                "type" => (!types(rule).any(|kind| is(kind, value))).then(|| format!("is no {rule}")),
                "const" => (rule != value).then(|| format!("is not {rule}")),
                "enum" => (!list(rule).contains(value)).then(|| format!("is none of {rule}")),
                "pattern" => value
                    .as_str()
                    .filter(|text| !matches(text_of(rule), text))
                    .map(|_| format!("does not match {rule}")),
                "minLength" => value
                    .as_str()
                    .filter(|t| (t.chars().count() as u64) < number(rule))
                    .map(|_| "is too short".to_owned()),
                "minimum" => value.as_u64().filter(|n| *n < number(rule)).map(|_| "is too small".to_owned()),
                "maximum" => value.as_u64().filter(|n| *n > number(rule)).map(|_| "is too large".to_owned()),
                "minItems" => value
                    .as_array()
                    .filter(|a| (a.len() as u64) < number(rule))
                    .map(|_| "has too few items".to_owned()),
                "items" => {
                    for (index, item) in value.as_array().into_iter().flatten().enumerate() {
                        self.check(rule, item, &format!("{at}/{index}"), found);
                    }
                    None
                }
                "required" => {
                    let there = |name: &Value| value.get(text_of(name)).is_some();
                    let missing: Vec<_> =
                        list(rule).iter().filter(|name| value.is_object() && !there(name)).collect();
                    (!missing.is_empty()).then(|| format!("lacks {missing:?}"))
                }
                "properties" => {
                    for (name, rule) in rule.as_object().expect("an object") {
                        if let Some(inner) = value.get(name) {
                            self.check(rule, inner, &format!("{at}/{name}"), found);
                        }
                    }
                    None
                }
                "additionalProperties" => {
                    assert_eq!(rule, &Value::Bool(false), "no other form is used");
                    let known = schema["properties"].as_object().expect("an object");
                    let keys = value.as_object().into_iter().flat_map(|object| object.keys());
                    let others: Vec<_> = keys.filter(|key| !known.contains_key(*key)).collect();
                    (!others.is_empty()).then(|| format!("has more: {others:?}"))
                }
                "oneOf" => {
                    let tried: Vec<Vec<String>> = list(rule)
                        .iter()
                        .map(|one| {
                            let mut inner = Vec::new();
                            self.check(one, value, at, &mut inner);
                            inner
                        })
                        .collect();
                    let valid = tried.iter().filter(|faults| faults.is_empty()).count();
                    (valid != 1).then(|| format!("fits {valid} of the forms: {tried:?}"))
                }
                other => panic!("the schema uses `{other}`, which nothing checks"),
            };
            found.extend(fault.map(|fault| format!("{at}: {value} {fault}")));
        }
    }

    fn resolve(&self, reference: &Value) -> &Value {
        let pointer = text_of(reference).strip_prefix('#').expect("a reference into the schema itself");
        self.root.pointer(pointer).expect("what the reference names")
    }
}

fn types(rule: &Value) -> impl Iterator<Item = &str> {
    rule.as_array().map_or_else(|| std::slice::from_ref(rule), Vec::as_slice).iter().map(text_of)
}

fn is(kind: &str, value: &Value) -> bool {
    match kind {
        "null" => value.is_null(),
        "boolean" => value.is_boolean(),
        "integer" => value.is_i64() || value.is_u64(),
        "string" => value.is_string(),
        "array" => value.is_array(),
        "object" => value.is_object(),
        other => panic!("`{other}` is no type"),
    }
}

fn list(rule: &Value) -> &Vec<Value> {
    rule.as_array().expect("a list")
}

fn text_of(rule: &Value) -> &str {
    rule.as_str().expect("a text")
}

fn number(rule: &Value) -> u64 {
    rule.as_u64().expect("a number")
}

/// Patterns of letters and classes `[0-9a-f]`, each with `{n}` or once, from `^` to `$`.
fn matches(pattern: &str, text: &str) -> bool {
    let mut pattern = pattern.strip_prefix('^').and_then(|p| p.strip_suffix('$')).expect("a whole pattern");
    let mut rest = text.chars();
    while let Some(first) = pattern.chars().next() {
        let (class, after) = match first {
            '[' => pattern[1..].split_once(']').expect("a closed class"),
            _ => pattern.split_at(first.len_utf8()),
        };
        pattern = after;
        let mut times = 1;
        if let Some((count, after)) = pattern.strip_prefix('{').and_then(|p| p.split_once('}')) {
            times = count.parse().expect("a number of times");
            pattern = after;
        }
        for _ in 0..times {
            if !rest.next().is_some_and(|c| within(class, c)) {
                return false;
            }
        }
    }
    rest.next().is_none()
}

fn within(class: &str, c: char) -> bool {
    let members: Vec<char> = class.chars().collect();
    let mut at = 0;
    while at < members.len() {
        if members.get(at + 1) == Some(&'-') && at + 2 < members.len() {
            if (members[at]..=members[at + 2]).contains(&c) {
                return true;
            }
            at += 3;
        } else {
            if members[at] == c {
                return true;
            }
            at += 1;
        }
    }
    false
}

//! The manual of fields: its examples are read without a word, what is read is what stands in it, and its schemas take
//! what Milepost takes.
//!
//! `MILEPOST_BLESS=1 cargo test --test manual` writes the pages and schemas of the guide anew.

use std::{
    collections::{BTreeMap, BTreeSet},
    fmt::Write as _,
};

use milepost::{
    diag::{Code, Diagnostic},
    load::{
        load,
        manual::{Field, Shape, Topic, schema},
    },
    world::{Memory, ProjectPath},
};
use serde_json::Value;

mod guide_page;

use guide_page::holds;

/// What examples speak of: something of each kind, in files of their own.
const AROUND: &[(&str, &str)] = &[
    ("content/phases/p1.md", "---\nid: P1\ntitle: Foundations\n---\n"),
    ("content/milestones/m0.md", "---\nid: M0\ntitle: Site\nphase: P1\nowner: ines\nduration: 1d\n---\n"),
    ("content/milestones/m1.md", "---\nid: M1\ntitle: Walls\nphase: P1\nowner: ines\nduration: 1d\n---\n"),
    ("content/sprints/sprint-01.md", "---\nid: sprint-01\nstart: 2026-03-02\nend: 2026-03-13\n---\n"),
    ("content/services/orders.md", "---\nid: orders\ntitle: Orders\n---\n"),
    ("content/services/web.md", "---\nid: web\ntitle: Web\n---\n"),
    ("content/services/gateway.md", "---\nid: gateway\ntitle: Gateway\n---\n"),
    ("content/contracts/orders-api.md", "---\nid: orders-api\nprovider: orders\n---\n"),
    ("content/tasks/t1.md", "---\nid: T1\ntitle: Dig\n---\n"),
    ("content/decisions/d0.md", "---\nid: D0\nstatus: accepted\ndate: 2026-03-02\n---\n# Old\n"),
    ("content/decisions/d2.md", "---\nid: D2\nstatus: accepted\ndate: 2026-03-02\n---\n# New\n"),
    ("api/orders.yaml", "openapi: 3.1.0\n"),
    ("content/evidence/report.json", "{\"failed\": 0}\n"),
];

const SETTINGS: &str = "title: Harbor lights\nstart: 2026-03-02\nagents: [{id: ines, name: Ines Varga}]\n\
    calendars: {part-time: {workdays: [mon, tue, wed]}}\nbaselines: [First plan, Replan]\n";

/// How other tools call a field of ours: `bring-your-own.md` speaks of them.
const ALSO_READ: [(&str, &str); 9] = [
    ("task", "owner"),
    ("decision", "owner"),
    ("decision", "approved_by"),
    ("decision", "decided_by"),
    ("decision", "decided_on"),
    ("decision", "depends_on"),
    ("decision", "requires"),
    ("decision", "since"),
    ("decision", "status_date"),
];

/// A mapping that is written somewhere: the topic, the fields on the way to it, and its own fields.
struct Place {
    topic: Topic,
    way: Vec<Field>,
    fields: Vec<Field>,
    /// How it is asked for.
    path: String,
}

/// Every mapping of every topic.
fn places() -> Vec<Place> {
    let mut found = Vec::new();
    for topic in Topic::ALL {
        descend(topic, Vec::new(), topic.fields(), topic.name().to_owned(), &mut found);
    }
    found
}

fn descend(topic: Topic, way: Vec<Field>, fields: Vec<Field>, path: String, found: &mut Vec<Place>) {
    for field in &fields {
        if let Some(inner) = field.shape.fields() {
            let way = [way.as_slice(), &[*field]].concat();
            descend(topic, way, inner.to_vec(), format!("{path}.{}", field.name), found);
        }
    }
    found.push(Place { topic, way, fields, path });
}

impl Place {
    /// The front matter or settings with `key: value` in this mapping, beside what has to be there.
    fn with(&self, key: &str, value: &str) -> String {
        let mut text = mapping(&self.fields, key, value);
        for (depth, field) in self.way.iter().enumerate().rev() {
            let outer = match depth.checked_sub(1) {
                None => self.topic.fields(),
                Some(above) => self.way[above].shape.fields().expect("a mapping").to_vec(),
            };
            text = mapping(&outer, field.name, &wrapped(field, &text));
        }
        let before = match self.topic {
            Topic::Kind(_) if self.way.is_empty() && key == "kind" => String::new(),
            // No folder says it.
            Topic::Kind(kind) => format!("{{kind: {}, ", kind.word()),
            // What a name of a calendar needs.
            Topic::Settings if self.path == "settings.agents" => {
                "{calendars: {part-time: {workdays: [mon]}}, ".to_owned()
            }
            Topic::Settings => String::new(),
        };
        if before.is_empty() { text } else { text.replacen('{', &before, 1) }
    }

    /// What is found in the file with `key: value` in this mapping.
    fn findings(&self, key: &str, value: &str) -> Vec<Diagnostic> {
        let text = self.with(key, value);
        let (path, file) = match self.topic {
            Topic::Settings => ("milepost.yaml", text),
            Topic::Kind(_) => ("content/example.md", format!("---\n{text}\n---\n# Example\n")),
        };
        let mut files: BTreeMap<&str, &str> = AROUND.iter().copied().collect();
        files.insert("milepost.yaml", SETTINGS);
        files.insert(path, &file);
        let world = Memory::of(files).expect("clean paths");
        let loaded = load(&world, &ProjectPath::new("content").expect("a path"));
        let of_file = |finding: &&Diagnostic| {
            finding.place.is_some_and(|place| loaded.program.sources.path(place.file) == path)
        };
        loaded.diagnostics.iter().filter(of_file).cloned().collect()
    }
}

/// The mapping in flow style: what has to be there, and `key: value`.
fn mapping(fields: &[Field], key: &str, value: &str) -> String {
    let others = fields.iter().filter(|field| field.required && field.name != key);
    let others = others.map(|field| format!("{}: {}", field.name, field.example));
    let pairs: Vec<String> = others.chain([format!("{key}: {value}")]).collect();
    format!("{{{}}}", pairs.join(", "))
}

/// A mapping in the shape that its field takes.
fn wrapped(field: &Field, inner: &str) -> String {
    match field.shape {
        Shape::List(_) => format!("[{inner}]"),
        Shape::Keyed(_) if field.name == "baselines" => format!("{{Replan: {inner}}}"),
        Shape::Keyed(_) => format!("{{part-time: {inner}}}"),
        _ => inner.to_owned(),
    }
}

fn required(fields: &[Field], name: &str) -> bool {
    fields.iter().any(|field| field.required && field.name == name)
}

#[test]
fn every_example_is_read_without_a_word() {
    let mut wrong = String::new();
    for place in places() {
        for field in &place.fields {
            if field.name == "service" && place.path.ends_with("check.coverage") {
                continue; // alone it asks for nothing; it stands beside each of the others
            }
            // No file here uses what the settings say of other tools' words; a decision may say its status in its text.
            let is_of_others =
                |finding: &Diagnostic| matches!(finding.code, Code::UnusedSetting | Code::StatusNotRead);
            let found = place.findings(field.name, field.example);
            for finding in found.into_iter().filter(|finding| !is_of_others(finding)) {
                let _ = writeln!(
                    wrong,
                    "{}.{}: {}\n{}",
                    place.path,
                    field.name,
                    finding.message,
                    place.with(field.name, field.example)
                );
            }
        }
    }
    assert!(wrong.is_empty(), "{wrong}");
}

#[test]
fn what_is_read_in_a_mapping_is_what_the_manual_says() {
    let places = places();
    let all: BTreeSet<&str> =
        places.iter().flat_map(|place| place.fields.iter().map(|field| field.name)).collect();
    let mut wrong = String::new();
    // What `ids` holds is looked up; a line of it that fits nothing is told as that.
    for place in places.iter().filter(|place| place.path != "settings.ids") {
        let own: BTreeSet<&str> = place.fields.iter().map(|field| field.name).collect();
        // As many at a time as are told one by one.
        for names in all.iter().copied().collect::<Vec<_>>().chunks(15) {
            // Without its own `kind` the file would be a plain page.
            let is_asked =
                |name: &&str| !(required(&place.fields, name) || *name == "kind" && place.way.is_empty());
            let asked: Vec<&str> = names.iter().copied().filter(is_asked).collect();
            let Some((first, others)) = asked.split_first() else { continue };
            let others: String = others.iter().map(|name| format!(", {name}: 1")).collect();
            let told = place.findings(first, &format!("1{others}"));
            for name in asked {
                let is_told = |finding: &Diagnostic| {
                    finding.code == Code::UnknownKey
                        && finding.message == format!("`{name}` is no key that is read here")
                };
                let refused = told.iter().any(is_told);
                let spelled = ALSO_READ.contains(&(place.path.as_str(), name))
                    // Keys of site generators are never told.
                    || ["aliases", "parent"].contains(&name);
                if refused == own.contains(name) && (refused || !spelled) {
                    let read = if refused { "not read" } else { "read" };
                    let _ = writeln!(wrong, "{}.{name}: {read}", place.path);
                }
            }
        }
    }
    assert!(wrong.is_empty(), "{wrong}");
}

#[test]
fn what_has_to_be_there_is_missed() {
    let mut wrong = String::new();
    for place in places() {
        for field in place.fields.iter().filter(|field| field.required) {
            if place.findings(field.name, "").is_empty() {
                let _ = writeln!(wrong, "{}.{}", place.path, field.name);
            }
        }
    }
    assert!(wrong.is_empty(), "{wrong}");
}

#[test]
fn schemas_take_what_is_read() {
    let mut wrong = String::new();
    for place in places() {
        let schema = jsonschema::draft202012::new(&schema(place.topic)).expect("a schema");
        for field in &place.fields {
            let text = place.with(field.name, field.example);
            let value: Value = yaml_serde::from_str(&text).expect("YAML");
            for fault in schema.iter_errors(&value) {
                let _ = writeln!(
                    wrong,
                    "{}.{}: {fault} at {}\n{text}",
                    place.path,
                    field.name,
                    fault.instance_path()
                );
            }
            let misspelt = place.with(&format!("{}z", field.name), "1");
            let value: Value = yaml_serde::from_str(&misspelt).expect("YAML");
            if schema.is_valid(&value) {
                let _ = writeln!(wrong, "{}.{}z is taken", place.path, field.name);
            }
        }
    }
    assert!(wrong.is_empty(), "{wrong}");
}

#[test]
fn the_guide_has_every_field() {
    let mut index = String::from(
        "---\ntitle: Fields\n---\nEverything that files may say, by what they are about. Keys may be in snake_case, camelCase \
         or kebab-case. A key that\nbegins with `x_` is yours. `milepost explain milestone.estimate` tells the same in the \
         terminal.\n\n| file | fields | JSON Schema for editors |\n|---|---|---|\n",
    );
    for topic in Topic::ALL {
        let name = topic.name();
        let title = title(topic);
        let _ = writeln!(
            index,
            "| [{title}](fields/{name}.md) | {} | [{name}.json](schemas/{name}.json) |",
            topic.fields().len()
        );
        holds(&format!("schemas/{name}.json"), &format!("{:#}\n", schema(topic)));
        holds(&format!("fields/{name}.md"), &page(topic));
    }
    index.push_str(
        "\nThe schemas take what Milepost takes, and propose its own spelling. `milepost schema milestone` prints one, \
         `milepost schema`\nall of them. An editor that knows the YAML language server reads the schema of the settings from the \
         first line of\n`milepost.yaml`:\n\n```yaml\n# yaml-language-server: $schema=settings.json\n```\n",
    );
    holds("fields.md", &index);
}

fn title(topic: Topic) -> String {
    match topic {
        Topic::Settings => "Settings: `milepost.yaml`".to_owned(),
        Topic::Kind(kind) => {
            let word = kind.word();
            format!("{}{}", word[..1].to_uppercase(), &word[1..])
        }
    }
}

/// The page of a topic: its fields, then those of each mapping in it.
fn page(topic: Topic) -> String {
    let mut text = format!("---\ntitle: \"Fields: {}\"\n---\n", topic.name());
    table(&topic.fields(), &mut text);
    let prefix = format!("{}.", topic.name());
    let mut places = Vec::new();
    descend(topic, Vec::new(), topic.fields(), topic.name().to_owned(), &mut places);
    places.pop();
    places.sort_by_key(|place| {
        // In the order of the tables above.
        let mut fields = topic.fields();
        let mut way = Vec::new();
        for step in &place.way {
            way.push(fields.iter().position(|field| field.name == step.name));
            fields = step.shape.fields().expect("a mapping").to_vec();
        }
        way
    });
    for place in places {
        let last = place.way.last().expect("a field");
        let path = place.path.strip_prefix(&prefix).expect("a path");
        let _ = write!(
            text,
            "\n## `{path}`\n\n{}\n\n```yaml\n{}: {}\n```\n\n",
            last.about, last.name, last.example
        );
        table(&place.fields, &mut text);
    }
    text
}

fn table(fields: &[Field], text: &mut String) {
    text.push_str("| key | value | means | example |\n|---|---|---|---|\n");
    for field in fields {
        let must = if field.required { ", required" } else { "" };
        let example = match field.shape.fields() {
            Some(_) => "see below".to_owned(),
            None => format!("`{}`", field.example),
        };
        let _ = writeln!(
            text,
            "| `{}` | {}{must} | {} | {example} |",
            field.name,
            shape(&field.shape),
            field.about
        );
    }
}

/// The shape in the words of a table: the keys of a mapping stand below.
fn shape(shape: &Shape) -> String {
    match shape {
        Shape::Map(_) => "a mapping".to_owned(),
        Shape::Keyed(inner) => format!("by name, {}", self::shape(inner)),
        Shape::List(inner) => format!("{}; or a list of these", self::shape(inner)),
        Shape::Either(one, other) => format!("{}; or {}", self::shape(one), self::shape(other)),
        other => other.to_string(),
    }
}

//! Small projects in memory.

use chrono::NaiveDate;
use milepost::{
    analyse::{MilestoneAnalysis, Placement},
    date::parse_date,
    diag::Code,
    model::{Key, Milestone},
    site::{Checked, Config, Silent, build, check},
    world::{Memory, SitePath},
};
use serde_json::Value;

/// A project of files, checked.
pub struct Project(pub Checked);

fn config() -> Config {
    Config::usual(NaiveDate::MIN)
}

pub fn memory<'a>(files: impl IntoIterator<Item = (&'a str, &'a str)>) -> Memory {
    Memory::of(files).expect("clean paths")
}

/// A project of settings, and of milestones told by id and front matter; ids that begin otherwise than with `M`
/// are paths under the content.
fn world(settings: &str, things: &[(&str, &str)]) -> Memory {
    let mut files = vec![
        ("milepost.yaml".to_owned(), format!("title: Test\n{settings}")),
        ("content/phases/p1.md".to_owned(), "---\nid: P1\ntitle: One\n---\n".to_owned()),
    ];
    for (name, fields) in things {
        files.push(match name.strip_prefix('M') {
            Some(_) => (
                format!("content/milestones/{}.md", name.to_lowercase()),
                format!("---\nid: {name}\ntitle: Milestone {name}\nphase: P1\n{fields}\n---\n"),
            ),
            None => (format!("content/{name}.md"), format!("---\n{fields}\n---\n")),
        });
    }
    memory(files.iter().map(|(path, text)| (path.as_str(), text.as_str())))
}

impl Project {
    pub fn of(world: &Memory) -> Self {
        Self(check(world, &config()))
    }

    /// See [`world`].
    pub fn new(settings: &str, things: &[(&str, &str)]) -> Self {
        Self::of(&world(settings, things))
    }

    pub fn key(&self, id: &str) -> Key<Milestone> {
        self.0.program.milestones.key(id).unwrap_or_else(|| panic!("no milestone {id}"))
    }

    pub fn milestone(&self, id: &str) -> &MilestoneAnalysis {
        self.0.chronicle.now.milestone(self.key(id))
    }

    pub fn place(&self, id: &str) -> &Placement {
        self.milestone(id).schedule.as_ref().unwrap_or_else(|why| panic!("{id} is not scheduled: {why:?}"))
    }

    /// Forecast start and finish.
    pub fn forecast(&self, id: &str) -> (String, String) {
        let dates = self.place(id).forecast;
        (dates.start.to_string(), dates.finish.to_string())
    }

    /// The messages of a code.
    pub fn told(&self, code: Code) -> Vec<&str> {
        let of_code = self.0.diagnostics.iter().filter(|diagnostic| diagnostic.code == code);
        of_code.map(|diagnostic| diagnostic.message.as_str()).collect()
    }

    /// The hints of a code.
    pub fn hints(&self, code: Code) -> Vec<&str> {
        let of_code = self.0.diagnostics.iter().filter(|diagnostic| diagnostic.code == code);
        of_code.filter_map(|diagnostic| diagnostic.hint.as_deref()).collect()
    }
}

/// The JSON of the whole program.
pub fn json_of(world: &Memory) -> Value {
    serde_json::from_slice(&json_bytes(world)).expect("the JSON can be read")
}

/// The JSON of the whole program, as bytes.
pub fn json_bytes(world: &Memory) -> Vec<u8> {
    let built = build(world, &config(), &Silent);
    let path = SitePath::new("api/program.json").expect("a safe path");
    built.plan.get(&path).expect("the site has its data").to_vec()
}

/// The JSON of a project; see [`world`].
pub fn json(settings: &str, things: &[(&str, &str)]) -> Value {
    json_of(&world(settings, things))
}

/// The same as bytes.
pub fn bytes(settings: &str, things: &[(&str, &str)]) -> Vec<u8> {
    json_bytes(&world(settings, things))
}

/// The row of an id in a list of the JSON.
pub fn row<'a>(json: &'a Value, list: &str, id: &str) -> &'a Value {
    let rows = json[list].as_array().expect("a list");
    rows.iter().find(|row| row["id"] == id).unwrap_or_else(|| panic!("no {id} in {list}"))
}

pub fn day(text: &str) -> NaiveDate {
    parse_date(text).expect("a date")
}

//! Who reports: whoever was named, else the one in the program whom git knows as its user.

use crate::cli::exit::Failure;
use crate::cli::git::line;
use crate::cli::settings::Settings;
use crate::cli::written::{find, party};
use crate::model::{Entity, Party, Program};
use crate::text::nearest;

/// The id of who reports.
///
/// # Errors
/// When nobody was named and git's user is nobody in the program, or who was named is not in it.
pub fn author(settings: &Settings, program: &Program, named: Option<&str>) -> Result<String, Failure> {
    let parties = program.parties.rows();
    if let Some(named) = named {
        return match find(program, named, party) {
            Some(key) => Ok(program.parties[key].head().id.to_string()),
            None if parties.is_empty() => Ok(named.to_owned()),
            None => Err(stranger(program, named)),
        };
    }
    let root = &settings.project.root;
    let config = |name: &str| line(root, &["config", "--get", name]);
    let (name, email) = (config("user.name"), config("user.email"));
    let is = |party: &&Party| is_user(party, name.as_deref(), email.as_deref());
    if let Some(party) = parties.iter().find(is) {
        return Ok(party.head().id.to_string());
    }
    let Some(name) = name else {
        return Err(Failure::Usage("who reports it? git knows no user.name; give --by NAME".to_owned()));
    };
    if parties.is_empty() {
        return Ok(name);
    }
    let user = name.escape_debug();
    Err(Failure::Usage(format!(
        "who reports it? git's user `{user}` is nobody in the program; give --by NAME, or name them in content/people{}",
        known(program)
    )))
}

/// Whether git's user is somebody: by id, by name, or by the address at which they are reached.
fn is_user(party: &Party, name: Option<&str>, email: Option<&str>) -> bool {
    let same = |text: &str, other: Option<&str>| {
        other.is_some_and(|other| text.to_lowercase() == other.to_lowercase())
    };
    let head = party.head();
    same(&head.id, name)
        || same(&head.title, name)
        || party.contact.as_deref().is_some_and(|contact| same(contact, email))
}

fn stranger(program: &Program, named: &str) -> Failure {
    let ids = program.parties.rows().iter().map(|party| &*party.head().id);
    let shown = named.escape_debug();
    match nearest(named, ids) {
        Some(near) => Failure::Usage(format!("there is no owner `{shown}`; did you mean `{near}`?")),
        None => Failure::Usage(format!("there is no owner `{shown}` in the program{}", known(program))),
    }
}

/// `; there are ada, bo`.
fn known(program: &Program) -> String {
    const MOST: usize = 8;
    let ids: Vec<&str> = program.parties.rows().iter().map(|party| &*party.head().id).collect();
    let more = ids.len().saturating_sub(MOST);
    let more = if more > 0 { format!(" and {more} more") } else { String::new() };
    format!("; there are {}{more}", ids[..ids.len().min(MOST)].join(", "))
}

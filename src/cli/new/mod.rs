//! `milepost new`: a file for a new thing, in its folder, with the next free id and the fields that its kind asks for.
//!
//! What the file would give is read back before it is written: only when the loader takes it for what it is, and nothing
//! in it is an error, does it come to be. No file is ever written over.

mod ids;
mod kinds;

use std::path::Path;

use self::kinds::Beginning;
use super::args::{NewArgs, NewKind};
use super::effect::{Effect, day_of_effect};
use super::exit::{Exit, Failure};
use super::id_of_name::of_name;
use super::overlay::Overlay;
use super::put::{Planned, in_the_way, put};
use super::settings::Settings;
use super::surgery::{Field, Put};
use super::terminal::Stream;
use super::{update::author, yaml_value};
use crate::load::is_key;
use crate::model::{Kind, Program, Subject};
use crate::site;
use crate::world::{ProjectPath, slug};

impl From<NewKind> for Kind {
    fn from(kind: NewKind) -> Self {
        match kind {
            NewKind::Phase => Self::Phase,
            NewKind::Milestone => Self::Milestone,
            NewKind::Sprint => Self::Sprint,
            NewKind::Risk => Self::Risk,
            NewKind::Blocker => Self::Blocker,
            NewKind::Service => Self::Service,
            NewKind::Contract => Self::Contract,
            NewKind::Task => Self::Task,
            NewKind::Decision => Self::Decision,
            NewKind::Team => Self::Team,
            NewKind::Person => Self::Person,
        }
    }
}

/// What was typed.
#[derive(Debug, Clone)]
pub struct Typed {
    /// What it is to be.
    pub kind: NewKind,
    /// Its title; sprints have one without it.
    pub title: Option<String>,
    /// Its id, if not the next free one.
    pub id: Option<String>,
    /// The phase of a milestone.
    pub phase: Option<String>,
    /// Who owns it, if not git's user.
    pub owner: Option<String>,
    /// How much work a milestone is.
    pub duration: Option<String>,
    /// What a milestone waits for.
    pub after: Vec<String>,
    /// What a risk affects, a blocker blocks, a decision is about, a task belongs to.
    pub about: Vec<String>,
    /// Further fields, as `FIELD=VALUE`.
    pub set: Vec<(String, String)>,
    /// Show the file, and write nothing.
    pub dry_run: bool,
}

impl From<NewArgs> for Typed {
    fn from(args: NewArgs) -> Self {
        let NewArgs { kind, title, id, phase, owner, duration, after, about, set, dry_run } = args;
        Self { kind, title, id, phase, owner, duration, after, about, set, dry_run }
    }
}

/// Writes the file of a new thing.
///
/// # Errors
/// When something in it is not known or would be an error, something is in its way, or it cannot be written.
pub fn new(settings: &Settings, typed: &Typed) -> Result<Exit, Failure> {
    let world = settings.project.open()?;
    let checked = site::check(&world, &settings.config);
    let program = &checked.program;
    let kind = Kind::from(typed.kind);
    let owner = match &typed.owner {
        Some(owner) => Some(author(settings, program, Some(owner))?),
        None => author(settings, program, None).ok(),
    };
    let today = settings.config.today;
    let beginning = Beginning { program, typed, owner, today };
    let id = beginning.id(kind)?;
    let path = path(settings, program, kind, &id, &beginning.title(kind)?)?;
    let fields = fields(&beginning, kind, &id)?;
    let body = beginning.body(kind)?;
    let config = day_of_effect(settings, &checked, today);
    let effect_of = |text: &str| {
        let edited = Overlay::new(&world, &path, Some(text));
        Effect::of(&world, &edited, std::slice::from_ref(&path), &config)
    };
    let is_it = |effect: &Effect| is_there(&effect.after.program, kind, &id);
    let mut text = text(&fields, None, &body);
    let mut effect = effect_of(&text);
    if !is_it(&effect) {
        // Its folder does not say what it is.
        text = self::text(&fields, Some(kind), &body);
        effect = effect_of(&text);
    }
    let what = format!("the new {}", kind.word());
    effect.is_sound(&what)?;
    effect.has_only_known_fields(&what)?;
    if !is_it(&effect) {
        return Err(Failure::Usage(format!(
            "nothing is written: {path} would not be read as a {} {id}",
            kind.word()
        )));
    }
    let file = settings.project.root.join(path.as_str());
    let shown = settings.project.shown(&file);
    if typed.dry_run {
        Stream::Out.write(&text)?;
        let _ = Stream::Err.write(&format!("nothing is written; the file would be {shown}\n"));
    } else {
        make(&file, &settings.project.root, &shown, text)?;
        Stream::Out.write(&format!("{}\nThe file is written to {shown}\n", effect.in_short(&id)))?;
    }
    let _ = Stream::Err.write(&effect.warnings());
    Ok(Exit::Fine)
}

fn is_there(program: &Program, kind: Kind, id: &str) -> bool {
    program.find(id).is_some_and(|subject| program.kind(subject) == kind)
}

fn make(file: &Path, root: &Path, shown: &str, text: String) -> Result<(), Failure> {
    if in_the_way(file, root).is_some() {
        return Err(Failure::Usage(format!(
            "{shown} is there already, and no file is written over; choose another id with --id"
        )));
    }
    put(&[Planned { path: file.to_owned(), text }]).map_err(|(_, error)| {
        Failure::Unreadable(format!("cannot write {shown}: {error}; see that you may write there"))
    })
}

/// All fields: the id, those of the kind, and those that were typed, which take the place of others.
fn fields(beginning: &Beginning, kind: Kind, id: &str) -> Result<Vec<(String, Put)>, Failure> {
    let own = beginning.fields(kind)?;
    let named = |(name, value): Field| (name.to_owned(), value);
    let mut fields = vec![("id".to_owned(), Put::Text(id.to_owned()))];
    fields.extend(own.into_iter().map(named));
    for (name, value) in &beginning.typed.set {
        if !is_key(name) {
            return Err(Failure::Usage(format!(
                "there is no field `{}`; the guide lists the fields of a {}",
                name.escape_debug(),
                kind.word()
            )));
        }
        let value = Put::Yaml(yaml_value::typed(value).map_err(Failure::Usage)?);
        match fields.iter_mut().find(|(known, _)| known == name) {
            Some((_, old)) => *old = value,
            None => fields.push((name.clone(), value)),
        }
    }
    Ok(fields)
}

fn text(fields: &[(String, Put)], kind: Option<Kind>, body: &str) -> String {
    let mut text = "---\n".to_owned();
    if let Some(kind) = kind {
        text += &format!("kind: {}\n", kind.word());
    }
    for (name, value) in fields {
        text += &format!("{name}: {}\n", value.on_a_line());
    }
    text + "---\n" + body
}

/// Where its file goes: beside the last of its kind, else in the folder of the kind.
fn path(
    settings: &Settings,
    program: &Program,
    kind: Kind,
    id: &str,
    title: &str,
) -> Result<ProjectPath, Failure> {
    let same = program
        .subjects()
        .filter(|subject| program.kind(*subject) == kind && is_of_a_file(program, *subject));
    let beside = same.last().map(|subject| program.sources.path(program.head(subject).file));
    let folder = match beside.and_then(|path| ProjectPath::new(path).ok()) {
        Some(path) => Ok(path.parent()),
        None => settings.project.content.join(kind.folder()),
    };
    let name = match kind {
        Kind::Decision => {
            format!("{}-{}", id.trim_start_matches(|c: char| !c.is_ascii_digit()), words(title))
        }
        Kind::Milestone | Kind::Phase | Kind::Risk | Kind::Blocker => {
            format!("{}-{}", slug(id), words(title))
        }
        _ => slug(id),
    };
    let name = format!("{}.md", name.trim_matches('-'));
    folder
        .and_then(|folder| folder.join(&name))
        .map_err(|error| Failure::Usage(format!("{name} cannot be the name of a file: {error}")))
}

/// Agents stand in the settings.
fn is_of_a_file(program: &Program, subject: Subject) -> bool {
    program.head(subject).file != crate::diag::FileId::default()
}

/// The first words of a title as a part of a file name.
fn words(title: &str) -> String {
    const LONGEST: usize = 40;
    let plain: String = of_name(title).chars().filter(|c| c.is_ascii_alphanumeric() || *c == '-').collect();
    let plain = plain.trim_matches('-');
    match plain.char_indices().nth(LONGEST) {
        Some((end, _)) => plain[..end].rsplit_once('-').map_or(&plain[..end], |(start, _)| start).to_owned(),
        None => plain.to_owned(),
    }
}

//! `milepost theme eject`: the files of the theme that is built in, listed, or one of them laid into the project to be
//! changed there.

use super::exit::{Exit, Failure};
use super::settings::Settings;
use super::terminal::Stream;
use crate::{
    publish::whole_file::write_below,
    render::theme::{PALETTES, built_in_files},
    site,
    text::nearest,
    world::World,
};

/// Lists the files, or writes the one that was named into the project's theme.
///
/// # Errors
/// When there is no such file, the project has it already, or it cannot be written.
pub fn eject(settings: &Settings, file: Option<&str>, dry_run: bool) -> Result<Exit, Failure> {
    let world = settings.project.open()?;
    let theme = site::check(&world, &settings.config).program.settings.theme;
    let folder = settings.project.themes.join(&theme).map_err(|error| Failure::Usage(error.to_string()))?;
    let Some(wanted) = file else { return list(&world, &folder) };
    let found = built_in_files().find(|(name, _)| name == wanted || name.rsplit('/').next() == Some(wanted));
    let Some((name, bytes)) = found else {
        let names: Vec<String> = built_in_files().map(|(name, _)| name).collect();
        let short = names.iter().filter_map(|name| name.rsplit('/').next());
        let meant = nearest(wanted, names.iter().map(String::as_str).chain(short));
        let meant = meant.map_or_else(
            || "`milepost theme eject` lists them".to_owned(),
            |name| format!("did you mean `{name}`?"),
        );
        return Err(Failure::Usage(format!("the theme has no file `{wanted}`; {meant}")));
    };
    let path = folder.join(&name).map_err(|error| Failure::Usage(error.to_string()))?;
    let place = settings.project.root.join(path.as_str());
    let shown = settings.project.shown(&place);
    if world.exists(&path) {
        return Err(Failure::Usage(format!("{shown} is there already; remove it to get the built-in one")));
    }
    if dry_run {
        Stream::Out.write(&format!(
            "Nothing is written. Without --dry-run {shown} is made, {} bytes\n",
            bytes.len()
        ))?;
        return Ok(Exit::Fine);
    }
    let text = String::from_utf8_lossy(bytes);
    write_below(&settings.project.root, &place, &text).map_err(|error| {
        Failure::Unreadable(format!("cannot write {shown}: {error}; see that you may write there"))
    })?;
    Stream::Out.write(&format!(
        "{shown} is yours now; all other files stay as they are built in. Remove it to go back.\n"
    ))?;
    Ok(Exit::Fine)
}

fn list(world: &dyn World, folder: &crate::world::ProjectPath) -> Result<Exit, Failure> {
    let mut text = format!(
        "Files of the theme. Those marked + stand in {folder}; eject others with `milepost theme eject FILE`.\n\n"
    );
    for (name, _) in built_in_files() {
        let own = folder.join(&name).is_ok_and(|path| world.exists(&path));
        text.push_str(&format!("{} {name}\n", if own { '+' } else { ' ' }));
    }
    let palettes: Vec<&str> = PALETTES.iter().map(|(name, _)| *name).collect();
    text.push_str(&format!(
        "\nPalettes that are built in, for `theme:` in milepost.yaml: default, {}.\n",
        palettes.join(", ")
    ));
    Stream::Out.write(&text)?;
    Ok(Exit::Fine)
}

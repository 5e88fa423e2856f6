//! `milepost completions` and `milepost man`: what shells and `man` know of the commands, made from their definition.

use std::fs;
use std::path::Path;

use clap::CommandFactory;
use clap_complete::Shell;

use super::Args;
use super::exit::{Exit, Failure};
use super::terminal::Stream;

/// Writes the completions of a shell.
///
/// # Errors
/// When they cannot be written.
pub fn completions(shell: Shell) -> Result<Exit, Failure> {
    let mut command = Args::command();
    let name = command.get_name().to_owned();
    let mut script = Vec::new();
    clap_complete::generate(shell, &mut command, name, &mut script);
    Stream::Out.write_styled(&String::from_utf8_lossy(&script))?;
    Ok(Exit::Fine)
}

/// Writes the page of the program, or into a folder a page for each command, too.
///
/// # Errors
/// When they cannot be written.
pub fn man(folder: Option<&Path>) -> Result<Exit, Failure> {
    let Some(folder) = folder else {
        Stream::Out.write_styled(&page(&Args::command())?)?;
        return Ok(Exit::Fine);
    };
    let shown = folder.display();
    let failed = |error| {
        Failure::Unreadable(format!("cannot write to {shown}: {error}; see that you may write there"))
    };
    fs::create_dir_all(folder).map_err(failed)?;
    let mut whole = Args::command();
    whole.build();
    let commands: Vec<clap::Command> =
        whole.get_subcommands().filter(|command| command.get_name() != "help").cloned().collect();
    let mut pages = vec![("milepost.1".to_owned(), page(&Args::command())?)];
    for command in commands {
        let name = format!("milepost-{}", command.get_name());
        let text = page(&command.name(name.clone()))?;
        pages.push((format!("{name}.1"), text));
    }
    for (name, text) in &pages {
        fs::write(folder.join(name), text).map_err(failed)?;
    }
    Stream::Out.write(&format!("{} pages written to {shown}\n", pages.len()))?;
    Ok(Exit::Fine)
}

fn page(command: &clap::Command) -> Result<String, Failure> {
    let mut page = Vec::new();
    clap_mangen::Man::new(command.clone()).render(&mut page)?;
    Ok(String::from_utf8_lossy(&page).into_owned())
}

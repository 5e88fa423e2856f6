//! What a shell wants to know of the command line: completions, and pages for `man`.

use std::io;

use clap::CommandFactory;
use clap_complete::Shell;

use super::Args;
use super::exit::{Exit, Failure};
use super::terminal::Stream;
use super::written::nothing_named;

/// Prints the script by which a shell completes our words.
///
/// # Errors
/// When it cannot be written.
pub fn completions(shell: Shell) -> Result<Exit, Failure> {
    let mut script = Vec::new();
    clap_complete::generate(shell, &mut Args::command(), "milepost", &mut script);
    written(script)
}

/// Prints the manual page of a command; that of the whole where none is named.
///
/// # Errors
/// When there is no such command, or the page cannot be written.
pub fn man(command: Option<&str>) -> Result<Exit, Failure> {
    let mut whole = Args::command();
    whole.build();
    let page = match command {
        None => whole,
        Some(name) => {
            let names: Vec<String> =
                whole.get_subcommands().map(|known| known.get_name().to_owned()).collect();
            let Some(found) = whole.find_subcommand(name) else {
                let names: Vec<&str> = names.iter().map(String::as_str).collect();
                return Err(nothing_named("command", name, &names));
            };
            found.clone().name(format!("milepost-{name}"))
        }
    };
    let mut text = Vec::new();
    clap_mangen::Man::new(page).render(&mut text)?;
    written(text)
}

fn written(bytes: Vec<u8>) -> Result<Exit, Failure> {
    let text = String::from_utf8(bytes).map_err(|error| io::Error::new(io::ErrorKind::InvalidData, error))?;
    Stream::Out.write(&text)?;
    Ok(Exit::Fine)
}

//! `milepost serve`: the preview.

use std::{
    env,
    net::{IpAddr, Ipv4Addr},
    sync::Arc,
    thread,
};

use console::{Key, Term};

use super::args::ServeArgs;
use super::commit;
use super::exit::{Exit, Failure};
use super::report::Counts;
use super::settings::{Loudness, Settings};
use super::terminal::Stream;
use crate::diag::Severity;
use crate::serve::{self, Base, Editor, Files, Options, Preview, Watching};

/// The port that is tried first where none is named.
const PORT: u16 = 4400;

/// Serves the site of the project as it is edited, until it is stopped.
///
/// # Errors
/// When the project cannot be read, or nobody can listen.
pub fn serve(settings: &Settings, args: &ServeArgs) -> Result<Exit, Failure> {
    let project = &settings.project;
    let files = Arc::new(Files::new(project.open()?));
    let host = args.host.unwrap_or(IpAddr::V4(Ipv4Addr::LOCALHOST));
    let base = Base::new(&args.base).map_err(|error| Failure::Usage(error.to_string()))?;
    let open = serve::open(host, args.port.unwrap_or(PORT), args.port.is_some())
        .map_err(|error| Failure::Unreadable(error.to_string()))?;
    let loud = settings.loudness >= Loudness::Normal;
    let output = project.output.clone();
    let options = Options {
        config: settings.config.clone(),
        host,
        base: base.clone(),
        editor: editor(args.editor.as_deref()),
        commit: Arc::new(move |files| commit::short_name(files.root(), &output)),
    };
    let preview = Preview::new(files, options)
        .ok_or_else(|| Failure::Unreadable("the site could not be prepared".to_owned()))?;
    let told = Arc::clone(&preview);
    let watching = Watching::begin(Arc::clone(&preview), &project.content, &project.themes, move |edit| {
        if loud {
            tell(&format!("{}\n", edit.line()));
        }
        for problem in told.news().2.iter().filter(|_| loud) {
            tell(&format!("{}\n", problem.shown));
        }
    });
    let watching = watching
        .map(Arc::new)
        .map_err(|error| Failure::Unreadable(format!("cannot watch the project: {error}")))?;
    let shown = match host {
        host if host.is_unspecified() => "localhost".to_owned(),
        IpAddr::V6(host) => format!("[{host}]"),
        host => host.to_string(),
    };
    let url = format!("http://{shown}:{}{}", open.address.port(), base.as_str());
    if loud {
        let first = preview.kept(None);
        tell(&format!("Preview of {} as of {}\n", project.shown(&project.root), first.facts.as_of));
        if let Some(kind) = &watching.looked {
            tell(&format!(
                "The files are on {kind}, which tells of no changes: they are looked through every half second\n"
            ));
        }
        let count = |severity| first.facts.outline.count(severity);
        let (errors, warnings) = (count(Severity::Error), count(Severity::Warning));
        tell(&format!("{}\n", Counts { errors, warnings, notes: 0 }.in_words()));
    }
    keys(Arc::clone(&watching), url.clone(), loud);
    Stream::Out.write(&format!("{url}\n"))?;
    if args.open {
        browse(&url);
    }
    open.serve(preview).map_err(|error| Failure::Unreadable(error.to_string()))?;
    Ok(Exit::Fine)
}

fn tell(text: &str) {
    let _ = Stream::Err.write(text);
}

/// The editor that was named, else that of the environment; an editor that needs the terminal is none.
fn editor(named: Option<&str>) -> Option<Editor> {
    let wished = ["VISUAL", "EDITOR"].into_iter().filter_map(|name| env::var(name).ok());
    match named {
        Some(named) => Editor::named(named),
        None => wished.filter(|name| !name.trim().is_empty()).find_map(|name| Editor::named(&name)),
    }
}

fn browse(url: &str) {
    if let Err(error) = open::that_detached(url) {
        tell(&format!("the browser does not open: {error}; open {url} yourself\n"));
    }
}

/// Listens to the keys of the terminal, where there is one.
fn keys(watching: Arc<Watching>, url: String, loud: bool) {
    let terminal = Term::stderr();
    if !terminal.is_term() || !std::io::IsTerminal::is_terminal(&std::io::stdin()) {
        return;
    }
    if loud {
        tell("Keys: o opens the browser, r begins from scratch, q ends\n");
    }
    thread::spawn(move || {
        while let Ok(key) = terminal.read_key() {
            match key {
                Key::Char('q') => std::process::exit(0),
                Key::Char('o') => browse(&url),
                Key::Char('r') => watching.again(),
                _ => {}
            }
        }
    });
}

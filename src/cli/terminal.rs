//! Where words come out: colors only where they are seen, and no complaint when nobody listens any more.

use std::io::{self, ErrorKind, Write};

use anstream::{AutoStream, ColorChoice};
use anstyle::{AnsiColor, Style};

use super::Failure;
use crate::text::{log_line, visible};

/// Columns where there is no terminal to ask.
const WIDTH: usize = 100;

/// The two streams of a run.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Stream {
    /// What was asked for.
    Out,
    /// What is told beside it.
    Err,
}

impl Stream {
    /// Whether colors are seen on it: it is a terminal, or `CLICOLOR_FORCE` is set, and `NO_COLOR` is not.
    pub fn has_color(self) -> bool {
        let choice = match self {
            Self::Out => AutoStream::choice(&io::stdout()),
            Self::Err => AutoStream::choice(&io::stderr()),
        };
        choice != ColorChoice::Never
    }

    /// Columns of the terminal, or a fixed number where there is none.
    pub fn width(self) -> usize {
        let size = match self {
            Self::Out => terminal_size::terminal_size_of(io::stdout()),
            Self::Err => terminal_size::terminal_size_of(io::stderr()),
        };
        size.map_or(WIDTH, |(width, _)| usize::from(width.0))
    }

    /// Writes a text in which nothing steers the terminal. That the reader has gone away is none of its errors: `milepost check | head`.
    ///
    /// # Errors
    /// When the system refuses, as on a full disk.
    pub fn write(self, text: &str) -> io::Result<()> {
        self.write_styled(&visible::lines(text))
    }

    /// Writes a text with its colors: what is by others in it was made safe before it got them. No line of it is a command
    /// to a machine that keeps the log.
    ///
    /// # Errors
    /// As those of [`write`](Self::write).
    pub fn write_styled(self, text: &str) -> io::Result<()> {
        self.write_commands(&log_line::quiet(text))
    }

    /// Writes a text as it is, to be obeyed by a machine that keeps the log.
    ///
    /// # Errors
    /// As those of [`write`](Self::write).
    pub fn write_commands(self, text: &str) -> io::Result<()> {
        let written = match self {
            Self::Out => put(io::stdout().lock(), text),
            Self::Err => put(io::stderr().lock(), text),
        };
        match written {
            Err(error) if error.kind() == ErrorKind::BrokenPipe => Ok(()),
            written => written,
        }
    }
}

fn put(mut stream: impl Write, text: &str) -> io::Result<()> {
    stream.write_all(text.as_bytes())?;
    stream.flush()
}

/// Tells what stopped a run short.
pub fn failure(failure: &Failure) {
    let style = match Stream::Err.has_color() {
        true => AnsiColor::Red.on_default().bold(),
        false => Style::new(),
    };
    // There is no one else to tell.
    let failure = failure.to_string();
    let _ = Stream::Err.write_styled(&format!("{style}error{style:#}: {}\n", visible::lines(&failure)));
}

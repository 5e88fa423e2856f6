//! Opening a file at a line.

use std::{
    io,
    path::Path,
    process::{Command, Stdio},
};

/// What opens files.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Editor {
    /// A program with its arguments.
    Program(Vec<String>),
    /// An address that the browser hands on, with `{file}` and `{line}` in it.
    Address(String),
}

/// Editors that need the terminal for themselves.
const IN_A_TERMINAL: [&str; 12] =
    ["vi", "vim", "nvim", "nano", "ed", "joe", "micro", "hx", "helix", "kak", "mcedit", "pico"];

/// Editors that take `file:line`, with the word that asks for it.
const FILE_AND_LINE: [(&str, &[&str]); 9] = [
    ("code", &["--goto"]),
    ("code-insiders", &["--goto"]),
    ("codium", &["--goto"]),
    ("cursor", &["--goto"]),
    ("windsurf", &["--goto"]),
    ("subl", &[]),
    ("zed", &[]),
    ("zeditor", &[]),
    ("atom", &[]),
];

impl Editor {
    /// What somebody named: a program with arguments, an address with `{file}`, or `vscode`. `None` for an editor that would
    /// need the terminal of the preview.
    pub fn named(name: &str) -> Option<Self> {
        if name == "vscode" {
            return Some(Self::Address("vscode://file{file}:{line}".to_owned()));
        }
        if name.contains("://") {
            return Some(Self::Address(name.to_owned()));
        }
        let words: Vec<String> = name.split_whitespace().map(str::to_owned).collect();
        let program = stem(words.first()?);
        (!IN_A_TERMINAL.contains(&program.as_str())).then_some(Self::Program(words))
    }

    /// Open a file at a line. An address is given back: the browser opens it.
    ///
    /// # Errors
    /// When the program does not start.
    pub fn open(&self, file: &Path, line: usize) -> io::Result<Option<String>> {
        match self {
            Self::Address(address) => {
                let file = percent_encoding::utf8_percent_encode(&file.to_string_lossy(), PATH).to_string();
                Ok(Some(address.replace("{file}", &file).replace("{line}", &line.to_string())))
            }
            Self::Program(words) => {
                let (program, own) = words.split_first().ok_or(io::ErrorKind::InvalidInput)?;
                let mut command = Command::new(program);
                command.args(own).args(arguments(program, file, line));
                command.stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::null());
                let mut child = command.spawn()?;
                // Somebody has to take note of its end.
                std::thread::spawn(move || child.wait());
                Ok(None)
            }
        }
    }
}

/// What a path in an address cannot hold as it is.
const PATH: &percent_encoding::AsciiSet = &percent_encoding::CONTROLS
    .add(b' ')
    .add(b'"')
    .add(b'#')
    .add(b'%')
    .add(b'<')
    .add(b'>')
    .add(b'?')
    .add(b'`');

fn arguments(program: &str, file: &Path, line: usize) -> Vec<String> {
    let name = stem(program);
    let shown = file.to_string_lossy();
    match FILE_AND_LINE.iter().find(|(editor, _)| *editor == name) {
        Some((_, words)) => {
            words.iter().map(|&word| word.to_owned()).chain([format!("{shown}:{line}")]).collect()
        }
        None => vec![format!("+{line}"), shown.into_owned()],
    }
}

fn stem(program: &str) -> String {
    Path::new(program).file_stem().map_or_else(String::new, |stem| stem.to_string_lossy().into_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_editor_is_spoken_to_in_its_way() {
        let said = |name: &str| arguments(name, Path::new("/a/b.md"), 7);
        assert_eq!(said("/usr/bin/code"), ["--goto", "/a/b.md:7"]);
        assert_eq!(said("zed"), ["/a/b.md:7"]);
        assert_eq!(said("gedit"), ["+7", "/a/b.md"]);
        assert_eq!(Editor::named("vim"), None);
        assert_eq!(Editor::named(""), None);
        assert_eq!(Editor::named("code -n"), Some(Editor::Program(vec!["code".to_owned(), "-n".to_owned()])));
        let address = Editor::named("vscode").expect("an editor").open(Path::new("/a b.md"), 3);
        assert_eq!(address.expect("no program").as_deref(), Some("vscode://file/a%20b.md:3"));
    }
}

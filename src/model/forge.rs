//! The sites that keep repositories, and the addresses of files there.
//!
//! Must not know what a file is about.

/// A site that keeps repositories, by the form of its addresses.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Forge {
    /// GitHub, and what has its form.
    GitHub,
    /// GitLab.
    GitLab,
    /// Gitea and Forgejo, as Codeberg runs it.
    Gitea,
}

impl Forge {
    /// The site of a repository, known by its host; GitHub's form where nothing is known.
    pub fn of(repository: &str) -> Self {
        let host = repository.split_once("://").map_or(repository, |(_, rest)| rest);
        let host = host.split('/').next().unwrap_or_default().to_ascii_lowercase();
        let named = |words: &[&str]| words.iter().any(|word| host.contains(word));
        match () {
            () if named(&["gitlab", "salsa.debian.org"]) => Self::GitLab,
            () if named(&["gitea", "forgejo", "codeberg.org"]) => Self::Gitea,
            () => Self::GitHub,
        }
    }

    /// What stands between repository and path where a file of a branch is read.
    pub fn reads(self, branch: &str) -> String {
        match self {
            Self::GitHub => format!("blob/{branch}"),
            Self::GitLab => format!("-/blob/{branch}"),
            Self::Gitea => format!("src/branch/{branch}"),
        }
    }

    /// What stands between repository and path where a file of a branch is edited.
    pub fn edits(self, branch: &str) -> String {
        match self {
            Self::GitHub => format!("edit/{branch}"),
            Self::GitLab => format!("-/edit/{branch}"),
            Self::Gitea => format!("_edit/{branch}"),
        }
    }

    /// What follows the address of a file to show a line of it; Markdown by line, not rendered.
    pub fn line(self, line: u32) -> String {
        match self {
            Self::GitHub | Self::GitLab => format!("?plain=1#L{line}"),
            Self::Gitea => format!("?display=source#L{line}"),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_host_tells_its_form() {
        for (repository, forge) in [
            ("https://github.com/a/b", Forge::GitHub),
            ("https://gitlab.com/a/b", Forge::GitLab),
            ("https://gitlab.example.org/a/gitea", Forge::GitLab),
            ("https://codeberg.org/a/b", Forge::Gitea),
            ("https://git.example.org/gitlab/b", Forge::GitHub),
        ] {
            assert_eq!(Forge::of(repository), forge, "{repository}");
        }
    }
}

//! From the address that git fetches from to the one that a browser opens.

use crate::text::address::is_web;

/// The page of a repository on the web: `git@github.com:a/b.git` becomes `https://github.com/a/b`. Names, passwords and
/// ports of the transfer stay behind. Nothing for folders and for what no browser opens.
pub fn of_remote(remote: &str) -> Option<String> {
    let remote = remote.trim();
    let (scheme, rest) = match remote.split_once("://") {
        Some(("http", rest)) => ("http", rest),
        Some(("https" | "ssh" | "git" | "git+ssh", rest)) => ("https", rest),
        Some(_) => return None,
        None => ("https", remote),
    };
    let (host, path) = match remote.contains("://") {
        true => rest.split_once('/')?,
        // `host:path`, unless a slash comes first: then it is a folder.
        false => rest.split_once(':').filter(|(host, _)| !host.contains('/') && host.len() > 1)?,
    };
    let host = host.rsplit('@').next()?;
    let is_own_web = remote.starts_with("http");
    let host = if is_own_web { host } else { host.split(':').next()? };
    let path = path.trim_matches('/');
    let path = path.strip_suffix(".git").unwrap_or(path);
    let plain = |text: &str| {
        !text.is_empty() && text.chars().all(|c| c.is_ascii_graphic() && !"\\<>\"?#@`".contains(c))
    };
    let page = format!("{scheme}://{host}/{path}");
    (plain(host) && plain(path) && is_web(&page)).then_some(page)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_remote_gives_its_page_and_no_secret() {
        let page = Some("https://github.com/a/b".to_owned());
        for remote in [
            "git@github.com:a/b.git",
            "github.com:a/b",
            "https://github.com/a/b.git",
            "https://github.com/a/b/",
            "https://me:secret@github.com/a/b.git",
            "ssh://git@github.com:22/a/b.git",
            "git://github.com/a/b.git",
        ] {
            assert_eq!(of_remote(remote), page, "{remote}");
        }
        let own = of_remote("https://git.example.org:8443/a/b/c");
        assert_eq!(own.as_deref(), Some("https://git.example.org:8443/a/b/c"));
        for remote in
            ["/srv/a.git", "../a", "C:/a", "file:///srv/a.git", "a", "", "https://", "./x:y", "h:a b"]
        {
            assert_eq!(of_remote(remote), None, "{remote}");
        }
    }
}

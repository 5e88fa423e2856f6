//! What is answered to whom.

use std::{
    fs,
    io::{BufRead, BufReader, Write},
    net::TcpStream,
};

use milepost::serve::Editor;

use crate::project::Project;

const SITE: &str = "tests/sites/sprints";

#[test]
fn every_file_is_that_of_a_build() {
    for base in ["/", "/repo/"] {
        let project = Project::of(SITE, base, None);
        let built = project.built(None);
        for (path, bytes) in built.plan.iter() {
            let answer = project.get(&format!("{base}{}", path.as_str()));
            assert_eq!(answer.status, 200, "{}", path.as_str());
            match path.as_str().ends_with(".html") {
                true => assert!(answer.without_script().as_bytes() == bytes, "{}", path.as_str()),
                false => assert!(answer.body == bytes, "{}", path.as_str()),
            }
        }
    }
}

#[test]
fn a_day_is_the_site_as_of_that_day() {
    let project = Project::of(SITE, "/repo/", None);
    let day = "2026-02-20".parse().expect("a day");
    let built = project.built(Some(day));
    for (path, bytes) in built.plan.iter().filter(|(path, _)| path.as_str().ends_with(".html")) {
        let answer = project.get(&format!("/repo/@{day}/{}", path.as_str()));
        assert!(answer.status == 200 && answer.without_script().as_bytes() == bytes, "{}", path.as_str());
    }
}

#[test]
fn folders_and_what_is_not_there_are_as_on_github_pages() {
    let project = Project::of(SITE, "/repo/", None);
    assert_eq!(project.get("/repo/").status, 200);
    assert_eq!(project.get("/repo/sprints/").status, 200);
    let folder = project.get("/repo/sprints?x=1");
    assert_eq!(folder.status, 302);
    assert!(folder.head.contains("location: /repo/sprints/?x=1\r\n"), "{}", folder.head);
    assert!(project.get("/").head.contains("location: /repo/\r\n"));
    let missing = project.get("/repo/no/such/page/");
    assert_eq!(missing.status, 404);
    let built = project.built(None);
    let (_, page) = built.plan.iter().find(|(path, _)| path.as_str() == "404.html").expect("a page");
    assert_eq!(missing.without_script().as_bytes(), page);
    assert_eq!(project.get("/other/").status, 404);
}

#[test]
fn nothing_but_the_site_is_served_and_to_nobody_else() {
    let project = Project::of(SITE, "/", None);
    for path in [
        "/../milepost.yaml",
        "/%2e%2e/milepost.yaml",
        "/milepost.yaml",
        "/content/index.md",
        "/content/",
        "/.git/config",
        "//etc/passwd",
        "/api",
        "/assets/",
        "/__milepost/",
        "/__milepost/../Cargo.toml",
        "/%00",
        "/%ff",
    ] {
        assert_eq!(project.get(path).status, 404, "{path}");
    }
    for host in ["evil.example", "evil.example:80", "", "localhost.evil.example"] {
        assert_eq!(project.ask("GET", "/", &[("Host", host)]).status, 403, "{host}");
    }
    for method in ["POST", "PUT", "DELETE", "OPTIONS"] {
        assert_eq!(project.ask(method, "/", &[]).status, 405, "{method}");
    }
    assert_eq!(project.ask("HEAD", "/", &[]).body, b"");
    let page = project.get("/");
    let tag =
        page.head.lines().find_map(|line| line.strip_prefix("etag: ")).expect("a tag").trim().to_owned();
    assert_eq!(project.ask("GET", "/", &[("If-None-Match", &tag)]).status, 304);
}

#[test]
fn an_editor_is_opened_by_our_pages_alone() {
    let editor = Editor::named("test://{file}#{line}");
    let project = Project::of(SITE, "/", editor);
    let path = "/__milepost/open?page=milestones/m1/index.html&text=";
    assert_eq!(project.ask("POST", path, &[]).status, 403);
    assert_eq!(project.ask("POST", path, &[("X-Milepost-Token", "guessed")]).status, 403);
    let token = [("X-Milepost-Token", project.preview.token.as_str())];
    let answer = project.ask("POST", path, &token);
    assert_eq!(answer.status, 200);
    let said: serde_json::Value = serde_json::from_slice(&answer.body).expect("JSON");
    assert_eq!((said["file"].as_str(), said["line"].as_u64()), (Some("content/milestones/m1.md"), Some(1)));
    let address = said["address"].as_str().expect("an address");
    assert!(address.starts_with("test://") && address.ends_with("content/milestones/m1.md#1"), "{address}");
    let text = fs::read_to_string(project.path("content/milestones/m1.md")).expect("a file");
    let (line, title) =
        text.lines().enumerate().find(|(_, line)| line.starts_with("title: ")).expect("a title");
    let words = title.replace("title: ", "title%20").replace(' ', "%20");
    let answer = project.ask("POST", &format!("{path}{words}"), &token);
    let said: serde_json::Value = serde_json::from_slice(&answer.body).expect("JSON");
    assert_eq!(said["line"].as_u64(), Some(line as u64 + 1), "{title}");
    for file in ["../x.md", "/etc/passwd", ".git/config", "nowhere.md", "output/index.html"] {
        let path = format!("/__milepost/open?file={file}&line=1");
        assert_eq!(project.ask("POST", &path, &token).status, 404, "{file}");
    }
}

#[test]
fn a_page_that_listens_is_told_of_its_own_changes_and_of_errors() {
    let project = Project::of(SITE, "/", None);
    let stream = TcpStream::connect(("127.0.0.1", project.port)).expect("a connection");
    let hash = String::from_utf8(project.get("/milestones/m1/").body).expect("a page");
    let hash = hash.split("data-hash=\"").nth(1).and_then(|rest| rest.split('"').next()).expect("a hash");
    let ask = format!(
        "GET /__milepost/events?page=milestones/m1/index.html&day=&hash={hash} HTTP/1.1\r\nHost: localhost\r\n\r\n"
    );
    (&stream).write_all(ask.as_bytes()).expect("a request");
    let mut lines = BufReader::new(stream).lines().map(|line| line.expect("a line"));
    let mut next = |name: &str| loop {
        let line = lines.next().expect("an event");
        if line == format!("event: {name}") {
            return lines.next().expect("its data");
        }
        assert!(name != "news" || !line.starts_with("event: page"), "told of a page that is the same");
    };
    assert!(next("news").contains("\"line\":null"));
    let other = project.path("content/milestones/m2.md");
    let text = fs::read_to_string(&other).expect("a file");
    fs::write(&other, text + "\nMore words.\n").expect("an edit");
    assert!(next("news").contains("no date or color moved"));
    let own = project.path("content/milestones/m1.md");
    let text = fs::read_to_string(&own).expect("a file");
    fs::write(&own, format!("{text}\n[Nowhere](gone.md)\n")).expect("an edit");
    next("page");
    let news = next("news");
    assert!(news.contains("1 new error") && news.contains("gone.md"), "{news}");
    fs::write(&own, text).expect("an edit");
    next("page");
    let news = next("news");
    assert!(news.contains("1 error gone") && news.contains("\"problems\":[]"), "{news}");
}

#[test]
fn the_next_port_is_taken_where_none_was_named() {
    use std::net::{IpAddr, Ipv4Addr, TcpListener};
    let host = IpAddr::V4(Ipv4Addr::LOCALHOST);
    let taken = TcpListener::bind((host, 0)).expect("a port");
    let port = taken.local_addr().expect("an address").port();
    if port < 65_000 {
        let open = milepost::serve::open(host, port, false).expect("a port after it");
        assert!(open.address.port() > port);
    }
    let refused = milepost::serve::open(host, port, true).err().expect("it is taken").to_string();
    assert!(refused.contains("--port"), "{refused}");
}

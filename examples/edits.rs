//! Times what an edit costs the preview, without watching and HTTP: a text in a file is replaced by another, and a page is
//! asked for until it holds it.
//!
//! ```text
//! cargo run --release --example edits -- PROJECT FILE TEXT PAGE [TIMES]
//! ```
//!
//! Prints milliseconds from the edit to the new site and to the page, each as it was, then the medians.

use std::{
    env, fs,
    path::Path,
    process::ExitCode,
    sync::Arc,
    time::{Duration, Instant},
};

use milepost::{
    disk::Disk,
    serve::{Base, Files, Options, Preview},
    site::Config,
};

fn main() -> ExitCode {
    let words: Vec<String> = env::args().skip(1).collect();
    let [project, file, text, page, rest @ ..] = words.as_slice() else {
        eprintln!("usage: edits PROJECT FILE TEXT PAGE [TIMES]");
        return ExitCode::from(2);
    };
    let times = rest.first().and_then(|times| times.parse().ok()).unwrap_or(20);
    match measure(Path::new(project), file, text, page, times) {
        Ok(()) => ExitCode::SUCCESS,
        Err(reason) => {
            eprintln!("{reason}");
            ExitCode::FAILURE
        }
    }
}

fn measure(project: &Path, file: &str, text: &str, page: &str, times: usize) -> Result<(), String> {
    let told = |error: std::io::Error| error.to_string();
    let disk = Disk::open(project).map_err(told)?;
    let place = disk.root().join(file);
    let before = fs::read_to_string(&place).map_err(told)?;
    if !before.contains(text) {
        return Err(format!("{file} does not hold {text}"));
    }
    let day = chrono::NaiveDate::from_ymd_opt(2026, 3, 4).ok_or("a day")?;
    let options = Options {
        config: Config::usual(day),
        host: std::net::Ipv4Addr::LOCALHOST.into(),
        base: Base::new("/").map_err(|error| error.to_string())?,
        editor: None,
        commit: Arc::new(|_| None),
    };
    let begun = Instant::now();
    let preview = Preview::new(Arc::new(Files::new(disk)), options).ok_or("no site")?;
    println!("first site {:.1} ms", in_ms(begun.elapsed()));
    let (mut sites, mut pages) = (Vec::new(), Vec::new());
    for number in 0..times {
        let new = format!("{text}-{number}");
        fs::write(&place, before.replacen(text, &new, 1)).map_err(told)?;
        let begun = Instant::now();
        preview.files.forget([place.as_path()], number % 2 == 1);
        preview.refresh(false, begun).ok_or("no site")?;
        sites.push(begun.elapsed());
        let bytes = preview.kept(None).file_now(page);
        pages.push(begun.elapsed());
        if !bytes.is_some_and(|bytes| String::from_utf8_lossy(&bytes).contains(&new)) {
            fs::write(&place, &before).map_err(told)?;
            return Err(format!("{page} does not hold {new}"));
        }
    }
    fs::write(&place, &before).map_err(told)?;
    for (name, mut took) in [("site", sites), ("page", pages)] {
        let all: Vec<String> = took.iter().map(|took| format!("{:.1}", in_ms(*took))).collect();
        took.sort();
        let median = took.get(took.len() / 2).copied().unwrap_or_default();
        println!("{name}: {}; median {:.1} ms", all.join(" "), in_ms(median));
    }
    Ok(())
}

fn in_ms(took: Duration) -> f64 {
    took.as_secs_f64() * 1_000.0
}

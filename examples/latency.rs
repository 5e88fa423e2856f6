//! Times what a reader of a preview waits for: from saving a file until a server shows it. Works for any server of any
//! generator that watches its files, so that they can be compared in one run.
//!
//! ```text
//! cargo run --release --example latency -- FOLDER URL TIMES 'COMMAND ...' NAME FILE TEXT PAGE [NAME FILE TEXT PAGE ...]
//! ```
//!
//! COMMAND is started in FOLDER, and is ready when URL answers. Then, TIMES times for each NAME: TEXT in FILE becomes a text that
//! was never there, FILE is saved in one write, and PAGE (its address) is asked for every millisecond until it holds that text.
//! TEXT may be OLD=>NEW for edits of more than words: OLD becomes NEW, in which % is the new text and # a number from 1 to 9, each
//! time the next one. Between two edits the server has time to come to rest. Prints the least, median, 99th in a hundred and most milliseconds, how
//! many answers on the way were not whole pages, and (where there is a `/proc`) the CPU seconds of the server for an edit. In the
//! end every file is as it was.

use std::{
    env, fs,
    path::Path,
    process::{Child, Command, ExitCode, Stdio},
    thread::sleep,
    time::{Duration, Instant},
};

/// How long anything may take.
const LIMIT: Duration = Duration::from_secs(120);

/// Clock ticks of `/proc` in a second, on every Linux of today.
const TICKS: f64 = 100.0;

struct Server {
    child: Child,
    agent: ureq::Agent,
}

impl Drop for Server {
    fn drop(&mut self) {
        // It may have ended by itself.
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

impl Server {
    /// The page at an address, if it is there and whole.
    fn page(&self, url: &str) -> Option<String> {
        let text = self.agent.get(url).call().ok()?.body_mut().read_to_string().ok()?;
        text.trim_end().ends_with("</html>").then_some(text)
    }

    /// CPU seconds so far, with those of ended children.
    fn cpu(&self) -> Option<f64> {
        let stat = fs::read_to_string(format!("/proc/{}/stat", self.child.id())).ok()?;
        let fields: Vec<&str> = stat.rsplit_once(')')?.1.split_whitespace().collect();
        let ticks = fields.get(11..15)?.iter().filter_map(|field| field.parse::<f64>().ok()).sum::<f64>();
        Some(ticks / TICKS)
    }

    /// Wait until a third of a second passes almost without work.
    fn rest(&self) {
        let begun = Instant::now();
        let mut before = self.cpu();
        loop {
            sleep(Duration::from_millis(300));
            let now = self.cpu();
            let worked = now.zip(before).map_or(0.0, |(now, before)| now - before);
            if worked <= 0.03 || begun.elapsed() > LIMIT {
                return;
            }
            before = now;
        }
    }
}

fn main() -> ExitCode {
    let words: Vec<String> = env::args().skip(1).collect();
    let [folder, url, times, command, edits @ ..] = words.as_slice() else {
        eprintln!("usage: latency FOLDER URL TIMES 'COMMAND ...' NAME FILE TEXT PAGE [...]");
        return ExitCode::from(2);
    };
    match measure(Path::new(folder), url, times.parse().unwrap_or(20), command, edits) {
        Ok(()) => ExitCode::SUCCESS,
        Err(reason) => {
            eprintln!("{reason}");
            ExitCode::FAILURE
        }
    }
}

fn measure(folder: &Path, url: &str, times: usize, command: &str, edits: &[String]) -> Result<(), String> {
    let told = |error: std::io::Error| error.to_string();
    let mut words = command.split_whitespace();
    let program = words.next().ok_or("no command")?;
    let mut process = Command::new(program);
    process.args(words).current_dir(folder);
    let child =
        process.stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::null()).spawn().map_err(told)?;
    let config = ureq::Agent::config_builder().timeout_global(Some(LIMIT)).build();
    let server = Server { child, agent: config.into() };
    let begun = Instant::now();
    while server.page(url).is_none() {
        if begun.elapsed() > LIMIT {
            return Err(format!("{url} does not answer"));
        }
        sleep(Duration::from_millis(5));
    }
    println!(
        "ready after {:.2} s, {:.2} CPU s",
        begun.elapsed().as_secs_f64(),
        server.cpu().unwrap_or_default()
    );
    for edit in edits.chunks_exact(4) {
        let [name, file, text, page] = edit else { continue };
        let place = folder.join(file);
        let before = fs::read_to_string(&place).map_err(told)?;
        let (old, new) = text.split_once("=>").unwrap_or((text, "%"));
        if !before.contains(old) {
            return Err(format!("{file} does not hold {old}"));
        }
        let edit = |number: usize, token: &str| {
            let digit = (number % 9 + 1).to_string();
            before.replacen(old, &new.replace('#', &digit).replace('%', token), 1)
        };
        let measured = edit_often(&server, &place, &edit, page, times);
        fs::write(&place, &before).map_err(told)?;
        server.rest();
        println!("{name:<12} {}", measured?);
    }
    Ok(())
}

fn edit_often(
    server: &Server,
    place: &Path,
    edit: &dyn Fn(usize, &str) -> String,
    page: &str,
    times: usize,
) -> Result<String, String> {
    let (mut took, mut broken) = (Vec::new(), 0);
    server.rest();
    let cpu = server.cpu();
    for number in 0..times {
        let new = format!("edit{}x{number}", server.child.id());
        let begun = Instant::now();
        fs::write(place, edit(number, &new)).map_err(|error| error.to_string())?;
        loop {
            match server.page(page) {
                Some(shown) if shown.contains(&new) => break,
                Some(_) => {}
                None => broken += 1,
            }
            if begun.elapsed() > LIMIT {
                return Err(format!("{page} does not show {new}"));
            }
            sleep(Duration::from_millis(1));
        }
        took.push(begun.elapsed().as_secs_f64() * 1_000.0);
        server.rest();
    }
    let each = server.cpu().zip(cpu).map_or(0.0, |(now, before)| (now - before) / times.max(1) as f64);
    took.sort_by(f64::total_cmp);
    let at = |share: f64| {
        took.get(((took.len() as f64 * share) as usize).min(took.len() - 1)).copied().unwrap_or_default()
    };
    let shown = format!(
        "n={times:<3} ms: least {:.1}, median {:.1}, 99 % {:.1}, most {:.1}; {each:.3} CPU s an edit",
        at(0.0),
        at(0.5),
        at(0.99),
        at(1.0)
    );
    Ok(if broken > 0 { format!("{shown}; {broken} answers were no whole page") } else { shown })
}

//! A rough reading of Rust sources: enough to know which paths a file names, outside comments, strings and tests.

mod circles;

pub use circles::circles;

/// One source file of the crate.
pub struct Source {
    /// From the repository's root, with forward slashes.
    pub name: String,
    /// As it is in the file.
    pub text: String,
    /// The text with comments, literals and `#[cfg(test)]` items made blank; lines stay where they are.
    pub code: String,
}

/// A path such as `crate::model::Risk`, groups spelled out.
#[derive(Debug, Clone)]
pub struct Paths {
    /// Where it begins, from 1.
    pub line: usize,
    /// Its names in order.
    pub segments: Vec<String>,
    /// Whether an exclamation mark follows.
    pub is_macro: bool,
}

/// A name with its line, from 1.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Named {
    /// The name alone.
    pub name: String,
    /// Where it stands.
    pub line: usize,
}

#[derive(Debug, Clone, PartialEq)]
enum Token {
    Name(String),
    Colons,
    Sign(char),
}

impl Source {
    pub fn new(name: &str, text: &str) -> Self {
        let mut code = without_tests(&without_literals(text));
        if name.ends_with("/tests.rs") || name.contains("/tests/") {
            code = blank(&code);
        }
        Self { name: name.to_owned(), text: text.to_owned(), code }
    }

    /// The top module that the file belongs to: `model` for `src/model/risk.rs`, `main` for `src/main.rs`.
    pub fn module(&self) -> String {
        let inner = self.name.trim_start_matches("src/");
        inner.split('/').next().unwrap_or(inner).trim_end_matches(".rs").to_owned()
    }

    /// The top module of the crate that a path found in this file leads to, if it leads to one by `crate` or
    /// by `super`.
    pub fn crate_module(&self, path: &[String]) -> Option<String> {
        match path.first()?.as_str() {
            "crate" | "milepost" => path.get(1).cloned(),
            "super" => {
                let climbs = path.iter().take_while(|name| *name == "super").count();
                (climbs == self.depth()).then(|| path.get(climbs).cloned()).flatten()
            }
            _ => None,
        }
    }

    /// How many times `super` leads to the crate's root.
    fn depth(&self) -> usize {
        let parts: Vec<&str> =
            self.name.trim_start_matches("src/").trim_end_matches(".rs").split('/').collect();
        parts.iter().filter(|part| !matches!(**part, "mod" | "lib" | "main")).count()
    }

    /// The functions that other files may call: those that are `pub`, or `pub` within some module.
    pub fn public_functions(&self) -> Vec<Named> {
        let tokens = tokens(&self.code);
        let is =
            |at: usize, word: &str| matches!(tokens.get(at), Some((_, Token::Name(name))) if name == word);
        let mut found = Vec::new();
        for at in (0..tokens.len()).filter(|at| is(*at, "pub")) {
            let mut next = at + 1;
            if tokens.get(next).map(|token| &token.1) == Some(&Token::Sign('(')) {
                let close = tokens[next..].iter().position(|(_, token)| *token == Token::Sign(')'));
                next += close.map_or(1, |close| close + 1);
            }
            next += usize::from(is(next, "const"));
            if let Some((line, Token::Name(name))) = tokens.get(next + 1).filter(|_| is(next, "fn")) {
                found.push(Named { name: name.clone(), line: *line });
            }
        }
        found
    }

    /// Every method that is called on something, or named by its type: `x.name(`, `Context::name`.
    pub fn method_calls(&self) -> Vec<Named> {
        let tokens = tokens(&self.code);
        let sign = |at: usize| tokens.get(at).map(|token| &token.1);
        let called = (1..tokens.len()).filter_map(|at| {
            let (line, Token::Name(name)) = &tokens[at] else { return None };
            let on_value = tokens[at - 1].1 == Token::Sign('.')
                && matches!(sign(at + 1), Some(Token::Sign('(') | Token::Colons));
            let on_type = tokens[at - 1].1 == Token::Colons
                && matches!(at.checked_sub(2).and_then(sign), Some(Token::Name(of)) if of == "Context");
            (on_value || on_type).then(|| Named { name: name.clone(), line: *line })
        });
        called.collect()
    }

    /// The path from the crate's root that a path found in this file means, where it begins with `crate`, `super`
    /// or `self`; without `crate`.
    pub fn absolute(&self, path: &[String]) -> Option<Vec<String>> {
        let mut own = self.module_path();
        let rest = match path.first()?.as_str() {
            "crate" | "milepost" => return Some(path[1..].to_vec()),
            "self" => &path[1..],
            "super" => {
                let climbs = path.iter().take_while(|name| *name == "super").count();
                own.truncate(own.len().checked_sub(climbs)?);
                &path[climbs..]
            }
            _ => return None,
        };
        Some(own.into_iter().chain(rest.iter().cloned()).collect())
    }

    /// Its modules from the crate's root: `view`, `page`, `risk` for `src/view/page/risk.rs`.
    pub fn module_path(&self) -> Vec<String> {
        let inner = self.name.trim_start_matches("src/").trim_end_matches(".rs");
        let parts = inner.split('/').filter(|part| !matches!(*part, "mod" | "lib" | "main"));
        parts.map(str::to_owned).collect()
    }

    /// Every path of the file's code.
    pub fn paths(&self) -> Vec<Paths> {
        let tokens = tokens(&self.code);
        let mut found = Vec::new();
        let mut at = 0;
        while at < tokens.len() {
            match &tokens[at].1 {
                Token::Name(_) => at = read_path(&tokens, at, &[], &mut found),
                _ => at += 1,
            }
        }
        found
    }
}

/// Reads the path, or tree of paths, that begins at `at`; gives the place after it.
fn read_path(tokens: &[(usize, Token)], mut at: usize, prefix: &[String], found: &mut Vec<Paths>) -> usize {
    let line = tokens[at].0;
    let mut segments = prefix.to_vec();
    while let Some((_, Token::Name(name))) = tokens.get(at) {
        segments.push(name.clone());
        at += 1;
        if tokens.get(at).map(|t| &t.1) != Some(&Token::Colons) {
            break;
        }
        at += 1;
        if tokens.get(at).map(|t| &t.1) == Some(&Token::Sign('{')) {
            return read_group(tokens, at + 1, &segments, found);
        }
    }
    let is_macro = tokens.get(at).map(|t| &t.1) == Some(&Token::Sign('!'));
    found.push(Paths { line, segments, is_macro });
    at
}

fn read_group(tokens: &[(usize, Token)], mut at: usize, prefix: &[String], found: &mut Vec<Paths>) -> usize {
    while let Some((_, token)) = tokens.get(at) {
        match token {
            Token::Sign('}') => return at + 1,
            Token::Name(_) => at = read_path(tokens, at, prefix, found),
            _ => at += 1,
        }
    }
    at
}

fn tokens(code: &str) -> Vec<(usize, Token)> {
    let mut tokens = Vec::new();
    let mut rest = code.char_indices().peekable();
    let mut line = 1;
    while let Some((start, c)) = rest.next() {
        if c == '\n' {
            line += 1;
        } else if c.is_alphanumeric() || c == '_' {
            let mut end = start + c.len_utf8();
            while let Some((at, next)) = rest.next_if(|(_, next)| next.is_alphanumeric() || *next == '_') {
                end = at + next.len_utf8();
            }
            tokens.push((line, Token::Name(code[start..end].to_owned())));
        } else if c == ':' && rest.next_if(|(_, next)| *next == ':').is_some() {
            tokens.push((line, Token::Colons));
        } else if !c.is_whitespace() {
            tokens.push((line, Token::Sign(c)));
        }
    }
    tokens
}

fn blank(text: &str) -> String {
    text.chars().map(|c| if c == '\n' { '\n' } else { ' ' }).collect()
}

/// The text with comments, strings and character literals blank.
fn without_literals(text: &str) -> String {
    let mut code = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(c) = rest.chars().next() {
        let length = literal(rest, code.chars().next_back());
        if length > 0 {
            code.push_str(&blank(&rest[..length]));
            rest = &rest[length..];
        } else {
            code.push(c);
            rest = &rest[c.len_utf8()..];
        }
    }
    code
}

/// The length of the comment or literal that `rest` begins with, else 0.
fn literal(rest: &str, before: Option<char>) -> usize {
    let in_name = before.is_some_and(|c| c.is_alphanumeric() || c == '_');
    if rest.starts_with("//") {
        return rest.find('\n').unwrap_or(rest.len());
    } else if rest.starts_with("/*") {
        return block_comment(rest);
    } else if let Some(inner) = rest.strip_prefix('"') {
        return 1 + quoted(inner);
    } else if !in_name && (rest.starts_with('r') || rest.starts_with("br")) {
        let hashes = rest.trim_start_matches(['b', 'r']);
        let count = hashes.len() - hashes.trim_start_matches('#').len();
        if hashes[count..].starts_with('"') {
            let close = format!("\"{}", "#".repeat(count));
            let body = rest.len() - hashes.len() + count + 1;
            return rest[body..].find(&close).map_or(rest.len(), |end| body + end + close.len());
        }
    } else if let Some(inner) = rest.strip_prefix('\'') {
        let mut chars = inner.char_indices();
        return match (chars.next(), chars.next()) {
            (Some((_, '\\')), _) => 3 + inner[2..].find('\'').unwrap_or(0) + 1,
            (Some(_), Some((end, '\''))) => 1 + end + 1,
            _ => 0, // a lifetime
        };
    }
    0
}

/// The length up to and with the closing quote.
fn quoted(rest: &str) -> usize {
    let mut chars = rest.char_indices();
    while let Some((at, c)) = chars.next() {
        match c {
            '"' => return at + 1,
            '\\' => drop(chars.next()),
            _ => {}
        }
    }
    rest.len()
}

fn block_comment(rest: &str) -> usize {
    let mut depth = 0;
    let mut at = 0;
    while at < rest.len() {
        match &rest.as_bytes()[at..] {
            [b'/', b'*', ..] => (depth, at) = (depth + 1, at + 2),
            [b'*', b'/', ..] if depth == 1 => return at + 2,
            [b'*', b'/', ..] => (depth, at) = (depth - 1, at + 2),
            _ => at += 1,
        }
    }
    rest.len()
}

/// The code with every item behind `#[cfg(test)]` blank, up to the end of its braces or its semicolon.
fn without_tests(code: &str) -> String {
    let Some(start) = code.find("#[cfg(test)]") else { return code.to_owned() };
    let item = &code[start..];
    let mut depth = 0;
    let end = item.char_indices().find_map(|(at, c)| {
        match c {
            '{' => depth += 1,
            '}' => depth -= 1,
            _ => {}
        }
        (depth == 0 && matches!(c, '}' | ';')).then_some(at + 1)
    });
    let end = start + end.unwrap_or(item.len());
    format!("{}{}{}", &code[..start], blank(&code[start..end]), without_tests(&code[end..]))
}

//! A field with its value, as somebody names them on the command line.

/// A field as typed: `FIELD=VALUE`.
pub fn field(text: &str) -> Result<(String, String), String> {
    let (name, value) = text
        .split_once('=')
        .ok_or_else(|| format!("`{}` has no `=`; write it as in impact=high", text.escape_debug()))?;
    Ok((name.trim().replace('-', "_"), value.to_owned()))
}

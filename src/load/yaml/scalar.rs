//! What an unquoted scalar means: the core schema of YAML 1.2, section 10.3.2, with the spelling kept.

use crate::load::Value;

/// The value of the unquoted scalar `text`.
///
/// Apart from the specification, so that no spelling is lost: integers with leading zeros (`0755`, `007`) and the
/// words for infinity and not-a-number are text.
pub(super) fn resolve(text: &str) -> Value {
    match text {
        "" | "~" | "null" | "Null" | "NULL" => Value::Null,
        "true" | "True" | "TRUE" => Value::Bool(true),
        "false" | "False" | "FALSE" => Value::Bool(false),
        _ if is_number(text) => Value::Number(text.to_owned()),
        _ => Value::Text(text.to_owned()),
    }
}

fn is_number(text: &str) -> bool {
    if let Some(digits) = text.strip_prefix("0x") {
        return !digits.is_empty() && digits.bytes().all(|b| b.is_ascii_hexdigit());
    }
    if let Some(digits) = text.strip_prefix("0o") {
        return !digits.is_empty() && digits.bytes().all(|b| matches!(b, b'0'..=b'7'));
    }
    is_decimal(text.strip_prefix(['-', '+']).unwrap_or(text))
}

/// `12`, `1.10`, `.5`, `5.`, `12e3`, without a sign.
fn is_decimal(text: &str) -> bool {
    let (mantissa, exponent) = match text.split_once(['e', 'E']) {
        Some((mantissa, exponent)) => (mantissa, Some(exponent)),
        None => (text, None),
    };
    let (whole, fraction) = match mantissa.split_once('.') {
        Some((whole, fraction)) => (whole, Some(fraction)),
        None => (mantissa, None),
    };
    let digits = |s: &str| s.bytes().all(|b| b.is_ascii_digit());
    let some_digits = |s: &str| !s.is_empty() && digits(s);
    let exponent_fits = exponent.is_none_or(|e| some_digits(e.strip_prefix(['-', '+']).unwrap_or(e)));
    let fraction_fits = match fraction {
        Some(fraction) => digits(fraction) && (!whole.is_empty() || !fraction.is_empty()),
        None => !whole.is_empty(),
    };
    let padded = whole.len() > 1 && whole.starts_with('0');
    digits(whole) && !padded && fraction_fits && exponent_fits
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_keep_their_spelling_and_words_stay_words() {
        for number in ["7", "-3", "+4", "1.10", ".5", "5.", "12e3", "1.5E-3", "0x1F", "0o17", "0", "0.0"] {
            assert_eq!(resolve(number), Value::Number(number.to_owned()));
        }
        for text in [
            "no", "on", "Yes", "007", "1_000", ".", "-", "e3", "1e", "1.2.3", "0x", "0o8", ".inf", ".nan",
            "1:30",
        ] {
            assert_eq!(resolve(text), Value::Text(text.to_owned()));
        }
    }
}

//! Numbers as short text: 64 digits, of which each carries five bits and says whether another one follows.

const DIGITS: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";

/// Append one digit below 64; what is more is 63.
pub fn digit(out: &mut String, value: usize) {
    out.push(char::from(DIGITS[value.min(63)]));
}

/// Append a number of any size, its lowest five bits first.
pub fn number(out: &mut String, mut value: usize) {
    while value >= 32 {
        digit(out, value % 32 + 32);
        value /= 32;
    }
    digit(out, value);
}

#[cfg(test)]
mod tests {
    use super::number;

    #[test]
    fn small_numbers_take_one_digit() {
        let text = |value| {
            let mut out = String::new();
            number(&mut out, value);
            out
        };
        assert_eq!([0, 31, 32, 1023, 1024].map(text), ["A", "f", "gB", "_f", "ggB"]);
    }
}

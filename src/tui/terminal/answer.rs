//! The question for the colour of a terminal's background, and its answers.

use super::input::Answer;

/// OSC 11 asks for the colour. Not every terminal answers that, but every one answers the second
/// question, what kind of terminal it is (DA1), and answers in order: nobody has to wait longer.
pub(super) const QUESTION: &[u8] = b"\x1b]11;?\x1b\\\x1b[c";

/// What a text for programs says of the background, such as `]11;rgb:1e1e/1e1e/1e1e`: all that
/// stands between its Esc and its end.
pub(super) fn background(text: &[u8]) -> Option<Answer> {
    let color = std::str::from_utf8(text).ok()?.strip_prefix("]11;rgb")?;
    let color = color.strip_prefix('a').unwrap_or(color).strip_prefix(':')?;
    let channels: Vec<f32> = color.split('/').map(channel).collect::<Option<_>>()?;
    // The fourth is how opaque it is.
    let ([red, green, blue] | [red, green, blue, _]) = channels[..] else { return None };
    let luminance = 0.2126 * red + 0.7152 * green + 0.0722 * blue;
    Some(if luminance > MIDDLE { Answer::Light } else { Answer::Dark })
}

/// Whether an answer may begin with this, behind its Esc.
pub(super) fn may_begin(bytes: &[u8]) -> bool {
    match bytes {
        [] | b"[" => true,
        [b'[', b'?', numbers @ ..] => {
            numbers.len() < LONGEST && numbers.iter().all(|b| b.is_ascii_digit() || *b == b';')
        }
        [b']', text @ ..] => {
            let (head, color) = text.split_at(text.len().min(HEAD.len()));
            let is_of_color = |byte: &u8| byte.is_ascii_hexdigit() || b":/".contains(byte);
            HEAD.starts_with(head) && color.len() < LONGEST && color.iter().all(is_of_color)
        }
        _ => false,
    }
}

const HEAD: &[u8] = b"11;rgb";
/// No answer is longer.
const LONGEST: usize = 64;

/// The luminance halfway, to the eye, from black to white.
const MIDDLE: f32 = 0.184;

/// How much light is in a channel, from its one to four hexadecimal digits.
fn channel(digits: &str) -> Option<f32> {
    let is_number =
        (1..=4).contains(&digits.len()) && digits.bytes().all(|b| b.is_ascii_hexdigit());
    let value = u16::from_str_radix(digits, 16).ok().filter(|_| is_number)?;
    let largest = (1_u32 << (4 * digits.len())) - 1;
    Some((f32::from(value) / largest as f32).powf(GAMMA))
}

/// Near enough to the curve of sRGB.
const GAMMA: f32 = 2.2;

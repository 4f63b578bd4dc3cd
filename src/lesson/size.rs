//! A count or a share, as scikit-learn tells them apart: 2 rows, or 0.5 of them.

use std::fmt;

use serde::Deserialize;
use serde::de::{Deserializer, Error, Visitor};

use crate::sklearn::Size;

/// Reads `2` as a count and `0.5` as a share. What a setting cannot be, scikit-learn says itself.
pub(super) fn size<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Size, D::Error> {
    struct Number;
    impl Visitor<'_> for Number {
        type Value = Size;

        fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
            f.write_str("a number of rows, or their share")
        }

        fn visit_i64<E: Error>(self, count: i64) -> Result<Size, E> {
            Ok(Size::Count(count))
        }

        fn visit_u64<E: Error>(self, count: u64) -> Result<Size, E> {
            Ok(Size::Count(i64::try_from(count).unwrap_or(i64::MAX)))
        }

        fn visit_f64<E: Error>(self, share: f64) -> Result<Size, E> {
            Ok(Size::Share(share))
        }
    }
    deserializer.deserialize_any(Number)
}

/// A size in place of another: a share stays one where it can, and else a whole number is a count.
pub(super) fn in_place_of(size: Option<Size>, number: f64) -> Size {
    match size {
        Some(Size::Share(_)) if number > 0.0 && number <= 1.0 => Size::Share(number),
        _ if number.fract() == 0.0 => Size::Count(number as i64),
        _ => Size::Share(number),
    }
}

/// The number of a size.
pub(super) fn number(size: Size) -> f64 {
    match size {
        Size::Count(count) => count as f64,
        Size::Share(share) => share,
    }
}

/// The same where it can be left out.
pub(super) fn optional<'de, D: Deserializer<'de>>(
    deserializer: D,
) -> Result<Option<Size>, D::Error> {
    #[derive(Deserialize)]
    struct Given(#[serde(deserialize_with = "size")] Size);
    Option::<Given>::deserialize(deserializer).map(|given| given.map(|Given(size)| size))
}

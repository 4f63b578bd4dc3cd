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

/// The same where it can be left out.
pub(super) fn optional<'de, D: Deserializer<'de>>(
    deserializer: D,
) -> Result<Option<Size>, D::Error> {
    #[derive(Deserialize)]
    struct Given(#[serde(deserialize_with = "size")] Size);
    Option::<Given>::deserialize(deserializer).map(|given| given.map(|Given(size)| size))
}

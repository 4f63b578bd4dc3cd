//! How many features a node looks at, as scikit-learn takes it: a word, a count or a share.

use std::fmt;

use serde::de::{Deserializer, Error, Unexpected, Visitor};

use crate::sklearn::Size;
use crate::trees::MaxFeatures;

/// Reads `"sqrt"`, `"log2"` and `"all"`, `2` as a count and `0.5` as a share. What a number cannot be,
/// scikit-learn says itself.
pub(super) fn optional<'de, D: Deserializer<'de>>(
    deserializer: D,
) -> Result<Option<MaxFeatures>, D::Error> {
    deserializer.deserialize_any(Written).map(Some)
}

struct Written;

impl Visitor<'_> for Written {
    type Value = MaxFeatures;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("`sqrt`, `log2`, `all`, a number of features or their share")
    }

    fn visit_str<E: Error>(self, word: &str) -> Result<MaxFeatures, E> {
        match word {
            "sqrt" => Ok(MaxFeatures::Sqrt),
            "log2" => Ok(MaxFeatures::Log2),
            "all" => Ok(MaxFeatures::All),
            _ => Err(E::invalid_value(Unexpected::Str(word), &self)),
        }
    }

    fn visit_i64<E: Error>(self, count: i64) -> Result<MaxFeatures, E> {
        Ok(MaxFeatures::Size(Size::Count(count)))
    }

    fn visit_u64<E: Error>(self, count: u64) -> Result<MaxFeatures, E> {
        Ok(MaxFeatures::Size(Size::Count(i64::try_from(count).unwrap_or(i64::MAX))))
    }

    fn visit_f64<E: Error>(self, share: f64) -> Result<MaxFeatures, E> {
        Ok(MaxFeatures::Size(Size::Share(share)))
    }
}

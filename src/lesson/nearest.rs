//! The nearest valid name to a misspelled one.

use strsim::levenshtein;

use super::limits;

/// The candidate that `word` was most likely meant to be, or none if nothing is near.
///
/// Near is an edit distance (Levenshtein 1966: letters inserted, deleted or replaced) of at most a
/// third of the word, and at least 2; where nothing is, what the word is the beginning of. A word
/// longer than any name can be, [`limits::ID_CHARS`], is near to nothing.
pub fn nearest<'a>(word: &str, candidates: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    let letters = word.chars().take(limits::ID_CHARS + 1).count();
    if letters > limits::ID_CHARS {
        return None;
    }
    let reach = (letters / 3).max(2);
    let candidates: Vec<&str> = candidates.into_iter().collect();
    let near = candidates
        .iter()
        .map(|candidate| (levenshtein(word, candidate), *candidate))
        .filter(|(distance, candidate)| *distance <= reach && *distance < candidate.chars().count())
        .min_by_key(|(distance, _)| *distance)
        .map(|(_, candidate)| candidate);
    let begun = || candidates.iter().find(|name| name.starts_with(word)).copied();
    near.or_else(|| begun().filter(|_| letters >= BEGINNING))
}

/// Fewer letters say too little of what was meant.
const BEGINNING: usize = 3;

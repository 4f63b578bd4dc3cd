//! Words of a step that stand for a number, and have none.

use crate::lab::Lab;
use crate::lesson::format::Step;
use crate::lesson::live;

/// Live words that have no number at their step.
pub(super) fn check_words(lab: &Lab) -> Vec<String> {
    unfilled("the text", &lab.outcome().text)
}

/// The same of any text of a step.
pub(super) fn unfilled(what: &str, text: &str) -> Vec<String> {
    let told = |word| format!("{what} speaks of {word}, and there is none at this step");
    missing_words(text).into_iter().map(told).collect()
}

fn missing_words(text: &str) -> Vec<String> {
    let missing = live::pieces(text).into_iter().filter_map(|piece| match piece {
        live::Piece::Live(_, written) => Some(written.to_owned()),
        live::Piece::Text(_) => None,
    });
    missing.collect()
}

/// Where the card stands, and words of it that have no number at the step that they name.
pub(super) fn check_card(lab: &Lab) -> Vec<String> {
    let Some(card) = lab.outcome().card else { return Vec::new() };
    let is_last = lab.position() + 1 == lab.lesson().steps.len();
    let place = (!is_last).then(|| "the card stands on the last step of a lesson".to_owned());
    let missing = card.found.iter().flat_map(|found| missing_words(&found.text));
    let told = |word| {
        format!("the card speaks of {word}: expected a step before this one, and a number it has")
    };
    place.into_iter().chain(missing.map(told)).collect()
}

/// Words of a question that is asked again which stand for a number of this step.
pub(super) fn check_recall(step: &Step) -> Vec<String> {
    let Some(question) = &step.question else { return Vec::new() };
    let Some(recall) = &question.recall else { return Vec::new() };
    let options = question.options.iter().flat_map(|option| [&option.text, &option.reply]);
    let missing = [recall].into_iter().chain(options).flat_map(|text| missing_words(text));
    let told = |word| format!("the question is asked again where there is no {word}");
    missing.map(told).collect()
}

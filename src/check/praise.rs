//! Whether what a goal says is true for every state that reaches it: its praise, its claims, and its
//! replies to other states.

use crate::lab::{Condition, Lab, Tried, brief};
use crate::lesson::Lesson;
use crate::lesson::format::Goal;
use crate::lesson::live::{Piece, pieces};

use super::page::unfit;
use super::search::{Search, Seen, missing};
use super::words::unfilled;

/// States that reach the goal of a step, and contradict its praise. A claim that is broken does not
/// hold; the rest is for the author to look at again.
pub(super) fn check(lab: &Lab, solved: &Lab, messages: &mut Vec<String>, doubts: &mut Vec<String>) {
    let Some(goal) = &lab.step().goal else { return };
    let reached = solved.outcome().reached.unwrap_or_default();
    messages.extend(unfilled("the praise", &reached));
    let Some(mut search) = search(lab, Some(solved)) else { return };
    let solution = search.solved();
    let right = solution.tried.right.filter(|_| !speaks_of_right_answers(goal));
    let numbers = numbers_of(goal, &search, &solution);
    if right.is_none() && goal.claims.is_none() && numbers.is_empty() {
        return;
    }
    let reaching = search.reaching();
    if let Some(right) = right {
        doubts.extend(wrong_answers(&mut search, &reaching, right));
    }
    for index in 0..solution.tried.claims.conditions.len() {
        messages.extend(broken_claim(&mut search, &reaching, index));
    }
    for number in &numbers {
        doubts.extend(stale(&mut search, &reaching, number));
    }
}

/// Replies that no state gets, that do not fit the screen, or speak of what is not there.
pub(super) fn check_replies(
    lab: &Lab,
    solved: Option<&Lab>,
    messages: &mut Vec<String>,
    doubts: &mut Vec<String>,
) {
    let replies = lab.step().goal.as_ref().map_or(0, |goal| goal.replies.len());
    for index in 0..replies {
        let Some(mut search) = search(lab, solved) else { return };
        let Some(seen) = search.find(|tried| missing_to_reply(tried, index)) else {
            doubts.push(format!("no state was found in which goal.if[{index}] is said"));
            continue;
        };
        let made = search.probe().made(&seen.values);
        let what = format!("goal.if[{index}]");
        messages.extend(unfilled(&what, &made.outcome().reply.unwrap_or_default()));
        messages.extend(unfit(&made).map(|message| format!("with {what} it {message}")));
    }
}

fn search<'a>(lab: &'a Lab, solved: Option<&Lab>) -> Option<Search<'a>> {
    let probe = lab.probe()?;
    let values = |solved: &Lab| {
        probe.parameters().iter().map(|cell| solved.value(&cell.parameter)).collect()
    };
    let solution: Option<Vec<f32>> = solved.and_then(values);
    Some(Search::new(probe, solution, searches(lab.lesson())))
}

/// How many searches a lesson asks for: one for each goal and for each reply.
fn searches(lesson: &Lesson) -> usize {
    let goals = lesson.steps.iter().filter_map(|step| step.goal.as_ref());
    goals.map(|goal| 1 + goal.replies.len()).sum()
}

/// What is missing for a reply to be said: its own state, with no earlier one and no goal.
fn missing_to_reply(tried: &Tried, index: usize) -> f64 {
    let before = tried.replies[..index].iter().chain([&tried.goal]);
    let in_the_way = before.filter(|verdict| verdict.is_met()).count();
    missing(&tried.replies[index]) + in_the_way as f64
}

/// Whether its author has said how often the answers have to be right.
fn speaks_of_right_answers(goal: &Goal) -> bool {
    let mut all = [Some(&goal.wanted), goal.claims.as_ref()].into_iter().flatten();
    all.any(|conditions| conditions.accuracy.is_some() || conditions.classes.is_some())
}

/// A state that is praised, and answers far worse than the solution.
fn wrong_answers(search: &mut Search<'_>, reaching: &[Seen], right: f64) -> Option<String> {
    let of = |seen: &Seen| seen.tried.right.unwrap_or(right);
    let is_wrong = |seen: &Seen| {
        let share = of(seen);
        seen.tried.goal.is_met() && share < right && (share < HALF || share <= right - FAR)
    };
    let worst = search.worst(reaching, |seen| -of(seen)).filter(|worst| is_wrong(worst))?;
    let worst = search.simplified(worst, is_wrong);
    Some(format!(
        "the goal is reached with {}, and {} of the answers are right there, where the solution has \
         {}. Ask for more, such as goal.accuracy, or say in goal.claims what holds",
        search.told(&worst),
        percent(of(&worst)),
        percent(right)
    ))
}

const HALF: f64 = 0.5;
/// How much worse than the solution is far worse.
const FAR: f64 = 0.3;

fn percent(share: f64) -> String {
    format!("{:.0} %", 100.0 * share)
}

/// A state that reaches the goal, and in which a claim does not hold.
fn broken_claim(search: &mut Search<'_>, reaching: &[Seen], index: usize) -> Option<String> {
    let claim = |seen: &Seen| seen.tried.claims.conditions[index].clone();
    let badness = |seen: &Seen| claim(seen).off.unwrap_or(f64::INFINITY);
    let is_broken = |seen: &Seen| seen.tried.goal.is_met() && !claim(seen).met;
    let at_once = reaching.iter().find(|seen| is_broken(seen)).cloned();
    let worst =
        at_once.or_else(|| search.worst(reaching, badness).filter(|worst| is_broken(worst)));
    let worst = search.simplified(worst?, is_broken);
    let Condition { name, wanted, stands, .. } = claim(&worst);
    Some(format!(
        "goal.claims says {name} {wanted}, and the goal is reached with {}, where it is {stands}",
        search.told(&worst)
    ))
}

/// A number that a praise writes out, though it is one of the state.
struct Number {
    written: String,
    value: f64,
    decimals: usize,
    /// What it is in the state of the solution.
    of: Quantity,
}

/// A number of a state.
#[derive(Clone, Copy)]
enum Quantity {
    /// A weight or a bias.
    Weight(usize),
    /// What a condition of the goal looks at.
    Condition(usize),
}

impl Quantity {
    fn of(self, seen: &Seen) -> Option<f64> {
        match self {
            Self::Weight(index) => seen.values.get(index).map(|value| f64::from(*value)),
            Self::Condition(index) => seen.tried.goal.conditions.get(index)?.value,
        }
    }
}

/// The numbers of a praise that are those of the solution. With claims it is for them to say what
/// holds.
fn numbers_of(goal: &Goal, search: &Search<'_>, solution: &Seen) -> Vec<Number> {
    let Some(reached) = goal.reached.as_ref().filter(|_| goal.claims.is_none()) else {
        return Vec::new();
    };
    // Only a text that speaks of a weight can mean it by a number.
    let words: Vec<&str> = reached.split(|c: char| !c.is_alphanumeric()).collect();
    let cells = search.probe().parameters().iter().enumerate();
    let spoken_of = cells.filter(|(_, cell)| words.contains(&&cell.name[..1]));
    let weights = spoken_of.map(|(index, _)| Quantity::Weight(index));
    let conditions = (0..solution.tried.goal.conditions.len()).map(Quantity::Condition);
    let quantities: Vec<Quantity> = conditions.chain(weights).collect();
    let number = |written: String| {
        let value: f64 = written.parse().ok()?;
        let decimals = written.split_once('.').map_or(0, |(_, decimals)| decimals.len());
        let is_it =
            |of: &&Quantity| of.of(solution).is_some_and(|now| is_written_so(now, value, decimals));
        let of = *quantities.iter().find(is_it)?;
        Some(Number { written, value, decimals, of })
    };
    written(reached).into_iter().filter_map(number).collect()
}

/// A state that reaches the goal, and in which a number of the praise is another one.
fn stale(search: &mut Search<'_>, reaching: &[Seen], number: &Number) -> Option<String> {
    let of = |seen: &Seen| number.of.of(seen).unwrap_or(number.value);
    let badness = |seen: &Seen| (of(seen) - number.value).abs();
    let is_stale = |seen: &Seen| {
        let is_same = is_rounded_to(of(seen), number.value, number.decimals);
        seen.tried.goal.is_met() && !is_same
    };
    let worst = search.worst(reaching, badness).filter(|worst| is_stale(worst))?;
    let worst = search.simplified(worst, is_stale);
    let name = match number.of {
        Quantity::Weight(index) => search.probe().parameters()[index].name.clone(),
        Quantity::Condition(index) => worst.tried.goal.conditions[index].name.clone(),
    };
    Some(format!(
        "the praise says {}, which is the {name} of the solution, and the goal is reached with {}, \
         where it is {}. Write it as a live word, or say in goal.claims what holds",
        number.written,
        search.told(&worst),
        brief(of(&worst))
    ))
}

/// Whether a number is told by what is written: to its last digit, and to a hundredth.
fn is_written_so(value: f64, written: f64, decimals: usize) -> bool {
    let near = 0.01 * written.abs() + 0.001;
    (value - written).abs() < near && is_rounded_to(value, written, decimals)
}

fn is_rounded_to(value: f64, written: f64, decimals: usize) -> bool {
    (value - written).abs() <= 0.5 * 10f64.powi(-(decimals as i32)) + 1e-9
}

/// The numbers that a text writes out, but for live words and what belongs to a name: `L1`, `X[2]`.
fn written(text: &str) -> Vec<String> {
    let mut numbers = Vec::new();
    for piece in pieces(text) {
        let Piece::Text(text) = piece else { continue };
        let is_part =
            |c: char| c.is_alphanumeric() || matches!(c, '.' | ',' | '-' | '−' | '[' | '_');
        for word in text.split(|c| !is_part(c)) {
            let word = word.trim_end_matches(['.', ',', '-']).replace('−', "-").replace(',', "");
            if word.parse::<f64>().is_ok_and(f64::is_finite) {
                numbers.push(word);
            }
        }
    }
    numbers
}

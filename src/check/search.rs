//! A search through the weights that a learner could set at a step, for states that nobody has
//! thought of: mirrored, much larger, much smaller, drawn by chance and brought nearer, and from
//! those that will do on to worse ones. It is the same every time, and has an end.

use crate::lab::{Condition, ParameterValue, Probe, Tried, Verdict};

use super::chance::Chance;

/// A search from the weights of a step as it begins and as it is solved.
pub(super) struct Search<'a> {
    probe: Probe<'a>,
    solution: Vec<f32>,
    /// How large each number is, about.
    scale: Vec<f32>,
    /// The numbers of each layer, as a range.
    layers: Vec<(usize, usize)>,
    chance: Chance,
    /// How many more states may be looked at.
    left: usize,
}

/// A state that was looked at.
#[derive(Clone)]
pub(super) struct Seen {
    pub(super) values: Vec<f32>,
    pub(super) tried: Tried,
}

impl<'a> Search<'a> {
    /// One of so many searches in a lesson, which share the time that there is.
    pub(super) fn new(probe: Probe<'a>, solution: Option<Vec<f32>>, searches: usize) -> Self {
        let start: Vec<f32> = probe.parameters().iter().map(|cell| cell.value).collect();
        let solution = solution.unwrap_or_else(|| start.clone());
        let layers = layers(&probe);
        let nudges = probe.parameters().iter().map(|cell| 10.0 * cell.nudge);
        let mut scale: Vec<f32> = nudges.collect();
        for (from, to) in &layers {
            let largest = solution[*from..*to].iter().fold(0.0f32, |most, w| most.max(w.abs()));
            for (index, scale) in scale[*from..*to].iter_mut().enumerate() {
                *scale = scale.max(solution[from + index].abs()).max(0.3 * largest);
            }
        }
        let work = WORK.min(LESSON_WORK / searches.max(1));
        let left = (work / (probe.work() + A_LOOK)).clamp(FEWEST, LOOKS);
        Self { probe, solution, scale, layers, chance: Chance::new(), left }
    }

    /// The weights of the solution.
    pub(super) fn solved(&mut self) -> Seen {
        self.look(self.solution.clone())
    }

    /// The step with the weights of a state.
    pub(super) fn probe(&self) -> &Probe<'a> {
        &self.probe
    }

    /// States that reach the goal, the solution first.
    pub(super) fn reaching(&mut self) -> Vec<Seen> {
        let solved = self.solved();
        let near = self.relatives().into_iter().map(|values| self.look(values));
        let near: Vec<Seen> = near.collect();
        let mut reaching: Vec<Seen> = [solved].into_iter().chain(near).collect();
        reaching.retain(|seen| seen.tried.goal.is_met());
        let share = self.left * 2 / 5;
        let end = self.left - share;
        for _ in 0..STARTS {
            let start = self.drawn();
            let found = self.descend(start, share / STARTS, |tried| missing(&tried.goal));
            reaching.extend(found.filter(|seen| seen.tried.goal.is_met()));
            if self.left <= end {
                break;
            }
        }
        reaching
    }

    /// From states that reach the goal on to others that reach it, to the one that is worst.
    pub(super) fn worst(&mut self, from: &[Seen], badness: impl Fn(&Seen) -> f64) -> Option<Seen> {
        let mut starts: Vec<&Seen> = from.iter().collect();
        starts.sort_by(|a, b| badness(b).total_cmp(&badness(a)));
        starts.truncate(WALKS);
        let steps = (self.left / 4).min(WALKS * STEPS) / starts.len().max(1);
        let mut worst: Option<Seen> = None;
        for start in starts {
            let found = self.walk(start.clone(), steps, &badness);
            if worst.as_ref().is_none_or(|worst| badness(&found) > badness(worst)) {
                worst = Some(found);
            }
        }
        worst
    }

    /// A state in which nothing is missing.
    pub(super) fn find(&mut self, missing: impl Fn(&Tried) -> f64) -> Option<Seen> {
        for values in self.relatives() {
            let seen = self.look(values);
            if missing(&seen.tried) == 0.0 {
                return Some(seen);
            }
        }
        for _ in 0..STARTS {
            let start = self.drawn();
            let found = self.descend(start, STEPS, &missing);
            if let Some(found) = found.filter(|seen| missing(&seen.tried) == 0.0) {
                return Some(found);
            }
        }
        None
    }

    /// The same state in fewer digits, as long as it stays what it is.
    pub(super) fn simplified(&mut self, seen: Seen, is_it: impl Fn(&Seen) -> bool) -> Seen {
        for digits in 0..6 {
            let round = |value: &f32| format!("{value:.digits$e}").parse().unwrap_or(*value);
            let rounded: Vec<f32> = seen.values.iter().map(round).collect();
            let tried = self.probe.look(&rounded);
            let rounded = Seen { values: rounded, tried };
            if is_it(&rounded) {
                return rounded;
            }
        }
        seen
    }

    /// The weights of a state in words: `w = -2, b = 7`.
    pub(super) fn told(&self, seen: &Seen) -> String {
        let one_layer = self.layers.len() == 1;
        let number = |(cell, value): (&ParameterValue, &f32)| {
            let layer = if one_layer { "" } else { &format!("{}.", cell.parameter.layer) };
            format!("{layer}{} = {value}", cell.name)
        };
        let cells = self.probe.parameters().iter().zip(&seen.values);
        let mut told: Vec<String> = cells.take(TOLD).map(number).collect();
        if seen.values.len() > TOLD {
            told.push(format!("and {} more", seen.values.len() - TOLD));
        }
        told.join(", ")
    }

    fn look(&mut self, values: Vec<f32>) -> Seen {
        self.left = self.left.saturating_sub(1);
        let tried = self.probe.look(&values);
        Seen { values, tried }
    }

    /// The solution and the start with other signs and in other sizes, and nothing at all.
    fn relatives(&self) -> Vec<Vec<f32>> {
        let start: Vec<f32> = self.probe.parameters().iter().map(|cell| cell.value).collect();
        let mut relatives = vec![vec![0.0; start.len()]];
        for values in [&self.solution, &start] {
            let times = |by: f32| values.iter().map(|value| value * by).collect::<Vec<f32>>();
            relatives.extend([-1.0, 0.01, 0.1, 0.5, 2.0, 10.0, 100.0].map(times));
            let ones = (0..values.len().min(SINGLE)).map(|index| (index, index + 1));
            for (from, to) in self.layers.iter().copied().chain(ones) {
                let mut turned = values.clone();
                turned[from..to].iter_mut().for_each(|value| *value = -*value);
                relatives.push(turned);
            }
        }
        relatives.truncate(self.left / 4);
        relatives
    }

    /// Weights by chance: of any size, or those of the solution with other signs.
    fn drawn(&mut self) -> Vec<f32> {
        let is_free = self.chance.share() < 0.6;
        let mut values = self.solution.clone();
        for (value, scale) in values.iter_mut().zip(&self.scale) {
            *value = if is_free {
                self.chance.sign() * scale * self.chance.power(-1.5, 1.0)
            } else {
                self.chance.sign() * *value * self.chance.power(-0.3, 0.3)
            };
        }
        values
    }

    /// Downhill in what is missing, one number at a time, in at most so many looks.
    fn descend(
        &mut self,
        values: Vec<f32>,
        looks: usize,
        missing: impl Fn(&Tried) -> f64,
    ) -> Option<Seen> {
        let end = self.left.saturating_sub(looks);
        let mut now = (self.left > 0).then(|| self.look(values))?;
        let mut strides: Vec<f32> = now
            .values
            .iter()
            .zip(&self.scale)
            .map(|(w, scale)| 0.5 * w.abs().max(*scale))
            .collect();
        for _ in 0..HALVINGS {
            for index in 0..strides.len() {
                for sign in [1.0, -1.0] {
                    let before = missing(&now.tried);
                    if before == 0.0 || self.left <= end {
                        return Some(now);
                    }
                    let mut values = now.values.clone();
                    values[index] += sign * strides[index];
                    let next = self.look(values);
                    if missing(&next.tried) < before {
                        now = next;
                        strides[index] *= 2.0;
                        break;
                    }
                }
            }
            for stride in &mut strides {
                *stride *= 0.5;
            }
        }
        Some(now)
    }

    /// On from a state that reaches the goal to others that do and are no better, to the first of the
    /// worst.
    fn walk(&mut self, from: Seen, steps: usize, badness: &impl Fn(&Seen) -> f64) -> Seen {
        let (mut now, mut worst) = (from.clone(), from);
        for _ in 0..steps {
            if self.left == 0 {
                break;
            }
            let values = self.moved(&now.values);
            let next = self.look(values);
            let is_met = next.tried.goal.is_met() && next.values.iter().all(|w| w.is_finite());
            if is_met && badness(&next) >= badness(&now) {
                if badness(&next) > badness(&worst) {
                    worst = next.clone();
                }
                now = next;
            }
        }
        worst
    }

    /// Weights with one of them changed, all of a layer larger or smaller, or all a little different.
    fn moved(&mut self, values: &[f32]) -> Vec<f32> {
        let mut moved = values.to_vec();
        match self.chance.below(4) {
            0 | 1 => {
                let index = self.chance.below(moved.len());
                let size = moved[index].abs().max(0.1 * self.scale[index]);
                moved[index] += self.chance.sign() * size * self.chance.power(-2.5, 0.5);
            }
            2 => {
                let (from, to) = self.layers[self.chance.below(self.layers.len())];
                let by = self.chance.power(-0.7, 0.7);
                moved[from..to].iter_mut().for_each(|value| *value *= by);
            }
            _ => {
                let size = self.chance.power(-3.0, -0.3);
                for (value, scale) in moved.iter_mut().zip(&self.scale) {
                    *value += self.chance.sign() * size * scale * self.chance.share() as f32;
                }
            }
        }
        moved
    }
}

/// How much is missing to some conditions, with small distances told apart as well as large ones.
pub(super) fn missing(verdict: &Verdict) -> f64 {
    let felt = |missing: f64| (1.0 + 1000.0 * missing.min(1e12)).ln();
    let of = |condition: &Condition| match condition.missing() {
        // A limit that has only just been come to.
        0.0 if !condition.met => f64::MIN_POSITIVE,
        missing => felt(missing),
    };
    verdict.conditions.iter().map(of).sum()
}

/// The numbers of each layer.
fn layers(probe: &Probe<'_>) -> Vec<(usize, usize)> {
    let mut layers: Vec<(usize, usize)> = Vec::new();
    for (index, cell) in probe.parameters().iter().enumerate() {
        let is_new =
            index == 0 || probe.parameters()[index - 1].parameter.layer != cell.parameter.layer;
        match layers.last_mut() {
            Some(layer) if !is_new => layer.1 = index + 1,
            _ => layers.push((index, index + 1)),
        }
    }
    layers
}

/// States that are looked at in one search: at most, and at least however large the data is.
const LOOKS: usize = 3_000;
const FEWEST: usize = 8;
/// Multiplications that may be spent on one search and on all of a lesson, and what a look takes
/// besides: half a second, and five.
const WORK: usize = 6_000_000_000;
const LESSON_WORK: usize = 60_000_000_000;
const A_LOOK: usize = 100_000;
/// Numbers whose signs are turned one by one.
const SINGLE: usize = 24;
/// States by chance from which the goal is looked for.
const STARTS: usize = 16;
/// States that are gone on from, and how far.
const WALKS: usize = 8;
const STEPS: usize = 60;
const HALVINGS: usize = 14;
/// Weights of a state that are told.
const TOLD: usize = 12;

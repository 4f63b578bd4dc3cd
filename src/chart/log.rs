//! Ticks of logarithmic axes: powers of ten, or closer ones where the range is short.

use super::{
    range::{FINE_DECADES, Range, TOLERANCE},
    scale::{Labels, Scale, Tick},
    ticks::Step,
};

/// Lays `range`, of a logarithmic axis, over at most `cells` cells.
pub(super) fn fit(range: Range, cells: u16, labels: Labels) -> Scale {
    let powers = (range.max + TOLERANCE).floor() - (range.min - TOLERANCE).ceil() + 1.0;
    if range.span() >= FINE_DECADES && powers >= 2.0 {
        let steps = (0..4).flat_map(Step::of_exponent).filter(|step| step.is_round());
        return Scale::best(range, cells, labels, steps);
    }
    let with_at_least = |ticks: usize| {
        fine_values(range, cells)
            .flat_map(|values| {
                NARROWER.map(|by| with_ticks(range, cells.saturating_sub(by), &values))
            })
            .find(|scale| scale.ticks.len() >= ticks && labels.fit_uneven(&scale.ticks, cells))
    };
    with_at_least(2).or_else(|| with_at_least(1)).unwrap_or_else(|| Scale::plain(range, cells))
}

/// So many cells may be left unused to make room for the last label.
const NARROWER: [u16; 4] = [0, 1, 2, 3];

/// 1, 2 and 5 times the powers of ten; else numbers that are equally far from each other; else
/// some of the first.
fn fine_values(range: Range, cells: u16) -> impl Iterator<Item = Vec<Labelled>> {
    let (min, max) = (range.value(range.min), range.value(range.max));
    let first = Step::at_least((max - min) / f64::from(cells.max(1)));
    let even = first.and_larger(9).map(move |step| even_values(step, min, max));
    let all = values_1_2_5(min, max, &[0, 1, 2]);
    let few = [&[0, 2][..], &[1], &[2], &[0]].map(|digits| values_1_2_5(min, max, digits));
    std::iter::once(all).chain(even).chain(few)
}

type Labelled = (f64, String);

/// Powers of ten times 1, 2 and 5, which are numbered 0, 1 and 2.
fn values_1_2_5(min: f64, max: f64, digits: &[i32]) -> Vec<Labelled> {
    let start = Step::number_of_decade(min);
    let range = min * (1.0 - TOLERANCE)..=max * (1.0 + TOLERANCE);
    (start..start + 9)
        .filter(|number| digits.contains(&number.rem_euclid(3)))
        .map(|number| (Step::numbered(number), Step::label_of_number(number)))
        .filter(|(value, _)| range.contains(value))
        .collect()
}

fn even_values(step: Step, min: f64, max: f64) -> Vec<Labelled> {
    let start = (min / step.unit() - TOLERANCE).ceil();
    let end = (max / step.unit() + TOLERANCE).floor();
    if end < start || end - start > 100.0 {
        return Vec::new();
    }
    let (start, end) = (start as i64, end as i64);
    let values = (start..=end).map(|count| step.value(count as f64));
    values.zip(step.labels(start, end)).collect()
}

fn with_ticks(range: Range, cells: u16, values: &[Labelled]) -> Scale {
    let mut scale = Scale::plain(range, cells);
    let tick =
        |(value, label): &Labelled| Some(Tick { cell: scale.cell(*value)?, label: label.clone() });
    scale.ticks = values.iter().filter_map(tick).collect();
    scale
}

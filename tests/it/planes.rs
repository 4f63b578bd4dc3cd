//! Planes: surfaces, regions and the loss from above, at every half cell.

use std::collections::BTreeSet;

use layerlab::chart::{
    Axis, Chart, Drawing, Field, Glyphs, Grid, Mark, Proportion, Ramp, Role, Series, Shading,
    Spread, Style, Tone, draw, locate,
};
use layerlab::lab::{Lab, Picture};
use layerlab::lesson::{self, format::PictureName};
use proptest::prelude::*;

use crate::harness::lesson_text;

const HALVES: Style = Style { glyphs: Glyphs::Unicode, shading: Shading::HalfBlocks };
const GLYPHS: Style = Style { glyphs: Glyphs::Ascii, shading: Shading::Glyphs };

fn plane(series: Vec<Series>) -> Chart {
    let axis = |name: &str| Axis::new(name, 0.0, 1.0);
    Chart { title: None, proportion: Proportion::Plane, x: axis("x"), y: axis("y"), series }
}

/// A function of the place, asked for wherever a picture needs it.
fn field(function: impl Fn(f64, f64) -> f64 + Send + Sync + 'static) -> Field {
    Field::asked(1, move |across, up| {
        up.iter().flat_map(|y| across.iter().map(|x| function(*x, *y))).collect()
    })
}

fn shade(values: Field) -> Series {
    let (ramp, spread) = (Ramp::Output, Spread::Around(0.5));
    Series::Shade { name: "output".into(), ramp, spread, from: 0.0, to: 1.0, values }
}

/// The half cells of a plot with their places, bottom to top.
fn halves(chart: &Chart, grid: &Grid, size: (u16, u16)) -> Vec<Vec<Option<Tone>>> {
    let plot = locate(chart, size.0, size.1, HALVES);
    let rows = (plot.top..plot.top + plot.rows()).rev();
    let cells = |row: u16| (plot.left..plot.left + plot.columns()).map(move |column| (column, row));
    let half = |place: (u16, u16), upper: bool| {
        let cell = grid.get(place.0, place.1).unwrap();
        if upper { cell.upper.or(cell.shade) } else { cell.shade }
    };
    let line = |row, upper| cells(row).map(|place| half(place, upper)).collect();
    rows.flat_map(|row| [line(row, false), line(row, true)]).collect()
}

#[test]
fn a_surface_is_what_the_model_says_at_every_half_cell() {
    let wave = |x: f64, y: f64| 0.5 + 0.5 * (20.0 * x).sin() * (14.0 * y).cos();
    let chart = plane(vec![shade(field(wave))]);
    for size in [(60, 24), (110, 40)] {
        let (grid, plot) =
            (draw(&chart, size.0, size.1, HALVES), locate(&chart, size.0, size.1, HALVES));
        let halves = halves(&chart, &grid, size);
        let pitch = (plot.y_at(plot.top).unwrap() - plot.y_at(plot.top + 1).unwrap()) / 4.0;
        for (line, tones) in halves.iter().enumerate() {
            let row = plot.top + plot.rows() - 1 - (line / 2) as u16;
            let y = plot.y_at(row).unwrap() + if line % 2 == 0 { -pitch } else { pitch };
            for (index, tone) in tones.iter().enumerate() {
                let x = plot.x_at(plot.left + index as u16).unwrap();
                let wanted = Tone::new(Ramp::Output, wave(x, y) as f32);
                assert!(tone.unwrap().level.abs_diff(wanted.level) <= 1, "{x} {y}");
            }
        }
    }
}

#[test]
fn a_plane_is_near_square_on_glass() {
    for size in [(72, 26), (110, 35), (142, 42)] {
        let plot = locate(&plane(vec![shade(field(|x, _| x))]), size.0, size.1, HALVES);
        assert!(f64::from(plot.columns()) <= 2.5 * f64::from(plot.rows()) + 1.0, "{size:?}");
    }
}

#[test]
fn what_is_too_much_work_is_asked_in_fewer_places() {
    let asked = std::sync::Arc::new(std::sync::Mutex::new(0));
    let count = asked.clone();
    let heavy = Field::asked(100_000, move |across, up| {
        *count.lock().unwrap() += across.len() * up.len();
        up.iter().flat_map(|_| across.to_vec()).collect()
    });
    let chart = plane(vec![shade(heavy)]);
    let grid = draw(&chart, 142, 42, HALVES);
    assert!(*asked.lock().unwrap() < 100);
    let line = &halves(&chart, &grid, (142, 42))[10];
    assert!(line.is_sorted_by_key(|tone| tone.unwrap().level), "{line:?}");
}

#[test]
fn a_first_look_has_values_of_the_model_alone() {
    let of_work = |work: usize| {
        let wave = |x: f64, y: f64| (20.0 * x).sin() * (14.0 * y).cos();
        let asked = std::sync::Arc::new(std::sync::Mutex::new(Vec::new()));
        let all = asked.clone();
        let field = Field::asked(work, move |across, up| {
            let values = up.iter().flat_map(|y| across.iter().map(|x| wave(*x, *y))).collect();
            all.lock().unwrap().clone_from(&values);
            values
        });
        let some = field.some(24, 24);
        assert_eq!(some, *asked.lock().unwrap());
        some.len()
    };
    assert_eq!(of_work(16), 24 * 24);
    // A model that is too large for so many is asked in fewer places, but not in next to none.
    assert!((20..100).contains(&of_work(18_000)));
}

fn three_classes() -> Chart {
    let chance = |cx: f64, cy: f64| field(move |x, y| (-(x - cx).hypot(y - cy)).exp());
    let classes = vec![chance(0.2, 0.2), chance(0.8, 0.3), chance(0.4, 0.9)];
    let names = vec!["a".to_owned(), "b".to_owned(), "c".to_owned()];
    plane(vec![Series::Regions { names, classes }])
}

#[test]
fn a_region_is_that_of_the_nearest_and_fades_towards_the_next() {
    let chart = three_classes();
    let (grid, plot) = (draw(&chart, 60, 24, HALVES), locate(&chart, 60, 24, HALVES));
    let at = |x: f64, y: f64| {
        grid.get(plot.column_of(x).unwrap(), plot.row_of(y).unwrap()).unwrap().shade.unwrap()
    };
    let class = |tone: Tone| match tone.ramp {
        Ramp::Region { class, .. } => class,
        ramp => panic!("{ramp:?}"),
    };
    assert_eq!([at(0.1, 0.1), at(0.9, 0.2), at(0.3, 0.95)].map(class), [0, 1, 2]);
    assert!(at(0.2, 0.2).level > at(0.45, 0.24).level + 3);
    let text = draw(&chart, 60, 24, GLYPHS).to_text();
    assert!(text.contains("......") && text.contains("::::::"), "{text}");
}

#[test]
fn the_border_of_a_region_lies_where_the_likeliest_class_changes() {
    let chart = three_classes();
    let size = (60, 24);
    let (grid, plot) = (draw(&chart, 60, 24, HALVES), locate(&chart, 60, 24, HALVES));
    let class_at = |x: f64, y: f64| {
        let near = [(0.2, 0.2), (0.8, 0.3), (0.4, 0.9)].map(|(cx, cy)| (x - cx).hypot(y - cy));
        (0..3).min_by(|a, b| near[*a].total_cmp(&near[*b])).unwrap()
    };
    let mut borders = 0;
    for row in 0..size.1 {
        for column in 0..size.0 {
            let is_border = grid.get(column, row).unwrap().role == Role::Boundary;
            let (Some(x), Some(y)) = (plot.x_at(column), plot.y_at(row)) else { continue };
            let around: BTreeSet<usize> = [-0.06, 0.0, 0.06]
                .iter()
                .flat_map(|dx| [-0.06, 0.0, 0.06].map(|dy| class_at(x + dx, y + dy)))
                .collect();
            assert!(!is_border || around.len() > 1, "{x} {y}");
            borders += usize::from(is_border);
        }
    }
    assert!(borders > 20);
}

fn bowl(step: &str) -> Picture {
    let lesson = lesson::read("lesson.toml", lesson_text("a-neuron-learns")).unwrap();
    let mut lab = Lab::new(lesson);
    let at = lab.lesson().steps.iter().position(|s| s.id == step).unwrap();
    lab.go_to(at);
    let pictures = lab.outcome().pictures;
    pictures.into_iter().find(|picture| picture.name == PictureName::Bowl).unwrap()
}

/// Places that are lower than all around them, each counted once however wide it is.
fn minima(levels: &[Vec<u8>]) -> usize {
    let (rows, columns) = (levels.len() as i32, levels[0].len() as i32);
    let mut seen = BTreeSet::new();
    let mut count = 0;
    for start in (0..rows).flat_map(|row| (0..columns).map(move |column| (row, column))) {
        let level = |(row, column): (i32, i32)| levels[row as usize][column as usize];
        let (mut open, mut is_lowest) = (vec![start], seen.insert(start));
        while let Some((row, column)) = open.pop() {
            let around =
                [-1, 0, 1].iter().flat_map(|dr| [-1, 0, 1].map(|dc| (row + dr, column + dc)));
            for next in around.filter(|(r, c)| (0..rows).contains(r) && (0..columns).contains(c)) {
                is_lowest &= level(next) >= level(start);
                if level(next) == level(start) && seen.insert(next) {
                    open.push(next);
                }
            }
        }
        count += usize::from(is_lowest);
    }
    count
}

#[test]
fn the_bowl_of_the_two_houses_has_one_minimum_at_all_sizes() {
    let picture = bowl("bowl-from-above");
    let chart = picture.chart().unwrap();
    // Marks and lines are left out, for what is under them has one tone a cell.
    let ground = Chart { series: vec![chart.series[0].clone()], ..chart.clone() };
    for (width, height) in [(24, 8), (34, 13), (60, 24), (76, 30), (110, 35), (142, 42), (200, 60)]
    {
        let grid = draw(&ground, width, height, HALVES);
        let halves = halves(&ground, &grid, (width, height));
        let levels: Vec<Vec<u8>> = halves
            .iter()
            .map(|line| line.iter().map(|tone| tone.unwrap().level).collect())
            .collect();
        assert_eq!(minima(&levels), 1, "{width} x {height}");
        let (grid, plot) =
            (draw(chart, width, height, HALVES), locate(chart, width, height, HALVES));
        let (column, row) = (plot.column_of(200.0).unwrap(), plot.row_of(100.0).unwrap());
        let cell = grid.get(column, row).unwrap();
        assert_eq!((cell.symbol, cell.role), ('+', Role::Data), "{width} x {height}");
        // Its cell has one tone for both halves.
        assert!(cell.shade.unwrap().level <= 10, "{width} x {height}");
    }
}

#[test]
fn the_lowest_place_is_named_with_its_numbers_and_only_where_there_is_one() {
    let text = |step| {
        let chart = bowl(step).chart().unwrap().clone();
        draw(&chart, 110, 35, HALVES).to_text()
    };
    assert!(text("bowl-from-above").contains("+ lowest: w 200, b 100"));
    assert!(text("the-valley").contains("+ lowest: w 200, b 100"));
}

#[test]
fn the_loss_at_a_place_is_what_it_is_there() {
    let chart = bowl("bowl-from-above").chart().unwrap().clone();
    let Series::Shade { values, .. } = &chart.series[0] else { panic!("no shade") };
    let share = |at: f64, axis: &Axis| (at - axis.min) / (axis.max - axis.min);
    let loss = |w: f64, b: f64| values.value([share(w, &chart.x), share(b, &chart.y)]).unwrap();
    // Also where it is lower than what is told from less by its shade.
    assert!(loss(200.0, 100.0).abs() < 1e-6 && (loss(201.0, 100.0) - 2.5).abs() < 1e-6);
    assert!((loss(0.0, 0.0) - 170_000.0).abs() < 1e-3);
}

#[test]
fn a_name_is_never_cut_within_a_number() {
    let picture = bowl("bowl-from-above");
    for width in 20..110 {
        let text = picture.drawing.draw(width, 24, HALVES).to_text();
        for piece in text.split('…').filter(|piece| piece.ends_with(|c: char| c.is_ascii_digit()))
        {
            let number = piece.rsplit(|c: char| !c.is_ascii_digit()).next().unwrap();
            let is_whole = ["100", "200", "1000", "10000", "100000"].contains(&number);
            assert!(is_whole, "{width}: {text}");
        }
    }
}

#[test]
fn contours_of_a_bowl_lie_where_their_levels_are() {
    let chart = bowl("bowl-from-above").chart().unwrap().clone();
    let loss =
        |w: f64, b: f64| f64::midpoint((w + b - 300.0).powi(2), (2.0 * w + b - 500.0).powi(2));
    let Some(Series::Curve { points, .. }) = chart
        .series
        .iter()
        .find(|series| matches!(series, Series::Curve { role: Role::Contour, .. }))
    else {
        panic!("no contours")
    };
    for [w, b] in points.iter().filter(|point| point[0].is_finite()) {
        let level = loss(*w, *b).log10();
        assert!((level - level.round()).abs() < 1e-6, "{w} {b}: {level}");
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 64, ..ProptestConfig::default() })]
    #[test]
    fn a_plane_is_drawn_at_any_size(
        width in 0_u16..160, height in 0_u16..60,
        slope in prop::num::f64::ANY, level in prop::num::f64::ANY, glyphs in any::<bool>(),
    ) {
        let values = field(move |x, y| slope * (x - y));
        let lines = Series::Contour { name: "l".into(), role: Role::Boundary, levels: vec![level, 0.5], values: values.clone() };
        let classes = vec![values.clone(), field(|_, y| y), field(move |x, _| slope / x)];
        let names = vec![String::new(); 3];
        for series in [vec![shade(values), lines], vec![Series::Regions { names, classes }]] {
            let mut chart = plane(series);
            chart.series.push(Series::Points {
                name: "p".into(), role: Role::Class(1), mark: Mark::Cross, points: vec![[0.5, 0.5]],
            });
            let style = if glyphs { GLYPHS } else { HALVES };
            let grid = draw(&chart, width, height, style);
            prop_assert_eq!((grid.width(), grid.height()), (width, height));
        }
    }

    #[test]
    fn a_contour_is_only_where_its_level_is_passed(
        level in -0.5..1.5_f64, slant in -3.0..3.0_f64,
    ) {
        let value = move |x: f64, y: f64| (x + slant * y) / (1.0 + slant.abs());
        let lines = Series::Contour { name: "l".into(), role: Role::Boundary, levels: vec![level], values: field(value) };
        let chart = plane(vec![lines]);
        let (grid, plot) = (draw(&chart, 60, 24, HALVES), locate(&chart, 60, 24, HALVES));
        for row in 0..24 {
            for column in 0..60 {
                if grid.get(column, row).unwrap().role != Role::Boundary { continue }
                if let (Some(x), Some(y)) = (plot.x_at(column), plot.y_at(row)) {
                    let near = (value(x, y) - level).abs();
                    prop_assert!(near < 0.08, "{x} {y}: {near}");
                }
            }
        }
    }
}

#[test]
fn slices_stand_on_the_axes_of_the_plane() {
    let picture = bowl("bowl-from-above");
    let Drawing::Sliced(sliced) = &picture.drawing else { panic!("no slices") };
    let (grid, plot) =
        (picture.drawing.draw(110, 35, HALVES), picture.drawing.locate(110, 35, HALVES).unwrap());
    let text = grid.to_text();
    assert!(text.contains("loss along w, where b = ") && text.contains("loss along b, where w = "));
    // Each has its lowest point under, or beside, the place where the plane has it along there.
    let lowest = |points: &[[f64; 2]], of: usize, along: usize| {
        points.iter().min_by(|p, q| p[of].total_cmp(&q[of])).unwrap()[along]
    };
    let curve = |chart: &Chart| match &chart.series[0] {
        Series::Curve { points, .. } => points.clone(),
        series => panic!("{series:?}"),
    };
    let [w, b] = [lowest(&curve(&sliced.below), 1, 0), lowest(&curve(&sliced.beside), 0, 1)];
    let column = plot.column_of(w).unwrap();
    let under = (plot.top + plot.rows() + 2..35).filter_map(|row| grid.get(column, row));
    assert!(under.filter(|cell| cell.role == Role::Model).count() > 0, "{text}");
    let row = plot.row_of(b).unwrap();
    let beside = (plot.left + plot.columns() + 8..110).filter_map(|column| grid.get(column, row));
    assert!(beside.filter(|cell| cell.role == Role::Model).count() > 0, "{text}");
    let least = picture.drawing.draw(60, 26, HALVES).to_text();
    assert!(least.contains("loss along w, where b = ") && !least.contains('~'), "{least}");
    // Where there is no room for them, the plane has it all.
    assert!(!picture.drawing.draw(59, 26, HALVES).to_text().contains("loss along"));
    assert!(!picture.drawing.draw(60, 24, HALVES).to_text().contains("loss along"));
}

//! Charts, as a person sees them and as a face reads them.

use insta::assert_snapshot;
use layerlab::chart::{
    Axis, AxisScale, Cell, Chart, Drawing, Field, Glyphs, Grid, Mark, Panels, Proportion, Ramp,
    Role, Series, Shading, Spread, Style, Tone, draw, locate, nice_log_range, nice_range,
};
use proptest::{collection::vec, prelude::*};

const UNICODE: Style = Style { glyphs: Glyphs::Unicode, shading: Shading::Background };
const SHADED: Style = Style { glyphs: Glyphs::Unicode, shading: Shading::Glyphs };
const HALVES: Style = Style { glyphs: Glyphs::Unicode, shading: Shading::HalfBlocks };
const ASCII: Style = Style { glyphs: Glyphs::Ascii, shading: Shading::Glyphs };

fn chart(x: (f64, f64), y: (f64, f64), series: Vec<Series>) -> Chart {
    on_axes(Axis::new("x", x.0, x.1), Axis::new("y", y.0, y.1), series)
}

fn on_axes(x: Axis, y: Axis, series: Vec<Series>) -> Chart {
    Chart { proportion: Proportion::Plane, title: None, x, y, series }
}

fn curve(name: &str, role: Role, points: Vec<[f64; 2]>) -> Series {
    Series::Curve { name: name.into(), role, points }
}

fn line(points: &[[f64; 2]]) -> Series {
    curve("line", Role::Model, points.to_vec())
}

fn points(name: &str, role: Role, mark: Mark, points: &[[f64; 2]]) -> Series {
    Series::Points { name: name.into(), role, mark, points: points.to_vec() }
}

fn sampled((min, max): (f64, f64), function: impl Fn(f64) -> f64) -> Vec<[f64; 2]> {
    let x = |n: i32| min + (max - min) * f64::from(n) / 300.0;
    (0..=300).map(|n| [x(n), function(x(n))]).collect()
}

/// The text of a chart at a usual size.
fn text(chart: &Chart) -> String {
    draw(chart, 60, 20, UNICODE).to_text()
}

/// The cells of a role, from the left, as x and y of their centres.
fn places(chart: &Chart, role: Role) -> Vec<[f64; 2]> {
    let (grid, plot) = (draw(chart, 60, 20, UNICODE), locate(chart, 60, 20, UNICODE));
    let cells = (0..60).flat_map(|column| (0..20).map(move |row| (column, row)));
    cells
        .filter(|&(column, row)| grid.get(column, row).is_some_and(|cell| cell.role == role))
        .filter_map(|(column, row)| Some([plot.x_at(column)?, plot.y_at(row)?]))
        .collect()
}

fn houses(w: f64, b: f64) -> Chart {
    let range = (0.75, 2.25);
    Chart {
        proportion: Proportion::Plane,
        title: None,
        x: Axis::new("Size (1000 sqft)", range.0, range.1),
        y: Axis::new("Price (in 1000s of dollars)", 250.0, 550.0),
        series: vec![
            points("data", Role::Data, Mark::Cross, &[[1.0, 300.0], [2.0, 500.0]]),
            curve("linear_layer", Role::Model, sampled(range, |x| w * x + b)),
        ],
    }
}

fn tumors() -> Chart {
    let range = (-0.25, 5.25);
    let sigmoid = |x: f64| 1.0 / (1.0 + (4.5 - 2.0 * x).exp());
    let values = vec![sampled(range, sigmoid).iter().map(|point| point[1]).collect()];
    Chart {
        proportion: Proportion::Plane,
        title: None,
        x: Axis::new("Tumor size (cm)", range.0, range.1),
        y: Axis::new("y", -0.1, 1.1),
        series: vec![
            Series::Shade {
                name: "P(y = 1)".into(),
                ramp: Ramp::Output,
                spread: Spread::Even,
                from: 0.0,
                to: 1.0,
                values: Field::Sampled(values),
            },
            curve("sigmoid", Role::Model, sampled(range, sigmoid)),
            Series::Boundary { name: "boundary".into(), at: 2.25 },
            points("y = 0", Role::Class(0), Mark::Circle, &[[0.0, 0.0], [1.0, 0.0], [2.0, 0.0]]),
            points("y = 1", Role::Class(1), Mark::Cross, &[[3.0, 1.0], [4.0, 1.0], [5.0, 1.0]]),
        ],
    }
}

/// The numbers beside the y ticks of a drawn chart, top to bottom, with their rows.
fn y_ticks(grid: &Grid) -> Vec<(u16, f64)> {
    let text = grid.to_text();
    let label = |line: &str| line.split_once(" ┤")?.0.trim().parse().ok();
    (0..).zip(text.lines()).filter_map(|(row, line)| Some((row, label(line)?))).collect()
}

#[test]
fn two_houses_at_the_smallest_complete_size() {
    assert_snapshot!(draw(&houses(200.0, 100.0), 24, 8, UNICODE).to_text(), @r"
    Price (in 1000s of doll…
    500 ┤            ⢀⣀⠤×⠒⠉⠉
    400 ┤      ⢀⣀⠤⠔⠒⠉⠁
    300 ┤⢀⣀⠤×⠒⠉⠁
        └───┬─────┬─────┬───
            1    1.5    2
          Size (1000 sqft)
    × data   ── linear_layer
    ");
}

#[test]
fn two_houses_in_ascii() {
    assert_snapshot!(draw(&houses(200.0, 100.0), 24, 8, ASCII).to_text(), @r"
    Price (in 1000s of doll~
    500 +            ..-x-''
    400 +      ..---''
    300 +..-x-''
        +---+-----+-----+---
            1    1.5    2
          Size (1000 sqft)
    x data   -- linear_layer
    ");
}

#[test]
fn two_houses_with_room() {
    assert_snapshot!(draw(&houses(200.0, 100.0), 44, 15, UNICODE).to_text(), @r"
    Price (in 1000s of dollars)
        │                        ⣠⠔⠋
    500 ┤                     ⣠×⠋
        │                  ⣠⠔⠋
        │               ⣠⠔⠋⠁
    400 ┤            ⣠⠴⠋
        │         ⣠⠔⠋
        │      ⣠⠔⠋⠁
    300 ┤   ⣠×⠋
        │⣠⠔⠋
        └────┬────────┬────────┬────
             1       1.5       2
              Size (1000 sqft)
    × data   ── linear_layer
    ");
}

#[test]
fn two_houses_in_ascii_with_room() {
    assert_snapshot!(draw(&houses(200.0, 100.0), 44, 15, ASCII).to_text(), @r"
    Price (in 1000s of dollars)
        |                        .-'
    500 +                     .x'
        |                  .-'
        |               .-''
    400 +            .-'
        |         .-'
        |      .-''
    300 +   .x'
        |.-'
        +----+--------+--------+----
             1       1.5       2
              Size (1000 sqft)
    x data   -- linear_layer
    ");
}

#[test]
fn tumors_at_the_smallest_complete_size() {
    assert_snapshot!(draw(&tumors(), 24, 8, SHADED).to_text(), @r"
    y
      1 ┤       ░┊⢀×⡤⠤×⠤⠤×⠄
    0.5 ┤      ⢀⡠⠖⠋▓▓▓▓▓▓▓▓
      0 ┤⠐○⠒⠒○⠋⠉○┊▒▓▓▓▓▓▓▓▓
        └─┬─────┬─────┬────
          0     2     4
           Tumor size (cm)
    ○ y = 0   × y = 1 …
    ");
}

#[test]
fn tumors_with_room() {
    assert_snapshot!(draw(&tumors(), 44, 15, SHADED).to_text(), @r"
    y                                  P(y = 1)
        │          ░░┊▒▒▓▓▓▓▓▓▓▓▓▓▓▓▓  ▓▓ 1
      1 ┤          ░░┊▒▒▓×▓⢀⣀⣠×⠤⠤⠤⠤×⠤  ▓▓
        │          ░░┊▒▒⢀⡴⠚⠉▓▓▓▓▓▓▓▓▓  ▓▓
        │          ░░┊⢀⡔⠁▓▓▓▓▓▓▓▓▓▓▓▓  ▒▒
    0.5 ┤          ░⢀⡴⠋▒▓▓▓▓▓▓▓▓▓▓▓▓▓  ▒▒ 0.5
        │          ⣠⠊┊▒▒▓▓▓▓▓▓▓▓▓▓▓▓▓  ░░
        │      ⢀⣠⠴⠋░░┊▒▒▓▓▓▓▓▓▓▓▓▓▓▓▓  ░░
      0 ┤⠒○⠒⠒⠚⠉○   ░○┊▒▒▓▓▓▓▓▓▓▓▓▓▓▓▓
        │          ░░┊▒▒▓▓▓▓▓▓▓▓▓▓▓▓▓     0
        └─┬────┬────┬────┬────┬────┬─
          0    1    2    3    4    5
                Tumor size (cm)
    ○ y = 0   × y = 1   ── sigmoid
    ┊ boundary 2.25
    ");
}

#[test]
fn tumors_in_ascii_at_the_smallest_complete_size() {
    assert_snapshot!(draw(&tumors(), 24, 8, ASCII).to_text(), @r"
    y
      1 +       ,:.x.-x--x-
    0.5 +      ..-'%%%%%%%%
      0 +-o--o''o:;%%%%%%%%
        +-+-----+-----+----
          0     2     4
           Tumor size (cm)
    o y = 0   x y = 1 ~
    ");
}

#[test]
fn tumors_in_ascii_with_room() {
    assert_snapshot!(draw(&tumors(), 44, 15, ASCII).to_text(), @r"
    y                                  P(y = 1)
        |          ,,:;;%%%%%%%%%%%%%  %% 1
      1 +          ,,:;;%x%...x----x-  %%
        |          ,,:;;./''%%%%%%%%%  %%
        |          ,,:./'%%%%%%%%%%%%  ;;
    0.5 +          ,./';%%%%%%%%%%%%%  ;; 0.5
        |          .':;;%%%%%%%%%%%%%  ,,
        |      ..-',,:;;%%%%%%%%%%%%%  ,,
      0 +-o--''o   ,o:;;%%%%%%%%%%%%%
        |          ,,:;;%%%%%%%%%%%%%     0
        +-+----+----+----+----+----+-
          0    1    2    3    4    5
                Tumor size (cm)
    o y = 0   x y = 1   -- sigmoid
    : boundary 2.25
    ");
}

#[test]
fn a_line_far_below_is_said_to_be_there() {
    let text = draw(&houses(0.02, 0.03), 24, 8, UNICODE).to_text();
    assert!(text.ends_with("\n── linear_layer ▼ below\n"), "{text}");
}

#[test]
fn a_line_far_above_is_said_to_be_there() {
    assert!(text(&houses(0.0, f64::INFINITY)).contains("── linear_layer ▲ above"));
}

#[test]
fn a_line_that_is_not_a_number_is_called_so() {
    assert!(text(&houses(f64::NAN, 0.0)).contains("── linear_layer not a number"));
}

#[test]
fn points_outside_are_counted_and_not_drawn_on_the_border() {
    let data = [[0.5, 0.5], [7.0, 0.5], [0.5, f64::NEG_INFINITY], [f64::NAN, 0.5]];
    let layer = points("data", Role::Data, Mark::Cross, &data);
    let chart = chart((0.0, 1.0), (0.0, 1.0), vec![layer]);
    assert!(text(&chart).contains("× data (2 outside, 1 not a number)"));
    assert_eq!(places(&chart, Role::Data).len(), 1);
}

#[test]
fn a_boundary_outside_is_said_to_be_there() {
    let boundary = Series::Boundary { name: "boundary".into(), at: 7.1 };
    let chart = chart((0.0, 1.0), (0.0, 1.0), vec![boundary]);
    assert!(text(&chart).contains("┊ boundary 7.1 ► right"));
    assert!(places(&chart, Role::Boundary).is_empty());
}

#[test]
fn different_marks_on_one_cell_show() {
    let [a, b] = [(0, Mark::Circle), (1, Mark::Cross)]
        .map(|(class, mark)| points("y", Role::Class(class), mark, &[[0.5, 0.5]]));
    let text = text(&chart((0.0, 1.0), (0.0, 1.0), vec![a, b]));
    assert!(text.contains("* a tie"), "{text}");
    assert_eq!(text.matches('*').count(), 2);
}

#[test]
fn a_line_is_clipped_and_not_bent() {
    let chart = chart((0.0, 5.0), (0.0, 10.0), vec![line(&[[-10.0, -10.0], [10.0, 10.0]])]);
    let cells = places(&chart, Role::Model);
    assert!(cells.iter().all(|[x, y]| (x - y).abs() < 1.0), "{cells:?}");
    assert!(cells.iter().any(|[x, _]| *x > 4.9));
}

#[test]
fn the_zero_half_of_relu_is_drawn() {
    let relu = line(&sampled((-3.0, 3.0), |x| x.max(0.0)));
    let cells = places(&chart((-3.0, 3.0), (0.0, 3.0), vec![relu]), Role::Model);
    let flat: Vec<_> = cells.iter().filter(|[x, _]| *x < -0.2).collect();
    assert!(flat.len() > 12 && flat.iter().all(|[_, y]| y.abs() < 1e-9), "{flat:?}");
}

#[test]
fn a_line_along_a_border_is_drawn() {
    let flat = line(&[[0.0, 0.07], [1.0, 0.07]]);
    let cells = places(&chart((0.0, 1.0), (0.07, 1.03), vec![flat]), Role::Model);
    assert!(cells.len() > 30);
}

#[test]
fn a_gap_is_not_bridged() {
    let hyperbola = |x: f64| if x.abs() < 0.2 { f64::NAN } else { 1.0 / x };
    let chart = chart((-5.0, 5.0), (-5.0, 5.0), vec![line(&sampled((-5.0, 5.0), hyperbola))]);
    let cells = places(&chart, Role::Model);
    assert!(cells.len() > 40 && cells.iter().all(|[x, _]| x.abs() > 0.1), "{cells:?}");
}

#[test]
fn a_single_point_of_a_curve_is_drawn() {
    let chart = chart((0.0, 1.0), (0.0, 1.0), vec![line(&[[0.5, 0.5]])]);
    assert_eq!(places(&chart, Role::Model).len(), 1);
}

#[test]
fn model_and_formula_on_the_same_line_both_show() {
    let both = [("model", Role::Model), ("formula", Role::Formula)]
        .map(|(name, role)| curve(name, role, sampled((-3.0, 3.0), f64::tanh)));
    let chart = chart((-3.0, 3.0), (-1.0, 1.0), both.to_vec());
    assert!(places(&chart, Role::Model).len() > places(&chart, Role::Formula).len());
    assert!(places(&chart, Role::Formula).len() > 10);
    assert!(text(&chart).contains("── model   • • formula"));
}

#[test]
fn a_crosshair_covers_no_mark_and_no_curve() {
    let mut chart = houses(200.0, 100.0);
    let before = places(&chart, Role::Model);
    chart.series.push(Series::Crosshair { x: 1.0, y: 300.0 });
    assert_eq!(places(&chart, Role::Model), before);
    let plot = locate(&chart, 60, 20, UNICODE);
    let (column, row) = (plot.column_of(1.0).unwrap(), plot.row_of(300.0).unwrap());
    let cell = draw(&chart, 60, 20, UNICODE).get(column, row).unwrap();
    assert_eq!((cell.symbol, cell.role), ('×', Role::Crosshair));
}

#[test]
fn stems_reach_from_the_point_towards_the_model() {
    let stem =
        Series::Stems { name: String::new(), points: vec![[0.5, 0.2, 0.8], [0.6, 3.0, 4.0]] };
    let cells = places(&chart((0.0, 1.0), (0.0, 1.0), vec![stem]), Role::Stem);
    assert!(cells.len() > 5 && cells.iter().all(|[_, y]| (0.1..0.9).contains(y)), "{cells:?}");
}

#[test]
fn shade_is_background_or_glyphs() {
    let shade = |style| {
        let grid = draw(&tumors(), 44, 15, style);
        grid.rows().flatten().filter(|cell| cell.shade.is_some()).count()
    };
    assert!(shade(UNICODE) > 200);
    assert_eq!(shade(SHADED), 0);
}

#[test]
fn parts_give_way_in_order() {
    let chart = Chart { title: Some("Houses".into()), ..houses(200.0, 100.0) };
    let parts = ["Houses", "data", "Size", "0 ┤", "└"];
    let shown = |(width, height)| {
        let text = draw(&chart, width, height, UNICODE).to_text();
        parts.map(|part| text.contains(part)).iter().filter(|&&shown| shown).count()
    };
    let sizes = [(24, 8), (22, 8), (18, 8), (14, 8), (8, 8), (3, 8)];
    assert_eq!(sizes.map(shown), [5, 4, 3, 2, 1, 0]);
}

#[test]
fn wide_characters_keep_their_columns() {
    let mut chart = houses(200.0, 100.0);
    chart.y.label = "価格".into();
    let grid = draw(&chart, 24, 8, UNICODE);
    assert_eq!(grid.get(1, 0).unwrap().symbol, '\0');
    assert!(grid.to_text().starts_with("価格\n"));
}

#[test]
fn a_nice_range_has_room_and_tidy_ends() {
    assert_eq!(nice_range([300.0, 500.0].into_iter(), 0.1), (280.0, 520.0));
    assert_eq!(nice_range([f64::NAN, 3.0].into_iter(), 0.1), (1.2, 4.8));
    assert_eq!(nice_range(std::iter::empty(), 0.0), (0.0, 1.0));
}

fn falling_loss(x: Axis, y: Axis) -> Chart {
    on_axes(x, y, vec![curve("loss", Role::Model, vec![[1.0, 1.0], [10.0, 0.1], [100.0, 0.01]])])
}

#[test]
fn a_power_law_is_a_straight_line_on_log_axes() {
    let chart = falling_loss(Axis::log("epoch", 1.0, 100.0), Axis::log("loss", 1e-3, 10.0));
    assert_snapshot!(draw(&chart, 40, 13, UNICODE).to_text(), @r"
    loss
      10 ┤
       1 ┤⠐⠤⠤⠤⢄⣀⣀⣀
     0.1 ┤        ⠉⠉⠉⠑⠒⠒⠒⠤⠤⠤⢄⣀⣀⣀
    0.01 ┤                      ⠉⠉⠉⠑⠒⠒⠒
    1e-3 ┤
         └┬─────────────┬─────────────┬
          1             10           100
                      epoch
    ── loss
    ");
}

#[test]
fn a_short_log_axis_has_2_and_5_between_the_powers() {
    let chart = falling_loss(Axis::log("epoch", 2.0, 20.0), Axis::log("loss", 0.05, 0.5));
    assert_snapshot!(draw(&chart, 40, 12, ASCII).to_text(), @r"
    loss
     0.5 +''-..
         |    ''-..
     0.2 +        ''-..
         |            ''-..
     0.1 +                ''-..
         |                    ''-..
    0.05 +                        ''-..
         ++----------+--------+-------+
          2          5        10      20
                      epoch
    -- loss
    ");
}

#[test]
fn ticks_of_a_log_axis_are_powers_of_ten_at_their_own_cells() {
    let chart = falling_loss(Axis::log("epoch", 1e-4, 1e4), Axis::log("loss", 1e-3, 1e4));
    let (grid, plot) = (draw(&chart, 60, 20, UNICODE), locate(&chart, 60, 20, UNICODE));
    let ticks = y_ticks(&grid);
    let values: Vec<f64> = ticks.iter().map(|tick| tick.1).collect();
    assert_eq!(values, [1e4, 100.0, 1.0, 0.01]);
    for (row, value) in ticks {
        assert_eq!(plot.row_of(value), Some(row));
        assert!((plot.y_at(row).unwrap() / value - 1.0).abs() < 1e-9);
    }
}

#[test]
fn zero_and_less_have_no_place_on_a_log_axis() {
    let line = curve("line", Role::Model, vec![[0.0, 1.0], [1.0, 0.0], [2.0, 1.0], [3.0, 1.0]]);
    let data = points("data", Role::Data, Mark::Cross, &[[1.0, 1.0], [1.0, 0.0], [1.0, -2.0]]);
    let below = curve("zero", Role::Formula, vec![[0.0, 0.0], [3.0, -1.0]]);
    let axes = (Axis::new("x", 0.0, 3.0), Axis::log("y", 0.01, 10.0));
    let chart = on_axes(axes.0, axes.1, vec![line, data, below]);
    let text = text(&chart);
    assert!(text.contains("× data (2 outside)"), "{text}");
    assert!(text.contains("• • zero ▼ below"), "{text}");
    let cells = places(&chart, Role::Model);
    assert!(!cells.is_empty() && cells.iter().all(|[x, _]| !(0.1..1.9).contains(x)), "{cells:?}");
}

#[test]
fn a_log_axis_from_zero_or_less_gets_three_decades() {
    let chart = on_axes(Axis::new("x", 0.0, 1.0), Axis::log("y", -5.0, 10.0), vec![]);
    let values: Vec<f64> = y_ticks(&draw(&chart, 40, 20, UNICODE)).iter().map(|t| t.1).collect();
    assert_eq!(values, [10.0, 1.0, 0.1, 0.01]);
}

#[test]
fn a_nice_log_range_has_tidy_ends() {
    assert_eq!(nice_log_range([0.003, 40.0].into_iter()), (0.001, 100.0));
    assert_eq!(nice_log_range([0.3, 3.0].into_iter()), (0.2, 5.0));
    assert_eq!(nice_log_range([1.0, f64::INFINITY, -3.0, f64::NAN].into_iter()), (0.5, 2.0));
    assert_eq!(nice_log_range([0.0].into_iter()), (1.0, 10.0));
}

/// A function of x and y as samples at the centres of an even grid over 0 to 1.
fn field(rows: usize, columns: usize, function: impl Fn(f64, f64) -> f64) -> Vec<Vec<f64>> {
    let centre = |index: usize, count: usize| (index as f64 + 0.5) / count as f64;
    let row = |row| move |column| (centre(column, columns), centre(row, rows));
    (0..rows).map(|r| (0..columns).map(row(r)).map(|(x, y)| function(x, y)).collect()).collect()
}

fn contour(level: f64, values: Vec<Vec<f64>>) -> Chart {
    let layer = Series::Contour {
        name: "0.5".into(),
        role: Role::Boundary,
        levels: vec![level],
        values: Field::Sampled(values),
    };
    chart((0.0, 1.0), (0.0, 1.0), vec![layer])
}

#[test]
fn a_ring_is_drawn_where_the_level_is() {
    let ring = |x: f64, y: f64| (x - 0.5).hypot(y - 0.5);
    let chart = contour(0.4, field(24, 24, ring));
    assert_snapshot!(draw(&chart, 34, 15, UNICODE).to_text(), @r"
    y
      1 ┤
        │       ⢀⣀⠤⠔⠒⠒⠒⠒⠒⠒⠒⠢⠤⣀⡀
        │    ⢀⠤⠊⠁             ⠈⠑⠤⡀
        │   ⡠⠊                   ⠑⢄
    0.5 ┤   ⡇                     ⢸
        │   ⠘⢄                   ⡠⠃
        │    ⠈⠒⢄⣀             ⣀⡠⠒⠁
        │        ⠉⠒⠢⠤⠤⠤⠤⠤⠤⠤⠔⠒⠉
      0 ┤
        └┬─────────────┬─────────────┬
         0            0.5            1
                       x
    ── 0.5
    ");
    assert_snapshot!(draw(&chart, 34, 15, ASCII).to_text(), @r"
    y
      1 +
        |       ..-----------..
        |    .-''             ''-.
        |   .'                   '.
    0.5 +   |                     |
        |   '.                   .'
        |    '-..             ..-'
        |        '-----------'
      0 +
        ++-------------+-------------+
         0            0.5            1
                       x
    -- 0.5
    ");
    let cells = places(&chart, Role::Boundary);
    assert!(cells.len() > 40);
    assert!(cells.iter().all(|&[x, y]| (ring(x, y) - 0.4).abs() < 0.04), "{cells:?}");
}

#[test]
fn a_contour_reaches_the_edges_of_the_plot() {
    let chart = contour(0.0, field(4, 4, |x, y| x - y));
    let cells = places(&chart, Role::Boundary);
    assert!(cells.iter().all(|[x, y]| (x - y).abs() < 0.1), "{cells:?}");
    let plot = locate(&chart, 60, 20, UNICODE);
    let grid = draw(&chart, 60, 20, UNICODE);
    for (x, y) in [(0.0, 0.0), (0.5, 0.5), (1.0, 1.0)] {
        let (column, row) = (plot.column_of(x).unwrap(), plot.row_of(y).unwrap());
        assert_eq!(grid.get(column, row).unwrap().role, Role::Boundary, "{x} {y}");
    }
}

#[test]
fn a_contour_that_is_nowhere_is_said_to_be() {
    let note = |level, values| text(&contour(level, values));
    assert!(note(2.0, field(5, 5, |x, _| x)).contains("── 0.5 none here"));
    assert!(note(0.5, vec![vec![f64::NAN; 3]; 3]).contains("── 0.5 not a number"));
    assert!(note(0.5, field(5, 5, |x, _| x)).ends_with("── 0.5\n"));
}

#[test]
fn a_contour_does_not_cross_what_is_not_a_number() {
    let hole = |x: f64, y: f64| if (x - 0.5).abs() < 0.2 { f64::NAN } else { y };
    let cells = places(&contour(0.5, field(20, 20, hole)), Role::Boundary);
    assert!(cells.len() > 10 && cells.iter().all(|[x, _]| (x - 0.5).abs() > 0.15), "{cells:?}");
}

#[test]
fn points_lie_on_contours_and_contours_on_shades() {
    let values = field(8, 8, |x, _| x);
    let mut chart = contour(0.5, values.clone());
    chart.series.push(points("data", Role::Data, Mark::Cross, &[[0.5, 0.5]]));
    chart.series.push(Series::Shade {
        name: "x".into(),
        ramp: Ramp::Output,
        spread: Spread::Even,
        from: 0.0,
        to: 1.0,
        values: Field::Sampled(values),
    });
    let plot = locate(&chart, 60, 20, SHADED);
    let column = plot.column_of(0.5).unwrap();
    let roles: Vec<Role> = (plot.top..plot.top + plot.rows())
        .filter_map(|row| Some(draw(&chart, 60, 20, SHADED).get(column, row)?.role))
        .collect();
    assert_eq!(roles.iter().filter(|role| **role == Role::Data).count(), 1);
    assert!(roles.iter().all(|role| matches!(role, Role::Data | Role::Boundary)), "{roles:?}");
}

fn shaded(values: Vec<Vec<f64>>) -> Chart {
    let layer = Series::Shade {
        name: "output".into(),
        ramp: Ramp::Output,
        spread: Spread::Even,
        from: 0.0,
        to: 1.0,
        values: Field::Sampled(values),
    };
    chart((0.0, 1.0), (0.0, 1.0), vec![layer])
}

#[test]
fn half_blocks_show_two_shades_a_cell_between_the_samples() {
    let chart = shaded(vec![vec![0.0], vec![0.0], vec![1.0], vec![1.0]]);
    let (grid, plot) = (draw(&chart, 30, 20, HALVES), locate(&chart, 30, 20, HALVES));
    let cells: Vec<_> = (plot.top..plot.top + plot.rows())
        .filter_map(|row| grid.get(plot.left + 5, row))
        .flat_map(|cell| [cell.upper.unwrap(), cell.shade.unwrap()].map(Tone::share))
        .collect();
    assert!(cells.is_sorted_by(|above, below| above >= below), "{cells:?}");
    assert_eq!((cells[0], cells[cells.len() - 1]), (1.0, 0.0));
    let between = cells.iter().filter(|shade| (0.01..0.99).contains(*shade)).count();
    assert!(between.abs_diff(cells.len() / 4) <= 2, "{cells:?}");
}

#[test]
fn a_cell_with_a_mark_has_one_shade() {
    let grid = draw(&tumors(), 44, 15, HALVES);
    let shaded = grid.rows().flatten().copied().filter(|cell| cell.shade.is_some());
    let (blank, marked): (Vec<Cell>, Vec<Cell>) = shaded.partition(|cell| cell.symbol == ' ');
    assert!(blank.len() > 150 && blank.iter().all(|cell| cell.upper.is_some()));
    assert!(marked.len() > 20 && marked.iter().all(|cell| cell.upper.is_none()));
}

#[test]
fn a_shade_next_to_what_is_not_a_number_is_still_drawn() {
    let chart = shaded(vec![vec![0.0, f64::NAN, f64::INFINITY]]);
    let (grid, plot) = (draw(&chart, 30, 20, UNICODE), locate(&chart, 30, 20, UNICODE));
    let shade =
        |x: f64| grid.get(plot.column_of(x).unwrap(), plot.top).unwrap().shade.map(Tone::share);
    assert_eq!([0.1, 0.5, 0.9].map(shade), [Some(0.0), None, Some(1.0)]);
}

fn panels(count: usize) -> Drawing {
    let panel = |unit: usize| {
        let mut chart =
            contour(0.5, field(12, 12, |x, y| if unit.is_multiple_of(2) { x } else { y }));
        chart.title = Some(format!("unit {unit}"));
        chart.series.push(points("data", Role::Data, Mark::Cross, &[[0.25, 0.75]]));
        chart
    };
    Drawing::Panels(Panels { charts: (0..count).map(panel).collect() })
}

#[test]
fn panels_stand_side_by_side_over_one_legend() {
    assert_snapshot!(panels(3).draw(34, 15, UNICODE).to_text(), @r"
    unit 0           unit 1
    │       ⢸        │
    │   ×   ⢸        │   ×
    │       ⢸        │⠒⠒⠒⠒⠒⠒⠒⠒⠒⠒⠒⠒⠒⠒⠒
    │       ⢸        │
    │       ⢸        │
    └─────────────── └───────────────
    unit 2
    │       ⢸
    │   ×   ⢸
    │       ⢸
    │       ⢸
    │       ⢸
    └───────────────
    × data   ── 0.5   → x   ↑ y
    ");
    assert_snapshot!(panels(2).draw(34, 9, ASCII).to_text(), @r"
    unit 0           unit 1
    |       |        |
    |   x   |        |   x
    |       |        |...............
    |       |        |
    |       |        |
    |       |        |
    +--------------- +---------------
    x data   -- 0.5   > x   ^ y
    ");
}

#[test]
fn panels_that_are_not_drawn_are_counted() {
    for (count, width, height) in [(64, 30, 8), (64, 34, 15), (25, 60, 24), (3, 12, 7), (3, 10, 5)]
    {
        let text = panels(count).draw(width, height, UNICODE).to_text();
        let drawn = text.matches("unit").count().max(1);
        let note = format!("and {} more", count - drawn);
        assert!(text.contains(&note), "{note} {text}");
    }
}

#[test]
fn all_panels_are_drawn_where_they_can_be_read() {
    for (count, width, height) in
        [(1, 30, 8), (3, 30, 8), (6, 34, 15), (25, 120, 40), (64, 140, 50)]
    {
        let text = panels(count).draw(width, height, UNICODE).to_text();
        assert!(!text.contains("more"), "{text}");
        assert_eq!(text.matches("unit").count(), count, "{text}");
    }
}

#[test]
fn panels_show_their_shades_on_one_scale() {
    let chart = |to: f64| {
        let values = vec![vec![1.0]];
        chart(
            (0.0, 1.0),
            (0.0, 1.0),
            vec![Series::Shade {
                name: "a".into(),
                ramp: Ramp::Output,
                spread: Spread::Even,
                from: 0.0,
                to,
                values: Field::Sampled(values),
            }],
        )
    };
    let grid = Panels { charts: vec![chart(1.0), chart(4.0)] }.draw(40, 10, UNICODE);
    let shade = |column| grid.get(column, 2).unwrap().shade.map(Tone::share);
    assert_eq!([shade(5), shade(30)], [Some(0.25), Some(0.25)]);
    assert!(grid.to_text().contains("0      4 a"), "{}", grid.to_text());
}

fn any_number() -> impl Strategy<Value = f64> {
    let odd = [f64::NAN, f64::INFINITY, f64::NEG_INFINITY, 0.0, 1e38, -1e38, 1e-45, f64::MAX];
    prop_oneof![-10.0..10.0, prop::sample::select(odd.to_vec()), any::<f64>()]
}

fn any_scale() -> impl Strategy<Value = AxisScale> {
    prop::sample::select(vec![AxisScale::Linear, AxisScale::Log])
}

fn any_series() -> impl Strategy<Value = Series> {
    let number = any_number;
    let pairs = || vec([any_number(), any_number()], 0..12);
    prop_oneof![
        (number(), number(), vec(vec(number(), 0..5), 0..5)).prop_map(|(from, to, values)| {
            Series::Shade {
                name: "P(y = 1)".into(),
                ramp: Ramp::Output,
                spread: Spread::Even,
                from,
                to,
                values: Field::Sampled(values),
            }
        }),
        (number(), vec(vec(number(), 0..5), 0..5)).prop_map(|(level, values)| Series::Contour {
            name: "0.5".into(),
            role: Role::Boundary,
            levels: vec![level],
            values: Field::Sampled(values)
        }),
        pairs().prop_map(|points| curve("model", Role::Model, points)),
        pairs().prop_map(|points| curve("formula", Role::Formula, points)),
        pairs().prop_map(|pairs| points("data", Role::Data, Mark::Plus, &pairs)),
        vec([number(), number(), number()], 0..5)
            .prop_map(|points| Series::Stems { name: "error".into(), points }),
        number().prop_map(|at| Series::Boundary { name: "boundary".into(), at }),
        (number(), number()).prop_map(|(x, y)| Series::Crosshair { x, y }),
    ]
}

proptest! {
    #[test]
    fn anything_is_drawn_at_any_size(
        x in (any_number(), any_number()),
        y in (any_number(), any_number()),
        scales in (any_scale(), any_scale()),
        series in vec(any_series(), 0..6),
        (width, height) in (0_u16..120, 0_u16..50),
        style in prop::sample::select(vec![UNICODE, HALVES, SHADED, ASCII]),
    ) {
        let mut chart = Chart { title: Some("Title".into()), ..chart(x, y, series) };
        (chart.x.scale, chart.y.scale) = scales;
        let grid = draw(&chart, width, height, style);
        prop_assert_eq!((grid.width(), grid.height()), (width, height));
        prop_assert_eq!(grid.rows().count(), usize::from(height));
    }

    #[test]
    fn any_panels_are_drawn_at_any_size(
        charts in vec(vec(any_series(), 0..3), 0..20),
        (width, height) in (0_u16..150, 0_u16..60),
        style in prop::sample::select(vec![UNICODE, HALVES, SHADED, ASCII]),
    ) {
        let panel = |series| chart((0.0, 1.0), (-1.0, 1.0), series);
        let charts = charts.into_iter().map(panel).collect();
        let grid = Drawing::Panels(Panels { charts }).draw(width, height, style);
        prop_assert_eq!((grid.width(), grid.height()), (width, height));
    }

    #[test]
    fn ticks_are_1_2_5_apart_and_on_the_centres_of_cells(
        min in -1e4..1e4, exponent in -6.0..6.0, height in 8_u16..50,
    ) {
        let chart = chart((0.0, 1.0), (min, min + 10_f64.powf(exponent)), vec![]);
        let (grid, plot) = (draw(&chart, 40, height, UNICODE), locate(&chart, 40, height, UNICODE));
        let ticks = y_ticks(&grid);
        let pitch = plot.y_at(plot.top).unwrap() - plot.y_at(plot.top + 1).unwrap();
        for &(row, value) in &ticks {
            let centre = plot.y_at(row).unwrap();
            prop_assert!((centre - value).abs() < pitch / 100.0, "{centre} {value}");
        }
        for pair in ticks.windows(2) {
            let step = format!("{:.0e}", pair[0].1 - pair[1].1);
            prop_assert!(["1e", "2e", "5e"].contains(&&step[..2]), "{step}");
        }
    }

    #[test]
    fn labels_below_are_whole_apart_and_different(
        min in -1e4..1e4, exponent in -6.0..6.0, width in 24_u16..120,
    ) {
        let chart = chart((min, min + 10_f64.powf(exponent)), (0.0, 1.0), vec![]);
        let text = draw(&chart, width, 12, UNICODE).to_text();
        let axis = text.lines().position(|line| line.contains('└')).unwrap();
        let ticks = text.lines().nth(axis).unwrap().matches('┬').count();
        let labels: Vec<f64> = text
            .lines()
            .nth(axis + 1)
            .unwrap()
            .split_whitespace()
            .map(|label| label.parse().unwrap())
            .collect();
        prop_assert_eq!(labels.len(), ticks);
        prop_assert!(labels.is_sorted_by(|a, b| a < b), "{labels:?}");
    }

    #[test]
    fn labels_of_a_log_axis_stand_below_their_values(
        exponent in -8.0..8.0, decades in 0.05..6.0, width in 30_u16..120,
    ) {
        let (min, max) = (10_f64.powf(exponent), 10_f64.powf(exponent + decades));
        let axes = on_axes(Axis::log("x", min, max), Axis::new("y", 0.0, 1.0), vec![]);
        let chart = Chart { proportion: Proportion::Course, ..axes };
        let plot = locate(&chart, width, 12, UNICODE);
        let text = draw(&chart, width, 12, UNICODE).to_text();
        let axis = text.lines().position(|line| line.contains('└')).unwrap();
        let ticks: Vec<u16> = (0..).zip(text.lines().nth(axis).unwrap().chars())
            .filter(|(_, symbol)| *symbol == '┬').map(|(column, _)| column).collect();
        let labels: Vec<f64> = text.lines().nth(axis + 1).unwrap().split_whitespace()
            .map(|label| label.parse().unwrap()).collect();
        // Where there is little room, long numbers leave none for a second.
        prop_assert!(labels.len() >= if width < 60 { 1 } else { 2 }, "{text}");
        let columns: Vec<u16> = labels.iter().filter_map(|x| plot.column_of(*x)).collect();
        prop_assert_eq!(columns, ticks);
    }

    #[test]
    fn cells_and_data_translate_back_on_a_log_axis(
        share in 0.0..1.0_f64, decades in 0.1..9.0, width in 30_u16..120,
    ) {
        let max = 10_f64.powf(decades);
        let chart = on_axes(Axis::log("x", 1.0, max), Axis::new("y", 0.0, 1.0), vec![]);
        let plot = locate(&chart, width, 12, UNICODE);
        let column = plot.column_of(max.powf(share)).unwrap();
        prop_assert_eq!(plot.column_of(plot.x_at(column).unwrap().clamp(1.0, max)), Some(column));
    }

    #[test]
    fn cells_and_data_translate_back(share in 0.0..1.0_f64, width in 30_u16..120) {
        let plot = locate(&houses(200.0, 100.0), width, 20, UNICODE);
        let column = plot.column_of(0.75 + 1.5 * share).unwrap();
        prop_assert_eq!(plot.column_of(plot.x_at(column).unwrap().clamp(0.75, 2.25)), Some(column));
        prop_assert!((plot.x_at(column).unwrap() - 0.75 - 1.5 * share).abs() < 1.5 / 15.0);
    }

    #[test]
    fn a_curve_goes_through_the_cells_of_its_points(
        corners in vec([-1.0..1.0, -1.0..1.0], 2..6),
        (width, height) in (24_u16..100, 8_u16..40),
    ) {
        let chart = chart((-1.0, 1.0), (-1.0, 1.0), vec![line(&corners)]);
        let grid = draw(&chart, width, height, UNICODE);
        let plot = locate(&chart, width, height, UNICODE);
        for [x, y] in corners {
            let (column, row) = (plot.column_of(x).unwrap(), plot.row_of(y).unwrap());
            prop_assert_eq!(grid.get(column, row).unwrap().role, Role::Model);
        }
    }

    #[test]
    fn a_contour_goes_through_the_places_that_have_its_level(
        slope in -1.0..1.0_f64, samples in 3_usize..20, (width, height) in (24_u16..90, 9_u16..40),
    ) {
        let chart = contour(0.5, field(samples, samples, |x, y| y + slope * (x - 0.5)));
        let grid = draw(&chart, width, height, UNICODE);
        let plot = locate(&chart, width, height, UNICODE);
        for share in 0..=10 {
            let x = f64::from(share) / 10.0;
            let y = 0.5 - slope * (x - 0.5);
            let (column, row) = (plot.column_of(x).unwrap(), plot.row_of(y).unwrap());
            let is_met = (row - 1..=row + 1).any(|row| {
                grid.get(column, row).is_some_and(|cell| cell.role == Role::Boundary)
            });
            prop_assert!(is_met, "{}", grid.to_text());
        }
    }

    #[test]
    fn a_straight_curve_meets_the_data_it_fits(
        w in -1.0..1.0_f64, x in -0.9..0.9_f64, (width, height) in (24_u16..100, 8_u16..40),
    ) {
        let chart = chart((-1.0, 1.0), (-1.0, 1.0), vec![line(&[[-1.0, -w], [1.0, w]])]);
        let grid = draw(&chart, width, height, UNICODE);
        let plot = locate(&chart, width, height, UNICODE);
        let column = plot.column_of(x).unwrap();
        let centre = plot.x_at(column).unwrap();
        let rows = [centre - 0.001, centre + 0.001].map(|x| plot.row_of(w * x).unwrap());
        let met = rows.iter().any(|&row| grid.get(column, row).unwrap().role == Role::Model);
        prop_assert!(met);
    }
}

const LEGEND: [&str; 5] = ["○ bad roast", "× good roast", "── boundary", "◆ asked", "│ the error"];

/// A chart with much to explain.
fn much_to_explain() -> Chart {
    let cells = [[0.5, 0.5]];
    let series = vec![
        points("bad roast", Role::Class(0), Mark::Circle, &[[0.2, 0.2]]),
        points("good roast", Role::Class(1), Mark::Cross, &[[0.7, 0.7]]),
        points("asked", Role::Crosshair, Mark::Diamond, &cells),
        curve("boundary", Role::Boundary, vec![[0.0, 0.0], [1.0, 1.0]]),
        Series::Stems { name: "the error".into(), points: vec![[0.5, 0.1, 0.4]] },
    ];
    let axis = |name: &str| Axis::new(name, 0.0, 1.0);
    Chart { proportion: Proportion::Plane, title: None, x: axis("x"), y: axis("y"), series }
}

#[test]
fn an_entry_of_a_legend_is_whole_or_not_there() {
    let chart = much_to_explain();
    for height in 8..40 {
        for width in 24..80 {
            let text = draw(&chart, width, height, UNICODE).to_text();
            let whole = LEGEND.iter().filter(|entry| text.contains(*entry)).count();
            let begun = ["bad", "good", "boun", "asked", "the e"];
            let begun = begun.iter().filter(|start| text.contains(*start)).count();
            assert_eq!(whole, begun, "{text}");
            assert!(whole >= 2 && (width < 70 || whole == LEGEND.len()), "{text}");
        }
    }
}

#[test]
fn where_there_are_rows_all_of_a_legend_is_there() {
    for (width, height) in [(27, 18), (27, 31), (33, 15), (40, 31)] {
        let text = draw(&much_to_explain(), width, height, UNICODE).to_text();
        assert!(LEGEND.iter().all(|entry| text.contains(entry)), "{text}");
        assert!(!text.contains('…'), "{text}");
    }
}

#[test]
fn a_name_too_long_for_a_line_is_shortened() {
    let chart = Chart {
        series: vec![curve(
            "a name that is longer than any line",
            Role::Model,
            vec![[0.0, 0.0], [1.0, 1.0]],
        )],
        ..much_to_explain()
    };
    let text = draw(&chart, 24, 20, UNICODE).to_text();
    assert!(text.contains("── a name that is long"), "{text}");
    assert!(text.trim_end().ends_with('…'), "{text}");
}

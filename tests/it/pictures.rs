//! Pictures besides charts: weights as tables, images, bars, confusion matrices, measures.

use std::time::Instant;

use insta::assert_snapshot;
use layerlab::chart::{
    Axis, AxisScale, Bar, Bars, Best, Chart, Confusion, Drawing, Glyphs, Grid, Image, Images, Mark,
    Matrices, Matrix, Measure, Measured, Ramp, Role, Series, Settings, Shading, Style, Tone, draw,
};
use proptest::{collection::vec, prelude::*};

use crate::harness::open;
use crate::seen::seen;

const HALVES: Style = Style { glyphs: Glyphs::Unicode, shading: Shading::HalfBlocks };
const WHOLE: Style = Style { glyphs: Glyphs::Unicode, shading: Shading::Background };
const PLAIN: Style = Style { glyphs: Glyphs::Unicode, shading: Shading::Glyphs };
const ASCII: Style = Style { glyphs: Glyphs::Ascii, shading: Shading::Glyphs };
const STYLES: [Style; 4] = [HALVES, WHOLE, PLAIN, ASCII];

fn names(names: &[&str]) -> Vec<String> {
    names.iter().map(ToString::to_string).collect()
}

fn numbered(count: usize) -> Vec<String> {
    (0..count).map(|number| number.to_string()).collect()
}

/// The network that roasts coffee, trained.
fn coffee() -> Drawing {
    let first = [[-8.94, 0.29, 12.89], [-0.17, -7.34, 10.79], [-9.87, -9.28, 1.01]];
    let second = [[-31.38], [-27.86], [-32.79], [15.54]];
    Drawing::Matrices(Matrices {
        tables: vec![
            Matrix {
                name: "layer1.w (2, 3)".into(),
                rows: names(&["x0", "x1", "b"]),
                columns: numbered(3),
                values: first.map(|row| row.to_vec()).to_vec(),
                chosen: Some((1, 1)),
            },
            Matrix {
                name: "layer2.w (3, 1)".into(),
                rows: names(&["unit 0", "unit 1", "unit 2", "b"]),
                columns: numbered(1),
                values: second.map(|row| row.to_vec()).to_vec(),
                chosen: None,
            },
        ],
    })
}

fn matrix(values: Vec<Vec<f64>>, chosen: Option<(usize, usize)>) -> Matrix {
    let columns = values.iter().map(Vec::len).max().unwrap_or(0);
    let rows = (0..values.len()).map(|row| format!("r{row}")).collect();
    Matrix { name: "m".into(), rows, columns: numbered(columns), values, chosen }
}

#[test]
fn weights_as_tables() {
    assert_snapshot!("weights_beside_each_other", seen(&coffee(), (60, 8), HALVES));
    assert_snapshot!("weights_below_each_other", seen(&coffee(), (40, 12), WHOLE));
    assert_snapshot!("weights_cut", seen(&coffee(), (30, 9), PLAIN));
    assert_snapshot!("weights_at_the_least", seen(&coffee(), (14, 4), ASCII));
}

#[test]
fn numbers_of_a_table_that_are_not_shown_are_counted() {
    let table = matrix(vec![vec![0.5; 12]; 20], None);
    let drawing = Drawing::Matrices(Matrices { tables: vec![table.clone(), table] });
    let text = drawing.draw(40, 8, PLAIN).to_text();
    assert_eq!(text.matches("0.500").count(), 3 * 4, "{text}");
    assert!(text.contains("… 9 more") && text.contains("⋮ 16 more"), "{text}");
    assert!(text.ends_with("⋮ 1 more\n"), "{text}");
}

#[test]
fn a_chosen_number_is_in_sight_wherever_it_is() {
    let mut values = vec![vec![0.0; 30]; 30];
    values[27][25] = 7.5;
    let tables = vec![matrix(vec![vec![1.0]; 9], None), matrix(values, Some((27, 25)))];
    let drawing = Drawing::Matrices(Matrices { tables });
    for (size, style) in [((40, 12), PLAIN), ((14, 4), ASCII), ((90, 30), HALVES)] {
        let text = drawing.draw(size.0, size.1, style).to_text();
        let marked = text.split(['►', '>']).nth(1).unwrap_or("").trim_start();
        assert!(marked.starts_with("7.5"), "{text}");
    }
}

/// The first and the last column and row with a shade.
fn shaded(grid: &Grid) -> [usize; 4] {
    let is_shaded = |row: &[layerlab::chart::Cell], column: usize| row[column].shade.is_some();
    let rows: Vec<_> = grid.rows().collect();
    let columns: Vec<usize> = (0..usize::from(grid.width()))
        .filter(|column| rows.iter().any(|row| is_shaded(row, *column)))
        .collect();
    let down: Vec<usize> = (0..rows.len())
        .filter(|row| (0..rows[*row].len()).any(|column| is_shaded(rows[*row], column)))
        .collect();
    [columns[0], *columns.last().unwrap(), down[0], *down.last().unwrap()]
}

#[test]
fn tables_fill_the_room_there_is() {
    let mut last = 0;
    for (width, height) in [(33, 15), (40, 25), (62, 40), (156, 46)] {
        let grid = coffee().draw(width, height, HALVES);
        let [left, right, top, bottom] = shaded(&grid);
        let text = grid.to_text();
        assert!(["-8.940", "10.790", "-31.380", "15.540"].iter().all(|it| text.contains(it)));
        assert!(bottom - top > last, "{text}");
        last = bottom - top;
        if height > 15 {
            let (before, after) = (top, usize::from(height) - bottom);
            assert!(before.abs_diff(after) <= 4, "{before} {after}\n{text}");
            let (before, after) = (left, usize::from(width) - right);
            assert!(before.abs_diff(after) <= 8, "{before} {after}\n{text}");
            assert!(text.contains("below 0") && text.contains("above 0"), "{text}");
        }
    }
    // Without shades there is nothing to explain.
    let plain = coffee().draw(62, 40, PLAIN).to_text();
    assert!(plain.contains("-8.940") && !plain.contains("below 0"), "{plain}");
}

#[test]
fn a_number_stands_in_the_middle_of_its_shade() {
    let drawing =
        Drawing::Matrices(Matrices { tables: vec![matrix(vec![vec![-3.0]], Some((0, 0)))] });
    let grid = drawing.draw(40, 20, HALVES);
    let [left, right, top, bottom] = shaded(&grid);
    let rows: Vec<_> = grid.rows().collect();
    let row = rows.iter().position(|row| row.iter().any(|cell| cell.symbol == '►')).unwrap();
    let shades = |row: usize| rows[row].iter().filter(|cell| cell.shade.is_some()).count();
    let table = (top..=bottom).filter(|row| shades(*row) > 4).collect::<Vec<_>>();
    assert_eq!(row, table[table.len() / 2], "{}", grid.to_text());
    assert!(table.len() >= 5 && right > left + 10, "{}", grid.to_text());
}

fn digit() -> Image {
    let rows = [
        "00003970", "00399930", "03990000", "09939000", "09000930", "05000090", "00900390",
        "00399300",
    ];
    let pixels = rows.map(|row| row.bytes().map(|byte| f64::from(byte - b'0')).collect());
    Image {
        title: "X[7] is a 6".into(),
        ramp: Ramp::Ink,
        pixels: pixels.to_vec(),
        from: 0.0,
        to: 9.0,
    }
}

fn weights_as_images(count: usize) -> Drawing {
    let pixel =
        |unit: usize, row: usize, column: usize| (row as f64 - 1.5) * (column as f64 - unit as f64);
    let pixels =
        |unit| (0..4).map(|row| (0..4).map(|column| pixel(unit, row, column)).collect()).collect();
    let image = |unit: usize| Image {
        title: unit.to_string(),
        ramp: Ramp::Weight,
        pixels: pixels(unit),
        from: -4.5,
        to: 4.5,
    };
    Drawing::Images(Images { images: (0..count).map(image).collect() })
}

#[test]
fn an_image_and_several() {
    let one = Drawing::Images(Images { images: vec![digit()] });
    assert_snapshot!("an_image_twice_as_large", seen(&one, (20, 10), HALVES));
    assert_snapshot!("an_image_in_whole_cells", seen(&one, (20, 10), WHOLE));
    assert_snapshot!("an_image_in_glyphs", seen(&one, (16, 9), PLAIN));
    assert_snapshot!("an_image_averaged", seen(&one, (4, 3), HALVES));
    assert_snapshot!("images_in_rows", seen(&weights_as_images(5), (30, 9), HALVES));
    assert_snapshot!("images_in_signs", seen(&weights_as_images(5), (60, 8), ASCII));
    assert_snapshot!("images_that_do_not_fit", seen(&weights_as_images(12), (16, 4), WHOLE));
}

fn softmax() -> Drawing {
    let values = [0.138, 0.117, 0.031, 0.0, 0.034, 0.315, 0.024, 0.099, 0.166, 0.076];
    let bar = |(class, value): (usize, &f64)| Bar {
        name: class.to_string(),
        value: *value,
        role: if class == 5 { Role::Model } else { Role::Muted },
    };
    let bars = values.iter().enumerate().map(bar).collect();
    Drawing::Bars(Bars { title: "softmax".into(), bars, from: 0.0, to: 1.0, target: Some(8) })
}

fn logits() -> Drawing {
    let bar = |(class, value): (usize, &f64)| Bar {
        name: format!("class {class}"),
        value: *value,
        role: Role::Class(class as u8),
    };
    let bars = [-10.97, 0.64, 2.11, 14.5].iter().enumerate().map(bar).collect();
    Drawing::Bars(Bars { title: String::new(), bars, from: -12.0, to: 12.0, target: None })
}

#[test]
fn bars_of_outputs() {
    assert_snapshot!("bars_with_room", seen(&softmax(), (50, 11), HALVES));
    assert_snapshot!("bars_cut", seen(&softmax(), (28, 6), ASCII));
    assert_snapshot!("bars_to_both_sides", seen(&logits(), (56, 7), WHOLE));
    assert_snapshot!("bars_at_the_least", seen(&logits(), (12, 3), PLAIN));
}

#[test]
fn names_are_shortened_before_their_bars_vanish() {
    let told = |names: &[&str], width: u16| {
        let bar = |(index, name): (usize, &&str)| Bar {
            name: (*name).to_owned(),
            value: 0.2 + index as f64 / 10.0,
            role: Role::Model,
        };
        let bars = names.iter().enumerate().map(bar).collect();
        let bars = Bars { title: String::new(), bars, from: 0.0, to: 0.5, target: None };
        Drawing::Bars(bars).draw(width, names.len() as u16, WHOLE).to_text()
    };
    let long = ["pointed ears", "whiskers"];
    let text = told(&long, 27);
    assert!(text.contains("  pointed ears   0.200 █▋\n"), "{text}");
    let text = told(&long, 25);
    assert!(text.contains("  pointed…   0.200 ██▍\n"), "{text}");
    assert!(text.contains("► whiskers   0.300 ███▋"), "{text}");
    // With hardly any room a name is all that there is.
    assert!(told(&long, 18).contains("  pointed…"), "{}", told(&long, 18));
    let alike = ["shape is oval", "shape is pointed"];
    let text = told(&alike, 27);
    assert!(text.contains("shape is o…") && text.contains("shape is p…"), "{text}");
    assert!(text.contains('█'), "{text}");
}

fn digits(count: usize) -> Confusion {
    let at = |actual: usize, predicted: usize| match (actual + 3 * predicted) % 7 {
        _ if actual == predicted => 30 + actual as u64,
        3 => (actual + predicted) as u64,
        _ => 0,
    };
    let row = |actual: usize| (0..count).map(|predicted| at(actual, predicted)).collect();
    let chosen = Some((2, 1));
    Confusion {
        classes: numbered(count),
        counts: (0..count).map(row).collect(),
        chosen,
        notes: Vec::new(),
    }
}

#[test]
fn a_confusion_matrix() {
    let three = Confusion { classes: names(&["setosa", "versicolor", "virginica"]), ..digits(3) };
    assert_snapshot!("confusion_of_three", seen(&Drawing::Confusion(three), (48, 12), HALVES));
    let ten = Drawing::Confusion(digits(10));
    assert_snapshot!("confusion_of_ten", seen(&ten, (60, 14), PLAIN));
    assert_snapshot!("confusion_without_shade", seen(&ten, (34, 13), WHOLE));
    assert_snapshot!("confusion_cut", seen(&ten, (20, 8), ASCII));
}

#[test]
fn a_confusion_matrix_of_ten_is_whole_on_60_by_14() {
    let text = Drawing::Confusion(digits(10)).draw(60, 14, HALVES).to_text();
    assert!(!text.contains("more") && !text.contains('…'), "{text}");
    assert_eq!(text.matches('=').count(), 10, "{text}");
    let headings: Vec<usize> =
        text.lines().nth(1).unwrap().match_indices(char::is_numeric).map(|it| it.0).collect();
    assert!(headings.windows(2).all(|pair| pair[1] - pair[0] == 5), "{text}");
    assert!(text.contains(" 76 %") && text.contains("(345 of 454)"), "{text}");
}

fn measure(values: Vec<f64>, scale: AxisScale) -> Measure {
    let training = [9.0, 6.2, 2.4, 1.8, 1.5, 1.2, 0.9, 0.2];
    let validation = [9.0, 7.0, 3.1, 2.6, 2.9, 4.4, 6.0, 9.5];
    let curve = |name: &str, role, values: [f64; 8]| Measured {
        name: name.into(),
        role,
        values: values.to_vec(),
    };
    Measure {
        title: "bias and variance".into(),
        setting: "degree".into(),
        settings: Settings::Numbers { values, scale },
        measure: "error".into(),
        curves: vec![
            curve("training", Role::Model, training),
            curve("validation", Role::Formula, validation),
        ],
        best: Some(Best::Lowest),
        cursor: Some(5),
        has_gap: true,
    }
}

fn degrees() -> Measure {
    measure((1..=8).map(f64::from).collect(), AxisScale::Linear)
}

#[test]
fn a_measure_over_a_setting() {
    let degrees = Drawing::Measure(degrees());
    assert_snapshot!("measure_with_names_beside", seen(&degrees, (60, 18), HALVES));
    assert_snapshot!("measure_with_names_below", seen(&degrees, (34, 13), PLAIN));
    assert_snapshot!("measure_at_the_least", seen(&degrees, (24, 5), ASCII));
    let powers = (0..8).map(|power| 10_f64.powi(power - 4)).collect();
    let powers = Drawing::Measure(measure(powers, AxisScale::Log));
    assert_snapshot!("measure_on_a_log_axis", seen(&powers, (50, 12), WHOLE));
}

#[test]
fn a_measure_over_names_is_bars() {
    let settings = Settings::Names(names(&["ridge", "lasso", "tree", "forest"]));
    let measure = Drawing::Measure(Measure { settings, ..degrees() });
    assert_snapshot!("measure_over_names", seen(&measure, (50, 9), WHOLE));
}

#[test]
fn the_best_is_marked_below_its_value() {
    for (best, setting) in [(Best::Lowest, "4"), (Best::Highest, "8")] {
        let measure = Measure { best: Some(best), ..degrees() };
        let text = Drawing::Measure(measure).draw(60, 18, PLAIN).to_text();
        let note = text.lines().find(|line| line.contains("best")).unwrap();
        let arrow = note.chars().position(|symbol| symbol == '▲').unwrap();
        let ticks = text.lines().find(|line| line.contains("2  ") && line.contains('4')).unwrap();
        assert!(note.contains(&format!("best {setting}")), "{text}");
        assert_eq!(ticks.chars().nth(arrow), setting.chars().next(), "{text}");
    }
}

fn points(class: u8, mark: Mark, points: Vec<[f64; 2]>) -> Series {
    Series::Points { name: format!("y = {class}"), role: Role::Class(class), mark, points }
}

fn on_one_cell(counts: &[usize], style: Style) -> Grid {
    let marks = [Mark::Circle, Mark::Cross, Mark::Triangle];
    let of = |(class, count): (usize, &usize)| {
        points(class as u8, marks[class], vec![[0.5, 0.5]; *count])
    };
    let series = counts.iter().enumerate().map(of).collect();
    let axis = |name: &str| Axis::new(name, 0.0, 1.0);
    draw(
        &Chart {
            proportion: layerlab::chart::Proportion::Plane,
            title: None,
            x: axis("x"),
            y: axis("y"),
            series,
        },
        60,
        12,
        style,
    )
}

#[test]
fn points_on_one_cell_show_what_most_of_them_are() {
    let shown = |counts: &[usize], style| {
        let grid = on_one_cell(counts, style);
        let cells = grid
            .rows()
            .take(8)
            .flatten()
            .filter(|cell| matches!(cell.role, Role::Class(_)) || cell.symbol == '*');
        cells.map(|cell| (cell.symbol, cell.role)).collect::<Vec<_>>()
    };
    let (circle, cross) = (Role::Class(0), Role::Class(1));
    assert_eq!(shown(&[1], WHOLE), [('○', circle)]);
    assert_eq!(shown(&[2], WHOLE), [('●', circle)]);
    assert_eq!(shown(&[2], ASCII), [('O', circle)]);
    assert_eq!(shown(&[0, 9], WHOLE), [('×', cross)]);
    assert_eq!(shown(&[0, 9], ASCII), [('X', cross)]);
    assert_eq!(shown(&[1, 2], WHOLE), [('×', cross)]);
    assert_eq!(shown(&[3, 2, 2], WHOLE), [('●', circle)]);
    assert_eq!(shown(&[1, 1], WHOLE), [('*', Role::Label)]);
    assert_eq!(shown(&[2, 3, 3], WHOLE), [('*', Role::Label)]);
}

#[test]
fn the_legend_says_how_points_on_one_cell_are_shown() {
    let says = |counts: &[usize]| {
        let text = on_one_cell(counts, WHOLE).to_text();
        ["● several", "* a tie", "mixed: by the majority"].map(|note| text.contains(note))
    };
    assert_eq!(says(&[1]), [false, false, false]);
    assert_eq!(says(&[2]), [true, false, false]);
    assert_eq!(says(&[0, 2]), [false, false, false]);
    assert_eq!(says(&[1, 1]), [false, true, false]);
    assert_eq!(says(&[1, 2]), [false, false, true]);
    assert_eq!(says(&[2, 1]), [true, false, true]);
}

// The same numbers each time, spread over a square.
fn cloud(count: u32, shift: f64) -> Vec<[f64; 2]> {
    let part = |number: u32, by: f64| (f64::from(number) * by).fract();
    (0..count).map(|n| [part(n, 0.618_034) + shift, part(n, 0.754_877) + shift]).collect()
}

#[test]
fn where_points_are_many_the_legend_has_room_for_how_they_are_shown() {
    let series =
        vec![points(0, Mark::Circle, cloud(150, 0.0)), points(1, Mark::Cross, cloud(150, 0.0))];
    let axis = |name: &str| Axis::new(name, 0.0, 1.0);
    let proportion = layerlab::chart::Proportion::Plane;
    let chart = Chart { proportion, title: None, x: axis("x"), y: axis("y"), series };
    let text = draw(&chart, 24, 31, HALVES).to_text();
    assert!(text.contains("○ y = 0   × y = 1\n* a tie"), "{text}");
}

#[test]
fn a_million_points_are_drawn_at_once_and_the_same_each_time() {
    let series = vec![
        points(0, Mark::Circle, cloud(500_000, 0.0)),
        points(1, Mark::Cross, cloud(500_000, 0.5)),
    ];
    let axis = |name: &str| Axis::new(name, 0.0, 1.5);
    let chart = Chart {
        proportion: layerlab::chart::Proportion::Plane,
        title: None,
        x: axis("x"),
        y: axis("y"),
        series,
    };
    let start = Instant::now();
    let grid = draw(&chart, 160, 50, HALVES);
    // A frame takes a tenth of this where nothing else runs.
    assert!(start.elapsed().as_millis() < 1000, "{:?}", start.elapsed());
    assert_eq!(grid, draw(&chart, 160, 50, HALVES));
    assert!(grid.to_text().contains('●'));
}

fn any_number() -> impl Strategy<Value = f64> {
    prop_oneof![
        8 => -20.0..20.0_f64,
        1 => prop_oneof![Just(0.0), Just(-0.0), Just(1e300), Just(-1e300), Just(1e-300)],
        1 => prop_oneof![Just(f64::NAN), Just(f64::INFINITY), Just(f64::NEG_INFINITY)],
    ]
}

fn any_name() -> impl Strategy<Value = String> {
    prop_oneof![Just(String::new()), Just("b".into()), "[a-z ]{1,20}", Just("重み".into())]
}

fn any_style() -> impl Strategy<Value = Style> {
    (0_usize..4).prop_map(|style| STYLES[style])
}

fn any_matrices() -> impl Strategy<Value = Drawing> {
    let chosen = proptest::option::of((0_usize..9, 0_usize..9));
    let values = vec(vec(any_number(), 0..9), 0..9);
    let table = (any_name(), vec(any_name(), 0..9), vec(any_name(), 0..9), values, chosen);
    let table = table.prop_map(|(name, rows, columns, values, chosen)| Matrix {
        name,
        rows,
        columns,
        values,
        chosen,
    });
    vec(table, 0..4).prop_map(|tables| Drawing::Matrices(Matrices { tables }))
}

fn any_images() -> impl Strategy<Value = Drawing> {
    let ramp = prop_oneof![Just(Ramp::Ink), Just(Ramp::Weight), Just(Ramp::Amount)];
    let pixels = vec(vec(any_number(), 0..12), 0..12);
    let image = (any_name(), ramp, pixels, any_number(), any_number());
    let image =
        image.prop_map(|(title, ramp, pixels, from, to)| Image { title, ramp, pixels, from, to });
    vec(image, 0..6).prop_map(|images| Drawing::Images(Images { images }))
}

fn any_bars() -> impl Strategy<Value = Drawing> {
    let bar = (any_name(), any_number(), 0_u8..9);
    let bar = bar.prop_map(|(name, value, class)| Bar { name, value, role: Role::Class(class) });
    let target = proptest::option::of(0_usize..12);
    (any_name(), vec(bar, 0..12), any_number(), any_number(), target).prop_map(
        |(title, bars, from, to, target)| Drawing::Bars(Bars { title, bars, from, to, target }),
    )
}

fn any_confusion() -> impl Strategy<Value = Drawing> {
    let count = prop_oneof![8 => 0_u64..50, 1 => Just(u64::MAX), 2 => Just(0)];
    let chosen = proptest::option::of((0_usize..9, 0_usize..9));
    (vec(any_name(), 0..9), vec(vec(count, 0..9), 0..9), chosen).prop_map(
        |(classes, counts, chosen)| {
            Drawing::Confusion(Confusion { classes, counts, chosen, notes: Vec::new() })
        },
    )
}

fn any_measure() -> impl Strategy<Value = Drawing> {
    let scale = prop_oneof![Just(AxisScale::Linear), Just(AxisScale::Log)];
    let numbers = (vec(any_number(), 0..9), scale)
        .prop_map(|(values, scale)| Settings::Numbers { values, scale });
    let settings = prop_oneof![3 => numbers, 1 => vec(any_name(), 0..9).prop_map(Settings::Names)];
    let role = prop_oneof![Just(Role::Model), Just(Role::Formula), Just(Role::Stem)];
    let curve = (any_name(), role, vec(any_number(), 0..9))
        .prop_map(|(name, role, values)| Measured { name, role, values });
    let best = proptest::option::of(prop_oneof![Just(Best::Lowest), Just(Best::Highest)]);
    let rest = (best, proptest::option::of(0_usize..9), any::<bool>());
    (vec(any_name(), 3), settings, vec(curve, 0..4), rest).prop_map(
        |(words, settings, curves, (best, cursor, has_gap))| {
            let [title, setting, measure] = words.try_into().unwrap();
            Drawing::Measure(Measure {
                title,
                setting,
                settings,
                measure,
                curves,
                best,
                cursor,
                has_gap,
            })
        },
    )
}

fn any_picture() -> impl Strategy<Value = Drawing> {
    prop_oneof![any_matrices(), any_images(), any_bars(), any_confusion(), any_measure()]
}

/// The numbers in a line of text.
fn numbers(text: &str) -> Vec<f64> {
    text.split(|c: char| c.is_whitespace() || "=►>".contains(c))
        .filter_map(|word| word.parse().ok())
        .collect()
}

/// How long a bar is in a line, in eighths of a column.
fn length(line: &str) -> usize {
    line.chars()
        .map(|symbol| " ▏▎▍▌▋▊▉█".chars().position(|part| part == symbol).unwrap_or(0))
        .sum()
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(192))]

    #[test]
    fn every_picture_fills_every_size(
        drawing in any_picture(), (width, height) in (0_u16..70, 0_u16..24), style in any_style(),
    ) {
        let grid = drawing.draw(width, height, style);
        prop_assert_eq!((grid.width(), grid.height()), (width, height));
        let is_ascii = grid.rows().flatten().all(|cell| cell.symbol.is_ascii() || "重み".contains(cell.symbol));
        prop_assert!(style.glyphs == Glyphs::Unicode || is_ascii, "{}", grid.to_text());
        let is_shaded = grid.rows().flatten().any(|cell| cell.shade.or(cell.upper).is_some());
        prop_assert!(style.shading != Shading::Glyphs || !is_shaded);
    }

    #[test]
    fn every_number_of_a_table_is_the_one_there_is(
        values in vec(vec(-99.0..99.0_f64, 3), 1..6), style in any_style(),
    ) {
        let drawing = Drawing::Matrices(Matrices { tables: vec![matrix(values.clone(), None)] });
        let text = drawing.draw(40, 12, style).to_text();
        let lines: Vec<&str> = text.lines().filter(|line| line.trim().starts_with('r')).collect();
        prop_assert_eq!(lines.len(), values.len(), "{}", text);
        for (line, row) in lines.into_iter().zip(&values) {
            let shown = numbers(line);
            prop_assert_eq!(shown.len(), 3, "{}", text);
            let is_near = shown.iter().zip(row).all(|(shown, value)| (shown - value).abs() < 5.1e-4);
            prop_assert!(is_near, "{} {:?}", text, row);
        }
    }

    #[test]
    fn nothing_of_a_table_moves_while_its_numbers_change(
        one in any_number(), other in any_number(), (width, height) in (12_u16..60, 4_u16..9),
    ) {
        let ends = |value: f64| {
            let drawing = Drawing::Matrices(Matrices { tables: vec![matrix(vec![vec![value; 3]; 4], None)] });
            let grid = drawing.draw(width, height, PLAIN);
            let mut ends = Vec::new();
            for row in grid.rows() {
                let blank = |column: usize| row.get(column).is_none_or(|cell| cell.symbol == ' ');
                ends.push((0..row.len()).filter(|column| !blank(*column) && blank(column + 1)).collect::<Vec<_>>());
            }
            ends
        };
        prop_assert_eq!(ends(one), ends(other));
    }

    #[test]
    fn a_longer_bar_is_a_larger_number(
        values in vec(0.0..1.0_f64, 2..8), (width, style) in (20_u16..70, any_style()),
    ) {
        let bar = |value: &f64| Bar { name: "a".into(), value: *value, role: Role::Data };
        let bars = values.iter().map(bar).collect();
        let drawing = Drawing::Bars(Bars { title: String::new(), bars, from: 0.0, to: 1.0, target: None });
        let text = drawing.draw(width, values.len() as u16, style).to_text().replace('#', "█");
        let mut shown: Vec<_> = text.lines().map(length).zip(&values).collect();
        shown.sort_by(|one, other| one.1.total_cmp(other.1));
        prop_assert!(shown.windows(2).all(|pair| pair[0].0 <= pair[1].0), "{}", text);
    }

    #[test]
    fn a_bar_is_as_long_as_its_share_of_the_scale(value in 0.0..1.0_f64, width in 30_u16..70) {
        let bar = |value| Bar { name: "a".into(), value, role: Role::Data };
        let bars = vec![bar(value), bar(1.0), bar(-1.0), bar(2.0)];
        let drawing = Drawing::Bars(Bars { title: String::new(), bars, from: -1.0, to: 1.0, target: None });
        let text = drawing.draw(width, 4, WHOLE).to_text();
        let lines: Vec<&str> = text.lines().collect();
        let (part, all) = (length(lines[0]) as f64, length(lines[1]) as f64);
        prop_assert!((part - value * all).abs() <= 1.0, "{}", text);
        prop_assert!(length(lines[2]) as f64 >= all - 8.0 && lines[3].contains('►'), "{}", text);
    }

    #[test]
    fn counts_of_a_confusion_matrix_add_up(
        counts in vec(vec(0_u64..100, 4), 4), style in any_style(),
    ) {
        let total: u64 = counts.iter().flatten().sum();
        let right: u64 = (0..4).map(|class| counts[class][class]).sum();
        let classes = names(&["a", "b", "c", "d"]);
        let drawing = Drawing::Confusion(Confusion { classes, counts: counts.clone(), chosen: None, notes: Vec::new() });
        let text = drawing.draw(60, 14, style).to_text().replace(['░', '▒', '▓'], " ");
        for (class, row) in counts.iter().enumerate() {
            let start = "abcd".chars().nth(class).unwrap();
            let line = text.lines().skip(2).find(|line| line.starts_with(start)).unwrap();
            let line = line.replace(['·', '.'], "0");
            let shown: Vec<u64> = numbers(&line).iter().map(|number| *number as u64).collect();
            prop_assert_eq!(&shown[..4], row.as_slice(), "{}", text);
        }
        let note = format!("({right} of {total})");
        prop_assert!(total == 0 || text.contains(&note), "{}", text);
    }

    #[test]
    fn an_image_is_enlarged_pixel_by_pixel(
        pixels in vec(vec(0.0..1.0_f64, 5), 4), scale in 1_u16..4,
    ) {
        let image = Image { title: String::new(), ramp: Ramp::Ink, pixels: pixels.clone(), from: 0.0, to: 1.0 };
        let drawing = Drawing::Images(Images { images: vec![image] });
        let grid = drawing.draw(5 * scale, 2 * scale, HALVES);
        for half in 0..4 * scale {
            for column in 0..5 * scale {
                let cell = grid.get(column, half / 2).unwrap();
                let tone = if half % 2 == 0 { cell.upper } else { cell.shade };
                let pixel = pixels[usize::from(half / scale)][usize::from(column / scale)];
                prop_assert_eq!(tone, Some(Tone::new(Ramp::Ink, pixel as f32)));
            }
        }
    }

    #[test]
    fn an_image_made_smaller_keeps_its_mean(pixels in vec(vec(0.0..1.0_f64, 12), 12)) {
        let image = Image { title: String::new(), ramp: Ramp::Ink, pixels: pixels.clone(), from: 0.0, to: 1.0 };
        let drawing = Drawing::Images(Images { images: vec![image] });
        let grid = drawing.draw(6, 3, HALVES);
        let tones = grid.rows().flatten().flat_map(|cell| [cell.upper, cell.shade]).flatten();
        let levels: Vec<f64> = tones.map(|tone| f64::from(tone.share())).collect();
        let mean = |values: &[f64]| values.iter().sum::<f64>() / values.len() as f64;
        prop_assert_eq!(levels.len(), 36);
        prop_assert!((mean(&levels) - mean(&pixels.concat())).abs() < 0.01);
    }

    #[test]
    fn a_curve_meets_every_value_of_a_measure(
        values in vec(0.0..1.0_f64, 2..9), (width, height) in (24_u16..70, 9_u16..24),
    ) {
        let settings = (0..values.len()).map(|setting| setting as f64).collect();
        let settings = Settings::Numbers { values: settings, scale: AxisScale::Linear };
        let curves = vec![Measured { name: String::new(), role: Role::Model, values: values.clone() }];
        let measure = Measure { settings, curves, cursor: None, ..degrees() };
        let grid = Drawing::Measure(measure).draw(width, height, WHOLE);
        let marks = grid.rows().flatten().filter(|cell| cell.symbol == '○' || cell.symbol == '●').count();
        prop_assert_eq!(marks, values.len(), "{}", grid.to_text());
        let best = values.iter().copied().fold(f64::INFINITY, f64::min);
        let best = values.iter().position(|value| *value == best).unwrap();
        prop_assert!(grid.to_text().contains(&format!("best {best}")), "{}", grid.to_text());
    }
}

/// Two outputs in units of their own.
const HOMES: &str = r#"
format = 1
title = "Homes"
about = "A price and the heating"
[data.homes]
x = [[1.0, 4.0], [2.0, 1.0], [2.0, 3.0]]
y = [[220.0, 27.0], [480.0, 28.0], [440.0, 34.0]]
[[step]]
id = "data"
title = "Data"
run.dataset = "homes"
[[step]]
id = "units"
title = "Units"
run.sequential = { name = "m", inputs = 2, layers = [{ dense = { name = "homes", units = 2 } }] }
[[step]]
id = "set"
title = "Set"
run.set_weights = { layer = "homes", w = [[200.0, 10.0], [-20.0, 5.0]], b = [100.0, 5.0] }
picture = "network"
"#;

fn shades(source: &str) -> Vec<[f64; 2]> {
    let screen = open(source, "set");
    let pictures = screen.app.lab().outcome().pictures;
    let Drawing::Network(network) = &pictures[0].drawing else { panic!("no network") };
    let shade = |chart: &Chart| match &chart.series[0] {
        Series::Shade { from, to, .. } => [*from, *to],
        other => panic!("{other:?}"),
    };
    network.layers.last().unwrap().surfaces.iter().map(shade).collect()
}

#[test]
fn outputs_that_are_measured_have_each_a_scale_of_its_own() {
    let [price, heating] = shades(HOMES)[..] else { panic!() };
    assert!(price[1] > 400.0 && heating[1] < 80.0, "{price:?} {heating:?}");
    // Those of classes can be compared.
    let classes = HOMES.replace("[220.0, 27.0]", "[1.0, 0.0]");
    let classes =
        classes.replace("[480.0, 28.0]", "[0.0, 1.0]").replace("[440.0, 34.0]", "[1.0, 0.0]");
    let [one, other] = shades(&classes)[..] else { panic!() };
    assert_eq!(one, other);
}

#[test]
fn a_network_keeps_off_the_edge_of_the_screen() {
    // On eighty columns it needs them all.
    for (width, height) in [(90, 30), (100, 30), (110, 35), (120, 40), (160, 50)] {
        for keys in ["", "<tab>", "z"] {
            let mut screen = open(HOMES, "set").size(width, height).press(keys);
            let buffer = screen.buffer();
            let rows =
                2..screen.lines().iter().position(|l| l.starts_with("──")).unwrap_or(20) as u16;
            for row in rows {
                let cell = &buffer[(width - 1, row)];
                let is_bare = cell.symbol() == " " && buffer[(width - 1, 0)].bg == cell.bg;
                assert!(is_bare, "{width}x{height} {keys} row {row}\n{}", screen.text());
            }
        }
    }
}

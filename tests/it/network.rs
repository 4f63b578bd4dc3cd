//! Networks, as a person sees them and as a face reads them.

use insta::assert_snapshot;
use layerlab::chart::{
    Axis, Cell, Chart, Drawing, Field, Glyphs, Grid, Link, Lit, Mark, Network, NetworkLayer,
    Passed, Proportion, Ramp, Role, Series, Shading, Shown, Spread, Style,
};
use proptest::{collection::vec, prelude::*};

const UNICODE: Style = Style { glyphs: Glyphs::Unicode, shading: Shading::HalfBlocks };
const WHOLE: Style = Style { glyphs: Glyphs::Unicode, shading: Shading::Background };
const ASCII: Style = Style { glyphs: Glyphs::Ascii, shading: Shading::Glyphs };

fn names(prefix: &str, count: usize) -> Vec<String> {
    (0..count).map(|node| format!("{prefix}{node}")).collect()
}

fn layer(name: &str, nodes: usize) -> NetworkLayer {
    NetworkLayer { name: name.into(), nodes: names("", nodes), ..NetworkLayer::default() }
}

/// The network that roasts coffee, trained, its nodes drawn as names.
fn coffee(chosen: Option<Link>) -> Network {
    let layers = [("input (2)", 2), ("layer1 (3) sigmoid", 3), ("layer2 (1) sigmoid", 1)];
    let mut layers = layers.map(|(name, nodes)| layer(name, nodes)).to_vec();
    layers[0].nodes = vec!["x[0]".into(), "x[1]".into()];
    layers[0].titles = vec!["x[0] temperature".into(), "x[1] duration".into()];
    layers[1].titles = names("unit ", 3);
    layers[2].titles = vec!["out sigmoid".into()];
    let first = vec![vec![-8.94, 0.29, 12.89], vec![-0.17, -7.34, 10.79]];
    Network {
        layers,
        weights: vec![first, vec![vec![-31.38], vec![-27.86], vec![-32.79]]],
        biases: vec![vec![-9.87, -9.28, 1.01], vec![15.54]],
        chosen,
        ..Network::default()
    }
}

fn sigmoid(z: f64) -> f64 {
    1.0 / (1.0 + (-z).exp())
}

/// What some units make of two inputs that run from -2 to 2.
fn surface(value: impl Fn(f64, f64) -> f64 + Send + Sync + 'static) -> Chart {
    let at = |share: &f64| 4.0 * share - 2.0;
    let values = Field::asked(9, move |across, up| {
        let row = |up: f64| across.iter().map(|x| value(at(x), up)).collect::<Vec<f64>>();
        up.iter().flat_map(|y| row(at(y))).collect()
    });
    let name = "output".to_owned();
    let (ramp, spread) = (Ramp::Output, Spread::Around(0.5));
    let shade = Series::Shade { name, ramp, spread, from: 0.0, to: 1.0, values: values.clone() };
    let contour = Series::Contour {
        name: "boundary".into(),
        role: Role::Boundary,
        levels: vec![0.5],
        values,
    };
    Chart {
        proportion: Proportion::Plane,
        title: None,
        x: Axis::new("Temperature", -2.0, 2.0),
        y: Axis::new("Duration", -2.0, 2.0),
        series: vec![shade, contour],
    }
}

/// The same, and what each node makes of its inputs.
fn with_surfaces(mut network: Network) -> Network {
    let (weights, biases) = (network.weights.clone(), network.biases.clone());
    let unit = move |unit: usize, x: f64, y: f64| {
        sigmoid(weights[0][0][unit] * x + weights[0][1][unit] * y + biases[0][unit])
    };
    let ramp = |up: bool| surface(move |x, y| 0.25 * if up { y } else { x } + 0.5);
    network.layers[0].surfaces = [ramp(false), ramp(true)]
        .map(|mut chart| {
            chart.series.truncate(1);
            chart
        })
        .to_vec();
    let units = 0..network.layers[1].nodes.len();
    let hidden = |index: usize| {
        let unit = unit.clone();
        surface(move |x, y| unit(index, x, y))
    };
    network.layers[1].surfaces = units.clone().map(hidden).collect();
    let (weights, bias) = (network.weights[1].clone(), network.biases[1][0]);
    let mut output = surface(move |x, y| {
        let sum: f64 = units.clone().map(|index| weights[index][0] * unit(index, x, y)).sum();
        sigmoid(sum + bias)
    });
    let classes = [
        (0, Mark::Circle, "bad", vec![[-1.5, 1.0], [1.0, 1.0], [1.5, -0.5]]),
        (1, Mark::Cross, "good", vec![[-0.5, -0.5], [-0.8, 0.0]]),
    ];
    output.series.extend(classes.map(|(class, mark, name, points)| Series::Points {
        name: name.into(),
        role: Role::Class(class),
        mark,
        points,
    }));
    network.layers[2].surfaces = vec![output];
    network
}

fn with_example(network: Network) -> Network {
    let activations = vec![vec![-0.83, -0.65], vec![0.0913, 0.0088, 0.0], vec![0.9999]];
    Network { activations, ..network }
}

/// A network of two inputs and many units, whose weights grow with their number.
fn wide(units: usize) -> Network {
    let mut network = coffee(None);
    let weights = |sign: f64| (0..units).map(|unit| sign * (unit + 1) as f64).collect();
    network.layers[1] = layer("layer1", units);
    network.layers[1].titles = names("unit ", units);
    network.weights = vec![
        vec![weights(1.0), weights(-1.0)],
        (0..units).map(|unit| vec![(unit + 1) as f64]).collect(),
    ];
    network.biases[0] = vec![0.5; units];
    with_surfaces(network)
}

const FIRST_WEIGHT: Link = Link::Weight { layer: 0, input: 0, unit: 0 };

fn is_braille(cell: &Cell) -> bool {
    ('\u{2801}'..='\u{28ff}').contains(&cell.symbol)
}

fn is_line(cell: &Cell) -> bool {
    is_braille(cell) && matches!(cell.role, Role::Positive | Role::Negative)
}

/// The symbols of a grid, then what each is part of, then the tones of lower and of upper halves.
fn everything(grid: &Grid) -> String {
    let role = |cell: &Cell| match cell.role {
        _ if cell.symbol == ' ' => ' ',
        Role::Class(class) => char::from(b'0' + class),
        role => format!("{role:?}").chars().next().unwrap(),
    };
    // 33 levels: digits, then letters.
    let level = |tone: Option<layerlab::chart::Tone>| {
        tone.map_or(' ', |tone| char::from_digit(u32::from(tone.level), 36).unwrap())
    };
    let page = |of: &dyn Fn(&Cell) -> char| -> String {
        let line = |cells: &[Cell]| cells.iter().map(of).collect::<String>();
        grid.rows().map(|row| line(row).trim_end().to_owned() + "\n").collect()
    };
    let lower = |cell: &Cell| level(cell.shade);
    let upper = |cell: &Cell| level(cell.upper);
    [grid.to_text(), page(&role), page(&lower), page(&upper)].join("----\n")
}

#[test]
fn the_coffee_network_at_four_sizes() {
    let network = with_example(with_surfaces(coffee(Some(FIRST_WEIGHT))));
    for (width, height) in [(34, 13), (60, 24), (110, 35), (142, 42)] {
        let grid = network.draw(width, height, UNICODE);
        assert_snapshot!(format!("network-{width}x{height}"), everything(&grid));
    }
}

#[test]
fn the_coffee_network_in_ascii() {
    let network = with_surfaces(coffee(None)).draw(60, 24, ASCII).to_text();
    assert!(network.is_ascii(), "{network}");
    assert_snapshot!("network-60x24-ascii", network);
}

#[test]
fn the_coffee_network_as_names() {
    let network = with_example(coffee(Some(Link::Bias { layer: 0, unit: 1 })));
    assert_snapshot!("network-names-34x15", network.draw(34, 15, UNICODE).to_text());
    assert_snapshot!("network-names-60x24", network.draw(60, 24, UNICODE).to_text());
    assert_snapshot!("network-names-34x15-ascii", network.draw(34, 15, ASCII).to_text());
}

#[test]
fn the_sign_of_every_weight_is_marked() {
    for network in [coffee(None), with_surfaces(coffee(None))] {
        for (width, height) in [(34, 15), (60, 24), (120, 40)] {
            let grid = network.draw(width, height, UNICODE);
            let text = grid.to_text();
            let count = |role, symbol| {
                let cells = grid.rows().take(usize::from(height) - 2).flatten();
                cells.filter(|cell| cell.role == role && cell.symbol == symbol).count()
            };
            // The sign of a bias is part of a number.
            let biases = text.matches(" b -").count();
            let signs = [count(Role::Positive, '+'), count(Role::Negative, '-') - biases];
            assert_eq!(signs, [3, 6], "{text}");
        }
    }
}

/// The dots of the line of a weight, the other one of its layer being 10.
fn ink(weight: f64, has_surfaces: bool) -> u32 {
    let mut network = coffee(None);
    network.weights[0] = vec![vec![0.0; 3]; 2];
    network.weights[1] = vec![vec![weight], vec![10.0], vec![0.0]];
    let network = if has_surfaces { with_surfaces(network) } else { network };
    let grid = network.draw(60, 24, WHOLE);
    let dots = |cell: &Cell| (u32::from(cell.symbol) & 0xff).count_ones();
    let cells = grid.rows().flatten().filter(|cell| is_line(cell) && cell.role == Role::Negative);
    cells.map(dots).sum()
}

#[test]
fn a_large_weight_takes_more_ink_than_a_small_one_and_zero_takes_none() {
    for has_surfaces in [false, true] {
        let inks = [0.0, -0.5, -4.0, -7.0, -9.0].map(|weight| ink(weight, has_surfaces));
        let [zero, one, two, three, four] = inks;
        assert!(zero == 0 && 0 < one, "{inks:?}");
        assert!(3 * one < 2 * two && 5 * two < 4 * three && three < four, "{inks:?}");
    }
}

#[test]
fn a_network_says_what_it_leaves_out() {
    let weight = |input: i32| (0..25).map(|unit| f64::from(input * 25 + unit) / 100.0).collect();
    let network = Network {
        layers: vec![layer("input", 25), layer("L1", 25)],
        weights: vec![(0..25).map(weight).collect()],
        ..Network::default()
    };
    let text = network.draw(34, 15, UNICODE).to_text();
    assert_eq!(text.matches("⋮ 20 more").count(), 2, "{text}");
    assert!(text.contains("600 weights not drawn:  0 to 6.24"), "{text}");
}

#[test]
fn of_many_units_those_with_the_largest_weights_are_drawn_and_the_others_counted() {
    let text = wide(25).draw(142, 42, UNICODE).to_text();
    assert!(text.contains("⋮ 17 more"), "{text}");
    let units: Vec<usize> =
        (0..25).filter(|unit| text.contains(&format!("unit {unit} "))).collect();
    assert_eq!(units, [17, 18, 19, 20, 21, 22, 23, 24], "{text}");
    // The other way round, with the chosen one among them.
    let mut network = wide(25);
    network.weights[1].reverse();
    network.chosen = Some(Link::Bias { layer: 0, unit: 20 });
    let text = network.draw(142, 42, UNICODE).to_text();
    let units: Vec<usize> =
        (0..25).filter(|unit| text.contains(&format!("unit {unit} "))).collect();
    assert_eq!(units, [0, 1, 2, 3, 4, 5, 6, 20], "{text}");
}

#[test]
fn where_lines_crowd_only_large_weights_are_drawn() {
    let weight = |input: usize| (0..7).map(|unit| if input == unit { -5.0 } else { 1.0 }).collect();
    let network = Network {
        layers: vec![layer("input", 7), layer("L1", 7)],
        weights: vec![(0..7).map(weight).collect()],
        ..Network::default()
    };
    let grid = network.draw(60, 24, UNICODE);
    let text = grid.to_text();
    assert!(text.contains("42 weights not drawn:  1 to 1"), "{text}");
    assert!(text.contains("where lines crowd, large ones only"), "{text}");
    let positive = grid.rows().take(20).flatten().filter(|cell| cell.role == Role::Positive);
    assert_eq!(positive.count(), 0, "{text}");
}

#[test]
fn the_chosen_number_is_written_in_its_role() {
    let lit = |grid: &Grid| {
        let cells = grid.rows().flatten().filter(|cell| cell.role == Role::Crosshair);
        cells.map(|cell| cell.symbol).filter(char::is_ascii).collect::<String>()
    };
    let weight = coffee(Some(FIRST_WEIGHT));
    assert_eq!(lit(&weight.draw(34, 15, UNICODE)), "-8.94");
    assert!(lit(&weight.draw(20, 8, UNICODE)).ends_with("-8.94"));
    let bias = coffee(Some(Link::Bias { layer: 0, unit: 2 }));
    assert_eq!(lit(&bias.draw(60, 24, UNICODE)), "(2)b = 1.01");
    let [weight, bias] = [weight, bias].map(with_surfaces);
    assert_eq!(lit(&weight.draw(60, 24, UNICODE)), "-8.94");
    assert_eq!(lit(&bias.draw(110, 35, UNICODE)), "unit 21.010");
    for (width, height) in [(34, 14), (40, 20), (60, 24)] {
        let text = lit(&bias.draw(width, height, UNICODE));
        assert!(text.contains("unit 2") && text.contains("1.01"), "{width}x{height}: {text}");
    }
}

#[test]
fn a_network_that_is_not_built_has_nodes_and_no_lines() {
    let network = Network { weights: vec![], biases: vec![], ..coffee(Some(FIRST_WEIGHT)) };
    let grid = network.draw(34, 15, UNICODE);
    let text = grid.to_text();
    assert!(text.contains("(x[0])") && text.contains("no weights yet"), "{text}");
    assert!(!grid.rows().flatten().any(is_line), "{text}");
}

#[test]
fn what_comes_out_for_the_example_stands_at_each_node() {
    for network in [coffee(None), with_surfaces(coffee(None))] {
        let grid = with_example(network).draw(110, 35, UNICODE);
        let cells = grid.rows().flatten().filter(|cell| cell.role == Role::Model);
        let text: String = cells.map(|cell| cell.symbol).collect();
        for number in ["-0.83", "-0.65", "0.091", "0.009", "0.000", "1.000"] {
            assert!(text.contains(number), "{number}:\n{}", grid.to_text());
        }
    }
}

#[test]
fn lines_show_products_if_they_are_asked_for() {
    let colors = |network: &Network| {
        let grid = network.draw(110, 35, UNICODE);
        let count = |role| grid.rows().flatten().filter(|c| is_line(c) && c.role == role).count();
        [count(Role::Positive), count(Role::Negative)]
    };
    let mut network = with_example(with_surfaces(coffee(None)));
    network.weights[1] = vec![vec![0.0]; 3];
    let weights = colors(&network);
    network.activations[0] = vec![-1.0, -1.0];
    network.shown = Shown::Products;
    // Where lines cross, the larger lies on top: as many cells change sides as there were.
    assert_eq!(colors(&network), [weights[1], weights[0]]);
    network.activations[0] = vec![0.0, -1.0];
    assert!(colors(&network).iter().sum::<usize>() < weights.iter().sum());
    // Without an example there are no products.
    network.activations.clear();
    assert_eq!(colors(&network), weights);
}

#[test]
fn the_output_is_a_large_chart_near_square_on_glass() {
    for (width, height) in [(34, 13), (60, 24), (72, 26), (110, 35), (142, 42), (200, 30)] {
        let grid = with_surfaces(coffee(None)).draw(width, height, WHOLE);
        // From the right: what is shaded is the output.
        let is_shaded = |column, row| grid.get(column, row).unwrap().shade.is_some();
        let right = (0..width).rev().find(|c| (0..height).any(|row| is_shaded(*c, row))).unwrap();
        let rows = (0..height).filter(|row| is_shaded(right, *row)).count();
        let row = (0..height).find(|row| is_shaded(right, *row)).unwrap();
        let columns = (0..=right).rev().take_while(|column| is_shaded(*column, row)).count();
        assert!(rows >= 8 && columns >= 16, "{columns} x {rows} at {width}x{height}");
        assert!(2 * columns <= 5 * rows && 3 * rows <= 2 * columns, "{columns} x {rows}");
    }
}

#[test]
fn panels_fall_away_in_an_order() {
    let network = with_surfaces(coffee(None));
    let seen = |width, height| {
        let grid = network.draw(width, height, UNICODE);
        let shaded = grid.rows().flatten().filter(|cell| cell.shade.is_some()).count();
        let text = grid.to_text();
        let lines = grid.rows().flatten().any(|cell| cell.role == Role::Boundary);
        [text.contains('└'), shaded > 170, lines, shaded > 0, text.contains("(0)")]
    };
    assert_eq!(seen(110, 35), [true, true, true, true, false]);
    assert_eq!(seen(60, 24), [false, true, true, true, false]);
    assert_eq!(seen(34, 13), [false, true, true, true, false]);
    // Small charts alone, too small for a line.
    assert_eq!(seen(28, 13), [false, false, false, true, false]);
    assert_eq!(seen(34, 8), [false, false, false, false, true]);
}

#[test]
fn nothing_moves_while_it_learns() {
    let stays = |bias: f64, output: f64| {
        let mut network = with_example(with_surfaces(coffee(None)));
        network.biases[0][1] = bias;
        network.biases[1][0] = bias;
        network.activations[1][1] = output;
        let grid = network.draw(142, 42, UNICODE);
        let is_number = |c: char| c.is_ascii_digit() || "-. ".contains(c);
        let rows = grid.rows().map(|row| {
            let text: String = row.iter().map(|cell| cell.symbol).collect();
            text.replace(is_number, " ")
        });
        rows.collect::<Vec<_>>()
    };
    let expected = stays(-9.28, 0.0088);
    for (bias, output) in [(0.0, 0.0), (123.456, 1.0), (-0.001, -12.5), (7.0, 1e-9)] {
        assert_eq!(stays(bias, output), expected, "{bias} {output}");
    }
}

fn any_chart() -> impl Strategy<Value = Chart> {
    let values = vec(vec(any_number(), 1..4), 1..4);
    (values, any_number(), any_number()).prop_map(|(values, level, to)| {
        let mut chart = surface(|_, _| 0.0);
        let field = Field::Sampled(values);
        for series in &mut chart.series {
            match series {
                Series::Shade { values, to: end, .. } => (*values, *end) = (field.clone(), to),
                Series::Contour { values, levels, .. } => {
                    (*values, *levels) = (field.clone(), vec![level]);
                }
                _ => (),
            }
        }
        chart
    })
}

fn any_layer() -> impl Strategy<Value = NetworkLayer> {
    (0_usize..30, any_chart(), 0_usize..4).prop_map(|(count, chart, without)| NetworkLayer {
        titles: names("unit ", count),
        // Mostly each node has one.
        surfaces: vec![chart; if without == 0 { count / 2 } else { count }],
        ..layer("dense", count)
    })
}

fn any_network() -> impl Strategy<Value = Network> {
    let link = prop_oneof![
        (0_usize..4, 0_usize..4, 0_usize..4).prop_map(|(layer, input, unit)| Link::Weight {
            layer,
            input,
            unit
        }),
        (0_usize..4, 0_usize..4).prop_map(|(layer, unit)| Link::Bias { layer, unit }),
    ];
    let weights = vec(vec(vec(any_number(), 0..12), 0..12), 0..5);
    let table = || vec(vec(any_number(), 0..5), 0..5);
    let shown = prop::sample::select(vec![Shown::Weights, Shown::Products]);
    let chosen = proptest::option::of(link);
    let traced = proptest::option::of(0_usize..14);
    let passed = proptest::option::of(any_passed());
    (vec(any_layer(), 0..7), weights, table(), chosen, table(), shown, traced, passed).prop_map(
        |(layers, weights, biases, chosen, activations, shown, traced, passed)| Network {
            layers,
            weights,
            biases,
            chosen,
            activations,
            shown,
            traced,
            passed,
        },
    )
}

fn any_passed() -> impl Strategy<Value = Passed> {
    let lit = prop_oneof![
        Just(Lit::Nothing),
        Just(Lit::Loss),
        (0_usize..7, 0_usize..14).prop_map(|(layer, unit)| Lit::Unit { layer, unit }),
        (0_usize..7, 0_usize..14, 0_usize..14)
            .prop_map(|(layer, input, unit)| Lit::Number(Link::Weight { layer, input, unit })),
        (0_usize..7, 0_usize..14).prop_map(|(layer, unit)| Lit::Number(Link::Bias { layer, unit })),
    ];
    let said = proptest::option::of(Just("slope -0.1202".to_owned()));
    let beside = vec(Just("loss 0.5121".to_owned()), 0..3);
    let slopes = vec(vec(any_number(), 0..14), 0..7);
    (vec(0_usize..14, 0..7), slopes, lit, said, beside).prop_map(
        |(values, slopes, lit, said, beside)| Passed { values, slopes, lit, said, beside },
    )
}

fn any_number() -> impl Strategy<Value = f64> {
    let odd = [f64::NAN, f64::INFINITY, f64::NEG_INFINITY, 0.0, 1e38, -1e38, 1e-45, f64::MAX];
    prop_oneof![-10.0..10.0, prop::sample::select(odd.to_vec()), any::<f64>()]
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(128))]

    #[test]
    fn any_network_is_drawn_at_any_size(
        network in any_network(),
        (width, height) in prop_oneof![(0_u16..150, 0_u16..60), (0_u16..30, 0_u16..20)],
        style in prop::sample::select(vec![UNICODE, WHOLE, ASCII]),
    ) {
        let grid = Drawing::Network(network).draw(width, height, style);
        prop_assert_eq!((grid.width(), grid.height()), (width, height));
    }

    #[test]
    fn no_line_runs_over_a_chart(
        weights in vec(vec(-10.0..10.0, 4), 2),
        (width, height) in (30_u16..150, 14_u16..50),
    ) {
        let mut network = wide(4);
        network.weights[0] = weights;
        let grid = network.draw(width, height, WHOLE);
        let is_over = |cell: &Cell| is_line(cell) && cell.shade.is_some();
        prop_assert!(!grid.rows().flatten().any(is_over), "{}", grid.to_text());
        prop_assert!(grid.rows().flatten().any(is_line));
    }

    #[test]
    fn a_line_grows_with_its_weight(
        (small, more) in (0.01..10.0_f64, 0.0..9.0_f64), has_surfaces in any::<bool>(),
    ) {
        let large = f64::min(small + more, 10.0);
        prop_assert!(ink(-small, has_surfaces) <= ink(-large, has_surfaces));
    }

    #[test]
    fn a_contour_is_where_its_level_is_crossed(
        low in 0.0..1.0_f64, high in 0.0..1.0_f64, upright in any::<bool>(),
    ) {
        let mut network = coffee(None);
        network = with_surfaces(network);
        let between = move |share: f64| low + (high - low) * (share + 2.0) / 4.0;
        let chart = surface(move |x, y| between(if upright { y } else { x }));
        network.layers[1].surfaces = vec![chart; 3];
        network.layers[2].surfaces[0].series.retain(|s| !matches!(s, Series::Contour { .. }));
        let grid = network.draw(110, 35, UNICODE);
        let is_drawn = grid.rows().flatten().any(|cell| cell.role == Role::Boundary);
        // Half a sample from an edge nothing is known.
        let room = (high - low).abs() / 16.0;
        let (least, most) = (low.min(high), low.max(high));
        if least + room < 0.5 && 0.5 < most - room {
            prop_assert!(is_drawn, "{}", grid.to_text());
        } else if most < 0.5 || 0.5 <= least {
            prop_assert!(!is_drawn, "{}", grid.to_text());
        }
    }
}

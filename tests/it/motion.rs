//! What moves: an example on its way through the network, frame by frame.

use layerlab::chart::{Drawing, Network, Shown};
use layerlab::lab::Lab;
use layerlab::lesson;
use layerlab::tui::{Animation, Colors, Hue, Message, Settings};
use ratatui::buffer::Buffer;
use ratatui::style::Color;

use crate::harness::{Screen, lesson_text};

const SIZES: [(u16, u16); 3] = [(80, 24), (120, 40), (160, 50)];
/// The stages of a network with one hidden layer: what goes in, its products, the units, theirs,
/// and what comes out.
const STAGES: usize = 5;
const STAGE: u32 = 250;

fn settings(animation: Animation) -> Settings {
    Settings { colors: Colors::TrueColor, animation, ..Settings::default() }
}

fn lab(name: &str, step: &str) -> Lab {
    let lesson = lesson::read(name, lesson_text(name)).unwrap();
    let index = lesson.steps.iter().position(|s| s.id == step).unwrap();
    let mut lab = Lab::new(lesson);
    lab.go_to(index);
    lab
}

/// A step with a network whose weights are known.
fn nor(size: (u16, u16)) -> Screen {
    Screen::of(lab("coffee-roasting", "the-nor"), settings(Animation::On)).size(size.0, size.1)
}

fn tick(screen: &mut Screen, millis: u32) {
    screen.app.update(Message::Tick(millis));
}

/// The cell in which a text begins.
fn color_of(screen: &mut Screen, text: &str) -> Color {
    let at = screen.find(text);
    screen.buffer()[at].fg
}

fn is_braille(symbol: &str) -> bool {
    symbol.chars().all(|c| ('\u{2801}'..='\u{28ff}').contains(&c))
}

fn lines_of(buffer: &Buffer, color: Color) -> usize {
    buffer.content().iter().filter(|cell| cell.fg == color && is_braille(cell.symbol())).count()
}

/// What a part of the network looks like at a stage, if its own turn is at another.
fn expected(stage: usize, own: usize) -> Option<Hue> {
    match stage.cmp(&own) {
        std::cmp::Ordering::Less => Some(Hue::Muted),
        std::cmp::Ordering::Equal => Some(Hue::Focus),
        std::cmp::Ordering::Greater => None,
    }
}

#[test]
fn each_stage_is_lit_in_its_turn() {
    for size in SIZES {
        let mut screen = nor(size);
        let hue = |hue: Option<Hue>| {
            let of = |hue| settings(Animation::On).palette().hue(hue).unwrap();
            hue.map_or(Color::Reset, of)
        };
        let at_rest = lines_of(&screen.buffer(), hue(Some(Hue::Focus)));
        screen = screen.press("t");
        for stage in 0..STAGES {
            for (own, name) in [(0, "x[0]"), (2, "layer1 (3)"), (4, "layer2 (1)")] {
                let color = color_of(&mut screen, name);
                assert_eq!(color, hue(expected(stage, own)), "{name} at stage {stage}, {size:?}");
            }
            let lit = lines_of(&screen.buffer(), hue(Some(Hue::Focus)));
            let are_lines = stage % 2 == 1;
            assert_eq!(lit > at_rest, are_lines, "{lit} at stage {stage}, {size:?}");
            let muted = lines_of(&screen.buffer(), hue(Some(Hue::Muted)));
            assert_eq!(muted > 0, stage < 3, "{muted} at stage {stage}, {size:?}");
            tick(&mut screen, STAGE);
        }
    }
}

#[test]
fn an_output_is_a_blank_until_the_example_is_there() {
    let mut screen = nor((160, 50)).shows("→ 0.091").shows("b 15.54 → 1.000");
    let place = screen.find("layer2 b 15.54");
    screen = screen.press("t");
    for stage in 0..STAGES {
        screen = screen.shows("→ -0.83");
        screen = if stage < 2 { screen.hides("→ 0.091") } else { screen.shows("→ 0.091") };
        screen = if stage < 4 { screen.hides("→ 1.000") } else { screen.shows("→ 1.000") };
        assert_eq!(screen.find("layer2 b 15.54"), place, "nothing moves from its place");
        tick(&mut screen, STAGE);
    }
}

#[test]
fn on_a_small_screen_an_output_stands_in_place_of_a_name() {
    let mut screen = nor((80, 24)).shows("│ unit 0").hides("→ 0.091").hides("1.000").press("t");
    for stage in 0..STAGES {
        let (unit, out) = (stage >= 2, stage >= 4);
        screen = if unit {
            screen.shows("→ 0.091").hides("│ unit 0")
        } else {
            screen.shows("│ unit 0")
        };
        screen = if out { screen.shows("1.000") } else { screen.hides("1.000") };
        tick(&mut screen, STAGE);
    }
    screen.shows("│ unit 0").hides("→ 0.091");
}

#[test]
fn it_ends_by_itself_and_all_is_as_before() {
    for size in SIZES {
        let mut screen = nor(size);
        let before = screen.buffer();
        screen = screen.press("t");
        assert_eq!(screen.app.due(), Some(STAGE));
        tick(&mut screen, STAGE - 1);
        assert_eq!(screen.app.due(), Some(1));
        tick(&mut screen, 1);
        (1..STAGES).for_each(|_| {
            assert_ne!(screen.buffer(), before);
            assert_eq!(screen.app.due(), Some(STAGE), "a stage is one frame");
            tick(&mut screen, STAGE);
        });
        assert_eq!((screen.app.due(), screen.buffer()), (None, before));
    }
}

// A program that was stopped meanwhile comes back after hours.
#[test]
fn a_long_time_ends_it_too() {
    let mut screen = nor((80, 24)).press("t");
    tick(&mut screen, u32::MAX);
    tick(&mut screen, u32::MAX);
    assert_eq!(screen.app.due(), None);
}

#[test]
fn a_key_that_changes_something_ends_it() {
    for keys in ["j", "<tab>", "z", "l", "v", "<right>", "?"] {
        let mut screen = nor((120, 40)).press("t");
        tick(&mut screen, 2 * STAGE);
        let mut ended = screen.press(keys);
        assert_eq!(ended.app.due(), None, "{keys}");
        assert_eq!(ended.buffer(), nor((120, 40)).press(keys).buffer(), "{keys}");
    }
}

#[test]
fn a_key_that_means_nothing_leaves_it_alone_and_t_begins_anew() {
    let mut screen = nor((120, 40)).press("t");
    let first = screen.buffer();
    tick(&mut screen, 2 * STAGE + 100);
    screen = screen.press("ü");
    assert_eq!(screen.app.due(), Some(150));
    screen = screen.press("t");
    assert_eq!((screen.app.due(), screen.buffer()), (Some(STAGE), first));
}

#[test]
fn it_turns_to_the_network_first() {
    let mut screen = nor((80, 24)).press("v").hides("unit 0 ").press("t").shows("unit 0");
    assert_eq!(screen.buffer(), nor((80, 24)).press("t").buffer());
}

#[test]
fn where_no_network_is_drawn_it_says_so() {
    for step in ["welcome", "three-answers"] {
        let screen = Screen::of(lab("coffee-roasting", step), settings(Animation::On));
        let screen = screen.size(160, 50).hides("t trace").press("t");
        let screen = screen.shows("no network is drawn at this step that an example goes through");
        assert_eq!(screen.app.due(), None);
    }
    nor((80, 24)).shows("t trace").press("?").shows("through the network");
}

#[test]
fn without_motion_all_of_it_is_there_until_the_next_key() {
    let of = || Screen::of(lab("coffee-roasting", "the-nor"), settings(Animation::Off));
    for size in SIZES {
        let mut before = of().size(size.0, size.1);
        let mut screen = of().size(size.0, size.1).press("t");
        assert_eq!(screen.app.due(), None);
        let (traced, focus) = (screen.buffer(), settings(Animation::Off).palette().hue(Hue::Focus));
        assert_ne!(traced, before.buffer(), "the lines show products");
        let lit = |buffer: &Buffer| lines_of(buffer, focus.unwrap());
        assert_eq!(lit(&traced), lit(&before.buffer()), "and none of them is just reached");
        tick(&mut screen, u32::MAX);
        assert_eq!(screen.buffer(), traced);
        let mut after = screen.press("j");
        assert_eq!(after.buffer(), before.press("j").buffer());
    }
    of().size(160, 50).press("t").shows("→ 0.091").shows("→ 1.000");
}

#[test]
fn a_traced_network_shows_the_products_of_its_passed_layers() {
    let network = network_of(&lab("coffee-roasting", "the-nor"));
    let rows = |network: &Network| {
        let grid = network.draw(110, 35, layerlab::chart::Style::default());
        // What is said below it tells of products only once there are any.
        grid.rows().take(32).map(<[_]>::to_vec).collect::<Vec<_>>()
    };
    let products = Network { shown: Shown::Products, ..network.clone() };
    let at = |traced| rows(&Network { traced: Some(traced), ..network.clone() });
    assert_eq!(network.stages(), STAGES);
    assert_eq!(at(STAGES), rows(&products));
    assert_ne!(at(STAGES), rows(&network));
}

fn network_of(lab: &Lab) -> Network {
    let pictures = lab.outcome().pictures.into_iter();
    let network = |drawing| match drawing {
        Drawing::Network(network) => Some(network),
        _ => None,
    };
    pictures.map(|picture| picture.drawing).find_map(network).unwrap()
}

#[test]
fn nothing_of_it_is_in_what_is_printed() {
    let network = network_of(&lab("coffee-roasting", "the-nor"));
    assert_eq!(network.traced, None);
    let traced = Network { traced: Some(1), ..network.clone() };
    let [network, traced] = [network, traced].map(|n| serde_json::to_string(&n).unwrap());
    assert_eq!(network, traced);
}

#[test]
fn a_resize_meanwhile_shows_the_same_stage_in_another_size() {
    let mut screen = nor((80, 24)).press("t");
    tick(&mut screen, 2 * STAGE + 50);
    screen.resize(160, 50);
    let mut large = nor((160, 50)).press("t");
    tick(&mut large, 2 * STAGE + 50);
    assert_eq!((screen.app.due(), screen.buffer()), (large.app.due(), large.buffer()));
    screen.resize(10, 3);
    tick(&mut screen, STAGE);
    screen.resize(80, 24);
    tick(&mut screen, 2 * STAGE);
    assert_eq!(screen.buffer(), nor((80, 24)).buffer());
}

#[test]
fn a_training_meanwhile_goes_on_and_so_does_the_example() {
    let of = || Screen::of(lab("coffee-roasting", "train-it"), settings(Animation::On));
    let train = |screen: &mut Screen| {
        screen.app.update(Message::Train { batches: 5, per_second: 10 });
    };
    let mut screen = of().size(160, 50).press(" t");
    for stage in 0..STAGES {
        assert_eq!(screen.app.due(), Some(STAGE), "{stage}");
        train(&mut screen);
        let focus = settings(Animation::On).palette().hue(Hue::Focus).unwrap();
        assert_eq!(color_of(&mut screen, "out (1)") == focus, stage == STAGES - 1);
        tick(&mut screen, STAGE);
    }
    assert_eq!(screen.app.due(), None);
    // What is drawn is what it would be without.
    let mut plain = of().size(160, 50).press(" ");
    (0..STAGES).for_each(|_| train(&mut plain));
    let network = |screen: &Screen| network_of(screen.app.lab());
    assert_eq!(network(&screen).weights, network(&plain).weights);
    assert!(screen.app.pace().is_some());
}

#[test]
fn leaving_the_step_leaves_it() {
    let mut screen = nor((80, 24)).press("t<right>");
    assert_eq!(screen.app.due(), None);
    screen = screen.press("<left>");
    assert_eq!(screen.buffer(), nor((80, 24)).press("<right><left>").buffer());
}

/// A step at which a line learns, its first picture alone on the screen.
fn learning(step: &str) -> Screen {
    let screen = Screen::of(lab("a-neuron-learns", step), settings(Animation::On));
    screen.size(120, 40).press("z")
}

/// The same where nothing moves by itself.
fn learning_calmly(step: &str) -> Screen {
    let screen = Screen::of(lab("a-neuron-learns", step), settings(Animation::Off));
    screen.size(120, 40).press("z")
}

/// The places of cells of a colour that are part of a line, or are such a mark.
fn places(screen: &mut Screen, hue: Hue, is: fn(&str) -> bool) -> Vec<(u16, u16)> {
    let color = settings(Animation::On).palette().hue(hue).unwrap();
    let buffer = screen.buffer();
    let is_one = |at: &(u16, u16)| buffer[*at].fg == color && is(buffer[*at].symbol());
    let rows = 0..buffer.area.height;
    rows.flat_map(|y| (0..buffer.area.width).map(move |x| (x, y))).filter(is_one).collect()
}

fn is_here(symbol: &str) -> bool {
    symbol == "◆"
}

#[test]
fn a_batch_by_hand_leaves_the_line_of_before() {
    let mut screen = learning_calmly("ten-epochs").hides("before");
    assert_eq!(places(&mut screen, Hue::Muted, is_braille), []);
    screen = screen.press("b").shows("before");
    for _ in 0..3 {
        let line = places(&mut screen, Hue::Model, is_braille);
        screen = screen.press("b").shows("before");
        let ghost = places(&mut screen, Hue::Muted, is_braille);
        // Where a mark stood on the line, the ghost may be seen.
        let elsewhere = ghost.iter().filter(|place| !line.contains(place)).count();
        assert!(ghost.len() > 10 && elsewhere <= 3, "{elsewhere} of {ghost:?}, not on {line:?}");
    }
}

#[test]
fn a_batch_by_hand_is_seen_on_its_way() {
    let before = learning("ten-epochs").press("b").press("ü").app.lab().clone();
    let mut screen = Screen::of(before, settings(Animation::On)).size(120, 40).press("z");
    let start = places(&mut screen, Hue::Model, is_braille);
    screen = screen.press("b");
    // It sets out from where it was, and gets nearer to where it is with every frame.
    let first = places(&mut screen, Hue::Model, is_braille);
    // The line of before is below it, and may be seen where a mark stood.
    assert!(
        start.iter().filter(|place| !first.contains(place)).count() <= 2,
        "{start:?} {first:?}"
    );
    let mut calm = learning_calmly("ten-epochs").press("b").press("b");
    let end = places(&mut calm, Hue::Model, is_braille);
    let near = |line: &[(u16, u16)]| line.iter().filter(|place| end.contains(place)).count();
    let mut frames = 0;
    let mut nearest = near(&start);
    while let Some(due) = screen.app.due() {
        tick(&mut screen, due);
        frames += 1;
        let now = near(&places(&mut screen, Hue::Model, is_braille));
        assert!(now + 4 >= nearest, "{now} after {nearest}");
        nearest = nearest.max(now);
    }
    assert_eq!(frames, 8, "a quarter of a second at 30 frames a second");
    assert_eq!(screen.buffer(), calm.buffer());
}

#[test]
fn a_key_ends_a_glide_where_it_is_to_end() {
    let mut moving = learning("the-valley").press("b").press("b");
    assert!(moving.app.due().is_some());
    tick(&mut moving, 60);
    let mut there = moving.press("j");
    assert_eq!(there.app.due(), None);
    assert_eq!(there.buffer(), learning_calmly("the-valley").press("bbj").buffer());
    // What is trained, and kept, knows nothing of it.
    let both = [learning("the-valley"), learning_calmly("the-valley")];
    let [a, b] = both.map(|screen| screen.press("bb").app.lab().journal().clone());
    assert_eq!(a, b);
}

#[test]
fn a_batch_by_hand_leaves_the_mark_of_before_in_the_bowl() {
    let mut screen = learning_calmly("the-valley").press("b");
    // The first one; another is in the legend.
    let here = places(&mut screen, Hue::Focus, is_here)[0];
    screen = screen.press("b").shows("× before").shows("◆ here");
    assert_eq!(screen.buffer()[here].symbol(), "×");
    assert!(!places(&mut screen, Hue::Focus, is_here).contains(&here));
}

#[test]
fn the_next_change_takes_it_away_and_a_look_does_not() {
    for keys in ["j", "zz", "vvv", "<tab>", "?<esc>", "ü"] {
        let mut screen = learning_calmly("ten-epochs").press("b").press(keys);
        let pictures = screen.app.lab().outcome().pictures.len();
        assert!(keys != "vvv" || pictures == 3, "{pictures}");
        assert!(!places(&mut screen, Hue::Muted, is_braille).is_empty(), "{keys}");
    }
    for keys in ["u", "e", "<right><left>"] {
        let mut screen = learning_calmly("ten-epochs").press("b").press(keys);
        assert_eq!(places(&mut screen, Hue::Muted, is_braille), [], "{keys}");
    }
    // What started over has a run before it instead.
    learning_calmly("ten-epochs").press("b").hides("run before").press("r").shows("run before");
    let mut screen = learning_calmly("ten-epochs").press("b ");
    screen.app.update(Message::Train { batches: 1, per_second: 10 });
    assert_eq!(places(&mut screen.hides("before"), Hue::Muted, is_braille), []);
}

#[test]
fn a_training_that_runs_leaves_nothing_behind() {
    let mut screen = learning("ten-epochs").press(" ");
    screen.app.update(Message::Train { batches: 3, per_second: 10 });
    screen.hides("before");
}

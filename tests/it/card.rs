//! The card at the end of a lesson: what was found, with the learner's own numbers.

use layerlab::chart::Glyphs;
use layerlab::check::check;
use layerlab::journal::{Entry, Parameter, Place};
use layerlab::lab::{Lab, Standing};
use layerlab::lesson::{limits, read};
use layerlab::transcript;
use layerlab::tui::{Effect, Settings};

use crate::harness::{SIZES, Screen, plain};

const LESSON: &str = r#"
format = 1
title = "Houses"
about = "A line"
[data.d]
x = [[1.0], [2.0]]
y = [[300.0], [500.0]]
[[step]]
id = "data"
title = "Data"
run.dataset = "d"
[[step]]
id = "layer"
title = "A layer"
run.sequential = { name = "house", inputs = 1, layers = [{ dense = { name = "line", units = 1 } }] }
[[step]]
id = "by-hand"
title = "Through both houses"
run.set_weights = { layer = "line", w = [[100.0]], b = [0.0] }
goal.loss = { of = "mean_absolute_error", below = 20.0 }
hints = ["Both."]
solution = { w = [[200.0]], b = [100.0] }
[[step]]
id = "asked"
title = "A question"
[step.question]
ask = "How many numbers has a line?"
answer = 2
[[step.question.options]]
text = "One"
reply = "There is b, too."
[[step.question.options]]
text = "Two"
reply = "Yes."
[[step]]
id = "model"
title = "A model"
run.sequential = { name = "m", inputs = 1, layers = [{ dense = { name = "l", units = 1 } }] }
[[step]]
id = "fit"
title = "Trained"
run.fit = { model = "m", loss = "mean_squared_error", learning_rate = 0.1, epochs = 3, start = [{ layer = "l", w = [[150.0]], b = [50.0] }] }
[[step]]
id = "end"
title = "The end"
text = "That was all."
[step.card]
found = [
    "A line through both houses: w = {by-hand:w}, b = {by-hand:b}.",
    "A line has two numbers.",
    "After {fit:epochs} epochs the loss is {fit:loss}.",
]
open = "Who finds w and b when there are thousands?"
"#;

fn lab() -> Lab {
    Lab::new(read("card.toml", LESSON).unwrap())
}

fn set(lab: &mut Lab, place: Place, value: f32) {
    lab.go_to(2);
    lab.act(Entry::Set(Parameter { layer: "line".into(), place }, value)).unwrap();
}

const W: Place = Place::Weight { input: 0, unit: 0 };
const B: Place = Place::Bias { unit: 0 };

fn first(lab: &mut Lab) -> (Standing, String) {
    lab.go_to(usize::MAX);
    let card = lab.outcome().card.unwrap();
    assert_eq!(card.open.as_deref(), Some("Who finds w and b when there are thousands?"));
    (card.found[0].standing, card.found[0].text.clone())
}

#[test]
fn a_find_has_the_numbers_of_whoever_found_it() {
    let mut lab = lab();
    let still = (Standing::Missing, "Step 3, Through both houses".to_owned());
    assert_eq!(first(&mut lab), still, "the answer is not given away");
    let found = |w: f32, b: f32| format!("A line through both houses: w = {w}, b = {b}.");
    set(&mut lab, W, 195.0);
    assert_eq!(first(&mut lab), still);
    set(&mut lab, B, 105.0);
    assert_eq!(first(&mut lab), (Standing::Found, found(195.0, 105.0)));
    // What is true no longer is not said.
    set(&mut lab, W, 3.0);
    assert_eq!(first(&mut lab), (Standing::Changed, still.1.clone()));
    lab.go_to(2);
    lab.undo();
    assert_eq!(first(&mut lab), (Standing::Found, found(195.0, 105.0)));
    lab.go_to(2);
    lab.reset();
    assert_eq!(first(&mut lab), still);
    lab.go_to(2);
    lab.skip();
    assert_eq!(first(&mut lab), (Standing::Shown, found(200.0, 100.0)));
    let back = Lab::with(read("card.toml", LESSON).unwrap(), lab.journal().clone());
    assert_eq!(first(&mut { back }), (Standing::Shown, found(200.0, 100.0)));
    // What was shown can be changed as well.
    set(&mut lab, W, 3.0);
    assert_eq!(first(&mut lab), (Standing::Changed, still.1));
}

#[test]
fn what_the_lesson_gives_is_said_to_be_its_own() {
    let mut lab = lab();
    lab.go_to(usize::MAX);
    let found = lab.outcome().card.unwrap().found;
    assert_eq!((found[1].standing, found[2].standing), (Standing::Said, Standing::Given));
    assert!(found[2].text.starts_with("After 3 epochs the loss is "), "{}", found[2].text);
    // Another rate is the learner's own.
    lab.go_to(5);
    let rate = layerlab::lab::parse_setting(layerlab::lab::Setting::LearningRate, "0.2").unwrap();
    lab.act(Entry::Fit(rate)).unwrap();
    lab.go_to(usize::MAX);
    assert_eq!(lab.outcome().card.unwrap().found[2].standing, Standing::Found);
}

#[test]
fn of_several_steps_the_least_done_counts() {
    let both = LESSON.replace("two numbers.", "{asked:w} and {by-hand:w}.");
    let mut lab = Lab::new(read("card.toml", &both).unwrap());
    set(&mut lab, W, 195.0);
    set(&mut lab, B, 105.0);
    lab.go_to(usize::MAX);
    let standing = |lab: &Lab| lab.outcome().card.unwrap().found[1].clone();
    assert_eq!(standing(&lab).standing, Standing::Missing);
    assert_eq!(standing(&lab).text, "Step 4, A question");
    lab.go_to(3);
    lab.choose(0);
    lab.choose(1);
    lab.go_to(usize::MAX);
    assert_eq!(standing(&lab).text, "A line has 195 and 195.");
    assert_eq!(standing(&lab).standing, Standing::Found);
}

#[test]
fn a_goal_that_cannot_be_reached_is_found_by_giving_up() {
    let never = LESSON
        .replace("below = 20.0 }", "below = 20.0 }\ngoal.impossible = \"So it is.\"")
        .replace("solution = { w = [[200.0]], b = [100.0] }\n", "");
    let mut lab = Lab::new(read("card.toml", &never).unwrap());
    set(&mut lab, W, 110.0);
    lab.skip();
    let (standing, text) = first(&mut lab);
    assert_eq!(standing, Standing::Found);
    assert!(text.contains("w = 110"), "{text}");
}

fn screen(lab: Lab, (width, height): (u16, u16), next: Option<&str>) -> Screen {
    let mut screen = Screen::of(lab, Settings::default());
    screen.app = screen.app.followed_by(next.map(str::to_owned)).starting_at(6);
    screen.size(width, height)
}

#[test]
fn the_card_is_seen_on_every_screen_and_leads_on() {
    for size in SIZES {
        let mut lab = lab();
        set(&mut lab, W, 195.0);
        set(&mut lab, B, 105.0);
        let screen = screen(lab, size, Some("A Neuron Learns")).shows("What you found");
        let screen = screen.shows("✓ A line through both houses").press("<pgdn>");
        let screen = screen.shows("Still open: Who finds");
        let screen = screen.shows("→ twice opens the next lesson");
        let screen = screen.press("<right>").shows("once more");
        assert_eq!(screen.press("<right>").effect, Effect::NextLesson);
    }
    let click = screen(lab(), (80, 24), Some("A Neuron Learns")).click("twice");
    assert_eq!(click.effect, Effect::NextLesson);
    // Also where nothing is left open.
    let closed = LESSON.replace("open = \"Who finds w and b when there are thousands?\"\n", "");
    let closed = Lab::new(read("card.toml", &closed).unwrap());
    let closed = screen(closed, (80, 24), Some("A Neuron Learns")).hides("Still open");
    assert_eq!(closed.click("→ twice opens the next lesson").effect, Effect::NextLesson);
}

#[test]
fn the_card_says_only_what_was_done() {
    for size in [(80, 24), (120, 40)] {
        let blank =
            screen(lab(), size, None).hides("What you found").shows("What there is to find");
        let blank = blank.shows("○ Step 3, Through both houses: still to do.").hides("w = 100");
        blank.shows("(The").shows("lesson's own numbers.)").shows("L shows all lessons.");
        let mut shown = lab();
        shown.go_to(2);
        shown.skip();
        let shown = screen(shown, size, None).hides("What you found");
        shown
            .shows("– A line through both houses: w = 200, b =")
            .shows("(The solution was shown.)");
    }
    plain(LESSON, "end").shows("o Step 3, Through both houses: still to do.");
}

#[test]
fn paper_has_the_card_too() {
    let mut lab = lab();
    lab.go_to(2);
    lab.skip();
    lab.go_to(usize::MAX);
    let text = transcript::step(&lab.outcome(), Glyphs::Unicode);
    assert!(text.contains("- A line through both houses: w = 200, b = 100."), "{text}");
    assert!(text.contains("Still open: Who finds"), "{text}");
    let data = serde_json::to_string(&lab.outcome()).unwrap();
    assert!(data.contains("\"standing\":\"shown\""), "{data}");
}

#[test]
fn check_says_which_words_have_no_number() {
    let found = |source: &str| {
        let findings = check(&read("card.toml", source).unwrap(), source);
        findings.into_iter().map(|found| found.message).collect::<Vec<_>>()
    };
    assert_eq!(found(LESSON), [""; 0]);
    for word in ["{nowhere:w}", "{by-hand:w[0,3]}", "{data:w}", "{by-hand:loss}", "{w}"] {
        let messages = found(&LESSON.replace("two numbers", word)).join("\n");
        assert!(messages.contains(&format!("the card speaks of {word}")), "{word}: {messages}");
    }
    let messages = found(&LESSON.replace("That was all.", "Once {by-hand:w}.")).join("\n");
    assert!(messages.contains("the text speaks of {by-hand:w}"), "{messages}");
    let more = format!("{LESSON}[[step]]\nid = \"more\"\ntitle = \"More\"\ntext = \"More.\"\n");
    assert!(found(&more).join("\n").contains("the card stands on the last step"));
}

#[test]
fn a_card_has_its_limits() {
    let error = |source: &str| read("card.toml", source).unwrap_err().to_string();
    let (head, tail) = LESSON.split_once("found = [").unwrap();
    let tail = &tail[tail.find("]\nopen").unwrap()..];
    let with = |sentences: usize| format!("{head}found = [{}{tail}", "\"a\",".repeat(sentences));
    assert!(error(&with(0)).contains("expected from 1 to 10 sentences"));
    assert!(read("card.toml", &with(limits::FOUND)).is_ok());
    assert!(error(&with(limits::FOUND + 1)).contains("expected from 1 to 10 sentences"));
}

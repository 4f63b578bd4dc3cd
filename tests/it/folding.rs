//! Code that is folded to a line, until the learner opens it.

use layerlab::journal::Journal;
use layerlab::lab::{Fold, Lab};
use layerlab::lesson::format::Code;
use layerlab::lesson::read;
use layerlab::tui::{Colors, Settings};

use crate::harness::{SIZES, Screen, open};

const LESSON: &str = r#"
format = 1
title = "Folded"
about = "Code at the right time"
code = "folded"
[data.d]
x = [[1.0], [2.0]]
y = [[300.0], [500.0]]
[[step]]
id = "data"
title = "Data"
text = "Two houses."
run.dataset = "d"
[[step]]
id = "layer"
title = "A layer"
code = "open"
run.dense = { name = "line", units = 1, activation = "linear" }
[[step]]
id = "asked"
title = "A question"
run.call = { layer = "line", rows = [0] }
[step.question]
ask = "What is its shape?"
answer = 1
[[step.question.options]]
text = "(1, 1)"
reply = "Yes."
[[step.question.options]]
text = "(1,)"
reply = "No: it is a table."
[[step]]
id = "weights"
title = "Weights"
run.set_weights = { layer = "line", w = [[200.0]], b = [100.0] }
[[step]]
id = "wrong"
title = "Wrong"
run.set_weights = { layer = "line", w = [[200.0, 1.0]], b = [100.0] }
expect.error = "this"
[[step]]
id = "words"
title = "Words"
text = "Only words."
"#;

fn lab() -> Lab {
    Lab::new(read("folded.toml", LESSON).unwrap())
}

fn folds(lab: &mut Lab) -> [Fold; 6] {
    std::array::from_fn(|index| {
        lab.go_to(index);
        lab.outcome().fold
    })
}

#[test]
fn a_lesson_or_a_step_says_whether_its_code_is_folded() {
    use Fold::{Answer, Empty, Error, Folded, Open};
    let mut lab = lab();
    assert_eq!(folds(&mut lab), [Folded, Open, Answer, Folded, Error, Empty]);
    // Once it is answered, what is printed is still the answer.
    lab.go_to(2);
    lab.skip();
    assert_eq!(lab.outcome().fold, Answer);
    lab.show_code(Code::Open);
    assert_eq!(folds(&mut lab), [Open, Open, Answer, Open, Error, Empty]);
    lab.show_code(Code::Folded);
    assert_eq!(folds(&mut lab), [Folded, Folded, Answer, Folded, Error, Empty]);
    // A lesson that says nothing shows its code.
    let said_nothing = LESSON.replace("code = \"folded\"\n", "");
    let mut lab = Lab::new(read("open.toml", &said_nothing).unwrap());
    assert_eq!(folds(&mut lab), [Open, Open, Answer, Open, Error, Empty]);
    // An author may fold what a question is not about.
    let own = LESSON.replace("run.call", "code = \"folded\"\nrun.call");
    let mut lab = Lab::new(read("own.toml", &own).unwrap());
    assert_eq!(folds(&mut lab)[2], Folded);
}

#[test]
fn what_the_learner_wants_is_kept() {
    let mut first = lab();
    first.show_code(Code::Folded);
    first.show_code(Code::Open);
    let news = first.take_news();
    assert_eq!(news.len(), 1, "{news:?}");
    let mut journal = Journal::default();
    for change in &news {
        journal.take(&serde_json::from_str(&serde_json::to_string(change).unwrap()).unwrap());
    }
    let back = Lab::with(read("folded.toml", LESSON).unwrap(), journal);
    assert_eq!(back.outcome().fold, Fold::Open);
}

#[test]
fn a_key_opens_and_folds_it_on_every_screen() {
    for (width, height) in SIZES {
        let screen = open(LESSON, "weights").size(width, height);
        let lead = "▸ c opens 4 lines of code: ";
        let screen = screen.shows(lead).hides(">>>").press("c");
        let screen = screen.shows(">>> set_w").hides(lead).press("<left><left><left>");
        let screen = screen.shows(">>>").press("c").shows("of code: ").hides(">>>");
        // A click on the line opens it as well.
        let screen = screen.click("opens").shows(">>>");
        // While it is looked for in a list it is a letter.
        screen.press("lc").shows("with c");
    }
}

#[test]
fn the_line_fits_its_screen() {
    for (width, height) in SIZES {
        let mut screen = open(LESSON, "weights").size(width, height);
        let lines = screen.lines();
        let folded = lines.iter().find(|line| line.contains("opens")).unwrap();
        let most = if width < 72 { 40 } else { 50 };
        let text: String = folded.chars().take_while(|c| *c != '│').collect();
        assert!(text.trim_end().chars().count() < most, "{text}");
    }
}

#[test]
fn what_is_not_folded_says_why() {
    for (width, height) in [(80, 24), (120, 40)] {
        let at = |step| open(LESSON, step).size(width, height);
        at("wrong").shows("ValueError").press("c").shows("an error is not folded away");
        at("asked").shows("?").press("c").shows("the question is about what the code prints");
        at("words").press("c").shows("there is no code at this step");
    }
}

// What Keras draws as a wide box has the whole width; folded it leaves room for the picture.
#[test]
fn folded_code_gives_its_room_to_text_and_picture() {
    let lesson = r#"
format = 1
title = "A box"
about = "A summary"
[data.d]
x = [[1.0], [2.0]]
y = [[300.0], [500.0]]
[[step]]
id = "data"
title = "Data"
run.dataset = "d"
[[step]]
id = "model"
title = "Model"
run.sequential = { name = "m", inputs = 1, layers = [{ dense = { name = "l", units = 1 } }] }
[[step]]
id = "summary"
title = "Summary"
run.summary = { model = "m" }
"#;
    let mut screen = open(lesson, "summary");
    assert!(screen.text().contains("Layer (type)"));
    let is_beside = |screen: &mut Screen| screen.lines()[15].contains('│');
    assert!(!is_beside(&mut screen), "{}", screen.text());
    let mut screen = screen.press("c").hides("Layer (type)");
    assert!(is_beside(&mut screen), "{}", screen.text());
    screen.press("c").shows("Layer (type)");
}

#[test]
fn text_and_data_have_all_the_code() {
    let mut lab = lab();
    lab.go_to(3);
    let outcome = lab.outcome();
    let text = layerlab::transcript::step(&outcome, layerlab::chart::Glyphs::Unicode);
    assert!(text.contains(">>> set_w"), "{text}");
    let data = serde_json::to_string(&outcome).unwrap();
    assert!(data.contains("set_w = ") && !data.contains("\"fold\""), "{data}");
}

#[test]
fn it_is_seen_without_colour_and_in_ascii() {
    let settings = Settings { colors: Colors::None, ..Settings::default() };
    let mut lab = lab();
    lab.go_to(3);
    Screen::of(lab, settings).shows("▸ c opens 4 lines of code: ");
    crate::harness::plain(LESSON, "weights").shows("> c opens 4 lines of code: ");
}

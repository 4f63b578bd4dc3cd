//! A softmax by hand: its code and print, its bars, its numbers one by one, goals and predictions
//! about what comes out.

use layerlab::chart::{Bars, Drawing, Glyphs};
use layerlab::journal::{Entry, Slider};
use layerlab::lab::{Lab, Printed};
use layerlab::lesson::format::PictureName;
use layerlab::lesson::read;
use layerlab::{check, transcript};

use crate::harness::{Screen, lesson_text, on_each_screen, open};

fn lab(step: &str) -> Lab {
    let lesson = read("softmax.toml", lesson_text("softmax")).unwrap();
    let index = lesson.steps.iter().position(|at| at.id == step).unwrap();
    let mut lab = Lab::new(lesson);
    lab.go_to(index);
    lab
}

fn slide(lab: &mut Lab, numbers: [f32; 4]) {
    for (index, z) in numbers.into_iter().enumerate() {
        lab.act(Entry::Slide(Slider::Z(index), z)).unwrap();
    }
}

fn chances(lab: &Lab) -> Vec<f32> {
    let softmax = lab.outcome().softmax.unwrap();
    softmax.shares.iter().map(|share| share.chance).collect()
}

// What NumPy prints for these lines.
#[test]
fn it_prints_what_numpy_prints() {
    let outcome = lab("by-hand").outcome();
    let [statement] = outcome.console.as_slice() else { panic!("{:?}", outcome.console) };
    assert_eq!(
        statement.code,
        [
            "z = np.float32([1.0, 2.0, 3.0, 4.0])",
            "e = np.exp(z - np.max(z))",
            "print(e / np.sum(e))"
        ]
    );
    let printed = "[0.0320586  0.08714432 0.2368828  0.6439143 ]";
    assert_eq!(statement.printed, Printed::Text(printed.to_owned()));
}

#[test]
fn adding_to_all_changes_nothing_and_doubling_makes_it_surer() {
    let mut lab = lab("by-hand");
    let before = chances(&lab);
    slide(&mut lab, [11.0, 12.0, 13.0, 14.0]);
    assert_eq!(chances(&lab), before);
    slide(&mut lab, [2.0, 4.0, 6.0, 8.0]);
    let doubled: Vec<String> = chances(&lab).iter().map(|it| format!("{it:.4}")).collect();
    assert_eq!(doubled, ["0.0021", "0.0158", "0.1171", "0.8650"]);
    slide(&mut lab, [1000.0, 1001.0, 1002.0, -1000.0]);
    let far: Vec<String> = chances(&lab).iter().map(|it| format!("{it:.4}")).collect();
    assert_eq!(far, ["0.0900", "0.2447", "0.6652", "0.0000"]);
}

#[test]
fn each_number_has_a_bar_on_both_sides_and_they_follow() {
    let mut lab = lab("by-hand");
    let ends = |lab: &Lab| {
        let outcome = lab.outcome();
        let [picture] = outcome.pictures.as_slice() else { panic!() };
        assert_eq!(picture.name, PictureName::Bars);
        let Drawing::Chances(drawn) = &picture.drawing else { panic!() };
        let last = |bars: &Bars| bars.bars[3].value;
        (last(&drawn.sums), drawn.sums.to, last(&drawn.chances))
    };
    let (z, to, before) = ends(&lab);
    assert_eq!((z, to), (4.0, 10.0));
    lab.act(Entry::Slide(Slider::Z(3), 8.0)).unwrap();
    let (z, to, after) = ends(&lab);
    assert_eq!((z, to), (8.0, 10.0), "the scale stays while a number changes");
    assert!(after > before);
}

#[test]
fn keys_choose_a_number_slide_it_and_take_that_back() {
    let mut screen = open(lesson_text("softmax"), "by-hand");
    let z = |screen: &Screen, at| screen.app.lab().slid(Slider::Z(at)).unwrap();
    screen = screen.press("<up>");
    assert_eq!(z(&screen, 0), 1.1);
    screen = screen.press("<tab><down>");
    assert_eq!((z(&screen, 0), z(&screen, 1)), (1.1, 1.9));
    let shown = screen.text();
    assert!(shown.contains("z[1] [ 1.9"), "{shown}");
    assert!(shown.contains("e^(1.9 - 4) ≈ 0.1225"), "{shown}");
    screen = screen.press("u");
    assert_eq!(z(&screen, 1), 2.0);
}

#[test]
fn what_comes_is_not_seen_before_it_is_predicted() {
    let mut screen = open(lesson_text("softmax"), "four-numbers");
    let before = screen.text();
    assert!(!before.contains("0.644") && !before.contains("0.6439"), "{before}");
    screen = screen.press("0.6<enter>");
    let after = screen.text();
    assert!(after.contains("You said 0.6, close enough: it is 0.6439."), "{after}");
    assert!(after.contains("has 0.6439 of all, the first 0.0321."), "{after}");
}

#[test]
fn a_goal_about_what_comes_out_is_reached_by_sliding() {
    let mut lab = lab("surer");
    assert!(!lab.outcome().is_reached());
    lab.act(Entry::Slide(Slider::Z(3), 6.0)).unwrap();
    let outcome = lab.outcome();
    assert!(outcome.is_reached());
    assert_eq!(outcome.reached.as_deref(), Some("Now it is 0.9304."));
    let mut lab = self::lab("surer");
    lab.skip();
    assert!(lab.outcome().is_reached());
    assert_eq!(lab.slid(Slider::Z(3)), Some(8.0));
}

#[test]
fn the_lesson_holds() {
    let source = lesson_text("softmax");
    let lesson = read("softmax.toml", source).unwrap();
    assert_eq!(check::check(&lesson, source), []);
    insta::assert_snapshot!(transcript::step(&lab("by-hand").outcome(), Glyphs::Unicode));
}

#[test]
fn it_is_shown_on_each_screen() {
    for mut screen in on_each_screen("softmax", "by-hand") {
        insta::assert_snapshot!(screen.text());
    }
}

#[test]
fn a_goal_that_nothing_reaches_is_refused() {
    let faults = |from: &str, to: &str| {
        let source = lesson_text("softmax");
        assert!(source.contains(from));
        read("softmax.toml", &source.replacen(from, to, 1)).unwrap_err().to_string()
    };
    let told = faults("goal.output = [{ row = 3,", "goal.output = [{ row = 4,");
    assert!(told.contains("there are outputs 0 to 3"), "{told}");
    let told =
        faults("goal.output = [{ row = 3, at_least = 0.8 }]", "goal.accuracy = { at_least = 1.0 }");
    assert!(told.contains("this step has no model"), "{told}");
    let told = faults("z = [2.0, 4.0, 6.0, 8.0]", "z = [2.0]");
    assert!(told.contains("expected 4 numbers"), "{told}");
    let told = faults("touch = \"z\"\ngoal", "goal");
    assert!(told.contains("expected `touch = \"z\"`"), "{told}");
}

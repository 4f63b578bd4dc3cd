//! Questions of earlier lessons, asked again: which, when, and how they are shown.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use layerlab::check::check;
use layerlab::journal::{Change, Day, Entry, FirstAnswer, Journal, Recalled, Task};
use layerlab::lab::Lab;
use layerlab::lesson::{Lesson, Step, limits, read, shelf};
use layerlab::recall::{self, BEFORE_A_LESSON, Known};
use layerlab::tui::{Effect, Review, Settings};

use crate::harness::{SIZES, Screen, at};
use crate::scratch::empty_folder;
use crate::terminal::{PROGRAM, RIGHT, SIZE, Terminal, command, text};

/// A lesson with questions `q0`, `q1`, … of which the second option is right.
fn lesson(questions: usize) -> Lesson {
    read("recall.toml", &source(questions)).unwrap()
}

fn source(questions: usize) -> String {
    let question = |index: usize| {
        format!(
            "[[step]]\nid = \"q{index}\"\ntitle = \"Question {index}\"\n[step.question]\n\
             ask = \"Here: {index}?\"\nrecall = \"Asked again: {index}?\"\nanswer = 2\n\
             options = [{{ text = \"No\", reply = \"It is not.\" }}, {{ text = \"Yes\", reply = \"It is.\" }}]\n"
        )
    };
    let steps: String = (0..questions).map(question).collect();
    format!("format = 1\ntitle = \"Asked\"\nabout = \"Questions\"\n{steps}")
}

fn answered(steps: &[(usize, &[Entry], Task)]) -> Journal {
    let mut journal = Journal::default();
    for (index, entries, task) in steps {
        let step = format!("q{index}");
        for entry in *entries {
            journal.take(&Change::Do { step: step.clone(), entry: entry.clone() });
        }
        journal.take(&Change::Task { step, task: *task });
    }
    journal
}

fn recalled(step: &str, day: u32, answer: FirstAnswer) -> Recalled {
    Recalled { lesson: "a".to_owned(), step: step.to_owned(), day: Day(day), answer }
}

fn ids(known: &[Known]) -> Vec<&str> {
    known.iter().map(|known| known.step.as_str()).collect()
}

const RIGHT_AT_ONCE: &[Entry] = &[Entry::Answer(1)];
const WRONG_FIRST: &[Entry] = &[Entry::Look(0), Entry::Answer(0), Entry::Answer(1)];
const SHOWN: &[Entry] = &[Entry::Solve];

#[test]
fn only_what_was_answered_can_be_asked_again() {
    let lesson = lesson(5);
    assert_eq!(recall::known("a", &lesson, &Journal::default()), []);
    let journal = answered(&[
        (0, RIGHT_AT_ONCE, Task::Done),
        (1, WRONG_FIRST, Task::Done),
        (2, SHOWN, Task::Shown),
        (3, &[Entry::Answer(0)], Task::Open),
    ]);
    let known = recall::known("a", &lesson, &journal);
    let answers: Vec<FirstAnswer> = known.iter().map(|known| known.answer).collect();
    assert_eq!(ids(&known), ["q0", "q1", "q2"]);
    assert_eq!(answers, [FirstAnswer::Right, FirstAnswer::Wrong, FirstAnswer::Shown]);
    assert_eq!(known[0].question.ask, "Asked again: 0?");
    let silent = source(1).replace("recall = \"Asked again: 0?\"\n", "");
    let silent = read("recall.toml", &silent).unwrap();
    assert_eq!(recall::known("a", &silent, &journal), []);
}

#[test]
fn the_most_needed_comes_first_and_what_is_known_waits_longer_each_time() {
    let all: Vec<(usize, &[Entry], Task)> =
        vec![(0, RIGHT_AT_ONCE, Task::Done), (1, WRONG_FIRST, Task::Done), (2, SHOWN, Task::Shown)];
    let known = recall::known("a", &lesson(3), &answered(&all));
    let due = |recalled: &[Recalled], day: u32| {
        let due = recall::due(known.clone(), recalled, Day(day));
        ids(&due).into_iter().map(str::to_owned).collect::<Vec<_>>()
    };
    assert_eq!(due(&[], 100), ["q1", "q2", "q0"]);
    let (right, wrong) = (FirstAnswer::Right, FirstAnswer::Wrong);
    // Asked today, it rests today.
    let all = |answer| ["q0", "q1", "q2"].map(|step| recalled(step, 100, answer));
    assert_eq!(due(&all(right), 100), [""; 0]);
    assert_eq!(due(&all(wrong), 100), [""; 0]);
    assert_eq!(due(&all(wrong), 101).len(), 3);
    // What was missed last, then what was never asked again, then what is the longest overdue.
    let some = [recalled("q0", 90, wrong), recalled("q2", 80, right)];
    assert_eq!(due(&some, 100), ["q0", "q1", "q2"]);
    let some = [recalled("q0", 90, right), recalled("q1", 95, right), recalled("q2", 80, right)];
    assert_eq!(due(&some, 100), ["q2", "q0", "q1"]);
    // 1, 2, 4, 8 days, from the last miss on.
    let mut so_far = vec![recalled("q1", 99, right), recalled("q2", 99, right)];
    let (mut day, mut waits) = (100, Vec::new());
    for answer in [right, right, wrong, right, right, right] {
        so_far.push(recalled("q0", day, answer));
        let wait = (1..=20).find(|wait| due(&so_far, day + wait).contains(&"q0".to_owned()));
        waits.push(wait.unwrap());
        day += wait.unwrap();
    }
    assert_eq!(waits, [1, 2, 1, 1, 2, 4]);
    // And so on, up to about half a year.
    let (mut so_far, mut day, mut waits) = (Vec::new(), 100, Vec::new());
    for _ in 0..10 {
        so_far.push(recalled("q0", day, right));
        let is_due = |wait: &u32| due(&so_far, day + wait).contains(&"q0".to_owned());
        let wait = (1..=200).find(is_due).unwrap();
        waits.push(wait);
        day += wait;
    }
    assert_eq!(waits, [1, 2, 4, 8, 16, 32, 64, 128, 128, 128]);
    // A clock that was put back asks nothing, and breaks nothing.
    assert_eq!(due(&all(right), 3), [""; 0]);
    assert_eq!(due(&vec![recalled("q0", u32::MAX, right); 40], u32::MAX), ["q1", "q2"]);
}

fn screen(asked: &Lesson, (width, height): (u16, u16)) -> Screen {
    let mut screen = Screen::of(Lab::new(asked.clone()), Settings::default());
    screen.app = screen.app.asking().followed_by(Some("A Neuron Learns".to_owned()));
    screen.size(width, height)
}

fn three() -> Vec<Known> {
    let answers =
        [(0, RIGHT_AT_ONCE, Task::Done), (1, SHOWN, Task::Shown), (2, SHOWN, Task::Shown)];
    recall::known("neurons-and-layers", &lesson(3), &answered(&answers))
}

#[test]
fn questions_are_asked_and_answered_like_any_other_on_every_screen() {
    let asked = recall::before("A Neuron Learns", &three());
    for size in SIZES {
        let first = screen(&asked, size).shows("Before A Neuron Learns: three").shows("1/3");
        let first = first.press("<down><enter>").shows("Asked again: 0?").shows("✓ 2  Yes");
        let first = first.shows("It is.").hides("goes on to");
        let last = first.press("<right>").shows("2/3").press("1").shows("It is not.").press("2");
        let last = last.press("<right>").shows("3/3").shows("→ goes on to: A Neuron Learns");
        // Behind the last one the lesson is what one wants.
        assert_eq!(last.press("<right>").effect, Effect::NextLesson);
        // One key leaves them all, and another leads to where one comes from.
        assert_eq!(screen(&asked, size).press("<esc>").effect, Effect::NextLesson);
        let from = screen(&asked, size).press("<right>o");
        assert_eq!(
            (from.effect, recall::origin(from.step())),
            (Effect::Origin, Some(("neurons-and-layers", "q1")))
        );
    }
    let footer = screen(&asked, (80, 24)).shows("Esc to the lesson").shows("o its step");
    footer.size(120, 60).press("?").shows("At a question out of another lesson");
    // At a step of a lesson neither key means that.
    at("welcome").press("o").shows("nothing on that key").press("<esc>").hides("to the lesson");
    let review = recall::review(&three()[..1]);
    screen(&review, (80, 24)).shows("A question from your lessons").shows("1/1");
}

#[test]
fn the_shelf_has_a_review() {
    for (width, height) in SIZES {
        let with = |due: usize| {
            let mut screen = at("welcome").size(width, height);
            screen.review = Some(Review { due });
            screen.press("Lreview").shows("Review")
        };
        let due = with(4).shows("4 questions are due").shows("Questions from your lessons");
        assert_eq!(due.press("<enter>").effect, Effect::Review);
        let none = with(0).shows("nothing is due").press("<enter>");
        assert_eq!(none.effect, Effect::None);
        none.shows("nothing is due: what you know").press("<esc><esc>").hides("Review");
        with(1).shows("1 question is due");
        at("welcome").size(width, height).press("L").hides("Review");
    }
    let mut screen = at("welcome");
    screen.review = Some(Review { due: 2 });
    let screen = screen.press("L<end>").shows("Review");
    assert_eq!(screen.press("<enter>").effect, Effect::Review);
}

#[test]
fn an_author_is_told_what_does_not_stand_by_itself() {
    let messages = |source: &str| {
        let findings = check(&read("recall.toml", source).unwrap(), source);
        findings.into_iter().map(|found| found.message).collect::<Vec<_>>().join("\n")
    };
    assert_eq!(messages(&source(2)), "");
    let live = source(2).replace("Asked again: 1?", "Is it {w}?");
    assert!(messages(&live).contains("the question is asked again where there is no {w}"));
    let live = source(2).replace("It is not.", "It is {output[0]}.");
    assert!(messages(&live).contains("there is no {output[0]}"));
    let long = source(1).replace("Asked again: 0?", &"a".repeat(limits::QUESTION_CHARS + 1));
    assert!(read("recall.toml", &long).unwrap_err().to_string().contains("at most 500"));
    let empty = source(1).replace("Asked again: 0?", " ");
    assert!(read("recall.toml", &empty).is_err());
}

/// A home in which two questions of the first lesson were answered, the second not at once.
struct Home(PathBuf);

/// The first two questions of the first lesson that are asked again.
fn first_two() -> [Known; 2] {
    let name = shelf::NAMES[0];
    let lesson = shipped(name);
    let mut journal = Journal::default();
    for Step { id, .. } in &lesson.steps {
        journal.take(&Change::Do { step: id.clone(), entry: Entry::Solve });
        journal.take(&Change::Task { step: id.clone(), task: Task::Shown });
    }
    let known = recall::known(name, &lesson, &journal);
    assert!(known.len() > 2, "too few questions of {name} are asked again");
    [known[0].clone(), known[1].clone()]
}

fn shipped(name: &str) -> Lesson {
    read(name, &shelf::built_in(name).unwrap().text).unwrap()
}

/// How a lesson of the shelf begins.
fn beginning(name: &str) -> String {
    format!("1/{}", shipped(name).steps.len())
}

/// The option of a question, counted from 1, that is right; and one that is not.
fn options(known: &Known) -> [usize; 2] {
    let right = known.question.answer;
    [right, if right == 1 { 2 } else { 1 }]
}

/// The first words of a reply.
fn reply(known: &Known, option: usize) -> String {
    let reply = &known.question.options[option - 1].reply;
    reply.split_whitespace().take(3).collect::<Vec<_>>().join(" ")
}

impl Home {
    fn new() -> Self {
        let folder = empty_folder();
        fs::create_dir_all(folder.join("layerlab")).unwrap();
        let [right, missed] = first_two();
        let entry = |known: &Known, option: usize| Change::Do {
            step: known.step.clone(),
            entry: Entry::Answer(option - 1),
        };
        let task = |known: &Known| Change::Task { step: known.step.clone(), task: Task::Done };
        let [at_once, _] = options(&right);
        let [later, first] = options(&missed);
        let changes = [
            entry(&right, at_once),
            task(&right),
            entry(&missed, first),
            entry(&missed, later),
            task(&missed),
        ];
        let lines = changes.map(|change| serde_json::to_string(&change).unwrap()).join("\n");
        let name = shelf::NAMES[0];
        let text = format!("{{\"layerlab\":1,\"lesson\":\"{name}\"}}\n{lines}\n");
        fs::write(folder.join(format!("layerlab/{name}.jsonl")), text).unwrap();
        Self(folder)
    }

    fn open(&self, size: (u16, u16), arguments: &[&str]) -> Terminal {
        Terminal::of(
            size,
            command(PROGRAM, arguments, &[("XDG_STATE_HOME", self.0.to_str().unwrap())]),
        )
    }

    fn say(&self, arguments: &[&str]) -> String {
        let mut command = Command::new(PROGRAM);
        let done = command.args(arguments).env("XDG_STATE_HOME", &self.0).output().unwrap();
        String::from_utf8(done.stdout).unwrap()
    }

    fn kept(&self) -> Vec<(String, FirstAnswer)> {
        let text = fs::read_to_string(self.memory()).unwrap_or_default();
        let line = |line| serde_json::from_str::<Recalled>(line).unwrap();
        text.lines().map(line).map(|it| (it.step, it.answer)).collect()
    }

    fn memory(&self) -> PathBuf {
        Path::new(&self.0).join("layerlab/recall.jsonl")
    }
}

#[test]
fn a_lesson_begins_with_questions_of_those_before_it_once() {
    for size in SIZES {
        let home = Home::new();
        let mut terminal = home.open(size, &["a-neuron-learns"]);
        terminal.wait_for("1/2");
        // What was missed comes first. At a small screen Enter shows the options before it takes one.
        let [other, missed] = first_two();
        let [right, wrong] = options(&missed);
        terminal.press(&wrong.to_string());
        terminal.wait_for(&reply(&missed, wrong));
        terminal.press(&right.to_string());
        terminal.wait_for(&reply(&missed, right));
        terminal.press(RIGHT);
        terminal.wait_for("2/2");
        terminal.press("s");
        // Nobody said it, so it agrees with nobody.
        let [agrees, explains] =
            ["Yes", ". "].map(|part| reply(&other, other.question.answer).contains(part));
        assert!(agrees && explains);
        terminal.wait_for("– ");
        assert!(!text(terminal.screen()).contains("Yes. "));
        terminal.press(RIGHT);
        terminal.wait_for(&beginning("a-neuron-learns"));
        assert_eq!(terminal.quit("q"), 0);
        let kept = [(missed.step, FirstAnswer::Wrong), (other.step, FirstAnswer::Shown)];
        assert_eq!(home.kept(), kept);
        // They are due tomorrow, and the lesson is begun.
        assert!(home.say(&["review"]).starts_with("Nothing is due."));
        let mut terminal = home.open(size, &["a-neuron-learns"]);
        terminal.wait_for(&beginning("a-neuron-learns"));
        terminal.press("L");
        terminal.wait_for("Esc back");
        terminal.press("review");
        terminal.wait_for("nothing is due");
        assert_eq!(terminal.quit("\x03"), 0);
    }
}

#[test]
fn of_many_that_are_due_three_stand_before_a_lesson_until_it_is_begun() {
    let home = Home::new();
    let keep = |name: &str, changes: &[Change]| {
        let lines = changes.iter().map(|change| serde_json::to_string(change).unwrap() + "\n");
        let text =
            format!("{{\"layerlab\":1,\"lesson\":\"{name}\"}}\n{}", lines.collect::<String>());
        fs::write(home.0.join(format!("layerlab/{name}.jsonl")), text).unwrap();
    };
    let shown = |name: &str| {
        let lesson = shipped(name);
        let asked = lesson.steps.iter().filter(|step| step.question.is_some());
        let shown = |step: &Step| {
            let step = step.id.clone();
            let entry = Change::Do { step: step.clone(), entry: Entry::Solve };
            [entry, Change::Task { step, task: Task::Shown }]
        };
        asked.flat_map(shown).collect::<Vec<_>>()
    };
    keep(shelf::NAMES[0], &shown(shelf::NAMES[0]));
    let mut terminal = home.open(SIZE, &["a-neuron-learns"]);
    terminal.wait_for("three questions from earlier lessons");
    terminal.wait_for("1/3");
    assert_eq!(terminal.quit("q"), 0);
    // Whoever is in the middle of a lesson is not held up.
    let begun = shipped("a-neuron-learns").steps[1].id.clone();
    keep("a-neuron-learns", &[Change::Do { step: begun, entry: Entry::Look(0) }]);
    let mut terminal = home.open(SIZE, &["a-neuron-learns"]);
    terminal.wait("a step of the lesson", |screen| {
        let text = text(screen);
        text.contains(&format!("/{}", shipped("a-neuron-learns").steps.len()))
            || text.contains("Before you begin")
    });
    assert!(!text(terminal.screen()).contains("Before you begin"));
    assert_eq!(terminal.quit("q"), 0);
}

#[test]
fn questions_can_be_skipped_and_lead_to_their_steps() {
    let home = Home::new();
    let lesson = shipped(shelf::NAMES[0]);
    let index = lesson.steps.iter().position(|step| step.id == first_two()[1].step).unwrap();
    let there = format!("{}/{}", index + 1, lesson.steps.len());
    let mut terminal = home.open(SIZE, &["a-neuron-learns"]);
    terminal.wait_for("Before you begin");
    terminal.press("o");
    terminal.wait_for(&first_two()[1].title);
    terminal.wait_for(&there);
    terminal.press("L");
    terminal.wait_for("Neurons and Layers");
    terminal.press("\x1b[F");
    terminal.wait_for("2 questions are due");
    terminal.press("review\r");
    terminal.wait_for("Two questions from your lessons");
    terminal.press("\x1b");
    // The lesson that one came from, where it was left.
    terminal.wait_for(&first_two()[1].title);
    terminal.wait_for(&there);
    assert_eq!(terminal.quit("q"), 0);
    let mut terminal = home.open(SIZE, &["a-neuron-learns"]);
    terminal.wait_for("Before you begin");
    terminal.press("\x1b");
    terminal.wait_for(&beginning("a-neuron-learns"));
    assert_eq!(terminal.quit("q"), 0);
    assert_eq!(home.kept(), []);
    // Nothing is asked where nothing is kept, of a step, or before the first lesson.
    let mut terminal = home.open(SIZE, &["why-layers", "--no-save"]);
    terminal.wait_for(&beginning("why-layers"));
    assert_eq!(terminal.quit("q"), 0);
    let mut terminal = home.open(SIZE, &["why-layers", "--step", "the-summit"]);
    terminal.wait_for("There is no step");
    let mut terminal = home.open(SIZE, &["review"]);
    terminal.wait_for("Review");
    terminal.press("q");
    assert_eq!(terminal.wait_for_end(), 0);
    assert!(text(terminal.screen()).contains("To go on where you are: layerlab review"));
}

#[test]
fn what_was_asked_again_is_forgotten_with_its_lesson() {
    let home = Home::new();
    let line = |lesson: &str| {
        let recalled = Recalled {
            lesson: lesson.to_owned(),
            ..recalled("the-summary", 9, FirstAnswer::Right)
        };
        serde_json::to_string(&recalled).unwrap()
    };
    let torn = "{\"lesson\":\"neu";
    let lines = [&line("neurons-and-layers"), &line("why-layers"), torn].join("\n");
    fs::write(home.memory(), lines).unwrap();
    home.say(&["reset", "neurons-and-layers", "--yes"]);
    assert_eq!(fs::read_to_string(home.memory()).unwrap(), line("why-layers") + "\n");
    assert!(home.say(&["review"]).starts_with("Nothing is due."));
}

#[test]
fn no_more_than_three_stand_before_a_lesson() {
    assert_eq!(BEFORE_A_LESSON, 3);
    let asked = recall::before("Next", &three());
    assert_eq!(asked.steps.len(), 3);
    // Such a lesson fits a screen.
    for index in 0..3 {
        let mut lab = Lab::new(asked.clone());
        lab.go_to(index);
        lab.skip();
        assert_eq!(layerlab::tui::overflow(lab.outcome(), 80, 24), None);
    }
}

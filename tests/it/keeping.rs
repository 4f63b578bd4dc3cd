//! Nothing that a learner did is lost: the program is ended in every way, and started again.

use std::ffi::OsStr;
use std::fs;
use std::os::unix::ffi::OsStrExt;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::thread;
use std::time::Duration;

use layerlab::lesson::{self, shelf};
use portable_pty::CommandBuilder;
use rand::{RngExt, SeedableRng, rngs::ChaCha8Rng};
use rustix::process::Signal;

use crate::harness::SIZES;
use crate::scratch::fresh_folder;
use crate::terminal::{
    CONTROL_C, LEFT, LESSON, PROGRAM, RIGHT, SIZE, Terminal, WEIGHTS, command, is_a_whole_step,
    rows, step, text,
};

#[test]
fn a_lesson_goes_on_where_it_was_left() {
    for end in ["q", CONTROL_C] {
        let home = Home::new();
        let mut terminal = home.open(&[LESSON, "--step", WEIGHTS]);
        terminal.press("\t150\r");
        terminal.wait_for("f = 150 · 1 + 100 = 250");
        assert_eq!(terminal.quit(end), 0);
        // The shelf, with this lesson chosen.
        let mut terminal = home.shelf();
        terminal.press("\r");
        terminal.wait_for("f = 150 · 1 + 100 = 250");
        terminal.press("u");
        terminal.wait_for("w 200 b 100");
        terminal.press("U");
        terminal.wait_for("w 150 b 100");
        assert_eq!(terminal.quit("q"), 0);
    }
}

/// Where a step stands in its lesson, and how many steps that has.
fn place(name: &str, id: &str) -> [usize; 2] {
    let lesson = lesson::read(name, &shelf::built_in(name).unwrap().text).unwrap();
    let at = lesson.steps.iter().position(|step| step.id == id).unwrap();
    [at + 1, lesson.steps.len()]
}

#[test]
fn the_shelf_finds_opens_and_comes_back() {
    for size in SIZES {
        let home = Home::new();
        assert_eq!(home.open(&["coffee-roasting", "--step", "train-it"]).quit("q"), 0);
        let mut terminal = home.shelf_sized(size);
        terminal.wait_for("Lessons");
        terminal.press("\x1b[F");
        let [trained, all] = place("coffee-roasting", "train-it");
        terminal.wait_for(&format!("Roasting Coffee ━───────── 2/{all}"));
        terminal.press("term by term");
        terminal.wait("only one lesson", |screen| {
            let text = text(screen);
            text.contains("with term by term")
                && text.contains("A Hidden Weight")
                && !text.contains("Roasting")
        });
        terminal.press("\r");
        let [first, steps] = place("a-hidden-weight", "one-case");
        terminal.wait_for(&format!("{first}/{steps}"));
        // The next one and the one before, without leaving the program.
        terminal.press(NEXT_LESSON);
        terminal.wait_for(&format!("{trained}/{all}"));
        terminal.press(NEXT_LESSON);
        terminal.wait_for("A path by the river");
        terminal.press(LESSON_BEFORE);
        terminal.wait_for(&format!("{trained}/{all}"));
        terminal.press("L");
        terminal.wait_for(&format!("A Hidden Weight ━───────── 1/{steps}"));
        terminal.press("\x1b");
        terminal.wait_for(&format!("{trained}/{all}"));
        assert!(terminal.screen().alternate_screen());
        assert_eq!(terminal.quit("q"), 0);
    }
}

#[test]
fn a_lesson_that_is_come_back_to_by_a_key_is_as_it_was_left() {
    for size in SIZES {
        let mut terminal = Home::new().open_sized(size, &[LESSON, "--step", WEIGHTS]);
        terminal.press("\t150\r\x1b");
        terminal.wait_for("w 150 b 100");
        terminal.press(LESSON_BEFORE);
        terminal.wait_for("no lesson comes before this one");
        terminal.press(NEXT_LESSON);
        terminal.wait("the next lesson", |screen| step(screen).is_some_and(|(at, _)| at == 1));
        terminal.press(&RIGHT.repeat(2));
        terminal.wait_for_step(3);
        terminal.press(LESSON_BEFORE);
        terminal.wait_for_step(14);
        terminal.wait_for("w 150 b 100");
        terminal.press("u");
        terminal.wait_for("w 200 b 100");
        terminal.press("U");
        terminal.wait_for("w 150 b 100");
        terminal.press(NEXT_LESSON);
        terminal.wait_for_step(3);
        assert_eq!(terminal.quit("q"), 0);
    }
}

#[test]
fn no_lesson_follows_on_the_last_one() {
    let mut terminal = Home::new().open(&[shelf::NAMES[shelf::NAMES.len() - 1]]);
    terminal.wait_for("Six houses");
    terminal.press(NEXT_LESSON);
    terminal.wait_for("no lesson follows on this one");
    assert_eq!(terminal.quit("q"), 0);
}

const NEXT_LESSON: &str = "\x1b[1;5C";
const LESSON_BEFORE: &str = "\x1b[1;5D";

#[test]
fn the_list_of_steps_finds_and_takes_clicks() {
    let mut terminal = Home::new().open(&[LESSON]);
    terminal.press("l");
    terminal.wait_for("Esc back");
    terminal.press("jjk\r");
    terminal.wait_for_step(2);
    terminal.press("lsummary");
    terminal.wait_for("with summary");
    terminal.press("\r");
    terminal.wait_for_step(27);
    terminal.press("l");
    terminal.wait_for("Esc back");
    terminal.press("\x1b[H");
    terminal.wait("the third step", |screen| rows(screen).any(|row| row.contains("  3  ")));
    let row = rows(terminal.screen()).position(|row| row.contains("  3  ")).unwrap() + 1;
    terminal.press(&format!("\x1b[<0;10;{row}M\x1b[<0;10;{row}m").repeat(2));
    terminal.wait_for_step(3);
    // So are the keys in the footer.
    terminal.wait_for("←/→ step");
    let footer = rows(terminal.screen()).last().unwrap();
    let column = footer[..footer.find("→ step").unwrap()].chars().count() + 1;
    terminal.press(&format!("\x1b[<0;{column};24M"));
    terminal.wait_for_step(4);
    let footer = rows(terminal.screen()).last().unwrap();
    let column = footer[..footer.find("→ step").unwrap()].chars().count() + 1;
    terminal.press(&format!("\x1b[<0;{};24M", column - 2));
    terminal.wait_for_step(3);
    // The bar below the title is the way through the lesson.
    terminal.press("\x1b[<0;79;2M");
    terminal.wait_for_step(36);
}

#[test]
fn the_end_says_how_to_go_on() {
    let home = Home::new();
    let mut terminal = home.open(&["why-layers"]);
    terminal.press("q");
    terminal.wait_for_end();
    assert_eq!(text(terminal.screen()), "To go on where you are: layerlab why-layers");
}

#[test]
fn how_to_go_on_can_be_pasted() {
    let folder = fresh_folder();
    fs::create_dir_all(&folder).unwrap();
    for (name, word) in [
        ("lesson-2.toml", "lesson-2.toml"),
        ("./ä.toml", "./ä.toml"),
        ("a lesson.toml", "'a lesson.toml'"),
        ("it's \"$HOME\".toml", "'it'\\''s \"$HOME\".toml'"),
        ("~`id`&*.toml", "'~`id`&*.toml'"),
        ("./-x.toml", "./-x.toml"),
    ] {
        fs::write(folder.join(name), TWO_STEPS).unwrap();
        let home = Home::new();
        for (more, told) in [
            (&["--step", "two"][..], format!("To go on where you are: layerlab {word}")),
            (
                &["--no-save", "--step", "two"],
                format!(
                    "What you did is not kept. To come back to this step: \
                     layerlab {word} --no-save --step two"
                ),
            ),
        ] {
            let mut terminal = home.open_in(&folder, &[&[name], more].concat());
            terminal.press("q");
            terminal.wait_for_end();
            // Where it is longer than the screen is wide, it goes on in the next row.
            let screen: Vec<String> =
                rows(terminal.screen()).map(|row| format!("{row:80}")).collect();
            assert_eq!(screen.concat().trim_end(), told);
            let (_, pasted) = told.split_once(": ").unwrap();
            let terminal = home.paste(&folder, pasted);
            assert_eq!(step(terminal.screen()), Some((2, 2)), "{told}");
        }
    }
}

#[test]
fn a_name_that_cannot_be_shown_is_spelled_out() {
    let folder = fresh_folder();
    fs::create_dir_all(&folder).unwrap();
    for (name, word) in [
        (&b"-x.toml"[..], "./-x.toml"),
        (b"a\x1b[2J'b.toml", "$'a\\033[2J\\'b.toml'"),
        (b"\xff\\.toml", "$'\\377\\\\.toml'"),
    ] {
        let name = OsStr::from_bytes(name);
        fs::write(folder.join(name), TWO_STEPS).unwrap();
        let command = Command::new(PROGRAM).arg("--").arg(name).current_dir(&folder).output();
        let told = String::from_utf8(command.unwrap().stderr).unwrap();
        assert!(told.ends_with(&format!("instead: layerlab run {word}\n")), "{told}");
    }
}

#[test]
fn where_nothing_is_kept_the_end_says_how_to_come_back_to_the_step() {
    let home = Home::new();
    let mut terminal = home.open(&["why-layers", "--no-save"]);
    terminal.go_on_to(2);
    terminal.press("q");
    terminal.wait_for_end();
    let told = text(terminal.screen());
    let (_, step) = told.split_once("layerlab why-layers --no-save --step ").unwrap();
    let lesson = shelf::built_in("why-layers").unwrap();
    let lesson = lesson::read(&lesson.file, &lesson.text).unwrap();
    assert_eq!(step, lesson.steps[1].id);
}

#[test]
fn a_training_goes_on_where_it_was_left() {
    let home = Home::new();
    let mut terminal = home.open(&["coffee-roasting", "--step", "train-it"]);
    terminal.press(" ");
    terminal.wait("some epochs", |screen| epoch(&text(screen)) > Some(20));
    terminal.press(" ");
    terminal.wait_for("paused");
    let before = text(terminal.screen());
    assert_eq!(terminal.quit("q"), 0);
    let mut terminal = home.open(&["coffee-roasting"]);
    terminal.wait_for("paused");
    terminal.wait("the same weights", |screen| numbers(&text(screen)) == numbers(&before));
    terminal.press(" ");
    terminal.wait("more epochs", |screen| epoch(&text(screen)) > epoch(&before));
}

#[test]
fn a_training_that_is_quit_in_the_middle_goes_on_from_there() {
    for (size, end) in SIZES.into_iter().zip(["q", CONTROL_C, "q"]) {
        let home = Home::new();
        let mut terminal = home.open_sized(size, &["coffee-roasting", "--step", "train-it"]);
        terminal.press(" ");
        terminal.wait("some epochs", |screen| epoch(&text(screen)) > Some(20));
        let before = epoch(&text(terminal.screen()));
        assert_eq!(terminal.quit(end), 0);
        let mut terminal = home.open_sized(size, &["coffee-roasting"]);
        terminal.wait_for("paused");
        let kept = epoch(&text(terminal.screen()));
        assert!(kept >= before && kept < Some(200), "{kept:?} after {before:?}");
        terminal.press(" ");
        terminal.wait("more epochs", |screen| epoch(&text(screen)) > kept);
        assert_eq!(terminal.quit("q"), 0);
    }
}

#[test]
fn control_c_keeps_the_number_that_is_being_typed() {
    let home = Home::new();
    let mut terminal = home.open(&[LESSON, "--step", WEIGHTS]);
    terminal.press("\t321");
    terminal.wait_for("f = 321");
    assert_eq!(terminal.quit("\x03"), 0);
    home.open(&[LESSON]).wait_for("linear_layer w 321");
}

#[test]
fn the_next_lesson_does_not_forget_the_last_one() {
    let home = Home::new();
    let mut terminal = home.open(&[LESSON, "--step", WEIGHTS]);
    terminal.press("\t150\r");
    terminal.wait_for("w [ 150 ]");
    terminal.press("\x1b");
    terminal.wait_for("w 150 b 100");
    let (_, last) = step(terminal.screen()).unwrap();
    terminal.press("\x1b[F");
    terminal.wait_for_step(last);
    terminal.press(RIGHT);
    terminal.wait_for("this is the last step");
    terminal.press(RIGHT);
    terminal.wait_for("A Neuron Learns");
    assert_eq!(terminal.quit("q"), 0);
    let mut terminal = home.open(&[LESSON, "--step", WEIGHTS]);
    terminal.wait_for("w 150 b 100");
    terminal.press(LEFT);
    terminal.wait_for_step(13);
}

// A hundred times for each signal, in the middle of a storm of numbers, each larger than the one
// before: what is there the next time is one of them, and none that was kept before is lost.
#[test]
#[expect(clippy::disallowed_methods, reason = "three terminals at once take a third of the time")]
fn killed_at_any_instant_nothing_is_lost() {
    let signals = [Signal::KILL, Signal::TERM, Signal::HUP];
    let storms = signals.map(|signal| thread::spawn(move || storm(signal, 100)));
    for storm in storms {
        storm.join().unwrap();
    }
}

fn storm(signal: Signal, times: u32) {
    let home = Home::new();
    let mut random = ChaCha8Rng::seed_from_u64(signal.as_raw() as u64);
    let mut number = 1000;
    let mut least = 0;
    for _ in 0..times {
        let mut terminal = home.open(&[LESSON, "--step", WEIGHTS]);
        let kept = weight(&text(terminal.screen()));
        assert!(kept == 200 && least == 0 || (least..=number).contains(&kept), "{kept} {least}");
        least = if kept == 200 { 0 } else { kept };
        for _ in 0..random.random_range(1..20) {
            number += 1;
            terminal.press(&format!("\t{number}\r\x1b[Z"));
        }
        thread::sleep(Duration::from_micros(random.random_range(0..60_000)));
        terminal.signal(signal);
        let code = terminal.wait_for_code();
        assert!(signal == Signal::KILL || code == 128 + signal.as_raw() as u32, "{code}");
    }
    assert!(least > 1000, "something was kept at all");
}

/// The weight that is shown: `w 1012 b 100`.
fn weight(text: &str) -> i64 {
    let (_, rest) = text.split_once("linear_layer w ").unwrap();
    rest.split_whitespace().find_map(|word| word.parse().ok()).unwrap()
}

#[test]
fn what_cannot_be_read_is_set_aside() {
    for damage in ["{\"layerlab\":2,\"lesson\":\"x\"}\n", "nothing\n", "\u{0}\u{1}"] {
        let home = Home::new();
        home.write(damage.as_bytes());
        let mut terminal = home.open(&[LESSON]);
        terminal.wait_for("could not all be read");
        assert_eq!(terminal.quit("q"), 0);
        assert_eq!(
            fs::read(home.0.join("layerlab/neurons-and-layers.aside-1")).unwrap(),
            damage.as_bytes()
        );
        let terminal = home.open(&[LESSON]);
        assert!(!text(terminal.screen()).contains("could not"), "it is said once");
    }
    // What stands before the damage is still good.
    let home = Home::new();
    let mut terminal = home.open(&[LESSON, "--step", WEIGHTS]);
    terminal.press("\t150\r");
    terminal.wait_for("w [ 150 ]");
    assert_eq!(terminal.quit(CONTROL_C), 0);
    let mut bytes = fs::read(home.file()).unwrap();
    bytes.extend(b"{\"what\":1}\n{\"at\":\"welcome\"}\n");
    home.write(&bytes);
    let terminal = home.open(&[LESSON, "--step", WEIGHTS]);
    assert!(text(terminal.screen()).contains("w 150 b 100"));
}

#[test]
fn half_a_line_at_the_end_is_no_damage() {
    let home = Home::new();
    assert_eq!(home.open(&[LESSON, "--step", WEIGHTS]).quit("q"), 0);
    let mut bytes = fs::read(home.file()).unwrap();
    bytes.extend(b"{\"do\":{\"step\":\"known-weig");
    home.write(&bytes);
    let terminal = home.open(&[LESSON]);
    assert!(!text(terminal.screen()).contains("could not"));
    assert_eq!(step(terminal.screen()).map(|(at, _)| at), Some(14));
}

#[test]
fn a_folder_that_cannot_be_written_is_said_once() {
    let home = Home::new();
    fs::create_dir_all(&home.0).unwrap();
    fs::write(home.0.join("layerlab"), "a file where the folder would be").unwrap();
    let mut terminal = home.open(&[LESSON]);
    terminal.wait_for("what you do is not kept");
    terminal.press(RIGHT);
    terminal.wait("nothing more of it", |screen| {
        step(screen).is_some_and(|(at, _)| at == 2) && !text(screen).contains("not kept")
    });
    assert_eq!(terminal.quit("q"), 0);
}

#[test]
fn a_second_copy_says_that_it_keeps_nothing() {
    let home = Home::new();
    let mut first = home.open(&[LESSON, "--step", WEIGHTS]);
    first.press("\t150\r");
    first.wait_for("w [ 150 ]");
    let mut second = home.open(&[LESSON]);
    second.wait_for("open in another terminal");
    second.press(&format!("{RIGHT}{LEFT}\t7\r"));
    second.wait_for("w [ 7 ]");
    assert_eq!(second.quit(CONTROL_C), 0);
    assert_eq!(first.quit(CONTROL_C), 0);
    let terminal = home.open(&[LESSON, "--step", WEIGHTS]);
    assert!(text(terminal.screen()).contains("w 150 b 100"));
}

#[test]
fn nothing_is_kept_where_nothing_is_to_be() {
    let home = Home::new();
    assert_eq!(home.open(&[LESSON, "--step", WEIGHTS, "--no-save"]).quit("q"), 0);
    assert!(!home.0.exists());
}

#[test]
fn two_files_of_one_name_do_not_mix() {
    let home = Home::new();
    let lesson = |folder: &str| {
        let folder = fresh_folder().join(folder);
        fs::create_dir_all(&folder).unwrap();
        let path = folder.join("same.toml");
        fs::write(&path, TWO_STEPS).unwrap();
        path
    };
    let (one, other) = (lesson("one"), lesson("other"));
    let mut terminal = home.open(&[one.to_str().unwrap()]);
    terminal.press(RIGHT);
    terminal.wait_for_step(2);
    assert_eq!(terminal.quit("q"), 0);
    assert_eq!(step(home.open(&[other.to_str().unwrap()]).screen()), Some((1, 2)));
    assert_eq!(step(home.open(&[one.to_str().unwrap()]).screen()), Some((2, 2)));
}

const TWO_STEPS: &str = "format = 1\ntitle = \"Two\"\nabout = \"Two steps\"\n\
    [[step]]\nid = \"one\"\ntitle = \"One\"\n[[step]]\nid = \"two\"\ntitle = \"Two\"\n";

#[test]
fn progress_is_told_and_forgotten() {
    let home = Home::new();
    assert_eq!(home.open(&[LESSON, "--step", WEIGHTS]).quit("q"), 0);
    let told = home.command(&["progress"], "");
    assert!(told.contains("Neurons and Layers: 1 of 36 steps seen"), "{told}");
    let json: serde_json::Value =
        serde_json::from_str(&home.command(&["progress", "--format", "json"], "")).unwrap();
    assert_eq!((json[0]["seen"].as_u64(), json[1]["seen"].as_u64()), (Some(1), Some(0)));
    assert!(home.command(&["reset", LESSON], "n\n").contains("Nothing was forgotten"));
    assert!(home.file().exists());
    assert!(home.command(&["reset", LESSON], "y\n").contains("1 lesson forgotten"));
    assert!(!home.file().exists());
    assert!(home.command(&["reset", "--yes"], "").contains("0 lessons forgotten"));
}

/// A home of its own, with nothing in it.
struct Home(PathBuf);

impl Home {
    fn new() -> Self {
        Self(fresh_folder())
    }

    fn open(&self, arguments: &[&str]) -> Terminal {
        self.open_sized(SIZE, arguments)
    }

    /// Opens a lesson in a terminal of another size.
    fn open_sized(&self, size: (u16, u16), arguments: &[&str]) -> Terminal {
        Terminal::sized(size, arguments, &[("XDG_STATE_HOME", self.0.to_str().unwrap())])
    }

    /// Opens a lesson from within a folder.
    fn open_in(&self, folder: &Path, arguments: &[&str]) -> Terminal {
        self.in_sight(folder, command(PROGRAM, arguments, &[]))
    }

    /// Gives a line to a shell, within a folder.
    fn paste(&self, folder: &Path, line: &str) -> Terminal {
        let programs = Path::new(PROGRAM).parent().unwrap().to_str().unwrap();
        self.in_sight(folder, command("/bin/sh", &["-c", line], &[("PATH", programs)]))
    }

    fn in_sight(&self, folder: &Path, mut command: CommandBuilder) -> Terminal {
        command.cwd(folder);
        command.env("XDG_STATE_HOME", &self.0);
        let mut terminal = Terminal::of(SIZE, command);
        terminal.wait("a step", is_a_whole_step);
        terminal
    }

    fn shelf(&self) -> Terminal {
        self.shelf_sized(SIZE)
    }

    fn shelf_sized(&self, size: (u16, u16)) -> Terminal {
        let home = [("XDG_STATE_HOME", self.0.to_str().unwrap())];
        let mut terminal = Terminal::of(size, command(PROGRAM, &[], &home));
        terminal.wait_for("Esc back");
        terminal
    }

    fn command(&self, arguments: &[&str], input: &str) -> String {
        let mut command = Command::new(PROGRAM);
        command.args(arguments).env("XDG_STATE_HOME", &self.0);
        let mut child = command
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()
            .unwrap();
        std::io::Write::write_all(&mut child.stdin.take().unwrap(), input.as_bytes()).unwrap();
        String::from_utf8(child.wait_with_output().unwrap().stdout).unwrap()
    }

    fn file(&self) -> PathBuf {
        self.0.join("layerlab/neurons-and-layers.jsonl")
    }

    fn write(&self, bytes: &[u8]) {
        fs::create_dir_all(Path::parent(&self.file()).unwrap()).unwrap();
        fs::write(self.file(), bytes).unwrap();
    }
}

fn epoch(text: &str) -> Option<usize> {
    // An axis is called so, too.
    text.split("epoch ").skip(1).find_map(|rest| rest.split_once('/')?.0.trim().parse().ok())
}

/// The weights and how far they have been trained.
fn numbers(text: &str) -> Vec<String> {
    let (_, panel) = text.split_once("■ paused").unwrap_or_default();
    panel.split_whitespace().filter(|word| word.parse::<f64>().is_ok()).map(str::to_owned).collect()
}

//! The commands, run as a person runs them: what they print, where, and how they end.

#![allow(clippy::unwrap_used, reason = "a test may be strict")]

use std::fs;
use std::io::pipe;
use std::path::Path;
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

use layerlab::chart::Glyphs;
use layerlab::cli::environment::{Look, Wish, look};
use layerlab::lesson::{read, shelf};
use layerlab::tui::{Animation, Colors, Theme};
use serde_json::Value;

use crate::harness::lesson_text;
use crate::scratch::{empty_folder, file_at};

const LESSON: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/lessons/neurons-and-layers.toml");
/// The first lesson of the shelf.
const NAME: &str = "neurons-and-layers";

struct Run {
    code: Option<i32>,
    stdout: String,
    stderr: String,
}

/// Runs the program without a terminal. Whatever it prints, nothing of it steers one.
#[track_caller]
fn layerlab(arguments: &[&str]) -> Run {
    let output = command(arguments).output().unwrap();
    let text = |bytes| String::from_utf8(bytes).unwrap();
    let (stdout, stderr) = (text(output.stdout), text(output.stderr));
    for printed in [&stdout, &stderr] {
        let steers = |c: char| {
            (c.is_control() && c != '\n')
                || matches!(c, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
        };
        assert_eq!(printed.chars().find(|c| steers(*c)), None, "{printed:?}");
    }
    Run { code: output.status.code(), stdout, stderr }
}

fn command(arguments: &[&str]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_layerlab"));
    command.args(arguments).stdin(Stdio::null());
    for name in ["RUST_BACKTRACE", "NO_COLOR", "TERM", "LC_ALL", "LC_CTYPE", "LANG"] {
        command.env_remove(name);
    }
    command
}

/// What the program prints when all goes well.
#[track_caller]
pub(crate) fn prints(arguments: &[&str]) -> String {
    let run = layerlab(arguments);
    assert_eq!((run.code, run.stderr.as_str()), (Some(0), ""));
    run.stdout
}

/// Checks that the program stops with a code and says all of `needles` on standard error.
#[track_caller]
pub(crate) fn stops(arguments: &[&str], code: i32, needles: &[&str]) -> String {
    let run = layerlab(arguments);
    assert_eq!((run.code, run.stdout.as_str()), (Some(code), ""), "{}", run.stderr);
    for needle in needles {
        assert!(run.stderr.contains(needle), "no {needle:?} in:\n{}", run.stderr);
    }
    run.stderr
}

#[test]
fn list_names_every_lesson() {
    let list = prints(&["list"]);
    assert!(shelf::NAMES.iter().all(|name| list.lines().any(|line| line == *name)), "{list}");
    assert!(list.contains("What one neuron computes"), "{list}");
}

#[test]
fn check_of_the_shelf_finds_nothing() {
    let report = prints(&["check", "--strict"]);
    assert!(report.contains("lessons/neurons-and-layers.toml: all steps hold\n"), "{report}");
    assert!(report.ends_with("checked, 0 failed\n"), "{report}");
}

#[test]
fn check_of_a_file_says_what_does_not_hold_and_where() {
    let good = file_at("good.toml", shipped());
    assert!(prints(&["check", &good]).ends_with("1 lesson checked, 0 failed\n"));
    let line = 1 + shipped().lines().position(|line| line == "id = \"two-houses\"").unwrap();
    let bad = file_at("bad.toml", shipped().replace("\"(2, 1) (2, 1)\"", "\"(3, 1)\""));
    let run = layerlab(&["check", &bad]);
    assert_eq!((run.code, run.stderr.as_str()), (Some(1), ""));
    assert!(
        run.stdout.starts_with(&format!("{bad}:{line}:6: step two-houses: ")),
        "{}",
        run.stdout
    );
    assert!(run.stdout.ends_with("1 lesson checked, 1 failed\n"), "{}", run.stdout);
}

#[test]
fn check_of_a_file_that_is_no_lesson_shows_the_line() {
    let rest = "about = \"B\"\n[[step]]\nid = \"a\"\ntitle = \"A\"\nrun = \"import\"\n";
    let broken = file_at("broken.toml", format!("format = 1\ntilte = \"A\"\n{rest}"));
    let run = layerlab(&["check", &broken]);
    assert_eq!(run.code, Some(1));
    assert!(run.stdout.starts_with(&format!("{broken}:2:1: unknown field `tilte`")));
    assert!(run.stdout.contains("\n2 | tilte = \"A\"\n  | ^^^^^\n"), "{}", run.stdout);
    assert!(run.stdout.contains("Did you mean `title`?"), "{}", run.stdout);
    let second = format!("\n\n{broken}:7:7: step `a`: unknown variant `import`");
    assert!(run.stdout.contains(&second), "{}", run.stdout);
    assert!(run.stdout.ends_with("1 lesson checked, 1 failed\n"), "{}", run.stdout);
}

#[test]
fn check_of_a_folder_goes_through_all_of_it() {
    let folder = empty_folder();
    fs::write(folder.join("a.toml"), "format = 1").unwrap();
    fs::write(folder.join("b.toml"), shipped()).unwrap();
    fs::write(folder.join("notes.txt"), "no lesson").unwrap();
    let folder = folder.to_str().unwrap();
    let run = layerlab(&["check", folder]);
    assert_eq!(run.code, Some(1));
    assert!(run.stdout.contains("b.toml: all steps hold"), "{}", run.stdout);
    assert!(run.stdout.ends_with("2 lessons checked, 1 failed\n"), "{}", run.stdout);
    assert!(
        layerlab(&["check", folder, "no/such.toml"])
            .stdout
            .ends_with("3 lessons checked, 2 failed\n")
    );
}

#[test]
fn check_of_a_folder_without_lessons_is_no_success() {
    let empty = empty_folder();
    assert_ne!(layerlab(&["check", empty.to_str().unwrap()]).code, Some(0));
}

#[test]
fn run_prints_every_step() {
    let text = prints(&["run", LESSON]);
    let lesson = read("file.toml", &shipped()).unwrap();
    assert!(text.starts_with("Neurons and Layers\n"));
    for step in &lesson.steps {
        assert!(text.contains(&format!("{}  ({})\n", step.title, step.id)), "{}", step.id);
    }
    assert!(text.contains("Go back to any step and try other weights: l lists them all."));
    assert!(text.ends_with('\n'));
    assert!(text.lines().all(|line| line == line.trim_end()));
}

#[test]
fn run_takes_a_file() {
    let path = file_at("my-lesson.toml", shipped());
    assert_eq!(prints(&["run", &path]), prints(&["run", LESSON]));
}

#[test]
fn run_prints_the_same_every_time() {
    assert_eq!(prints(&["run", LESSON]), prints(&["run", LESSON]));
}

#[test]
fn run_can_print_one_step() {
    let text = prints(&["run", LESSON, "--step", "one-house"]);
    assert!(text.contains("One house, two ways  (one-house)"), "{text}");
    assert!(text.contains("tf.Tensor([[300.]], shape=(1, 1), dtype=float32)"), "{text}");
    assert!(text.contains("f = 200 · 1 + 100 = 300"), "{text}");
    assert!(!text.contains("(all-houses)"), "{text}");
}

#[test]
fn run_can_set_weights() {
    let set = ["run", LESSON, "--step", "one-house", "--set", "linear_layer.w=150"];
    let text = prints(&set);
    assert!(text.contains("tf.Tensor([[250.]], shape=(1, 1), dtype=float32)"), "{text}");
    assert!(text.contains("f = 150 · 1 + 100 = 250"), "{text}");
    let both = prints(&[&set[..], &["--set", "linear_layer.b[0]=-1e1"]].concat());
    assert!(both.contains("f = 150 · 1 - 10 = 140"), "{both}");
    let step = ["run", LESSON, "--step", "known-weights", "--set", "linear_layer.w[0,0]=150"];
    let text = prints(&step);
    assert!(text.contains("[array([[150.]], dtype=float32), array([100.], dtype=float32)]"));
    assert!(text.contains("150"), "{text}");
}

#[test]
fn run_can_print_data() {
    let json = prints(&["run", LESSON, "--step", "known-weights", "--format", "json"]);
    let data: Value = serde_json::from_str(&json).unwrap();
    assert_eq!(data["lesson"], "Neurons and Layers");
    let step = &data["steps"][0];
    assert_eq!(
        (&step["id"], data["steps"].as_array().unwrap().len()),
        (&"known-weights".into(), 1)
    );
    let outcome = &step["outcome"];
    assert_eq!(outcome["parameters"][0]["value"], 200.0);
    assert_eq!(outcome["pictures"][0]["drawing"]["chart"]["x"]["label"], "Size (1000 sqft)");
    assert!(outcome["console"].to_string().contains("array([[200.]], dtype=float32)"), "{outcome}");
    let all: Value = serde_json::from_str(&prints(&["run", LESSON, "--format", "json"])).unwrap();
    let steps = read("file.toml", &shipped()).unwrap().steps.len();
    assert_eq!(all["steps"].as_array().unwrap().len(), steps);
}

#[test]
fn run_can_do_with_ascii() {
    let text = prints(&["run", LESSON, "--ascii"]);
    assert_eq!(text.chars().find(|c| !c.is_ascii()), None);
    let titled = file_at("titled.toml", shipped().replacen("Neurons and", "Neurons × and …", 1));
    assert_eq!(prints(&["run", &titled, "--ascii"]).chars().find(|c| !c.is_ascii()), None);
}

#[test]
fn ascii_may_stand_before_the_command() {
    let before = prints(&["--ascii", "run", LESSON]);
    assert_eq!(before, prints(&["run", LESSON, "--ascii"]));
}

#[test]
fn a_set_that_makes_no_sense_is_refused_with_advice() {
    let advice = "Write it like line.w=150";
    for bad in [
        "linear_layer.w",
        "w=1",
        "linear_layer.w=",
        "linear_layer.w=fast",
        "linear_layer.w=nan",
        "linear_layer.w=inf",
        "linear_layer.w=1e39",
        "linear_layer.v=1",
        "linear_layer.w[0]=1",
        "linear_layer.w[0,0=1",
        "linear_layer.b[x]=1",
        "linear_layer.b[-1]=1",
        "=",
        "",
        "linear_layer.w[99999999999999999999,0]=1",
    ] {
        let error = stops(&["run", LESSON, "--set", bad], 2, &["--set", bad, advice]);
        assert_eq!(error.lines().count(), 1, "{error}");
    }
}

#[test]
fn a_set_that_changes_nothing_is_refused() {
    let set = |set| ["run", LESSON, "--step", "one-house", "--set", set];
    stops(&set("linear_leyer.w=1"), 2, &["Did you mean `linear_layer`?"]);
    stops(&set("linear_layer.w[1,0]=1"), 2, &["no step that is printed has this weight"]);
    stops(&["run", LESSON, "--step", "tools", "--set", "linear_layer.w=1"], 2, &["no step"]);
    // Of several weights one has to be named, and of several biases.
    let of = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/lessons/why-layers.toml");
    for several in ["hidden.w=9", "hidden.b=9"] {
        stops(&["run", of, "--set", several], 2, &["no step", "One weight of several is w[0,2]"]);
    }
    assert!(prints(&["run", of, "--set", "hidden.b[1]=9"]).contains("b[1] = 9"));
}

#[test]
fn a_mistyped_name_is_answered_with_the_nearest() {
    for command in [&["run"][..], &[]] {
        let with = |more: &[&'static str]| [command, more].concat();
        stops(&with(&["neuron-and-layers"]), 2, &["Did you mean `neurons-and-layers`?"]);
        stops(&with(&["zzz"]), 2, &["There is no lesson `zzz`", NAME]);
        stops(&with(&["neurons"]), 2, &[&format!("Did you mean `{NAME}`?")]);
        stops(&with(&[LESSON, "--step", "one-hose"]), 2, &["Did you mean `one-house`?"]);
        stops(&with(&[LESSON, "--step", "zzzzzz"]), 2, &["`zzzzzz`", "welcome", "the-end"]);
    }
}

#[test]
fn a_mistyped_command_is_answered_with_the_nearest() {
    stops(&["chekc"], 2, &["chekc", "`check`"]);
    stops(&["rnu", LESSON], 2, &["rnu"]);
}

#[test]
fn a_file_that_is_not_there_is_told_in_one_line() {
    for path in ["no/such/lesson.toml", "lesson.toml"] {
        let error = stops(&["run", path], 1, &[]);
        assert_eq!(error, format!("{path}: there is no such file\n"));
    }
    let error = stops(&["run", env!("CARGO_TARGET_TMPDIR")], 1, &["this is a folder"]);
    assert_eq!(error.lines().count(), 1);
}

#[test]
fn a_broken_lesson_is_told_with_its_line() {
    let broken = file_at("broken-run.toml", "format = 1\ntilte = \"A\"\n");
    stops(&["run", &broken], 1, &[".toml:2:1: ", "\n2 | tilte", "Did you mean `title`?"]);
}

#[test]
fn help_shows_the_commands_and_examples() {
    let help = prints(&["--help"]);
    for needle in
        ["run", "check", "list", "--ascii", "--theme", "--colors", "Examples:", "layerlab run"]
    {
        assert!(help.contains(needle), "no {needle} in:\n{help}");
    }
    assert!(prints(&["run", "--help"]).contains("--set <LAYER.WEIGHT=NUMBER>"));
    assert!(prints(&["--version"]).starts_with("layerlab "));
}

#[test]
fn arguments_that_make_no_sense_are_refused() {
    stops(&["run", LESSON, "another"], 2, &["another"]);
    stops(&["run", LESSON, "--format", "xml"], 2, &["xml", "text, json"]);
    stops(&["--theme", "pink", "list"], 2, &["pink", "dark", "light", "high-contrast", "none"]);
    stops(&["--colors", "8", "list"], 2, &["8", "truecolor", "256", "16", "none"]);
    stops(&["--colour"], 2, &["--colour"]);
}

#[test]
fn the_lab_says_that_it_needs_a_terminal() {
    for arguments in [&[][..], &[NAME], &[NAME, "--step", "one-house"]] {
        stops(arguments, 2, &["needs a terminal", "layerlab run neurons-and-layers"]);
    }
}

#[test]
fn a_reader_who_has_read_enough_is_no_error() {
    let run = ["run", LESSON];
    let json = ["run", LESSON, "--format", "json"];
    for arguments in [&run[..], &json, &["list"], &["check"], &["--help"]] {
        let (reader, writer) = pipe().unwrap();
        drop(reader);
        let output = command(arguments).stdout(writer).stderr(Stdio::piped()).output().unwrap();
        let stderr = String::from_utf8(output.stderr).unwrap();
        assert_eq!((output.status.code(), stderr.as_str()), (Some(0), ""), "{arguments:?}");
    }
}

#[cfg(target_os = "linux")]
#[test]
fn a_full_disk_is_an_error_and_no_panic() {
    let full = fs::OpenOptions::new().write(true).open("/dev/full").unwrap();
    let output = command(&["run", LESSON]).stdout(full).stderr(Stdio::piped()).output().unwrap();
    let stderr = String::from_utf8(output.stderr).unwrap();
    assert_eq!(output.status.code(), Some(1));
    assert!(stderr.contains("the output cannot be written"), "{stderr}");
    assert!(!stderr.contains("panic"), "{stderr}");
}

// The harness looks for characters that steer a terminal.
#[test]
fn an_argument_cannot_steer_the_terminal() {
    for evil in ["\u{1b}[31m", "a\u{7}b", "a\u{9b}31m", "\u{202e}abc", "a\rb", "a\tb"] {
        stops(&["run", evil], 2, &[]);
        stops(&["run", &format!("no/such/{evil}.toml")], 1, &[]);
        stops(&["run", LESSON, "--step", evil], 2, &[]);
        stops(&["run", LESSON, "--set", evil], 2, &[]);
        stops(&["run", LESSON, "--set", &format!("{evil}.w=1")], 2, &[]);
        assert_eq!(layerlab(&["check", &format!("no/such/{evil}.toml")]).code, Some(1));
    }
}

#[test]
fn an_argument_that_is_not_understood_cannot_steer_the_terminal() {
    for evil in ["\u{1b}[31m", "a\u{7}b", "a\u{9b}31m", "\u{202e}abc", "a\rb"] {
        stops(&[evil], 2, &[]);
        stops(&[&format!("--{evil}")], 2, &[]);
        stops(&["run", LESSON, "--format", evil], 2, &[]);
        stops(&["--theme", evil, "list"], 2, &[]);
    }
}

#[cfg(unix)]
#[test]
fn the_name_of_a_file_cannot_steer_the_terminal() {
    let path = file_at("a\u{1b}[31m\u{202e}b.toml", shipped());
    stops(&[&path], 2, &["needs a terminal"]);
    assert!(prints(&["check", &path]).contains("all steps hold"));
    let broken = file_at("a\u{1b}[32m\u{202e}b.toml", "tilte = 1");
    stops(&["run", &broken], 1, &[".toml:1:1: "]);
}

#[test]
fn a_lesson_cannot_steer_the_terminal() {
    let evil =
        |name, title: &str| file_at(name, shipped().replacen("Neurons and Layers", title, 1));
    for (name, title) in
        [("esc.toml", "\\u001b[31m"), ("return.toml", "a\\rb"), ("tab.toml", "a\\tb")]
    {
        let path = evil(name, title);
        layerlab(&["run", &path]);
        layerlab(&["check", &path]);
    }
}

#[test]
fn a_verdict_is_not_lost_with_its_reader() {
    let good = file_at("kept.toml", shipped());
    let bad = file_at("lost.toml", "format = 1");
    let cases =
        [(vec!["check", &bad], 1), (vec!["check", &bad, &good], 1), (vec!["check", &good], 0)];
    let set = ["run", LESSON, "--set", "linear_leyer.w=1"];
    for (arguments, code) in cases.into_iter().chain([(set.to_vec(), 2)]) {
        let (reader, writer) = pipe().unwrap();
        drop(reader);
        let output = command(&arguments).stdout(writer).output().unwrap();
        assert_eq!(output.status.code(), Some(code), "{arguments:?}");
    }
}

#[cfg(target_os = "linux")]
#[test]
fn a_full_disk_is_told_by_check_as_well() {
    let full = fs::OpenOptions::new().write(true).open("/dev/full").unwrap();
    let output = command(&["check"]).stdout(full).output().unwrap();
    let stderr = String::from_utf8(output.stderr).unwrap();
    assert_eq!(output.status.code(), Some(1));
    assert!(stderr.contains("the output cannot be written"), "{stderr}");
}

#[cfg(target_os = "linux")]
#[test]
fn a_name_that_is_not_utf_8_is_a_name() {
    use std::ffi::OsStr;
    use std::os::unix::ffi::OsStrExt;
    let folder = empty_folder().join(OsStr::from_bytes(b"f\xffolder"));
    fs::create_dir_all(&folder).unwrap();
    let path = folder.join(OsStr::from_bytes(b"less\xe9on.toml"));
    fs::write(&path, shipped()).unwrap();
    let run = |words: &[&OsStr]| {
        let output = command(&[]).args(words).output().unwrap();
        let text = |bytes| String::from_utf8(bytes).unwrap();
        Run { code: output.status.code(), stdout: text(output.stdout), stderr: text(output.stderr) }
    };
    let printed = run(&["run".as_ref(), path.as_os_str()]);
    assert_eq!((printed.code, printed.stdout), (Some(0), prints(&["run", LESSON])));
    for named in [path.as_os_str(), folder.as_os_str()] {
        let checked = run(&["check".as_ref(), named]);
        assert_eq!(checked.code, Some(0), "{}", checked.stdout);
        assert!(
            checked.stdout.contains("less\u{fffd}on.toml: all steps hold"),
            "{}",
            checked.stdout
        );
    }
    let opened = run(&[path.as_os_str()]);
    assert!(opened.stderr.contains("needs a terminal") && opened.code == Some(2));
    let none = run(&["run".as_ref(), OsStr::from_bytes(b"no/su\xffch.toml")]);
    assert_eq!(none.stderr, "no/su\u{fffd}ch.toml: there is no such file\n");
}

#[cfg(unix)]
#[test]
fn what_is_no_file_is_refused_at_once() {
    let folder = empty_folder();
    let pipe = folder.join("pipe.toml");
    if !pipe.exists() {
        assert!(Command::new("mkfifo").arg(&pipe).status().unwrap().success());
    }
    let socket = folder.join("socket.toml");
    let _ = fs::remove_file(&socket);
    let _held = std::os::unix::net::UnixListener::bind(&socket).unwrap();
    fs::create_dir_all(folder.join("folder.toml")).unwrap();
    let name = |path: &Path| path.to_str().unwrap().to_owned();
    let link = folder.join("link-to-pipe");
    let _ = fs::remove_file(&link);
    std::os::unix::fs::symlink(&pipe, &link).unwrap();
    for (path, kind) in [
        (name(&pipe), "a pipe"),
        (name(&link), "a pipe"),
        (name(&socket), "a socket"),
        (name(&folder), "a folder"),
        ("/dev/null".to_owned(), "a device"),
        ("/dev/tty".to_owned(), "a device"),
    ] {
        let told = format!("{path}: this is {kind}, not a lesson file\n");
        assert_eq!(stops(&["run", &path], 1, &[]), told);
        assert_eq!(stops(&[&path], 1, &[]), told);
    }
    let run = layerlab(&["check", &name(&folder)]);
    for kind in ["a pipe", "a socket", "a folder"] {
        assert!(
            run.stdout.contains(&format!("this is {kind}, not a lesson file")),
            "{}",
            run.stdout
        );
    }
    assert!(run.stdout.ends_with("3 lessons checked, 3 failed\n"), "{}", run.stdout);
}

#[cfg(unix)]
#[test]
fn a_file_behind_a_link_is_not_quoted_unless_it_is_a_lesson() {
    let link = |to: &str| {
        let path = empty_folder().join("link.toml");
        std::os::unix::fs::symlink(to, &path).unwrap();
        path.to_str().unwrap().to_owned()
    };
    let secret = link(&file_at("secret.toml", "password: hunter2\n"));
    let twice = link(&secret);
    for path in [&secret, &twice] {
        let checked = layerlab(&["check", path]).stdout;
        let run =
            stops(&["run", path], 1, &["this symbolic link leads to a file that is no lesson"]);
        assert!(!checked.contains("hunter2") && !run.contains("hunter2"), "{checked}{run}");
        assert!(checked.contains("no line of it begins with [[step"), "{checked}");
    }
    let lesson = link(&file_at("linked.toml", shipped()));
    assert!(prints(&["check", &lesson]).contains("all steps hold"));
}

#[test]
fn the_terminal_gets_the_characters_that_it_can_show() {
    let (utf8, latin, old) = ("de_DE.UTF-8", "de_DE.ISO-8859-1", "C");
    let unicode: &[&[(&str, &str)]] = &[
        &[],
        &[("TERM", "xterm")],
        &[("LANG", utf8)],
        &[("LANG", "C.utf8")],
        &[("LANG", "de_DE.UTF-8@euro")],
        &[("LC_ALL", utf8), ("LANG", old)],
        &[("LC_ALL", ""), ("LC_CTYPE", utf8), ("LANG", old)],
    ];
    let ascii: &[&[(&str, &str)]] = &[
        &[("TERM", "dumb")],
        &[("TERM", "dumb"), ("LANG", utf8)],
        &[("LANG", old)],
        &[("LANG", "POSIX")],
        &[("LANG", "de_DE")],
        &[("LC_CTYPE", latin), ("LANG", utf8)],
        &[("LC_ALL", old), ("LC_CTYPE", utf8), ("LANG", utf8)],
    ];
    let settings = |variables: &[(&str, &str)]| look_in(Wish::default(), variables).settings();
    for variables in unicode {
        let settings = settings(variables);
        assert_eq!(
            (settings.glyphs, settings.theme),
            (Glyphs::Unicode, Theme::Dark),
            "{variables:?}"
        );
    }
    for variables in ascii {
        let (is_dumb, settings) = (variables[0] == ("TERM", "dumb"), settings(variables));
        let theme = if is_dumb { Theme::Plain } else { Theme::Dark };
        assert_eq!((settings.glyphs, settings.theme), (Glyphs::Ascii, theme), "{variables:?}");
    }
    let wish = Wish { glyphs: Some(Glyphs::Ascii), ..Wish::default() };
    assert_eq!(look_in(wish, &[("LANG", utf8)]).glyphs, Glyphs::Ascii);
}

type Variables<'a> = &'a [(&'a str, &'a str)];

fn look_in(wish: Wish, variables: Variables<'_>) -> Look {
    look(wish, |name| variables.iter().find(|(n, _)| *n == name).map(|(_, v)| v.into()))
}

#[test]
fn the_terminal_gets_as_many_colours_as_it_shows() {
    let xterm = ("TERM", "xterm-256color");
    let cases: &[(Variables<'_>, Colors)] = &[
        (&[xterm, ("COLORTERM", "truecolor")], Colors::TrueColor),
        (&[xterm, ("COLORTERM", "24bit")], Colors::TrueColor),
        (&[("TERM", "screen"), ("COLORTERM", "truecolor")], Colors::TrueColor),
        (&[("TERM", "xterm-direct")], Colors::TrueColor),
        (&[("TERM", "xterm-kitty")], Colors::TrueColor),
        (&[("TERM", "xterm-ghostty")], Colors::TrueColor),
        (&[("TERM", "alacritty")], Colors::TrueColor),
        (&[("TERM", "wezterm")], Colors::TrueColor),
        (&[("TERM", "foot")], Colors::TrueColor),
        (&[("TERM", "foot-extra")], Colors::TrueColor),
        (&[("TERM", "contour-latest")], Colors::TrueColor),
        (&[("TERM", "rio")], Colors::TrueColor),
        (&[xterm, ("TERM_PROGRAM", "iTerm.app")], Colors::TrueColor),
        (&[xterm, ("TERM_PROGRAM", "WezTerm")], Colors::TrueColor),
        (&[xterm, ("TERM_PROGRAM", "vscode")], Colors::TrueColor),
        (&[xterm, ("TERM_PROGRAM", "ghostty")], Colors::TrueColor),
        // What ssh leaves of the terminals above.
        (&[xterm, ("SSH_CONNECTION", "::1 1 ::1 22")], Colors::Indexed256),
        (&[xterm, ("COLORTERM", "")], Colors::Indexed256),
        (&[xterm, ("COLORTERM", "1")], Colors::Indexed256),
        (&[xterm, ("TERM_PROGRAM", "Apple_Terminal")], Colors::Indexed256),
        (&[("TERM", "tmux-256color"), ("TERM_PROGRAM", "tmux")], Colors::Indexed256),
        (&[("TERM", "screen-256color")], Colors::Indexed256),
        (&[("TERM", "xterm")], Colors::Ansi16),
        (&[("TERM", "marionette")], Colors::Ansi16),
        (&[("TERM", "linux")], Colors::Ansi16),
        (&[], Colors::Ansi16),
        (&[("TERM", "dumb"), ("COLORTERM", "truecolor")], Colors::None),
        (&[xterm, ("COLORTERM", "truecolor"), ("NO_COLOR", "1")], Colors::None),
        (&[xterm, ("NO_COLOR", "")], Colors::Indexed256),
    ];
    for (variables, colors) in cases {
        let look = look_in(Wish::default(), variables);
        assert_eq!(look.colors, *colors, "{variables:?}");
        assert_eq!(look.theme == Some(Theme::Plain), *colors == Colors::None, "{variables:?}");
    }
}

#[test]
fn nothing_moves_where_somebody_says_so() {
    let cases: &[(Variables<'_>, Animation)] = &[
        (&[], Animation::On),
        (&[("TERM", "dumb"), ("NO_COLOR", "1")], Animation::On),
        (&[("NO_MOTION", ""), ("REDUCED_MOTION", "")], Animation::On),
        (&[("NO_MOTION", "1")], Animation::Off),
        (&[("REDUCED_MOTION", "1")], Animation::Off),
    ];
    for (variables, animation) in cases {
        let look = look_in(Wish::default(), variables);
        assert_eq!((look.animation, look.settings().animation), (*animation, *animation));
        for wanted in [Animation::On, Animation::Off] {
            let wish = Wish { animation: Some(wanted), ..Wish::default() };
            assert_eq!(look_in(wish, variables).animation, wanted, "{variables:?}");
        }
    }
}

#[test]
fn the_theme_goes_with_the_background() {
    let (dark, light) = (Some(Theme::Dark), Some(Theme::Light));
    let xterm = ("TERM", "xterm");
    let cases: &[(Variables<'_>, Option<Theme>)] = &[
        (&[xterm], None),
        (&[("TERM", "tmux-256color")], None),
        (&[xterm, ("COLORFGBG", "")], None),
        (&[xterm, ("COLORFGBG", "15;default")], None),
        (&[xterm, ("COLORFGBG", "0;15")], light),
        (&[xterm, ("COLORFGBG", "0;default;15")], light),
        (&[xterm, ("COLORFGBG", "0;7")], light),
        (&[xterm, ("COLORFGBG", "15;0")], dark),
        (&[xterm, ("COLORFGBG", "7;8")], dark),
        (&[("TERM", "linux"), ("COLORFGBG", "0;15")], light),
        (&[("TERM", "linux")], dark),
        (&[("TERM", "screen")], dark),
        (&[("TERM", "screen.xterm-256color")], dark),
        (&[], dark),
    ];
    for (variables, theme) in cases {
        assert_eq!(look_in(Wish::default(), variables).theme, *theme, "{variables:?}");
        assert_eq!(look_in(Wish::default(), variables).settings().theme, theme.unwrap_or_default());
        for wanted in [Theme::Dark, Theme::Light, Theme::HighContrast] {
            let wish = Wish { theme: Some(wanted), ..Wish::default() };
            assert_eq!(look_in(wish, variables).theme, Some(wanted), "{variables:?}");
        }
    }
}

#[test]
fn what_is_wanted_counts_more_than_the_environment() {
    let plain = (Some(Theme::Plain), Colors::None);
    let (light, none) = (Some(Theme::Light), Some(Theme::Plain));
    let environments: [Variables<'_>; 3] =
        [&[("TERM", "dumb")], &[("TERM", "xterm"), ("NO_COLOR", "1")], &[("TERM", "xterm-kitty")]];
    for variables in environments {
        let of = |theme, colors| {
            let look = look_in(Wish { theme, colors, ..Wish::default() }, variables);
            (look.theme, look.colors)
        };
        let depth =
            if variables[0].1 == "xterm-kitty" { Colors::TrueColor } else { Colors::Ansi16 };
        assert_eq!(of(light, None), (light, depth), "{variables:?}");
        for colors in [Colors::TrueColor, Colors::Indexed256, Colors::Ansi16] {
            assert_eq!(of(light, Some(colors)), (light, colors));
            let asked = if variables[0].1 == "dumb" { Some(Theme::Dark) } else { None };
            assert_eq!(of(None, Some(colors)), (asked, colors), "{variables:?}");
            // No colours are no colours, however many there are of them.
            assert_eq!(of(none, Some(colors)), plain);
        }
        for theme in [None, light, none] {
            assert_eq!(of(theme, Some(Colors::None)), plain);
        }
        assert_eq!(of(none, None), plain);
    }
}

#[test]
fn colors_may_stand_before_the_command_and_behind_it() {
    let plain = prints(&["run", LESSON, "--step", "one-house"]);
    for colors in ["truecolor", "256", "16", "none"] {
        let run = ["run", LESSON, "--step", "one-house", "--colors", colors];
        assert_eq!(prints(&run), plain);
        assert_eq!(prints(&[&run[4..], &run[..4]].concat()), plain);
    }
}

#[test]
fn every_command_heeds_the_locale() {
    let wide = file_at(
        "wide.toml",
        shipped().replace("text = \"\"\"", &format!("text = \"\"\"\n{}", "× word ".repeat(200))),
    );
    for arguments in [&["run", LESSON][..], &["list"], &["check", &wide], &["check", "×.toml"]] {
        let said = |locale: &str| {
            let output = command(arguments).env("LANG", locale).output().unwrap();
            String::from_utf8(output.stdout).unwrap()
        };
        assert_eq!(said("C").chars().find(|c| !c.is_ascii()), None, "{arguments:?}");
        assert_eq!(said("C.UTF-8"), layerlab(arguments).stdout);
    }
    assert!(layerlab(&["check", &wide]).stdout.contains("does not fit 80 × 24"));
}

#[test]
fn a_word_without_end_is_answered_at_once_and_not_repeated() {
    let long = "n".repeat(60_000);
    let set = format!("{long}.w=1");
    for arguments in [
        &["run", &long][..],
        &[&long],
        &[&long, "two"],
        &["run", LESSON, "--step", &long],
        &["run", LESSON, "--set", &long],
        &["run", LESSON, "--set", &set],
        &["run", LESSON, "--format", &long],
        &["check", &long],
        &[&format!("--{long}")],
    ] {
        let start = Instant::now();
        let run = layerlab(arguments);
        assert!(start.elapsed() < Duration::from_secs(3), "{:?}", start.elapsed());
        assert_ne!(run.code, Some(0));
        let said = run.stdout.len() + run.stderr.len();
        assert!(said < 5_000, "{said} bytes for {:?}", &arguments[..arguments.len() - 1]);
    }
}

fn shipped() -> String {
    lesson_text("neurons-and-layers").to_owned()
}

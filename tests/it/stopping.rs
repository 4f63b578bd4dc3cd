//! Commands that take long: what they say when they are stopped, and that nothing of it is lost.

#![cfg(unix)]

use std::io::{BufRead, BufReader, Read};
use std::process::{Child, Command, Stdio};
use std::thread;
use std::time::{Duration, Instant};

use serde_json::Value;

use crate::large;
use crate::scratch::file_at;

/// A lesson whose third and last step `f` trains for longer than a test waits.
pub(crate) fn long_lesson() -> String {
    let fit = "learning_rate = 1e-6, batch_size = 20, epochs = 25000";
    large::training((20, 1), &[200], "relu", fit)
}

#[test]
fn run_that_is_stopped_prints_the_steps_so_far() {
    let long = file_at("stopped-run.toml", long_lesson());
    let mut running = Running::new(&["run", &long]);
    let seen = running.read_until("(m)");
    let end = running.stop("INT");
    let text = seen + &end.stdout;
    assert_eq!((end.code, &*end.stderr), (Some(130), "Stopped at step 3 of 3, `f`.\n"));
    assert!(text.contains("1/3  d  (d)") && text.contains("2/3  m  (m)"), "{text}");
    assert!(!text.contains("(f)"), "{text}");
}

#[test]
fn data_that_is_stopped_can_still_be_read() {
    let long = file_at("stopped-data.toml", long_lesson());
    let running = Running::new(&["run", &long, "--format", "json"]);
    thread::sleep(Duration::from_millis(400));
    let end = running.stop("INT");
    assert_eq!((end.code, &*end.stderr), (Some(130), "Stopped at step 3 of 3, `f`.\n"));
    let data: Value = serde_json::from_str(&end.stdout).unwrap();
    let ids: Vec<Value> =
        data["steps"].as_array().unwrap().iter().map(|s| s["id"].clone()).collect();
    assert_eq!((&data["lesson"], ids), (&"Large".into(), vec!["d".into(), "m".into()]));
}

#[test]
fn check_that_is_stopped_keeps_its_verdicts() {
    let (short, long) = (file_at("short.toml", "format = 1"), file_at("long.toml", long_lesson()));
    for (signal, code) in [("INT", 130), ("TERM", 143)] {
        let mut running = Running::new(&["check", &short, "why-layers", &long, &short]);
        running.read_until("why-layers.toml: all steps hold");
        let end = running.stop(signal);
        assert_eq!(end.code, Some(code));
        assert_eq!(end.stdout, "2 of 4 lessons checked, 1 failed\n");
        // It may have come to the long step, or be about to open the lesson.
        let places = [format!("` of {long}.\n"), "at lesson 3.\n".to_owned()];
        let is_told = places.iter().any(|place| end.stderr.ends_with(place));
        assert!(end.stderr.starts_with("Stopped at ") && is_told, "{}", end.stderr);
    }
}

/// A command under way.
struct Running {
    child: Child,
    stdout: BufReader<std::process::ChildStdout>,
}

struct End {
    code: Option<i32>,
    /// What had not been read before.
    stdout: String,
    stderr: String,
}

impl Running {
    fn new(arguments: &[&str]) -> Self {
        let mut command = Command::new(env!("CARGO_BIN_EXE_layerlab"));
        command.args(arguments).env_clear().stdin(Stdio::null());
        let mut child = command.stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap();
        let stdout = BufReader::new(child.stdout.take().unwrap());
        Self { child, stdout }
    }

    /// Everything up to the end of the line in which `words` stand.
    fn read_until(&mut self, words: &str) -> String {
        let mut text = String::new();
        while !text.contains(words) {
            assert_ne!(self.stdout.read_line(&mut text).unwrap(), 0, "no {words:?} in:\n{text}");
        }
        text
    }

    /// Sends a signal, at which the command has to end soon.
    fn stop(mut self, signal: &str) -> End {
        let sent = Instant::now();
        let pid = self.child.id().to_string();
        assert!(Command::new("kill").args(["-s", signal, &pid]).status().unwrap().success());
        let mut stdout = String::new();
        self.stdout.read_to_string(&mut stdout).unwrap();
        let output = self.child.wait_with_output().unwrap();
        assert!(sent.elapsed() < Duration::from_secs(2), "it went on for {:?}", sent.elapsed());
        let stderr = String::from_utf8(output.stderr).unwrap();
        End { code: output.status.code(), stdout, stderr }
    }
}

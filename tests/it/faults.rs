//! All faults of a lesson at once: in the order of their places, none that only follows from
//! another, and drawn so that a reader finds them.

#![allow(clippy::unwrap_used, reason = "a test may be strict")]

use layerlab::lesson::{LessonError, read};

const LESSON: &str = concat!(
    include_str!("../fixtures/lines.toml"),
    include_str!("../fixtures/model.toml"),
    r#"
[[step]]
id = "call"
title = "A call"
run.call = { layer = "line", rows = [1] }
goal.accuracy = { at_least = 1.0 }
solution = { layer = "line", w = [[1.0]], b = [1.0] }

[[step]]
id = "weights"
title = "Weights"
run.get_weights = { layer = "L1" }

[[step]]
id = "fit"
title = "A fit"
run.fit = { model = "model", loss = "mean_squared_error", epochs = 2 }
solution = { fit = { epochs = 3 } }

[[step]]
id = "predict"
title = "A prediction"
run.predict = { model = "model", rows = [0] }
"#
);

#[track_caller]
fn with(changes: &[(&str, &str)]) -> String {
    changes.iter().fold(LESSON.to_owned(), |source, (from, to)| {
        assert!(source.contains(from), "{from}");
        source.replacen(from, to, 1)
    })
}

#[track_caller]
fn refused(source: &str) -> LessonError {
    read("file.toml", source).expect_err("the lesson should be refused")
}

/// The lines that an editor follows.
fn heads(error: &LessonError) -> Vec<String> {
    let text = error.to_string();
    text.lines().filter(|line| line.starts_with("file.toml:")).map(str::to_owned).collect()
}

#[test]
fn five_faults_are_told_in_the_order_of_their_places() {
    let source = with(&[
        ("title = \"Lines\"", "tilte = \"Lines\""),
        ("[[300.0], [500.0]]", "[[300.0]]"),
        ("units = 1 }\n", "units = \"1\" }\n"),
        ("\"L1\" }", "\"L2\" }"),
        ("epochs = 2", "epochs = 0"),
    ]);
    let error = refused(&source);
    let heads = heads(&error);
    let told = [
        ("file.toml:2:1: unknown field `tilte`", ""),
        ("file.toml:7:5: data.houses.y: y has 1 rows, x has 2", ""),
        ("file.toml:17:38: step `line`: invalid type: string \"1\"", "a whole number"),
        ("file.toml:34:29: step `weights`, run.get_weights.layer: there is no layer `L2`", ""),
        ("file.toml:39:68: step `fit`, run.fit.epochs: expected at least 1 epoch", ""),
    ];
    assert_eq!(heads.len(), told.len(), "{error}");
    for (head, (start, needle)) in heads.iter().zip(told) {
        assert!(head.starts_with(start) && head.contains(needle), "{error}");
    }
    assert_eq!((error.faults.len(), error.more), (5, 0));
}

#[test]
fn a_step_tells_more_than_one_fault() {
    let source = with(&[
        (
            "title = \"A line\"",
            "title = \"A\\nline\"\ntxt = \"?\"\nprat = \"?\"\nshow = 3\nhints = [\" \"]",
        ),
        ("{ name = \"line\", units = 1 }", "{ name = \"line\", units = 0 }"),
    ]);
    let error = refused(&source);
    let needles = [
        "a single line",
        "`txt`",
        "`prat`",
        "wanted string or table",
        "a hint needs a letter",
        "at least 1 unit",
    ];
    assert_eq!(error.faults.len(), needles.len(), "{error}");
    for (fault, needle) in error.faults.iter().zip(needles) {
        assert!(fault.message.contains(needle), "{needle}: {error}");
    }
}

/// A change that makes one fault, whatever else speaks of the same thing.
const ALONE: &[(&str, &str)] = &[
    // A data set that is wrong, which every step uses.
    ("[[300.0], [500.0]]", "[[300.0]]"),
    ("[[300.0], [500.0]]", "[[300.0], [nan]]"),
    ("[[300.0], [500.0]]", "\"none\""),
    ("x = [[1.0], [2.0]]", ""),
    ("x = [[1.0], [2.0]]", "x = []"),
    ("x = [[1.0], [2.0]]", "xs = [[1.0], [2.0]]"),
    ("[data.houses]", "[data.housse]"),
    ("[data.houses]", "[date.houses]"),
    ("[data.houses]\nx = [[1.0], [2.0]]\ny = [[300.0], [500.0]]", "data = 3"),
    ("run.dataset = \"houses\"", "run.dataset = \"hoses\""),
    ("run.dataset = \"houses\"", "run.datset = \"houses\""),
    ("run.dataset = \"houses\"", "rnu.dataset = \"houses\""),
    ("run.dataset = \"houses\"", "run.dataset = 3"),
    ("run.dataset = \"houses\"", "run = 3"),
    ("run.dataset = \"houses\"", "run.dataset = \"houses\"\nrun.mask = { y = 1.0 }"),
    // A layer that is wrong, and still known by its name.
    ("name = \"line\", units = 1", "name = \"line\", units = 0"),
    ("name = \"line\", units = 1", "name = \"line\", units = 1001"),
    ("name = \"line\", units = 1", "name = \"line\", units = \"1\""),
    ("name = \"line\", units = 1", "name = \"line\", unit = 1"),
    ("name = \"line\", units = 1", "name = \"line\""),
    ("name = \"line\", units = 1", "nam = \"line\", units = 1"),
    ("name = \"line\", units = 1", "name = 3, units = 1"),
    ("name = \"line\", units = 1", "units = 1"),
    ("name = \"line\", units = 1", "name = \"line\", units = 1, activation = \"sigmod\""),
    ("run.dense =", "run.dnse ="),
    ("run.dense =", "run.zzzzzzzzz ="),
    ("run.dense =", "rum.dense ="),
    ("name = \"L1\", units = 1", "name = \"L1\", units = \"1\""),
    ("name = \"L1\", units = 1", "name = \"L1\", units = 0"),
    ("name = \"L1\", units = 1", "name = \"line\", units = 1"),
    ("name = \"model\", inputs = 1", "name = \"model\", inputs = 0"),
    ("name = \"model\", inputs = 1", "name = \"model\", input = 1"),
    ("name = \"model\", inputs = 1", "name = \"line\", inputs = 1"),
    ("name = \"model\", inputs = 1", "inputs = 1"),
    ("name = \"model\", inputs = 1", "name = [], inputs = 1"),
    ("run.sequential =", "run.sequental ="),
    // A fit that is wrong, and its solution.
    ("run.fit =", "run.ftt ="),
    ("epochs = 2", "epochs = -2"),
    ("loss = \"mean_squared_error\"", "loss = \"mean_squared\""),
    ("loss = \"mean_squared_error\"", "loss = \"binary_crossentropy\""),
    ("loss = \"mean_squared_error\", ", ""),
    ("epochs = 3", "epoch = 3"),
    // What is missing under its right name stands there under a wrong one.
    ("id = \"call\"", "ib = \"call\""),
    ("title = \"Lines\"", "titel = \"Lines\""),
    ("title = \"Lines\"", "title = 3"),
    ("format = 1", "format = \"1\""),
    ("at_least = 1.0", "at_lest = 1.0"),
    ("[[step]]", "[[stpe]]"),
];

#[test]
fn one_fault_does_not_cause_others() {
    read("file.toml", LESSON).unwrap();
    for change in ALONE {
        let error = refused(&with(&[*change]));
        assert_eq!(heads(&error).len(), 1, "{change:?}\n{error}");
        assert_eq!((error.faults.len(), error.more), (1, 0), "{change:?}\n{error}");
    }
}

// What is in doubt hides no fault that has nothing to do with it.
#[test]
fn a_fault_hides_no_other() {
    let hoses = ("run.get_weights = { layer = \"L1\" }", "run.get_weights = { layer = \"L7\" }");
    for change in ALONE.iter().filter(|(from, _)| from.contains("units") || from.contains("epochs"))
    {
        let error = refused(&with(&[*change, hoses]));
        // Where a name itself is wrong, `L7` may be what it should have been.
        let names = ["name = 3, ", "units = 1", "name = \"line\", units = 1"];
        let is_hidden = names.contains(&change.1) || change.1.starts_with(names[0]);
        let told = error.to_string().contains("there is no layer `L7`");
        assert!(told || is_hidden, "{change:?}\n{error}");
    }
}

#[test]
fn of_very_many_faults_the_first_are_shown_and_the_others_counted() {
    let steps = "[[step]]\nid = \"A\"\ntitle = \"A\"\n".repeat(33);
    let error = refused(&format!("{LESSON}{steps}"));
    assert_eq!((error.faults.len(), error.more), (20, 13));
    let told = "\n\nfile.toml: 13 more faults were found. Mend these first.";
    assert!(error.to_string().ends_with(told), "{error}");
    assert!(error.faults.iter().map(|fault| fault.place.as_ref().unwrap().line).is_sorted());
    let hints = "\"\",".repeat(20);
    let steps = format!("[[step]]\nid = \"a\"\ntitle = \"A\"\nhints = [{hints}]\n").repeat(480);
    let error = refused(&format!("{LESSON}{steps}"));
    assert_eq!((error.faults.len(), error.more), (20, 480 * 20 - 20));
    assert!(error.to_string().len() < 10_000);
}

#[test]
fn carets_stand_below_wide_characters_and_in_long_lines() {
    let call = "run.call = { layer = \"line\", rows = [1] }";
    let wide = refused(&with(&[("title = \"A call\"", "title = \"日本\\r\""), (call, "")]));
    let drawn = "file.toml:26:9: step `call`, title: the character U+000D could steer the reader's \
                 terminal: take it out\n   |\n26 | title = \"日本\\r\"\n   |         ^^^^^^^^";
    assert_eq!(wide.to_string(), drawn.to_owned());
    let inline = "run.call = { layer = \"日本\", rows = [1], flt = true }";
    let behind = refused(&with(&[(call, inline)])).to_string();
    assert!(behind.starts_with("file.toml:27:40: "), "{behind}");
    let carets = behind.lines().find(|line| line.contains('^')).unwrap();
    assert_eq!(carets.find('^'), Some("27 | ".len() + 39 + 2), "{behind}");
    let long = refused(&with(&[(
        "units = 1 }\n",
        &format!("{}units = \"1\"{} }}\n", " ".repeat(3_000), " ".repeat(3_000)),
    )]));
    let long = long.to_string();
    assert!(long.lines().all(|line| line.chars().count() < 250), "{long}");
    assert!(long.contains("units = \"1\"") && long.contains("^^^"), "{long}");
}

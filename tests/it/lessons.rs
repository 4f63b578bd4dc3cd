//! Reading a lesson: what is refused, where, and with what advice; and `check`, which holds a
//! lesson to what its author says of it.

#![allow(clippy::unwrap_used, reason = "a test may be strict")]

use std::fmt;
use std::fs::{self, File};
use std::ops::Deref;
use std::path::Path;

use layerlab::chart::Glyphs;
use layerlab::check::{Finding, check};
use layerlab::journal::Entry;
use layerlab::lab::{Lab, Setting};
use layerlab::lesson::format::Action;
use layerlab::lesson::{Lesson, LessonFault, Step, limits, read, shelf};
use layerlab::transcript;
use proptest::collection::vec;
use proptest::prelude::*;
use proptest::sample::{Index, select};

use crate::large;
use crate::scratch::file;

/// A lesson with data, a layer and a model, whose last step is still to be written.
const LESSON: &str = concat!(
    include_str!("../fixtures/lines.toml"),
    include_str!("../fixtures/model.toml"),
    r#"
[[step]]
id = "last"
title = "The last"
"#
);

/// Where the last step names itself, and where what a test adds to it begins.
const LAST: usize = 25;
const ADDED: usize = 27;

fn lesson(step: &str) -> String {
    format!("{LESSON}{step}\n")
}

#[track_caller]
fn with(from: &str, to: &str) -> String {
    assert!(LESSON.contains(from));
    LESSON.replacen(from, to, 1)
}

#[test]
fn the_code_of_each_lesson_that_ships_imports_what_it_needs() {
    for name in shelf::NAMES {
        let lesson = shelf::built_in(name).unwrap().read().unwrap();
        let imports = |step: &Step| matches!(step.run, Some(Action::Imports));
        assert!(lesson.steps.iter().any(imports), "{name}");
    }
}

#[test]
fn what_a_lesson_says_is_printed_without_its_marks() {
    let source = lesson("run.call = { layer = \"line\", rows = [0] }")
        + "[step.question]\nask = \"Is it **so**?\"\nanswer = 1\n\
           [[step.question.options]]\ntext = \"`yes`\"\nreply = \"**Yes**: 2 * 3.\"\n\
           [[step.question.options]]\ntext = \"no\"\nreply = \"No.\"\n";
    let mut lab = Lab::new(read("lesson.toml", &source).unwrap());
    lab.go_to(lab.lesson().steps.len() - 1);
    lab.choose(0);
    let page = transcript::step(&lab.outcome(), Glyphs::default());
    for line in ["Is it so?", "1  yes", "Yes: 2 * 3."] {
        assert!(page.contains(line), "{line} in {page}");
    }
}

/// The one fault of a lesson, and all that is told of it.
struct Refused {
    fault: LessonFault,
    text: String,
}

impl Deref for Refused {
    type Target = LessonFault;

    fn deref(&self) -> &LessonFault {
        &self.fault
    }
}

impl fmt::Display for Refused {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.text)
    }
}

#[track_caller]
fn refused(source: &str) -> Refused {
    let error = read("file.toml", source).expect_err("the lesson should be refused");
    let text = error.to_string();
    assert_calm(&text);
    let [fault] = error.faults.as_slice() else { panic!("more than one fault:\n{text}") };
    Refused { fault: fault.clone(), text }
}

/// Checks where a lesson is refused, what the carets mark there, and what is said about it.
#[track_caller]
fn fault(source: &str, line: usize, marked: &str, needles: &[&str]) {
    let error = refused(source);
    let place = error.place.clone().unwrap();
    assert_eq!(place.line, line, "{error}");
    let whole = source.lines().nth(line - 1).unwrap();
    let from: String = whole.chars().skip(place.from - 1).collect();
    assert!(from.starts_with(&place.text), "{error}");
    let under: String = whole.chars().skip(place.column - 1).take(place.length).collect();
    let marked: String = marked.chars().take(80).collect();
    assert_eq!(under, marked, "{error}");
    let text = error.to_string();
    assert!(text.starts_with(&format!("file.toml:{line}:{}: ", place.column)), "{text}");
    for needle in needles {
        assert!(text.contains(needle), "no {needle:?} in:\n{text}");
    }
}

/// Nothing in a text can steer a terminal.
#[track_caller]
fn assert_calm(text: &str) {
    let steers = |c: char| {
        (c.is_control() && c != '\n')
            || matches!(c, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
    };
    assert_eq!(text.chars().find(|c| steers(*c)), None, "{text:?}");
}

#[test]
fn the_lesson_of_these_tests_is_sound() {
    assert_eq!(findings(LESSON), []);
    assert_eq!(LESSON.lines().nth(LAST - 1), Some("id = \"last\""));
    assert_eq!(LESSON.lines().count(), ADDED - 1);
}

#[test]
fn a_misspelled_key_is_refused_with_the_nearest() {
    fault(&with("title", "tilte"), 2, "tilte", &["unknown field", "Did you mean `title`?"]);
    let label = with("x = [[1", "x_lable = \"Size\"\nx = [[1");
    fault(&label, 6, "x_lable", &["Did you mean `x_label`?"]);
    fault(&lesson("txt = \"…\""), ADDED, "txt", &["Did you mean `text`?"]);
    let action = lesson("run.get_wights = { layer = \"line\" }");
    fault(&action, ADDED, "get_wights", &["Did you mean `get_weights`?"]);
    let field = lesson("run.call = { layr = \"line\" }");
    fault(&field, ADDED, "layr", &["Did you mean `layer`?"]);
    let nested = lesson("goal.boundary = { at = 1.0, withn = 0.1 }");
    fault(&nested, ADDED, "withn", &["Did you mean `within`?"]);
}

#[test]
fn a_word_that_resembles_nothing_gets_the_whole_list() {
    let error = refused(&lesson("zzzzzzzzz = 1")).to_string();
    assert!(!error.contains("Did you mean"), "{error}");
    assert!(["`id`", "`text`", "`run`", "`goal`"].iter().all(|key| error.contains(key)), "{error}");
}

#[test]
fn a_misspelled_word_is_refused_with_the_nearest() {
    let activation = lesson("run.dense = { name = \"other\", units = 1, activation = \"sigmod\" }");
    fault(&activation, ADDED, "\"sigmod\"", &["Did you mean `sigmoid`?"]);
    let loss = lesson("goal.loss = { of = \"mean_squared_eror\", below = 1.0 }");
    fault(&loss, ADDED, "\"mean_squared_eror\"", &["Did you mean `mean_squared_error`?"]);
    fault(&lesson("show = \"txt\""), ADDED, "\"txt\"", &["Did you mean `text`?"]);
    fault(&lesson("run = \"import\""), ADDED, "\"import\"", &["Did you mean `imports`?"]);
}

#[test]
fn a_name_that_is_not_there_is_refused_with_the_nearest() {
    fault(&lesson("run.dataset = \"hoses\""), ADDED, "\"hoses\"", &["Did you mean `houses`?"]);
    let layer = lesson("run.call = { layer = \"lime\" }");
    fault(&layer, ADDED, "\"lime\"", &["no layer `lime`", "Did you mean `line`?"]);
    let inside = lesson("run.get_weights = { layer = \"L2\" }");
    fault(&inside, ADDED, "\"L2\"", &["no layer `L2`"]);
    let model = lesson("run.summary = { model = \"modle\" }");
    fault(&model, ADDED, "\"modle\"", &["no model `modle`", "Did you mean `model`?"]);
    let confused = lesson("run.predict = { model = \"line\" }");
    fault(&confused, ADDED, "\"line\"", &["`line` is a layer", "`run.call`"]);
}

#[test]
fn a_name_is_there_only_from_the_step_that_makes_it() {
    let early = with("run.dataset = \"houses\"", "run.call = { layer = \"line\", x = [[1.0]] }");
    fault(&early, 12, "\"line\"", &["no layer `line`"]);
    let no_data = with("run.dataset = \"houses\"", "run.mask = { y = 1.0 }");
    fault(&no_data, 12, "run", &["no data yet", "`run.dataset`"]);
}

#[test]
fn a_wrong_type_is_refused() {
    fault(&with("\"Lines\"", "3"), 2, "3", &["integer `3`", "expected a string"]);
    let units = lesson("run.dense = { name = \"other\", units = \"1\" }");
    fault(&units, ADDED, "\"1\"", &["string \"1\""]);
    let flat = lesson("run.call = { layer = \"line\", flat = \"yes\" }");
    fault(&flat, ADDED, "\"yes\"", &["expected a boolean"]);
    fault(&with("[[1.0], [2.0]]", "[1.0, 2.0]"), 6, "1.0", &["invalid type", "expected"]);
    fault(&lesson("run = 3"), ADDED, "3", &["table"]);
}

#[test]
fn an_error_speaks_of_numbers_not_of_rust() {
    for units in ["\"1\"", "-1", "1.5", "1000000000000000000000000000000", "[]"] {
        let error = refused(&lesson(&format!("run.dense = {{ name = \"a\", units = {units} }}")));
        let rust =
            ["usize", "u64", "i128", "f32"].iter().find(|word| error.message.contains(*word));
        assert_eq!(rust, None, "{error}");
    }
    let error = refused(&with("[[1.0], [2.0]]", "[[\"1\"], [2.0]]"));
    assert!(!error.message.contains("f32"), "{error}");
}

#[test]
fn what_is_missing_is_named() {
    fault(&with("about = \"Two houses and a line\"\n", ""), 1, "f", &["missing field `about`"]);
    fault(&lesson("[[step]]\ntitle = \"A\""), ADDED, "[[step]]", &["missing field `id`"]);
    let units = lesson("run.dense = { name = \"other\" }");
    fault(&units, ADDED, "{ name = \"other\" }", &["missing field `units`"]);
    let nothing = read("file.toml", "").unwrap_err().to_string();
    for told in ["missing field `format`", "missing field `title`", "at least one step"] {
        assert!(nothing.contains(told), "{nothing}");
    }
    let no_steps = refused("format = 1\ntitle = \"A\"\nabout = \"B\"");
    assert!(no_steps.to_string().contains("at least one step: `[[step]]`"));
    assert!(refused(&with("\"Lines\"", "\" \"")).to_string().contains("a title needs a letter"));
}

#[test]
fn what_is_not_toml_is_refused_where_it_breaks() {
    fault(&with("\"Lines\"", "\"Lines"), 2, "", &["string", "expected"]);
    fault(&with("title = ", "title "), 2, "\"", &["expected `=`"]);
    let twice = with("about", "title = \"Again\"\nabout");
    fault(&twice, 3, "title", &["duplicate key"]);
    fault(&lesson("run.dataset = \"houses\"\nrun.mask = { y = 1.0 }"), ADDED, "run", &[]);
}

#[test]
fn nesting_without_end_is_refused() {
    for deep in ["[", "{a=", "a."].map(|piece| piece.repeat(100_000)) {
        refused(&format!("x = {deep}"));
        refused(&deep);
        refused(&format!("[{deep}a]"));
    }
}

#[test]
fn a_table_has_rows_of_one_length() {
    let ragged = with("[[1.0], [2.0]]", "[[1.0], [2.0, 3.0]]");
    fault(&ragged, 6, "[2.0, 3.0]", &["row 1, counted from 0, has 2 numbers, row 0 has 1"]);
    fault(&with("[[1.0], [2.0]]", "[]"), 6, "[]", &["at least one row, such as [[1.0], [2.0]]"]);
    fault(&with("[[1.0], [2.0]]", "[[], []]"), 6, "[]", &["at least one number in a row"]);
    let uneven = with("[[1.0], [2.0]]", "[[1.0]]");
    fault(&uneven, 7, "[[300.0], [500.0]]", &["y has 2 rows, x has 1"]);
    let weights = lesson("run.set_weights = { layer = \"L1\", w = [[1.0], []], b = [1.0] }");
    fault(&weights, ADDED, "[]", &["row 1, counted from 0, has 0 numbers"]);
    fault(&lesson("run.call = { layer = \"line\", x = [] }"), ADDED, "[]", &["at least one row"]);
}

#[test]
fn a_number_is_finite_and_fits_float32() {
    for number in ["nan", "-nan", "inf", "+inf", "-inf", "1e39", "-3.5e38", "1e999"] {
        let data = with("[[1.0], [2.0]]", &format!("[[1.0], [{number}]]"));
        fault(&data, 6, number, &["finite number that fits float32"]);
        let weights =
            format!("run.set_weights = {{ layer = \"L1\", w = [[1.0]], b = [{number}] }}");
        fault(&lesson(&weights), ADDED, number, &["finite number that fits float32"]);
        let goal = lesson(&format!("goal.boundary = {{ at = {number}, within = 1.0 }}"));
        fault(&goal, ADDED, number, &["finite number"]);
    }
    let whole = with("[[1.0], [2.0]]", "[[1], [340_000_000]]");
    assert_eq!(read("file.toml", &whole).unwrap().data["houses"].x.numbers(), [1.0, 3.4e8]);
}

#[test]
fn classes_are_numbered_from_0() {
    let classes =
        |y: &str| with("y = [[300.0], [500.0]]", &format!("classes = [\"a\", \"b\"]\ny = {y}"));
    assert!(read("file.toml", &classes("[[0.0], [1.0]]")).is_ok());
    for bad in ["[2.0]", "[-1.0]", "[0.5]"] {
        let source = classes(&format!("[[0.0], {bad}]"));
        fault(&source, 8, bad, &["one class number a row, from 0 to 1"]);
    }
    fault(&classes("[[0.0, 1.0], [1.0, 0.0]]"), 8, "[0.0, 1.0]", &["one class number a row"]);
}

#[test]
fn a_range_goes_up() {
    let range = |name, range| with("x = [[", &format!("{name} = {range}\nx = [["));
    let (backwards, nothing) = (range("x_range", "[2.0, 1.0]"), range("y_range", "[1.0, 1.0]"));
    fault(&backwards, 6, "[2.0, 1.0]", &["x_range = [from, to] with from below to"]);
    fault(&nothing, 6, "[1.0, 1.0]", &["y_range = [from, to] with from below to"]);
    refused(&range("x_range", "[1.0]"));
    refused(&range("x_range", "[1.0, 2.0, 3.0]"));
}

#[test]
fn units_have_a_limit() {
    let units = |units| lesson(&format!("run.dense = {{ name = \"other\", units = {units} }}"));
    assert!(read("file.toml", &units("1000")).is_ok());
    fault(&units("1001"), ADDED, "1001", &["the limit is 1000"]);
    fault(&units("1000000000"), ADDED, "1000000000", &["the limit is 1000"]);
    fault(&units("0"), ADDED, "0", &["at least 1 unit"]);
    fault(&units("-1"), ADDED, "-1", &["`-1`"]);
    let huge = "1000000000000000000000000000000";
    fault(&units(huge), ADDED, huge, &[huge]);
}

#[test]
fn a_model_has_limits() {
    let model = |inputs: &str, layers: &str| {
        lesson(&format!(
            "run.sequential = {{ name = \"m\", inputs = {inputs}, layers = [{layers}] }}"
        ))
    };
    let layer = |index, units| format!("{{ dense = {{ name = \"h{index}\", units = {units} }} }}");
    let many: Vec<String> = (0..=limits::LAYERS).map(|index| layer(index, 1)).collect();
    let error = refused(&model("1", &many.join(", ")));
    assert!(error.message.contains("21 layers are too many: the limit is 20"), "{error}");
    let wide = model("1000", &layer(0, 1000));
    fault(&wide, ADDED, "1000", &["weights and biases in a lesson", "the limit is 1000000"]);
    fault(&model("1001", &layer(0, 1)), ADDED, "1001", &["the limit is 1000"]);
    fault(&model("0", &layer(0, 1)), ADDED, "0", &["at least 1 input"]);
    fault(&model("1", ""), ADDED, "[]", &["at least one layer"]);
}

#[test]
fn data_and_steps_have_limits() {
    let data = |rows| large::lesson(&large::data(rows, 1), &[large::dataset()]);
    assert!(read("file.toml", &data(limits::ROWS)).is_ok());
    let error = read("file.toml", &data(limits::ROWS + 1)).unwrap_err();
    let told = "10001 rows are too many: the limit is 10000";
    assert_eq!(error.faults.len(), 2, "{error}");
    assert!(error.faults.iter().all(|fault| fault.message == told), "{error}");
    let steps = |count| large::lesson("", &vec![("a", String::new()); count]);
    assert!(read("file.toml", &steps(limits::STEPS)).is_ok());
    let error = refused(&steps(limits::STEPS + 1));
    assert!(error.message.contains("501 steps are too many: the limit is 500"), "{error}");
    let wide = format!("[[{}]]", vec!["1"; limits::FEATURES + 1].join(","));
    let error = refused(&lesson(&format!("run.call = {{ layer = \"line\", x = {wide} }}")));
    assert!(error.message.contains("the limit is 1000"), "{error}");
}

#[test]
fn a_text_over_the_limit_is_refused() {
    let error = refused(&format!("{LESSON}{}", "#".repeat(2 << 20)));
    assert_eq!(error.to_string(), "file.toml: this is too large for a lesson: more than 2 MiB");
}

/// Where a lesson has room for words, `@`, and for how many characters: what of the lesson is
/// taken out, and what is put in its place.
const WORDS: [(&str, &str, usize); 17] = [
    ("\"Lines\"", "\"@\"", limits::TITLE_CHARS),
    ("\"A line\"", "\"@\"", limits::TITLE_CHARS),
    ("\"Two houses and a line\"", "\"@\"", limits::ABOUT_CHARS),
    ("\"The last\"", "\"Last\"\npart = \"@\"", limits::TITLE_CHARS),
    ("[data", "[data.\"@\"]\nx = [[1]]\ny = [[1]]\n[data", limits::DATA_SET_CHARS),
    ("x = [[1", "x_label = \"@\"\nx = [[1", limits::LABEL_CHARS),
    ("x = [[1", "x2_label = \"@\"\nx = [[1", limits::LABEL_CHARS),
    ("x = [[1", "y_label = \"@\"\nx = [[1", limits::LABEL_CHARS),
    ("[[300.0], [500.0]]", "[[0], [0]]\nclasses = [\"@\"]", limits::CLASS_CHARS),
    ("\"The last\"", "\"Last\"\nhints = [\"@\"]", limits::HINT_CHARS),
    ("\"The last\"", "\"Last\"\ncard = { found = [\"@\"] }", limits::QUESTION_CHARS),
    ("\"The last\"", "\"Last\"\ncard = { found = [\"a\"], open = \"@\" }", limits::QUESTION_CHARS),
    (
        "\"The last\"",
        "\"Last\"\ngoal = { accuracy = { at_least = 1.0 }, reached = \"@\" }",
        limits::REPLY_CHARS,
    ),
    (
        "\"The last\"",
        "\"Last\"\ngoal = { accuracy = { at_least = 1.0 }, impossible = \"@\" }",
        limits::REPLY_CHARS,
    ),
    (
        "\"The last\"",
        "\"Last\"\nquestion = { ask = \"@\", answer = 1, options = [{ text = \"a\", reply = \"b\" }, \
         { text = \"c\", reply = \"d\" }] }",
        limits::QUESTION_CHARS,
    ),
    (
        "\"The last\"",
        "\"Last\"\nquestion = { ask = \"a\", answer = 1, options = [{ text = \"@\", reply = \"b\" }, \
         { text = \"c\", reply = \"d\" }] }",
        limits::OPTION_CHARS,
    ),
    (
        "\"The last\"",
        "\"Last\"\nquestion = { ask = \"a\", answer = 1, options = [{ text = \"b\", reply = \"@\" }, \
         { text = \"c\", reply = \"d\" }] }",
        limits::REPLY_CHARS,
    ),
];

#[test]
fn words_have_a_limit() {
    for (from, to, limit) in WORDS {
        let source = |text: &str| with(from, &to.replace('@', text));
        let fits = read("file.toml", &source(&"é".repeat(limit)));
        assert!(fits.is_ok(), "{to}: {}", fits.unwrap_err());
        let error = refused(&source(&"é".repeat(limit + 1)));
        assert!(error.message.contains(&format!("at most {limit} characters")), "{to}: {error}");
        assert!(error.message.contains(&(limit + 1).to_string()), "{to}: {error}");
        assert!(error.place.is_some(), "{to}: {error}");
    }
    let text = |count: usize| lesson(&format!("text = \"{}\"", "é".repeat(count)));
    assert!(read("file.toml", &text(limits::TEXT_CHARS)).is_ok());
    let error = refused(&text(limits::TEXT_CHARS + 1));
    assert!(error.message.contains("at most 4000 characters, and here are 4001"), "{error}");
    let id = |count: usize| with("\"last\"", &format!("\"{}\"", "a".repeat(count)));
    assert!(read("file.toml", &id(limits::ID_CHARS)).is_ok());
    refused(&id(limits::ID_CHARS + 1));
}

#[test]
fn words_that_nobody_can_see_are_no_words() {
    let blanks = [
        "",
        " ",
        "\u{a0}",
        "\u{200b}",
        "\u{2060}",
        "\u{feff}",
        "\u{ad}",
        "\u{2800}",
        "\u{3164}",
        "\u{115f}",
        "\u{1160}",
        "\u{ffa0}",
        "\u{301}",
        "\u{fe0f}",
        "\u{e0041}",
        "\u{34f}",
        "\u{180e}",
        "\u{200d}",
        "\u{3000}",
        "\u{2800} \u{200b}\u{301}",
    ];
    for (from, to, _) in WORDS {
        let source = |text: &str| with(from, &to.replace('@', text));
        for blank in blanks {
            let error = refused(&source(blank));
            let told = ["that can be seen", "needs a reply"];
            let is_told = told.iter().any(|words| error.message.contains(words));
            assert!(is_told, "{to} {blank:?}: {error}");
        }
        for seen in ["é", "e\u{301}", "日", "·", "\u{200b}a"] {
            assert!(read("file.toml", &source(seen)).is_ok(), "{to} {seen:?}");
        }
    }
}

#[test]
fn the_lessons_that_ship_are_far_from_the_limits() {
    for (name, source) in shipped() {
        let lesson = read(name, &source).unwrap();
        let far = |text: &str, limit: usize| assert!(3 * text.chars().count() <= limit, "{text}");
        far(&lesson.about, limits::ABOUT_CHARS);
        for step in &lesson.steps {
            far(&step.id, limits::ID_CHARS);
            far(&step.title, limits::TITLE_CHARS);
            far(step.part.as_deref().unwrap_or_default(), limits::TITLE_CHARS);
            far(&step.text, limits::TEXT_CHARS);
            step.hints.iter().for_each(|hint| far(hint, limits::HINT_CHARS));
            for option in step.question.iter().flat_map(|question| &question.options) {
                far(&option.text, limits::OPTION_CHARS);
                far(&option.reply, limits::REPLY_CHARS);
            }
        }
    }
}

#[test]
fn a_question_has_its_answer_and_a_reply_to_each() {
    let question = |answer: u32, options: &[&str]| {
        let options: Vec<String> =
            options.iter().map(|reply| format!("{{ text = \"A\", reply = {reply:?} }}")).collect();
        let options = options.join(", ");
        lesson(&format!("question = {{ ask = \"?\", answer = {answer}, options = [{options}] }}"))
    };
    assert!(read("file.toml", &question(2, &["no", "yes"])).is_ok());
    let range = "the number of the right option, from 1 to 2";
    fault(&question(3, &["no", "yes"]), ADDED, "3", &[range]);
    fault(&question(0, &["no", "yes"]), ADDED, "0", &[range]);
    let one = "[{ text = \"A\", reply = \"yes\" }]";
    fault(&question(1, &["yes"]), ADDED, one, &["from 2 to 9 options"]);
    refused(&question(1, &["yes"; 10]));
    let silent = "{ text = \"A\", reply = \" \" }";
    fault(&question(1, &["yes", " "]), ADDED, silent, &["every option needs a reply"]);
}

#[test]
fn a_call_names_rows_that_are_there() {
    let call = |options| lesson(&format!("run.call = {{ layer = \"line\", {options} }}"));
    fault(&call("rows = [0, 2]"), ADDED, "2", &["the data has rows 0 to 1"]);
    fault(&call("rows = []"), ADDED, "[]", &["at least one row"]);
    fault(&call("rows = [0], x = [[1.0]]"), ADDED, "[[1.0]]", &["`rows` or `x`, not both"]);
    for two in ["flat = true", "rows = [0, 1], flat = true", "x = [[1.0], [2.0]], flat = true"] {
        fault(&call(two), ADDED, "true", &["only one row can be handed over flat"]);
    }
    let predict = lesson("run.predict = { model = \"model\", rows = [7] }");
    fault(&predict, ADDED, "7", &["the data has rows 0 to 1"]);
}

#[test]
fn a_name_is_one_that_python_takes() {
    let dense = |name| lesson(&format!("run.dense = {{ name = \"{name}\", units = 1 }}"));
    for name in ["", "2x", "a-b", "a b", "für", "a.b"] {
        fault(&dense(name), ADDED, &format!("\"{name}\""), &["a name that Python takes"]);
    }
    for name in ["lambda", "None", "np", "print", "X_train", "x", "set_w"] {
        fault(&dense(name), ADDED, &format!("\"{name}\""), &["already means something"]);
    }
    let inside =
        "run.sequential = { name = \"m\", layers = [{ dense = { name = \"1\", units = 1 } }] }";
    fault(&lesson(inside), ADDED, "\"1\"", &["a name that Python takes"]);
}

#[test]
fn a_name_that_the_shown_code_uses_is_reserved() {
    for name in ["set_b", "pos", "Dense", "Sequential", "Input", "Normalization"] {
        let source = lesson(&format!("run.dense = {{ name = \"{name}\", units = 1 }}"));
        fault(&source, ADDED, &format!("\"{name}\""), &["already means something"]);
    }
}

#[test]
fn a_name_is_taken_once() {
    for name in ["line", "model", "L1"] {
        let dense = lesson(&format!("run.dense = {{ name = \"{name}\", units = 1 }}"));
        fault(&dense, ADDED, &format!("\"{name}\""), &["already taken"]);
        let norm = lesson(&format!("run.normalization = {{ name = \"{name}\" }}"));
        fault(&norm, ADDED, &format!("\"{name}\""), &["already taken"]);
    }
    let layers = "{ dense = { name = \"a\", units = 1 } }, { dense = { name = \"a\", units = 1 } }";
    let twice = lesson(&format!("run.sequential = {{ name = \"m\", layers = [{layers}] }}"));
    fault(&twice, ADDED, "\"a\"", &["already taken"]);
}

#[test]
fn a_normalization_layer_takes_its_name() {
    let again = "[[step]]\nid = \"again\"\ntitle = \"Again\"\n";
    for second in ["normalization = { name = \"n\" }", "dense = { name = \"n\", units = 1 }"] {
        let source =
            lesson(&format!("run.normalization = {{ name = \"n\" }}\n{again}run.{second}"));
        fault(&source, ADDED + 4, "\"n\"", &["already taken"]);
    }
}

#[test]
fn a_model_and_its_layer_have_different_names() {
    let same =
        "run.sequential = { name = \"m\", layers = [{ dense = { name = \"m\", units = 1 } }] }";
    fault(&lesson(same), ADDED, "\"m\"", &["already taken"]);
}

#[test]
fn an_id_is_plain() {
    for id in ["", "Last", "the last", "läst", "last_one"] {
        let source = with("\"last\"", &format!("\"{id}\""));
        fault(&source, LAST, &format!("\"{id}\""), &["lower-case letters, digits and hyphens"]);
    }
}

#[test]
fn a_goal_needs_something_to_reach_and_something_to_work_on() {
    fault(
        &lesson("goal = {}"),
        ADDED,
        "{}",
        &["a loss, a validation loss, a boundary, a steepness"],
    );
    let early = with("run.dataset = \"houses\"", "goal.accuracy = { at_least = 1.0 }");
    assert!(refused(&early).message.contains("no layer here to work on yet"));
    let layer = lesson("solution = { layer = \"lin\", w = [[1.0]], b = [1.0] }");
    fault(&layer, ADDED, "\"lin\"", &["Did you mean `line`?"]);
}

/// A lesson with yes-or-no data, a model for it, and a fit of that model.
fn fitted(fit: &str) -> String {
    format!(
        r#"format = 1
title = "Fit"
about = "A fit"
data.d = {{ x = [[0.0], [1.0], [2.0]], y = [[0.0], [1.0], [1.0]] }}
data.three = {{ x = [[0.0], [1.0], [2.0]], y = [[0.0], [1.0], [2.5]] }}
[[step]]
id = "data"
title = "Data"
run.dataset = "d"
[[step]]
id = "model"
title = "Model"
run.sequential = {{ name = "model", inputs = 1, layers = [{{ dense = {{ name = "L1", units = 1, activation = "sigmoid" }} }}] }}
[[step]]
id = "fit"
title = "Fit"
run.fit = {{ model = "model", {fit} }}
"#
    )
}

const FIT: usize = 17;

#[test]
fn a_fit_that_makes_no_sense_is_refused_with_step_and_field() {
    let bce = "loss = \"binary_crossentropy\"";
    let cases = [
        ("learning_rate = 0.0", "0.0", "learning_rate", "above 0"),
        ("learning_rate = -0.1", "-0.1", "learning_rate", "above 0"),
        ("batch_size = 0", "0", "batch_size", "at least 1 example"),
        ("epochs = 0", "0", "epochs", "at least 1 epoch"),
        ("epochs = 100001", "100001", "epochs", "the limit is 100000"),
        ("optimizer = \"adam\", momentum = 0.9", "0.9", "momentum", "only `sgd`"),
        ("momentum = 1.0", "1.0", "momentum", "from 0 to below 1"),
        ("nesterov = true", "true", "nesterov", "`momentum` beside it"),
        ("validation_split = 1.5", "1.5", "validation_split", "between 0 and 1"),
        ("validation_split = 0.9", "0.9", "validation_split", "leaves none"),
        (
            "early_stopping = { patience = 2 }",
            "{ patience = 2 }",
            "early_stopping.monitor",
            "nothing is validated",
        ),
        (
            "early_stopping = { monitor = \"metric\" }",
            "\"metric\"",
            "early_stopping.monitor",
            "nothing is measured",
        ),
        (
            "start = [{ layer = \"L2\", w = [[1.0]], b = [1.0] }]",
            "\"L2\"",
            "start[0].layer",
            "Did you mean `L1`?",
        ),
        (
            "start = [{ layer = \"L1\", w = [[1.0], [2.0]], b = [1.0] }]",
            "[[1.0], [2.0]]",
            "start[0].w",
            "expected 1 rows of 1 numbers",
        ),
        (
            "start = [{ layer = \"L1\", w = [[1.0]], b = [] }]",
            "[]",
            "start[0].b",
            "expected 1 numbers",
        ),
    ];
    for (more, marked, field, needle) in cases {
        let named = format!("step `fit`, run.fit.{field}");
        fault(&fitted(&format!("{bce}, {more}")), FIT, marked, &[&named, needle]);
    }
}

#[test]
fn labels_that_do_not_fit_the_loss_are_refused() {
    let named = "step `fit`, run.fit.loss";
    let loss = |loss: &str| fitted(&format!("loss = \"{loss}\""));
    let sparse = "sparse_categorical_crossentropy";
    fault(
        &loss(sparse),
        FIT,
        &format!("\"{sparse}\""),
        &[named, "one class number a row, from 0 to 0"],
    );
    let three = loss("binary_crossentropy").replace("dataset = \"d\"", "dataset = \"three\"");
    fault(
        &three,
        FIT,
        "\"binary_crossentropy\"",
        &[named, "targets from 0 to 1, and there is 2.5"],
    );
    let linear = loss("binary_crossentropy").replace("\"sigmoid\"", "\"linear\"");
    fault(&linear, FIT, "\"binary_crossentropy\"", &[named, "from_logits=True"]);
    assert!(read("file.toml", &linear.replace("entropy\"", "entropy(from_logits=True)\"")).is_ok());
    let two = loss("binary_crossentropy").replace("units = 1", "units = 2");
    fault(&two, FIT, "\"binary_crossentropy\"", &[named, "2 outputs for 1 targets"]);
}

#[test]
fn a_batch_larger_than_the_data_is_one_batch_of_all() {
    let source = fitted("loss = \"binary_crossentropy\", batch_size = 1000");
    let mut lab = Lab::new(read("file.toml", &source).unwrap());
    lab.go_to(2);
    assert_eq!(lab.progress().unwrap().batches, 1);
    assert_eq!((lab.train(1), lab.can_train()), (1, false));
}

#[test]
fn a_misspelled_word_of_a_fit_names_the_step_and_the_nearest() {
    let source = fitted("loss = \"binary_crossentropy\", optimizer = \"adm\"");
    fault(&source, FIT, "\"adm\"", &["step `fit`: ", "Did you mean `adam`?"]);
    let source = fitted("loss = \"binary_crossentropi\"");
    fault(&source, FIT, "\"binary_crossentropi\"", &["Did you mean `binary_crossentropy`?"]);
    let source = fitted("loss = \"binary_crossentropy\", learning_rat = 0.1");
    fault(&source, FIT, "learning_rat", &["Did you mean `learning_rate`?"]);
}

#[test]
fn only_a_model_can_be_fitted_and_only_with_data() {
    let layer =
        fitted("loss = \"mean_squared_error\"").replace("model = \"model\"", "model = \"L1\"");
    fault(&layer, FIT, "\"L1\"", &["`L1` is a layer"]);
    let early = fitted("loss = \"mean_squared_error\"").replace("run.dataset = \"d\"\n", "");
    assert!(refused(&early).message.contains("there is no data yet"));
}

#[test]
fn a_solution_of_a_fit_stands_at_a_fit_and_is_no_impossible_one() {
    let goal = "goal.accuracy = { at_least = 1.0 }\nhints = [\"…\"]\n";
    let away = lesson(&format!("{goal}solution = {{ fit = {{ epochs = 3 }} }}"));
    assert!(refused(&away).message.contains("no fit to change"));
    let both = lesson(&format!(
        "{goal}goal.impossible = \"No.\"\nsolution = {{ w = [[1.0]], b = [1.0] }}"
    ));
    assert!(refused(&both).message.contains("impossible has no solution"));
    let half = lesson(&format!("{goal}solution = {{ w = [[1.0]] }}"));
    assert!(refused(&half).message.contains("expected `w` and `b`, or `fit`"));
}

#[test]
fn a_gradient_is_for_one_unit_and_for_weights_that_it_has() {
    let step = |gradient: &str| {
        let source = fitted("loss = \"mean_squared_error\"");
        source.replace(
            "run.fit = { model = \"model\", loss = \"mean_squared_error\" }",
            &format!("run.gradient = {{ model = \"model\", {gradient} }}"),
        )
    };
    fault(
        &step("loss = \"mean_squared_error\", along = \"w[1]\""),
        FIT,
        "\"w[1]\"",
        &["step `fit`, run.gradient.along", "expected one of: w, b"],
    );
    fault(
        &step("loss = \"mean_absolute_error\""),
        FIT,
        "\"mean_absolute_error\"",
        &["`mean_squared_error` and `binary_crossentropy`"],
    );
    let wide = step("loss = \"mean_squared_error\"").replace("units = 1", "units = 2");
    assert!(refused(&wide).message.contains("one unit"));
}

#[test]
fn another_format_is_refused() {
    fault(&with("format = 1", "format = 2"), 1, "2", &["reads format 1, not format 2"]);
    refused(&with("format = 1", "format = \"1\""));
}

#[test]
fn no_character_that_steers_a_terminal_gets_into_a_lesson() {
    for c in
        ["\\u001b[31m", "\\u0007", "\\b", "\\u009b", "\\u202e", "\\u2066", "\\u007f", "\\u0000"]
    {
        for field in ["title", "about", "part", "text", "ask"] {
            let line = format!("{field} = \"a{c}b\"");
            let source = match field {
                "title" | "about" => LESSON.replacen(&format!("{field} = \""), &line, 1),
                "ask" => lesson(&format!(
                    "question = {{ {line}, answer = 1, options = [{{ text = \"a\", reply = \"b\" }}, \
                     {{ text = \"c\", reply = \"d\" }}] }}"
                )),
                _ => lesson(&line),
            };
            refused(&source);
        }
        let title = with("\"Lines\"", &format!("\"Lines{c}\""));
        fault(&title, 2, &format!("\"Lines{c}\""), &["could steer the reader's terminal"]);
        fault(&with("title", &format!("\"ti{c}tle\"")), 2, &format!("\"ti{c}tle\""), &["U+"]);
    }
}

#[test]
fn a_raw_control_character_is_refused_and_not_quoted() {
    for c in ['\u{1b}', '\u{7}', '\0', '\u{7f}', '\u{9b}', '\u{85}', '\u{202e}', '\u{2069}'] {
        refused(&with("\"Lines\"", &format!("\"Li{c}nes\"")));
        refused(&with("title", &format!("\"ti{c}tle\"")));
        refused(&lesson(&format!("text = \"\"\"\nA {c} B\n\"\"\"")));
        refused(&with("\"Lines\"", &format!("3 # a comment {c}")));
        refused(&lesson(&format!("run.dataset = \"ho{c}ses\"")));
    }
}

#[test]
fn a_title_is_one_line() {
    for c in ["\\r", "\\n", "\\t"] {
        let title = format!("\"Li{c}nes\"");
        fault(&with("\"Lines\"", &title), 2, &title, &[]);
        fault(&with("\"The last\"", &title), LAST + 1, &title, &[]);
    }
}

#[test]
fn an_error_shows_no_tab_and_no_carriage_return() {
    for c in ["\\t", "\\r"] {
        refused(&with("title", &format!("\"ti{c}tle\"")));
        refused(&lesson(&format!("run.dataset = \"hou{c}ses\"")));
    }
    let error = refused(&with("title =", "\ttilte\t="));
    assert_eq!(error.place.clone().unwrap().text, " tilte = \"Lines\"");
}

#[test]
fn a_file_name_cannot_steer_a_terminal() {
    let error = read("a\u{1b}[31m\u{202e}.toml", "x").unwrap_err();
    assert_calm(&error.to_string());
    let error = shelf::open(Path::new("a\u{1b}[31m\t\nb\u{9b}.toml")).unwrap_err();
    assert_calm(&error.to_string());
    assert_eq!(error.to_string().lines().count(), 1);
}

#[test]
fn a_long_line_is_quoted_in_part() {
    let error = refused(&with("\"Lines\"", &format!("[\"{}\"]", "×".repeat(5000))));
    assert!(error.to_string().lines().all(|line| line.chars().count() < 250));
    let error = refused(&format!("{}x", " ".repeat(5000)));
    assert!(error.to_string().lines().all(|line| line.chars().count() < 250), "{error}");
}

#[test]
fn a_file_from_windows_reads_the_same() {
    let (_, shipped) = shipped().remove(0);
    let windows = shipped.replace('\n', "\r\n");
    assert!(read("file.toml", &windows) == read("file.toml", &shipped));
    assert_eq!(findings(&windows), []);
    let wrong = refused(&with("title", "tilte").replace('\n', "\r\n"));
    assert_eq!(wrong.place.clone().unwrap().text, "tilte = \"Lines\"");
}

#[test]
fn a_byte_order_mark_does_not_count() {
    let marked = format!("\u{feff}{LESSON}");
    assert_eq!(read("file.toml", &marked).unwrap(), read("file.toml", LESSON).unwrap());
    let place = refused(&marked.replacen("format", "fromat", 1)).place.clone().unwrap();
    assert_eq!((place.line, place.column, place.text.as_str()), (1, 1, "fromat = 1"));
}

#[test]
fn a_file_that_cannot_be_a_lesson_is_refused_in_one_line() {
    file_fault(Path::new("no/such/lesson.toml"), "there is no such file");
    file_fault(&std::env::temp_dir(), "this is a folder, not a lesson file");
    file_fault(&file("not-utf-8.toml", b"title = \"\xff\""), "not a text file in UTF-8");
    let large = file("large.toml", b"");
    File::create(&large).unwrap().set_len(1 << 30).unwrap();
    file_fault(&large, "too large for a lesson: more than 2 MiB");
    fs::remove_file(large).unwrap();
    if cfg!(unix) {
        file_fault(Path::new("/dev/zero"), "this is a device, not a lesson file");
    }
}

#[test]
fn a_file_reads_as_what_is_in_it() {
    let path = file("fine.toml", LESSON.as_bytes());
    let source = shelf::open(&path).unwrap();
    assert_eq!((source.file, source.text), (path.display().to_string(), LESSON.to_owned()));
    assert_eq!(shelf::built_in("no-such-lesson"), None);
}

#[track_caller]
fn file_fault(path: &Path, needle: &str) {
    let error = shelf::open(path).unwrap_err();
    let [LessonFault { message, place: None, .. }] = error.faults.as_slice() else {
        panic!("{error}")
    };
    assert_eq!(error.to_string(), format!("{}: {message}", path.display()));
    assert!(message.contains(needle), "{error}");
    assert_eq!(error.to_string().lines().count(), 1);
}

#[test]
fn every_lesson_on_the_shelf_holds() {
    for (name, source) in shipped() {
        assert_eq!(findings(&source), [], "{name}");
    }
}

#[test]
fn check_holds_a_step_to_its_output() {
    let print = r#"run.set_weights = { layer = "L1", w = [[2.0]], b = [0.5] }"#;
    let printed = "[array([[2.]], dtype=float32), array([0.5], dtype=float32)]";
    let expecting =
        |output: &str| findings(&lesson(&format!("{print}\nexpect.output = '''{output}'''")));
    assert_eq!(expecting(printed), []);
    assert_eq!(expecting(&format!("\n{printed}\n")), []);
    finding(&expecting("[]"), &["the output is not as expected", "expected: []", printed]);
}

#[test]
fn check_holds_a_step_to_its_error() {
    let flat = "run.call = { layer = \"line\", rows = [0], flat = true }";
    let expecting =
        |error: &str| findings(&lesson(&format!("{flat}\nexpect.error = '''{error}'''")));
    let unexpected = findings(&lesson(flat));
    finding(&unexpected, &["fails, and no error is expected", "found ndim=1"]);
    let keras = unexpected[0].message.split_once("expected: ").unwrap().1;
    assert_eq!(expecting(keras), []);
    finding(&expecting("Boom"), &["the error is not as expected", "expected: Boom", keras]);
    let fine = lesson("run.get_weights = { layer = \"L1\" }\nexpect.error = \"Boom\"");
    finding(&findings(&fine), &["expected an error, but none came: Boom"]);
}

#[test]
fn check_holds_a_step_to_its_values() {
    let set = "run.set_weights = { layer = \"L1\", w = [[2.0]], b = [0.5] }\n";
    let next = "[[step]]\nid = \"values\"\ntitle = \"Values\"\nrun.predict = { model = \"model\" }";
    let expecting = |values| findings(&lesson(&format!("{set}{next}\nexpect.values = {values}")));
    assert_eq!(expecting("[[2.5], [4.5]]"), []);
    assert_eq!(expecting("[[2.50001], [4.5002]]"), []);
    for wrong in ["[[2.5], [4.51]]", "[[2.5]]", "[[2.5, 4.5]]", "[]"] {
        let found = expecting(wrong);
        assert_eq!((found[0].line, found[0].step.as_str()), (ADDED + 2, "values"));
        assert!(found[0].message.contains("the values are not as expected"), "{found:?}");
    }
    finding(&findings(&lesson("expect.values = [[1.0]]")), &["the step computes none"]);
}

#[test]
fn check_asks_for_a_goal_that_can_be_reached_and_is_not_reached_yet() {
    let goal = |start, rest: &str| {
        let set = format!("run.set_weights = {{ layer = \"L1\", w = [[{start}]], b = [100.0] }}");
        let goal = "goal.loss = { of = \"mean_squared_error\", below = 1.0 }";
        findings(&lesson(&format!("{set}\n{goal}\n{rest}")))
    };
    let (hints, right) = ("hints = [\"200\"]", "solution = { w = [[200.0]], b = [100.0] }");
    let sound = format!("{hints}\n{right}");
    assert_eq!(goal("1.0", &sound), []);
    finding(&goal("200.0", &sound), &["met before anything was done"]);
    finding(&goal("1.0", right), &["no hints"]);
    finding(&goal("1.0", hints), &["no solution"]);
    let wrong = goal("1.0", &format!("{hints}\nsolution = {{ w = [[199.0]], b = [100.0] }}"));
    finding(&wrong, &["the solution does not meet the goal", "below 1, but it is 2.5"]);
    let misfit = goal("1.0", &format!("{hints}\nsolution = {{ w = [[1.0, 2.0]], b = [1.0] }}"));
    finding(&misfit, &["the solution does not meet the goal"]);
    finding(&findings(&lesson(&sound)), &["hints or a solution, but no goal"]);
}

#[test]
fn check_finds_a_repeated_id() {
    finding(&findings(&with("id = \"line\"", "id = \"last\"")), &["step 2 has the id `last`"]);
}

#[test]
fn check_finds_what_does_not_fit_the_screen() {
    let text = format!("text = \"{}\"", "word ".repeat(300));
    finding(&findings(&lesson(&text)), &["does not fit 80 × 24"]);
    let reply = |reply: &str| {
        let options = format!(
            "[{{ text = \"A\", reply = \"Yes\" }}, {{ text = \"B\", reply = \"{reply}\" }}]"
        );
        findings(&lesson(&format!("question = {{ ask = \"?\", answer = 1, options = {options} }}")))
    };
    assert_eq!(reply("No"), []);
    finding(&reply(&"word ".repeat(300)), &["after answer 2 it does not fit 80 × 24"]);
}

#[test]
fn check_finds_everything_at_once() {
    let source = with("title = \"A line\"", "title = \"A line\"\nhints = [\"What for?\"]");
    let found = findings(&format!("{source}expect.values = [[1.0]]\nexpect.error = \"Boom\"\n"));
    let places: Vec<(usize, &str)> = found.iter().map(|f| (f.line, f.step.as_str())).collect();
    assert_eq!(places, [(15, "line"), (LAST + 1, "last"), (LAST + 1, "last")]);
}

fn findings(source: &str) -> Vec<Finding> {
    check(&read("file.toml", source).unwrap(), source)
}

/// Checks that the last step is all that is found fault with, and what is said about it.
#[track_caller]
fn finding(found: &[Finding], needles: &[&str]) {
    let [Finding { line, column, step, message }] = found else { panic!("{found:#?}") };
    assert_eq!((*line, *column, step.as_str()), (LAST, 6, "last"));
    assert_calm(message);
    for needle in needles {
        assert!(message.contains(needle), "no {needle:?} in:\n{message}");
    }
}

fn shipped() -> Vec<(&'static str, String)> {
    shelf::NAMES.iter().map(|name| (*name, shelf::built_in(name).unwrap().text)).collect()
}

proptest! {
    #![proptest_config(cases(256))]

    #[test]
    fn reading_takes_any_text(source in any::<String>(), at in any::<Index>()) {
        let _ = read("file.toml", &source).map_err(|error| assert_calm(&error.to_string()));
        let mut bytes = LESSON.as_bytes().to_vec();
        bytes.splice(at.index(bytes.len()).., source.bytes());
        try_out(&String::from_utf8_lossy(&bytes));
    }
}

proptest! {
    #![proptest_config(cases(24))]

    #[test]
    fn a_lesson_with_random_mistakes_is_refused_or_runs(
        shipped in any::<bool>(),
        mistakes in vec(mistake(), 1..4),
    ) {
        let source = if shipped { self::shipped().remove(0).1 } else { VARIED.to_owned() };
        try_out(&mistakes.iter().fold(source, |source, mistake| mistake.make(&source)));
    }

    #[test]
    fn a_lesson_of_random_steps_is_refused_or_runs(
        data in vec(dataset(), 2),
        actions in vec(action(), 1..12),
    ) {
        let mut source = "format = 1\ntitle = \"T\"\nabout = \"A\"\n".to_owned();
        for (index, data) in data.iter().enumerate() {
            source = format!("{source}[data.d{index}]\n{data}\n");
        }
        for (index, action) in actions.iter().enumerate() {
            source = format!("{source}[[step]]\nid = \"s{index}\"\ntitle = \"S\"\n{action}\n");
            // A step that asks for what is not there is left out: most lessons then run.
            if read("file.toml", &source).is_err() {
                source.truncate(source.rfind("[[step]]").unwrap());
            }
        }
        try_out(&source);
    }
}

/// `PROPTEST_CASES` in the environment asks for more.
fn cases(few: u32) -> ProptestConfig {
    let asked = std::env::var("PROPTEST_CASES").ok().and_then(|cases| cases.parse().ok());
    ProptestConfig { failure_persistence: None, ..ProptestConfig::with_cases(asked.unwrap_or(few)) }
}

/// Whatever is read without a fault can be worked through to its end and checked.
#[track_caller]
fn try_out(source: &str) {
    match read("file.toml", source) {
        Err(error) => assert_calm(&error.to_string()),
        Ok(lesson) => work_through(lesson, source),
    }
}

fn work_through(lesson: Lesson, source: &str) {
    for finding in check(&lesson, source) {
        assert_calm(&finding.message);
    }
    let steps = lesson.steps.len();
    let mut lab = Lab::new(lesson);
    for index in 0..steps {
        lab.go_to(index);
        serde_json::to_string(&lab.outcome()).unwrap();
        assert_calm(&transcript::step(&lab.outcome(), Glyphs::Unicode));
        train_and_meddle(&mut lab);
        lab.skip();
        assert_calm(&transcript::step(&lab.outcome(), Glyphs::Ascii));
    }
    lab.go_to(0);
    lab.outcome();
}

/// Batch by batch, with hands on everything in between.
fn train_and_meddle(lab: &mut Lab) {
    for setting in Setting::ALL {
        lab.train(2);
        for steps in [1, -1, -1] {
            if let Some(edit) = lab.nudged(setting, steps) {
                let _ = lab.act(edit);
            }
        }
        assert_calm(&transcript::step(&lab.outcome(), Glyphs::Unicode));
    }
    let first = lab.outcome().parameters.first().map(|value| value.parameter.clone());
    if let Some(parameter) = first {
        lab.focus(Some(parameter.clone()));
        let _ = lab.act(Entry::Set(parameter, 1e38));
    }
    lab.train(1);
    for edit in [Entry::Reroll, Entry::StartOver, Entry::Reset] {
        let _ = lab.act(edit);
        lab.train(1);
        lab.outcome();
    }
    while lab.undo() {}
    while lab.redo() {}
    lab.reset();
}

/// A lesson with every action and much else in it.
const VARIED: &str = r#"format = 1
title = "Varied"
about = "Every action once"
seed = 3

[data.two]
x = [[1.0, 2.0], [3.0, 4.0], [5.0, -6.0]]
y = [[0.0], [1.0], [2.0]]
x_label = "first"
x2_label = "second"
y_range = [-7, 5]
classes = ["a", "b", "c"]

[data.one]
x = [[0.0], [1e3]]
y = [[0.0, 1.0], [1.0, -1e-3]]
x_range = [-10.0, 2000.0]

[[step]]
id = "imports"
title = "Imports"
run = "imports"

[[step]]
id = "data"
title = "Data"
run.dataset = "two"

[[step]]
id = "mask"
title = "Mask"
run.mask = { y = 1.0 }

[[step]]
id = "norm"
title = "Norm"
run.normalization = { name = "norm" }

[[step]]
id = "dense"
title = "Dense"
run.dense = { name = "dense", units = 3, activation = "softmax" }

[[step]]
id = "call"
title = "Call"
run.call = { layer = "dense", rows = [0, 2], formula = true }

[[step]]
id = "model"
title = "Model"
run.sequential = { name = "model", inputs = 2, layers = [
    { dense = { name = "L1", units = 4, activation = "leaky_relu" } },
    { dense = { name = "L2", units = 1, activation = "sigmoid" } },
] }

[[step]]
id = "summary"
title = "Summary"
run.summary = { model = "model" }

[[step]]
id = "set"
title = "Set"
run.set_weights = { layer = "L2", w = [[1.0], [2.0], [-3e10], [4e-20]], b = [0.5] }

[[step]]
id = "goal"
title = "Goal"
run.get_weights = { layer = "L2", shapes = true }
goal.accuracy = { at_least = 1.0 }
goal.loss = { of = "binary_crossentropy", below = 0.5 }
hints = ["…"]
solution = { layer = "L2", w = [[1.0], [1.0], [1.0], [1.0]], b = [0.0] }

[[step]]
id = "predict"
title = "Predict"
run.predict = { model = "model", x = [[1.0, 2.0]], flat = true }

[[step]]
id = "other"
title = "Other"
run.dataset = "one"

[[step]]
id = "wrong"
title = "Wrong"
run.predict = { model = "model", formula = true }
expect.error = "…"
"#;

#[derive(Clone, Debug)]
enum Mistake {
    Delete(Index, usize),
    Insert(Index, String),
    Number(Index, String),
    DeleteLine(Index),
    MoveLine(Index, Index),
    CopyLine(Index, Index),
}

fn mistake() -> impl Strategy<Value = Mistake> {
    let at = any::<Index>;
    prop_oneof![
        1 => (at(), 1..40_usize).prop_map(|(at, length)| Mistake::Delete(at, length)),
        1 => (at(), select(PIECES)).prop_map(|(at, piece)| Mistake::Insert(at, piece.to_owned())),
        1 => (at(), any::<String>()).prop_map(|(at, text)| Mistake::Insert(at, text)),
        4 => (at(), number()).prop_map(|(at, number)| Mistake::Number(at, number)),
        1 => at().prop_map(Mistake::DeleteLine),
        2 => (at(), at()).prop_map(|(from, to)| Mistake::MoveLine(from, to)),
        2 => (at(), at()).prop_map(|(from, to)| Mistake::CopyLine(from, to)),
    ]
}

const PIECES: &[&str] = &[
    "\"", "'", "[", "]", "{", "}", "=", ".", ",", "\n", "\r\n", "\r", "\t", "\0", "\u{1b}",
    "\u{9b}", "\u{202e}", "\u{feff}", "\\u001b", "\\n", "日本", "🏠", "e\u{301}", "*", "`", "- ",
    "1. ", "#", "nan", "1e39", "true", "\"\"\"", "\u{200b}", "<b>", "    ", "> ", "---\n",
    "![a](b)",
];

impl Mistake {
    fn make(&self, source: &str) -> String {
        let mut chars: Vec<char> = source.chars().collect();
        let mut lines: Vec<&str> = source.split_inclusive('\n').collect();
        if chars.is_empty() {
            return String::new();
        }
        match self {
            Self::Delete(at, length) => {
                let at = at.index(chars.len());
                chars.drain(at..(at + length).min(chars.len()));
                return chars.into_iter().collect();
            }
            Self::Insert(at, text) => {
                let at = at.index(chars.len());
                chars.splice(at..at, text.chars());
                return chars.into_iter().collect();
            }
            Self::Number(at, number) => return with_number(source, *at, number),
            Self::DeleteLine(at) => drop(lines.remove(at.index(lines.len()))),
            Self::MoveLine(from, to) => {
                let line = lines.remove(from.index(lines.len()));
                lines.insert(to.index(lines.len() + 1), line);
            }
            Self::CopyLine(from, to) => {
                let line = lines[from.index(lines.len())];
                lines.insert(to.index(lines.len() + 1), line);
            }
        }
        lines.concat()
    }
}

/// The source with one of its numbers exchanged for another.
fn with_number(source: &str, at: Index, number: &str) -> String {
    let is_digit = |c: char| c.is_ascii_digit() || c == '.' || c == '-';
    let starts: Vec<usize> = source
        .match_indices([' ', '['])
        .map(|(start, _)| start + 1)
        .filter(|start| source[*start..].starts_with(is_digit))
        .collect();
    let Some(start) = starts.get(at.index(starts.len().max(1))) else { return source.to_owned() };
    let rest = source[*start..].trim_start_matches(is_digit);
    format!("{}{number}{rest}", &source[..*start])
}

fn number() -> impl Strategy<Value = String> {
    let usual = select(&["0", "0.0", "-0.0", "1", "-1", "2", "3", "9", "100", "1000", "0.5"][..]);
    let extreme =
        ["3.4e38", "-3.4e38", "1e-45", "1e30", "1e-30", "9223372036854775807", "16777217"];
    prop_oneof![
        3 => usual.prop_map(str::to_owned),
        1 => select(extreme.to_vec()).prop_map(str::to_owned),
        1 => any::<f32>().prop_map(|number| format!("{number:?}")),
        1 => (-10.0..10.0_f32).prop_map(|number| format!("{number:?}")),
    ]
}

fn table(rows: usize, columns: usize) -> impl Strategy<Value = String> {
    vec(vec(number(), columns), rows).prop_map(|rows| {
        let rows: Vec<String> = rows.iter().map(|row| format!("[{}]", row.join(", "))).collect();
        format!("[{}]", rows.join(", "))
    })
}

fn dataset() -> impl Strategy<Value = String> {
    let finite = |text: &String| !["NaN", "inf"].iter().any(|word| text.contains(word));
    let any_targets =
        (1..6_usize, 1..4_usize, 1..3_usize).prop_flat_map(|(rows, columns, outputs)| {
            (table(rows, columns), table(rows, outputs))
                .prop_map(|(x, y)| format!("x = {x}\ny = {y}"))
        });
    let classes = (1..3_usize, vec(0..3_u8, 1..6)).prop_flat_map(|(columns, y)| {
        table(y.len(), columns).prop_map(move |x| {
            let y: Vec<String> = y.iter().map(|y| format!("[{y}]")).collect();
            format!("x = {x}\ny = [{}]\nclasses = [\"a\", \"b\", \"c\"]", y.join(", "))
        })
    });
    let range = prop_oneof![
        3 => Just(String::new()),
        1 => (number(), number()).prop_map(|(from, to)| format!("\nx_range = [{from}, {to}]")),
        1 => (number(), number()).prop_map(|(from, to)| format!("\ny_range = [{from}, {to}]")),
    ];
    let data = prop_oneof![any_targets, classes].prop_filter("finite", finite);
    (data, range).prop_map(|(data, range)| {
        let ranged = format!("{data}{range}");
        let whole = format!("{LESSON}[data.other]\n{ranged}\n");
        if read("file.toml", &whole).is_ok() { ranged } else { data }
    })
}

fn action() -> impl Strategy<Value = String> {
    let layer = || select(&["a", "b", "c", "d"][..]);
    let model = || select(&["m", "n"][..]);
    let units = || prop_oneof![5 => 1..4_u32, 1 => Just(40)];
    let activation = select(
        &["linear", "sigmoid", "tanh", "relu", "leaky_relu", "elu", "gelu", "silu", "softmax"][..],
    );
    let inputs =
        prop_oneof![Just(String::new()), (1..4_u32).prop_map(|n| format!("inputs = {n}, "))];
    let given = || {
        let x = (1..3_usize, 1..4_usize).prop_flat_map(|(rows, columns)| table(rows, columns));
        let which = prop_oneof![
            Just(String::new()),
            vec(0..4_u8, 1..3).prop_map(|rows| format!(", rows = {rows:?}")),
            x.prop_map(|x| format!(", x = {x}")),
        ];
        (which, any::<[bool; 4]>()).prop_map(|(which, [flat, formula, raw, decide])| {
            let threshold = if decide { ", threshold = 0.5" } else { "" };
            format!("{which}, flat = {flat}, formula = {formula}, raw = {raw}{threshold}")
        })
    };
    let layers = vec((layer(), units(), activation.clone()), 1..4).prop_map(|layers| {
        let dense = |(name, units, activation): &(&str, u32, &str)| {
            format!("{{ dense = {{ name = \"{name}\", units = {units}, activation = \"{activation}\" }} }}")
        };
        layers.iter().map(dense).collect::<Vec<_>>().join(", ")
    });
    prop_oneof![
        2 => (0..2_u8).prop_map(|data| format!("run.dataset = \"d{data}\"")),
        1 => number().prop_map(|y| format!("run.mask = {{ y = {y} }}")),
        2 => (layer(), units(), activation).prop_map(|(name, units, activation)| format!(
            "run.dense = {{ name = \"{name}\", units = {units}, activation = \"{activation}\" }}"
        )),
        2 => (model(), inputs, layers).prop_map(|(name, inputs, layers)| format!(
            "run.sequential = {{ name = \"{name}\", {inputs}layers = [{layers}] }}"
        )),
        1 => Just("run.normalization = { name = \"norm\" }".to_owned()),
        1 => layer().prop_map(|layer| format!("run.get_weights = {{ layer = \"{layer}\", shapes = true }}")),
        2 => (layer(), weights()).prop_map(|(layer, weights)| format!(
            "run.set_weights = {{ layer = \"{layer}\", {weights} }}"
        )),
        3 => (layer(), given()).prop_map(|(layer, given)| format!(
            "run.call = {{ layer = \"{layer}\"{given} }}"
        )),
        3 => (model(), given()).prop_map(|(model, given)| format!(
            "run.predict = {{ model = \"{model}\"{given} }}"
        )),
        1 => model().prop_map(|model| format!("run.summary = {{ model = \"{model}\" }}")),
        4 => (model(), fit()).prop_map(|(model, fit)| format!(
            "run.fit = {{ model = \"{model}\", {fit} }}"
        )),
        2 => (model(), gradient()).prop_map(|(model, gradient)| format!(
            "run.gradient = {{ model = \"{model}\", {gradient} }}"
        )),
        1 => goal(),
    ]
}

fn fit() -> impl Strategy<Value = String> {
    let loss = select(
        &[
            "mean_squared_error",
            "mean_absolute_error",
            "binary_crossentropy",
            "binary_crossentropy(from_logits=True)",
            "categorical_crossentropy",
            "sparse_categorical_crossentropy",
            "sparse_categorical_crossentropy(from_logits=True)",
        ][..],
    );
    let optimizer = select(
        &[
            "optimizer = \"sgd\"",
            "optimizer = \"sgd\", momentum = 0.9",
            "optimizer = \"sgd\", momentum = 0.5, nesterov = true",
            "optimizer = \"rmsprop\"",
            "optimizer = \"adam\"",
        ][..],
    );
    let rate = select(&["0.001", "0.1", "10.0", "1e30"][..]);
    let more = select(
        &[
            "",
            ", metric = \"accuracy\"",
            ", shuffle = false",
            ", validation_split = 0.4",
            ", early_stopping = { monitor = \"loss\", patience = 2 }",
        ][..],
    );
    (loss, optimizer, rate, 1..40_u32, 1..60_u32, more).prop_map(
        |(loss, optimizer, rate, batch, epochs, more)| {
            format!(
                "loss = \"{loss}\", {optimizer}, learning_rate = {rate}, batch_size = {batch}, \
                 epochs = {epochs}{more}"
            )
        },
    )
}

fn gradient() -> impl Strategy<Value = String> {
    let loss = select(&["mean_squared_error", "binary_crossentropy"][..]);
    let along = select(
        &["", ", along = \"w\"", ", along = \"b\"", ", along = \"w[0]\"", ", along = \"w[1]\""][..],
    );
    (loss, along).prop_map(|(loss, along)| format!("loss = \"{loss}\"{along}"))
}

fn weights() -> impl Strategy<Value = String> {
    (1..4_usize, 1..4_usize).prop_flat_map(|(inputs, units)| {
        let bias = vec(number(), units).prop_map(|bias| bias.join(", "));
        (table(inputs, units), bias).prop_map(|(w, b)| format!("w = {w}, b = [{b}]"))
    })
}

/// A goal of every kind, with a hint and a solution.
fn goal() -> impl Strategy<Value = String> {
    (select(&["a", "b", "c", "d"][..]), weights(), number()).prop_map(|(layer, weights, number)| {
        let conditions = format!(
            "loss = {{ of = \"mean_squared_error\", below = {number} }}, \
         boundary = {{ at = {number}, within = 0.1 }}, \
         steepness = {{ at_least = {number} }}, accuracy = {{ at_least = 0.9 }}"
        );
        let solution = format!("solution = {{ layer = \"{layer}\", {weights} }}");
        format!("goal = {{ {conditions} }}\nhints = [\"…\"]\n{solution}")
    })
}

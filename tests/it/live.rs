//! Live words: numbers in a text that are those of its step.

use layerlab::check::check;
use layerlab::journal::{Entry, Parameter, Place};
use layerlab::lab::Lab;
use layerlab::lesson::read;
use proptest::prelude::*;

use crate::harness;

fn lesson(text: &str) -> String {
    format!(
        r#"
format = 1
title = "Live"
about = "Numbers in a text"
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
run.sequential = {{ name = "m", inputs = 1, layers = [{{ dense = {{ name = "l", units = 1 }} }}] }}
[[step]]
id = "fit"
title = "Fit"
text = "{text}"
run.fit = {{ model = "m", loss = "mean_squared_error", learning_rate = 0.1, batch_size = 2, epochs = 10, start = [{{ layer = "l", w = [[150.0]], b = [50.0] }}] }}
"#
    )
}

fn at_fit(text: &str) -> Lab {
    let mut lab = Lab::new(read("live.toml", &lesson(text)).unwrap());
    lab.go_to(2);
    lab
}

#[test]
fn a_text_has_the_numbers_of_its_step_as_they_are() {
    let mut lab =
        at_fit("w {w}, again {l.w[0,0]}, b {b}, price {output[1]}, loss {loss} after {epochs}.");
    // The squares of 100 and 150.
    assert_eq!(lab.outcome().text, "w 150, again 150, b 50, price 350, loss 16250 after 0.");
    let w = Parameter { layer: "l".into(), place: Place::Weight { input: 0, unit: 0 } };
    lab.act(Entry::Set(w.clone(), 200.0)).unwrap();
    assert_eq!(lab.outcome().text, "w 200, again 200, b 50, price 450, loss 2500 after 0.");
    // While a number is typed, too.
    lab.undo();
    lab.train(3);
    let (value, text) = (lab.value(&w).unwrap(), lab.outcome().text);
    let digits: f64 = text[2..].split(',').next().unwrap().parse().unwrap();
    assert!((digits / f64::from(value) - 1.0).abs() < 1e-4, "{text} {value}");
    assert!(text.ends_with("after 3."), "{text}");
}

#[test]
fn what_has_no_number_stays_as_it_is_written_and_check_says_so() {
    let found = |text: &str| {
        let text = lesson(text);
        let findings = check(&read("live.toml", &text).unwrap(), &text);
        findings.iter().map(|found| found.message.clone()).collect::<Vec<_>>().join("\n")
    };
    assert_eq!(found("w is {w}, and {this} is no number."), "");
    for word in ["{b[1]}", "{k.w}", "{output[2]}", "{w[0,1]}"] {
        assert!(found(&format!("Here {word}.")).contains(&format!("the text speaks of {word}")));
        assert_eq!(at_fit(&format!("Here {word}.")).outcome().text, format!("Here {word}."));
    }
    let text =
        lesson("").replace("title = \"Data\"", "title = \"Data\"\ntext = \"A loss of {loss}.\"");
    let findings = check(&read("live.toml", &text).unwrap(), &text);
    assert!(findings[0].message.contains("the text speaks of {loss}"));
}

#[test]
fn on_the_screen_the_number_follows_the_keys() {
    let screen = harness::open(&lesson("The price of the first is **{output[0]}**."), "fit");
    let screen = screen.shows("first is 200").press("<tab><tab><tab><tab><tab>");
    screen.press("180").shows("first is 230").press("<esc>").shows("first is 200");
}

proptest! {
    #[test]
    fn any_text_can_be_read(text in ".{0,60}", braces in "[{}wb.0-9,\\[\\]a-z]{0,40}") {
        use layerlab::lesson::live::{Piece, pieces};
        for text in [text, braces] {
            let whole: String = pieces(&text).into_iter().map(|piece| match piece {
                Piece::Text(text) | Piece::Live(_, text) => text.to_owned(),
            }).collect();
            prop_assert_eq!(whole, text);
        }
    }
}

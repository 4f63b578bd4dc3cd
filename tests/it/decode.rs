//! What the bytes of a terminal mean: whole sequences, halves, and noise.

use crossterm::event::{Event, KeyCode, KeyEvent, KeyModifiers, MouseButton, MouseEventKind};
use layerlab::tui::{Answer, Decoder};
use proptest::prelude::*;

const NONE: KeyModifiers = KeyModifiers::NONE;
const SHIFT: KeyModifiers = KeyModifiers::SHIFT;
const ALT: KeyModifiers = KeyModifiers::ALT;
const CONTROL: KeyModifiers = KeyModifiers::CONTROL;

#[test]
fn keys_are_told_by_their_bytes() {
    let keys: &[(&[u8], KeyCode, KeyModifiers)] = &[
        (b"a", KeyCode::Char('a'), NONE),
        (b"A", KeyCode::Char('A'), SHIFT),
        (b" ", KeyCode::Char(' '), NONE),
        ("ö".as_bytes(), KeyCode::Char('ö'), NONE),
        ("Ö".as_bytes(), KeyCode::Char('Ö'), SHIFT),
        ("🙂".as_bytes(), KeyCode::Char('🙂'), NONE),
        (b"\r", KeyCode::Enter, NONE),
        (b"\t", KeyCode::Tab, NONE),
        (b"\x7f", KeyCode::Backspace, NONE),
        (b"\x08", KeyCode::Backspace, NONE),
        (b"\x00", KeyCode::Char(' '), CONTROL),
        (b"\x03", KeyCode::Char('c'), CONTROL),
        (b"\x12", KeyCode::Char('r'), CONTROL),
        (b"\x1a", KeyCode::Char('z'), CONTROL),
        (b"\x1f", KeyCode::Char('7'), CONTROL),
        (b"\x1bp", KeyCode::Char('p'), ALT),
        (b"\x1bP", KeyCode::Char('P'), ALT | SHIFT),
        ("\x1bö".as_bytes(), KeyCode::Char('ö'), ALT),
        (b"\x1b\r", KeyCode::Enter, ALT),
        (b"\x1b[A", KeyCode::Up, NONE),
        (b"\x1bOA", KeyCode::Up, NONE),
        (b"\x1b[1;2A", KeyCode::Up, SHIFT),
        (b"\x1b[1;5C", KeyCode::Right, CONTROL),
        (b"\x1b[1;8D", KeyCode::Left, SHIFT | ALT | CONTROL),
        (b"\x1b[H", KeyCode::Home, NONE),
        (b"\x1b[1~", KeyCode::Home, NONE),
        (b"\x1b[7~", KeyCode::Home, NONE),
        (b"\x1b[F", KeyCode::End, NONE),
        (b"\x1b[4~", KeyCode::End, NONE),
        (b"\x1b[3~", KeyCode::Delete, NONE),
        (b"\x1b[3;2~", KeyCode::Delete, SHIFT),
        (b"\x1b[5~", KeyCode::PageUp, NONE),
        (b"\x1b[6~", KeyCode::PageDown, NONE),
        (b"\x1b[Z", KeyCode::BackTab, SHIFT),
        (b"\x1bOP", KeyCode::F(1), NONE),
        (b"\x1b[11~", KeyCode::F(1), NONE),
        (b"\x1b[[A", KeyCode::F(1), NONE),
        (b"\x1b[15~", KeyCode::F(5), NONE),
        (b"\x1b[17~", KeyCode::F(6), NONE),
        (b"\x1b[24~", KeyCode::F(12), NONE),
        (b"\x1bOM", KeyCode::Enter, NONE),
    ];
    for (bytes, code, modifiers) in keys {
        let mut decoder = Decoder::default();
        let mut events = decoder.decode(bytes);
        // Alt and P begin a text for programs, and are a key where nothing follows.
        events.extend(decoder.give_up());
        assert_eq!(events, [key(*code, *modifiers)], "{}", bytes.escape_ascii());
    }
}

#[test]
fn a_half_is_what_it_would_be_alone() {
    let halves: &[(&[u8], &[Event])] = &[
        (b"\x1b", &[key(KeyCode::Esc, NONE)]),
        (b"\x1b\x1b", &[key(KeyCode::Esc, NONE), key(KeyCode::Esc, NONE)]),
        (b"\x1b[", &[key(KeyCode::Char('['), ALT)]),
        (b"\x1bO", &[key(KeyCode::Char('O'), ALT | SHIFT)]),
        (b"\x1b]", &[key(KeyCode::Char(']'), ALT)]),
        (b"\x1b[<0;1", &[]),
        (b"\xc3", &[]),
        (b"\x1b[200~", &[]),
        (b"\x1b[200~q", &[key(KeyCode::Char('q'), NONE)]),
        (b"\x1b\x03", &[key(KeyCode::Esc, NONE), key(KeyCode::Char('c'), CONTROL)]),
        (b"\x1b[<\x03", &[key(KeyCode::Char('c'), CONTROL)]),
        (b"\x1b[<q", &[key(KeyCode::Char('q'), NONE)]),
        (b"\x1b[\x1b[A", &[key(KeyCode::Char('['), ALT), key(KeyCode::Up, NONE)]),
        (b"\xe9q", &[key(KeyCode::Char('q'), NONE)]),
    ];
    for (bytes, wanted) in halves {
        let mut decoder = Decoder::default();
        let mut events = decoder.decode(bytes);
        events.extend(decoder.give_up());
        assert_eq!(events, *wanted, "{}", bytes.escape_ascii());
        assert_eq!(decoder.patience(), None, "nothing is left of {}", bytes.escape_ascii());
    }
}

#[test]
fn what_a_terminal_answers_is_no_key() {
    for answer in [
        "\x1b[?61;4;6;7;14;21;22;23;24;28;32;42;52c",
        "\x1b]11;rgb:1e1e/1e1e/1e1e\x1b\\",
        "\x1b[?62;22c",
        "\x1b]11;rgb:1e1e/1e1e/1e1e\x07",
        "\x1b[I",
        "\x1b[12;40R",
    ] {
        assert_eq!(Decoder::default().decode(answer.as_bytes()), [], "{answer:?}");
    }
}

#[test]
fn a_background_is_dark_or_light() {
    for (color, answer) in [
        ("rgb:0000/0000/0000", Some(Answer::Dark)),
        ("rgb:ffff/ffff/ffff", Some(Answer::Light)),
        ("rgb:FFFF/ffff/FFFF", Some(Answer::Light)),
        ("rgb:1e1e/1e1e/1e1e", Some(Answer::Dark)),
        ("rgb:0000/2b2b/3636", Some(Answer::Dark)),
        ("rgb:fdfd/f6f6/e3e3", Some(Answer::Light)),
        ("rgb:0/0/0", Some(Answer::Dark)),
        ("rgb:f/f/f", Some(Answer::Light)),
        ("rgb:28/2a/36", Some(Answer::Dark)),
        ("rgb:fff/fff/ff0", Some(Answer::Light)),
        ("rgba:eeee/e8e8/d5d5/ffff", Some(Answer::Light)),
        ("rgba:0000/0000/0000/8000", Some(Answer::Dark)),
        // An eye takes green for light, and blue for dark.
        ("rgb:0000/ffff/0000", Some(Answer::Light)),
        ("rgb:0000/0000/ffff", Some(Answer::Dark)),
        ("rgb:7070/7070/7070", Some(Answer::Dark)),
        ("rgb:8080/8080/8080", Some(Answer::Light)),
        ("rgb:ffff/ffff", None),
        ("rgb:ffff/ffff/ffff/ffff/ffff", None),
        ("rgb:ffff/ffff/", None),
        ("rgb:fffff/ffff/ffff", None),
        ("rgb:+fff/ffff/ffff", None),
        ("rgb:gggg/ffff/ffff", None),
        ("rgb:", None),
        ("white", None),
        ("?", None),
        ("", None),
    ] {
        for end in ["\x07", "\x1b\\"] {
            let answers = answers(&format!("\x1b]11;{color}{end}"));
            assert_eq!(answers, answer.into_iter().collect::<Vec<_>>(), "{color:?}");
        }
    }
    assert_eq!(answers("\x1b]10;rgb:ffff/ffff/ffff\x07"), [], "another colour");
    assert_eq!(answers(&format!("\x1b]11;rgb:f/f/f{}\x07", "f".repeat(999))), []);
    assert_eq!(answers("\x1b[?1;2c"), [Answer::Done]);
    assert_eq!(answers("\x1b[?61;4;6;7;14;21;22;23;24;28;32;42;52c"), [Answer::Done]);
    assert_eq!(answers("\x1b[>1;2c\x1b[12;40R\x1b[c"), []);
}

// The Esc of an answer that breaks off right behind it cannot be told from the key.
#[test]
fn an_answer_whose_rest_is_late_is_no_key() {
    for color in ["]11;rgb:fdfd/f6f6/e3e3\x07", "]11;rgba:f/f/f/f\x1b\\"] {
        for (answer, wanted) in [
            (format!("\x1b{color}"), Answer::Light),
            ("\x1b[?61;4;6;22;52c".to_owned(), Answer::Done),
        ] {
            for at in 1..answer.len() {
                let (begin, rest) = answer.as_bytes().split_at(at);
                // So little may as well be a key where no answer is awaited.
                let mut decoders = vec![Decoder::awaiting_an_answer()];
                decoders.extend((at > 2).then(Decoder::default));
                for mut decoder in decoders {
                    let mut events = decoder.decode(begin);
                    events.extend(pause(&mut decoder));
                    events.extend(decoder.decode(rest));
                    let esc = (at == 1).then(|| key(KeyCode::Esc, NONE));
                    assert_eq!(events, esc.into_iter().collect::<Vec<_>>(), "{answer:?} at {at}");
                    assert_eq!(decoder.take_answers(), [wanted], "{answer:?} at {at}");
                }
            }
        }
    }
}

#[test]
fn an_answer_that_comes_byte_by_byte_is_no_key() {
    let mut decoder = Decoder::awaiting_an_answer();
    let answer = b"\x1b]11;rgb:fdfd/f6f6/e3e3\x07\x1b[?62;22c";
    let mut events = Vec::new();
    for byte in answer {
        events.extend(decoder.decode(&[*byte]));
        events.extend(pause(&mut decoder));
    }
    assert!(events.iter().all(|event| *event == key(KeyCode::Esc, NONE)), "{events:?}");
    assert_eq!(decoder.take_answers(), [Answer::Light, Answer::Done]);
}

#[test]
fn a_key_behind_half_an_answer_is_a_key() {
    let question_mark = key(KeyCode::Char('?'), NONE);
    for half in ["\x1b", "\x1b[", "\x1b]", "\x1b]11", "\x1b]11;rgb:1e1e/1e", "\x1b[?62;2"] {
        for typed in ["q", "?", "l", "\r", "\x1b[A", " "] {
            let mut decoder = Decoder::awaiting_an_answer();
            decoder.decode(half.as_bytes());
            decoder.give_up();
            let mut events = decoder.decode(typed.as_bytes());
            events.extend(decoder.give_up());
            assert_eq!(events, Decoder::default().decode(typed.as_bytes()), "{half:?} {typed:?}");
        }
    }
    let mut decoder = Decoder::awaiting_an_answer();
    decoder.decode(b"\x1b[");
    decoder.give_up();
    assert_eq!(decoder.decode(b"?q"), [question_mark, key(KeyCode::Char('q'), NONE)]);
    // After so long nothing more comes of an answer.
    decoder.decode(b"\x1b]11;rgb:");
    decoder.give_up();
    decoder.give_up();
    assert_eq!(decoder.decode(b"b"), [key(KeyCode::Char('b'), NONE)]);
}

#[test]
fn the_mouse_tells_its_cell() {
    let at = |bytes: &str| match Decoder::default().decode(bytes.as_bytes()).as_slice() {
        [Event::Mouse(mouse)] => (mouse.kind, mouse.column, mouse.row),
        events => panic!("{events:?}"),
    };
    let down = MouseEventKind::Down(MouseButton::Left);
    assert_eq!(at("\x1b[<0;1;1M"), (down, 0, 0));
    assert_eq!(at("\x1b[<0;0;1M"), (down, 0, 0));
    assert_eq!(at("\x1b[<4;300;200M"), (down, 299, 199));
    assert_eq!(at("\x1b[<64;3;4M"), (MouseEventKind::ScrollUp, 2, 3));
    assert_eq!(at("\x1b[<65;3;4M"), (MouseEventKind::ScrollDown, 2, 3));
    assert_eq!(at("\x1b[<0;3;4m"), (MouseEventKind::Up(MouseButton::Left), 2, 3));
    assert_eq!(at("\x1b[<35;3;4M").0, MouseEventKind::Moved);
}

#[test]
fn a_paste_is_one_thing_however_long() {
    let paste =
        |text: &str| Decoder::default().decode(format!("\x1b[200~{text}\x1b[201~q").as_bytes());
    let q = key(KeyCode::Char('q'), NONE);
    assert_eq!(paste("1\r\n2\x1b[A"), [Event::Paste("1\r\n2\x1b[A".to_owned()), q.clone()]);
    let long = paste(&"x".repeat(1_000_000));
    assert!(
        matches!(long.as_slice(), [Event::Paste(text), last] if text.len() <= 1024 && *last == q)
    );
}

// A line may stall in the middle of a paste: what comes late is no key, and a key is one.
#[test]
fn the_rest_of_a_paste_that_broke_off_is_no_key() {
    let q = key(KeyCode::Char('q'), NONE);
    let mut decoder = Decoder::default();
    assert_eq!(decoder.decode(b"\x1b[200~a qui"), []);
    assert_eq!(decoder.give_up(), [Event::Paste("a qui".to_owned())]);
    assert_eq!(decoder.decode(b"ck paste\x1b[201~"), []);
    assert_eq!(decoder.decode(b"q"), std::slice::from_ref(&q));
    assert_eq!(decoder.decode(b"\x1b[200~a qui"), []);
    decoder.give_up();
    assert_eq!(decoder.decode(b"q"), []);
    assert_eq!(decoder.give_up(), [q]);
    assert_eq!(decoder.patience(), None);
}

proptest! {
    // However the bytes come in, they mean the same.
    #[test]
    fn slices_do_not_show(bytes in bytes(), cuts in prop::collection::vec(0..200usize, 0..8)) {
        let mut at_once = Decoder::awaiting_an_answer();
        let whole = at_once.decode(&bytes);
        let mut decoder = Decoder::awaiting_an_answer();
        let mut cuts: Vec<usize> = cuts.into_iter().map(|cut| cut.min(bytes.len())).collect();
        cuts.sort_unstable();
        cuts.insert(0, 0);
        cuts.push(bytes.len());
        let sliced: Vec<Event> =
            cuts.windows(2).flat_map(|cut| decoder.decode(&bytes[cut[0]..cut[1]])).collect();
        prop_assert_eq!(sliced, whole);
        prop_assert_eq!(decoder.take_answers(), at_once.take_answers());
    }

    // Whatever came before: a moment later everything counts again.
    #[test]
    fn nothing_takes_the_next_key_along(bytes in bytes()) {
        let mut decoder = Decoder::awaiting_an_answer();
        decoder.decode(&bytes);
        // A broken paste of one Esc is half a key again, and the rest of one may still come.
        while decoder.patience().is_some() {
            decoder.give_up();
        }
        prop_assert_eq!(decoder.decode(b"q"), [key(KeyCode::Char('q'), NONE)]);
    }

    #[test]
    fn control_c_counts_everywhere(bytes in bytes()) {
        let mut decoder = Decoder::default();
        decoder.decode(&bytes);
        let last = decoder.decode(b"\x03").pop();
        prop_assert_eq!(last, Some(key(KeyCode::Char('c'), CONTROL)));
    }
}

/// Noise that is often nearly a sequence.
fn bytes() -> impl Strategy<Value = Vec<u8>> {
    let byte = prop_oneof![
        4 => prop::sample::select(b"\x1b[<;O~ABMm0129]P\x07\\".to_vec()),
        1 => any::<u8>(),
    ];
    let mark = prop::sample::select(vec![
        b"\x1b[200~".to_vec(),
        b"\x1b[201~".to_vec(),
        b"\x1b]11;rgb:1e/2".to_vec(),
        b"\x1b[?6".to_vec(),
    ]);
    let piece = prop_oneof![8 => byte.prop_map(|byte| vec![byte]), 1 => mark];
    prop::collection::vec(piece, 0..60).prop_map(|pieces| pieces.concat())
}

/// Lets a second pass, nearly.
fn pause(decoder: &mut Decoder) -> Vec<Event> {
    let is_over = decoder.patience().is_some_and(|patience| patience.as_secs() < 1);
    if is_over { decoder.give_up() } else { Vec::new() }
}

fn answers(bytes: &str) -> Vec<Answer> {
    let mut decoder = Decoder::default();
    assert_eq!(decoder.decode(bytes.as_bytes()), [], "{bytes:?}");
    decoder.take_answers()
}

fn key(code: KeyCode, modifiers: KeyModifiers) -> Event {
    Event::Key(KeyEvent::new(code, modifiers))
}

//! The table of all keys.

use crossterm::event::{KeyCode, KeyModifiers};

use crate::tui::message::Message;

use super::binding::Binding;
use super::binding::Keys::{One, Two};
use super::when::When;

const NONE: KeyModifiers = KeyModifiers::NONE;
const SHIFT: KeyModifiers = KeyModifiers::SHIFT;
const CONTROL: KeyModifiers = KeyModifiers::CONTROL;

/// The arrows that change something, with Shift ten times as far.
const ARROWS: &[(KeyModifiers, KeyCode, Message)] = &[
    (NONE, KeyCode::Up, Message::Up(1)),
    (NONE, KeyCode::Down, Message::Down(1)),
    (SHIFT, KeyCode::Up, Message::Up(10)),
    (SHIFT, KeyCode::Down, Message::Down(10)),
];

/// Those that choose a number.
const TAB: &[(KeyModifiers, KeyCode, Message)] = &[
    (NONE, KeyCode::Tab, Message::NextWeight),
    (SHIFT, KeyCode::BackTab, Message::PreviousWeight),
    (NONE, KeyCode::BackTab, Message::PreviousWeight),
];

/// Every key. The first line that counts wins, and the footer shows them in this order.
pub(in crate::tui) const BINDINGS: &[Binding] = &[
    Binding {
        keys: &[(NONE, KeyCode::Enter, Message::Accept)],
        shown: One("Enter"),
        footer: Some(("keep", When::Typing)),
        help: "keep the number that was typed",
        when: When::Typing,
    },
    Binding {
        keys: &[(NONE, KeyCode::Esc, Message::Cancel)],
        shown: One("Esc"),
        footer: Some(("put back", When::Typing)),
        help: "put the number back as it was",
        when: When::Typing,
    },
    Binding {
        keys: &[
            (NONE, KeyCode::Backspace, Message::Backspace),
            (NONE, KeyCode::Delete, Message::Delete),
            (NONE, KeyCode::Left, Message::CursorLeft),
            (NONE, KeyCode::Right, Message::CursorRight),
        ],
        shown: Two("←/→", "Left/Right"),
        footer: Some(("in the number", When::Typing)),
        help: "move within the number that is being typed",
        when: When::Typing,
    },
    Binding {
        keys: &[
            (NONE, KeyCode::Tab, Message::NextWeight),
            (SHIFT, KeyCode::BackTab, Message::PreviousWeight),
            (NONE, KeyCode::Up, Message::Up(1)),
            (NONE, KeyCode::Down, Message::Down(1)),
            (SHIFT, KeyCode::Up, Message::Up(10)),
            (SHIFT, KeyCode::Down, Message::Down(10)),
        ],
        shown: One("Tab"),
        footer: Some(("keep, next", When::Typing)),
        help: "keep the number and go to the next weight",
        when: When::Typing,
    },
    Binding {
        keys: &[
            (NONE, KeyCode::Up, Message::Up(1)),
            (NONE, KeyCode::Down, Message::Down(1)),
            (NONE, KeyCode::Char('k'), Message::Up(1)),
            (NONE, KeyCode::Char('j'), Message::Down(1)),
            (NONE, KeyCode::Home, Message::First),
            (NONE, KeyCode::End, Message::Last),
        ],
        shown: Two("↑/↓", "Up/Down"),
        footer: Some(("choose", When::List)),
        help: "choose; typing finds what has these letters in it",
        when: When::List,
    },
    Binding {
        keys: &[(NONE, KeyCode::Enter, Message::Accept)],
        shown: One("Enter"),
        footer: Some(("go there", When::List)),
        help: "go to the step, or open the lesson",
        when: When::List,
    },
    Binding {
        keys: &[(NONE, KeyCode::Up, Message::Up(1)), (NONE, KeyCode::Down, Message::Down(1))],
        shown: Two("↑/↓", "Up/Down"),
        footer: Some(("scroll", When::Help)),
        help: "scroll this help",
        when: When::Help,
    },
    Binding {
        keys: &[
            (NONE, KeyCode::Esc, Message::Cancel),
            (NONE, KeyCode::Char('q'), Message::Cancel),
            (NONE, KeyCode::Char('?'), Message::Cancel),
            (SHIFT, KeyCode::Char('?'), Message::Cancel),
        ],
        shown: One("Esc"),
        footer: Some(("back", When::Overlay)),
        help: "back to the step",
        when: When::Overlay,
    },
    Binding {
        keys: &[(NONE, KeyCode::Backspace, Message::Backspace)],
        shown: One("Backspace"),
        footer: Some(("search", When::Searching)),
        help: "one letter less of what is looked for; Esc gives it up",
        when: When::Searching,
    },
    Binding {
        keys: &[
            (NONE, KeyCode::Char('g'), Message::NextTerm),
            (SHIFT, KeyCode::Char('G'), Message::PreviousTerm),
            (NONE, KeyCode::Char('G'), Message::PreviousTerm),
        ],
        shown: Two("g/G", "g/G"),
        footer: Some(("on, back", When::Terms)),
        help: "the next term of Forward, Loss, Backward, Update, the one before",
        when: When::Terms,
    },
    Binding {
        keys: &[(NONE, KeyCode::Esc, Message::Cancel)],
        shown: One("Esc"),
        footer: Some(("leave", When::Terms)),
        help: "back to the text of the step",
        when: When::Terms,
    },
    Binding {
        keys: &[(NONE, KeyCode::Char('g'), Message::NextTerm)],
        shown: One("g"),
        footer: Some(("slopes", When::Told)),
        help: "go through Forward, Loss, Backward, Update of the example",
        when: When::Told,
    },
    Binding {
        keys: &[(NONE, KeyCode::Enter, Message::Accept)],
        shown: One("1-9 or Enter"),
        footer: Some(("answer", When::Asked)),
        help: "answer a question: its number, or choose and Enter",
        when: When::Asked,
    },
    Binding {
        keys: &[(NONE, KeyCode::Esc, Message::NextLesson)],
        shown: One("Esc"),
        footer: Some(("to the lesson", When::Recalled)),
        help: "leave the questions, and go to the lesson",
        when: When::Recalled,
    },
    Binding {
        keys: &[(NONE, KeyCode::Char('o'), Message::Origin)],
        shown: One("o"),
        footer: Some(("its step", When::Recalled)),
        help: "the step that the question comes from",
        when: When::Recalled,
    },
    Binding {
        keys: &[(NONE, KeyCode::Enter, Message::Accept)],
        shown: One("Enter"),
        footer: Some(("lock in", When::Predicting)),
        help: "lock a prediction in: then you see what comes",
        when: When::Predicting,
    },
    Binding {
        keys: &[
            (SHIFT, KeyCode::Up, Message::Pixel(0, -1)),
            (SHIFT, KeyCode::Down, Message::Pixel(0, 1)),
            (SHIFT, KeyCode::Left, Message::Pixel(-1, 0)),
            (SHIFT, KeyCode::Right, Message::Pixel(1, 0)),
        ],
        shown: Two("Shift+↑/↓/←/→", "Shift+arrows"),
        footer: Some(("pixel", When::Drawable)),
        help: "move on an image to draw into, where a lesson allows it; the mouse draws, too",
        when: When::Drawable,
    },
    Binding {
        keys: &[(NONE, KeyCode::Char(' '), Message::Ink)],
        shown: One("Space"),
        footer: Some(("ink", When::Drawable)),
        help: "ink the pixel, or take its ink away",
        when: When::Drawable,
    },
    Binding {
        keys: &[(NONE, KeyCode::Char('x'), Message::Clear)],
        shown: One("x"),
        footer: Some(("clear", When::Drawable)),
        help: "take all ink of the image away",
        when: When::Drawable,
    },
    Binding {
        keys: ARROWS,
        shown: Two("↑/↓", "Up/Down"),
        footer: Some(("change", When::Changeable)),
        help: "change the chosen weight or setting; with Shift ten times as far",
        when: When::Chosen,
    },
    Binding {
        keys: &[(NONE, KeyCode::Enter, Message::Accept), (NONE, KeyCode::Esc, Message::Cancel)],
        shown: One("0-9"),
        footer: Some(("type", When::Numbered)),
        help: "type a number for it; Enter keeps it, Esc puts it back",
        when: When::Chosen,
    },
    Binding {
        keys: TAB,
        shown: One("Tab"),
        footer: Some(("next number", When::AnotherField)),
        help: "the next number or setting; Shift+Tab the one before, Esc lets go",
        when: When::Chosen,
    },
    Binding {
        keys: &[
            (NONE, KeyCode::Char('a'), Message::AddRow),
            (NONE, KeyCode::Char('d'), Message::RemoveRow),
            (NONE, KeyCode::Delete, Message::RemoveRow),
        ],
        shown: Two("a/d", "a/d"),
        footer: Some(("add/delete row", When::Rows)),
        help: "one more row of data like the one that is looked at, or where was clicked; take \
               that row away. Where a lesson allows it",
        when: When::Rows,
    },
    Binding {
        keys: &[(NONE, KeyCode::Char('h'), Message::Hint)],
        shown: One("h"),
        footer: Some(("hint", When::HintLeft)),
        help: "a hint; once more for the next one. They stay to be read again",
        when: When::Hinted,
    },
    Binding {
        keys: &[(NONE, KeyCode::Char('z'), Message::Zoom)],
        shown: One("z"),
        footer: Some(("all again", When::Zoomed)),
        help: "text and numbers again beside the picture",
        when: When::Zoomed,
    },
    Binding {
        keys: &[(NONE, KeyCode::Char(' '), Message::RunOrPause)],
        shown: One("Space"),
        footer: Some(("run", When::Waiting)),
        help: "run the training, pause it; at its end: as many epochs again",
        when: When::Waiting,
    },
    Binding {
        keys: &[(NONE, KeyCode::Char(' '), Message::RunOrPause)],
        shown: One("Space"),
        footer: Some(("pause", When::Running)),
        help: "pause the training",
        when: When::Running,
    },
    Binding {
        keys: &[
            (NONE, KeyCode::Char('b'), Message::Batch),
            (NONE, KeyCode::Char('e'), Message::Epoch),
        ],
        shown: Two("b/e", "b/e"),
        footer: Some(("batch/epoch", When::Waiting)),
        help: "train one batch, one epoch",
        when: When::Training,
    },
    Binding {
        keys: &[
            (NONE, KeyCode::Char('<'), Message::Slower),
            (NONE, KeyCode::Char('>'), Message::Faster),
            (SHIFT, KeyCode::Char('<'), Message::Slower),
            (SHIFT, KeyCode::Char('>'), Message::Faster),
        ],
        shown: Two("</>", "</>"),
        footer: Some(("slower/faster", When::Running)),
        help: "train more slowly, faster",
        when: When::Training,
    },
    Binding {
        keys: &[(NONE, KeyCode::Left, Message::Previous), (NONE, KeyCode::Right, Message::Next)],
        shown: Two("←/→", "Left/Right"),
        footer: Some(("step", When::Reading)),
        help: "the step before, the next step",
        when: When::Reading,
    },
    Binding {
        keys: TAB,
        shown: One("Tab"),
        footer: Some(("edit", When::NoneChosen)),
        help: "choose a weight or setting; Shift+Tab goes the other way",
        when: When::Weights,
    },
    Binding {
        keys: ARROWS,
        shown: Two("↑/↓", "Up/Down"),
        footer: None,
        help: "without a chosen weight: the example before, the next example",
        when: When::Reading,
    },
    Binding {
        keys: &[(NONE, KeyCode::Esc, Message::Cancel)],
        shown: One("Esc"),
        footer: Some(("stay here", When::Onward)),
        help: "let go of a weight; stay at a training that runs to its end",
        when: When::Reading,
    },
    Binding {
        keys: &[(NONE, KeyCode::Char('r'), Message::Reset)],
        shown: One("r"),
        footer: Some(("reset", When::Changed)),
        help: "the step as it started, a training too; u takes that back",
        when: When::Reading,
    },
    Binding {
        keys: &[(NONE, KeyCode::Char('n'), Message::Reroll)],
        shown: One("n"),
        footer: Some(("new draw", When::Random)),
        help: "new random weights, where they are random; a training starts over with them",
        when: When::Weights,
    },
    Binding {
        keys: &[(NONE, KeyCode::Char('v'), Message::NextPicture)],
        shown: One("v"),
        footer: Some(("view", When::Pictures)),
        help: "another picture; their names stand below them and can be clicked",
        when: When::Pictures,
    },
    Binding {
        keys: &[
            (NONE, KeyCode::Char('j'), Message::NextExample),
            (NONE, KeyCode::Char('k'), Message::PreviousExample),
        ],
        shown: Two("j/k", "j/k"),
        footer: Some(("example", When::MoreExamples)),
        help: "the next example, the one before, also while a weight is chosen",
        when: When::Reading,
    },
    Binding {
        keys: &[(NONE, KeyCode::Char('w'), Message::NextWrong)],
        shown: One("w"),
        footer: Some(("next wrong", When::Wrong)),
        help: "the next example that a model with several classes takes for another one",
        when: When::Classes,
    },
    Binding {
        keys: &[(NONE, KeyCode::PageDown, Message::PageDown)],
        shown: One("PgDn"),
        footer: Some(("more", When::More)),
        help: "scroll down: ▼ says that there is more",
        when: When::Always,
    },
    Binding {
        keys: &[(NONE, KeyCode::Char('s'), Message::Skip)],
        shown: One("s"),
        footer: Some(("solution", When::Unsolved)),
        help: "skip the task: show the answer, or weights that reach the goal",
        when: When::Solvable,
    },
    Binding {
        keys: &[(NONE, KeyCode::Char('s'), Message::Skip)],
        shown: One("s"),
        footer: Some(("give up", When::Hopeless)),
        help: "give up, and see why it cannot be done",
        when: When::Hopeless,
    },
    Binding {
        keys: &[(NONE, KeyCode::Char('u'), Message::Undo)],
        shown: One("u"),
        footer: Some(("undo", When::Undoable)),
        help: "take back what was done last at this step, whatever it was",
        when: When::Reading,
    },
    Binding {
        keys: &[
            (SHIFT, KeyCode::Char('U'), Message::Redo),
            (NONE, KeyCode::Char('U'), Message::Redo),
            (CONTROL, KeyCode::Char('r'), Message::Redo),
        ],
        shown: One("U"),
        footer: None,
        help: "bring it back again",
        when: When::Reading,
    },
    Binding {
        keys: &[(NONE, KeyCode::Char('c'), Message::Code)],
        shown: One("c"),
        footer: None,
        help: "fold the code to a line, or open it, at all steps of the lesson",
        when: When::Reading,
    },
    Binding {
        keys: &[(NONE, KeyCode::Char('l'), Message::List)],
        shown: One("l"),
        footer: Some(("steps", When::Reading)),
        help: "the list of all steps, to go anywhere",
        when: When::Reading,
    },
    Binding {
        keys: &[(NONE, KeyCode::Char('t'), Message::Trace)],
        shown: One("t"),
        footer: Some(("trace", When::Traceable)),
        help: "send the example that is looked at through the network, layer by layer",
        when: When::Reading,
    },
    Binding {
        keys: &[
            (NONE, KeyCode::Char('g'), Message::NextTerm),
            (SHIFT, KeyCode::Char('G'), Message::PreviousTerm),
            (NONE, KeyCode::Char('G'), Message::PreviousTerm),
        ],
        shown: One("g"),
        footer: Some(("slopes", When::Sloped)),
        help: "go through Forward, Loss, Backward, Update of the example, one term at a time; \
               Tab goes to the slope of a weight",
        when: When::Reading,
    },
    Binding {
        keys: &[
            (SHIFT, KeyCode::Char('L'), Message::Shelf),
            (NONE, KeyCode::Char('L'), Message::Shelf),
        ],
        shown: One("L"),
        footer: Some(("lessons", When::Reading)),
        help: "the shelf of all lessons, and how much of each is done",
        when: When::Reading,
    },
    Binding {
        keys: &[(NONE, KeyCode::Char('z'), Message::Zoom)],
        shown: One("z"),
        footer: Some(("zoom", When::Pictured)),
        help: "the picture on the whole screen, and back",
        when: When::Pictured,
    },
    Binding {
        keys: &[
            (CONTROL, KeyCode::Left, Message::PreviousLesson),
            (CONTROL, KeyCode::Right, Message::NextLesson),
        ],
        shown: Two("Ctrl+←/→", "Ctrl+arrows"),
        footer: None,
        help: "the lesson before, the next one, each where it was left",
        when: When::Reading,
    },
    Binding {
        keys: &[(NONE, KeyCode::Home, Message::First), (NONE, KeyCode::End, Message::Last)],
        shown: Two("Home/End", "Home/End"),
        footer: None,
        help: "the first step, the last step",
        when: When::Reading,
    },
    Binding {
        keys: &[(NONE, KeyCode::PageUp, Message::PageUp)],
        shown: One("PgUp"),
        footer: None,
        help: "scroll back up",
        when: When::Always,
    },
    Binding {
        keys: &[(NONE, KeyCode::Char('q'), Message::Quit)],
        shown: One("q"),
        footer: Some(("quit", When::Reading)),
        help: "leave the lab",
        when: When::Reading,
    },
    Binding {
        keys: &[(CONTROL, KeyCode::Char('c'), Message::Quit)],
        shown: One("Ctrl+C"),
        footer: Some(("quit", When::List)),
        help: "leave the lab, from anywhere",
        when: When::Always,
    },
    Binding {
        keys: &[(CONTROL, KeyCode::Char('z'), Message::Stop)],
        shown: One("Ctrl+Z"),
        footer: None,
        help: "back to the shell for a while; fg there comes back to the lab",
        when: When::Always,
    },
    Binding {
        keys: &[
            (NONE, KeyCode::Char('?'), Message::Help),
            (SHIFT, KeyCode::Char('?'), Message::Help),
            (NONE, KeyCode::F(1), Message::Help),
        ],
        shown: One("?"),
        footer: Some(("help", When::Reading)),
        help: "this help",
        when: When::Reading,
    },
];

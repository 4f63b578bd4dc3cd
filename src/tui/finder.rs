//! Choosing from a list: up and down, and by typing a part of what is looked for.

/// Where one is in a list, and what of it is looked for.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Finder {
    /// The line that would be taken, counted from 0 among those that are found.
    pub(super) cursor: usize,
    /// What has been typed.
    pub(super) text: String,
    /// The first line on the screen, while the list stays where it was clicked.
    pub(super) held: Option<usize>,
}

impl Finder {
    /// At a line, with all of them there.
    pub(super) fn at(cursor: usize) -> Self {
        Self { cursor, ..Self::default() }
    }

    /// The lines in which the text is found, in capital letters or small ones.
    pub(super) fn found(&self, lines: impl Iterator<Item = String>) -> Vec<usize> {
        let text = self.text.to_lowercase();
        let is_found = |line: &str| line.to_lowercase().contains(&text);
        lines.enumerate().filter(|(_, line)| is_found(line)).map(|(index, _)| index).collect()
    }

    /// Looks for one more character.
    pub(super) fn insert(&mut self, c: char) {
        if self.text.chars().count() < LENGTH {
            self.text.push(c);
        }
        self.move_to(0);
    }

    /// Looks for one less.
    pub(super) fn backspace(&mut self) {
        self.text.pop();
        self.move_to(0);
    }

    /// Goes to a line, and the list follows.
    pub(super) fn move_to(&mut self, line: usize) {
        self.cursor = line;
        self.held = None;
    }
}

/// No title is longer than this in what one types of it.
const LENGTH: usize = 40;

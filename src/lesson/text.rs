//! The text of a step: the small part of Markdown that lessons use, as paragraphs of styled runs,
//! and its lines at a width.

use pulldown_cmark::{Event, Parser, Tag, TagEnd};
use unicode_width::{UnicodeWidthChar, UnicodeWidthStr};

/// A paragraph or one item of a list.
#[derive(Clone, Debug, PartialEq)]
pub struct Block {
    /// What stands in front of the first line: empty, a bullet or a number.
    pub marker: String,
    /// The words, in runs of one style.
    pub runs: Vec<Run>,
    /// What comes between this block and the one before.
    pub gap: Gap,
}

/// Whether a block follows the one before at once or after a blank line.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Gap {
    /// The next item of the same list.
    Tight,
    /// A new paragraph.
    Blank,
}

/// A stretch of text in one style.
#[derive(Clone, Debug, PartialEq)]
pub struct Run {
    /// The words.
    pub text: String,
    /// How they are set.
    pub face: Face,
}

/// How words are set.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Face {
    /// As they are.
    Plain,
    /// `**bold**`.
    Bold,
    /// `*italic*`.
    Italic,
    /// `` `code` ``.
    Code,
}

/// One line of runs, no wider than was asked for.
pub type Line = Vec<Run>;

/// Reads Markdown. What is not one of paragraphs, lists, bold, italic and code comes out as plain
/// text.
pub fn parse(markdown: &str) -> Vec<Block> {
    let mut reader = Reader::default();
    for event in Parser::new(markdown) {
        reader.event(event);
    }
    reader.blocks.retain(|block| !block.runs.is_empty());
    reader.blocks
}

/// Reads Markdown that is one line, such as an answer: what would begin a list, a heading or a quote
/// stands as it is written, for `> 5` is an answer.
pub fn parse_line(markdown: &str) -> Block {
    // Behind a dash nothing begins; the dash goes again.
    let words: Vec<&str> = markdown.split_whitespace().collect();
    let block = parse(&format!("{BEFORE}{}", words.join(" "))).into_iter().next();
    let mut block = block.unwrap_or_else(|| Block::of(Vec::new()));
    if let Some(first) = block.runs.first_mut() {
        first.text = first.text.replacen(BEFORE, "", 1);
    }
    block
}

const BEFORE: char = '—';

/// Breaks blocks into lines of at most `width` columns, between words where it can.
pub fn wrap(blocks: &[Block], width: usize) -> Vec<Line> {
    let mut lines = Vec::new();
    for (index, block) in blocks.iter().enumerate() {
        if index > 0 && block.gap == Gap::Blank {
            lines.push(Vec::new());
        }
        lines.extend(wrap_block(block, width));
    }
    lines
}

/// Breaks plain text into lines of at most `width` columns; line breaks in it stay.
pub fn wrap_plain(text: &str, width: usize) -> Vec<String> {
    let wrap_line = |line: &str| {
        let block = Block::of(vec![Run { text: line.to_owned(), face: Face::Plain }]);
        let lines = wrap_block(&block, width);
        lines.into_iter().map(|runs| runs.into_iter().map(|run| run.text).collect())
    };
    text.lines().flat_map(wrap_line).collect()
}

impl Block {
    fn of(runs: Vec<Run>) -> Self {
        Self { marker: String::new(), runs, gap: Gap::Tight }
    }
}

#[derive(Default)]
struct Reader {
    blocks: Vec<Block>,
    lists: Vec<Option<u64>>,
    faces: Vec<Face>,
    first_item: bool,
}

impl Reader {
    fn event(&mut self, event: Event<'_>) {
        match event {
            Event::Start(Tag::Paragraph) if self.lists.is_empty() => self.open("", Gap::Blank),
            Event::Start(Tag::Heading { .. } | Tag::CodeBlock(_)) => self.open("", Gap::Blank),
            Event::Start(Tag::List(number)) => {
                self.lists.push(number);
                self.first_item = true;
            }
            Event::End(TagEnd::List(_)) => drop(self.lists.pop()),
            Event::Start(Tag::Item) => self.item(),
            Event::Start(Tag::Strong) => self.faces.push(Face::Bold),
            Event::Start(Tag::Emphasis) => self.faces.push(Face::Italic),
            Event::End(TagEnd::Strong | TagEnd::Emphasis) => drop(self.faces.pop()),
            Event::Code(text) => self.push(&text, Face::Code),
            Event::Text(text) | Event::Html(text) | Event::InlineHtml(text) => {
                self.push(&text, self.faces.last().copied().unwrap_or(Face::Plain));
            }
            Event::SoftBreak | Event::HardBreak => self.push(" ", Face::Plain),
            _ => (),
        }
    }

    fn item(&mut self) {
        let marker = match self.lists.last_mut() {
            Some(Some(number)) => {
                *number += 1;
                format!("{}. ", *number - 1)
            }
            _ => "• ".to_owned(),
        };
        let gap = if self.first_item { Gap::Blank } else { Gap::Tight };
        self.first_item = false;
        self.open(&marker, gap);
    }

    fn open(&mut self, marker: &str, gap: Gap) {
        self.blocks.push(Block { marker: marker.to_owned(), runs: Vec::new(), gap });
    }

    fn push(&mut self, text: &str, face: Face) {
        if self.blocks.is_empty() {
            self.open("", Gap::Blank);
        }
        if let Some(block) = self.blocks.last_mut() {
            block.runs.push(Run { text: text.replace(['\t', '\r', '\n'], " "), face });
        }
    }
}

fn wrap_block(block: &Block, width: usize) -> Vec<Line> {
    let indent = block.marker.width().min(width.saturating_sub(1));
    let room = width.saturating_sub(indent).max(1);
    let mut filler = Filler { room, lines: vec![Vec::new()], used: 0 };
    for word in words(&block.runs) {
        filler.word(&word);
    }
    let first = Run { text: block.marker.clone(), face: Face::Plain };
    let hanging = Run { text: " ".repeat(indent), face: Face::Plain };
    let lead = |index| if index == 0 { first.clone() } else { hanging.clone() };
    filler
        .lines
        .into_iter()
        .enumerate()
        .map(|(index, line)| std::iter::once(lead(index)).chain(line).collect::<Line>())
        .map(|line| line.into_iter().filter(|run| !run.text.is_empty()).collect())
        .collect()
}

/// The words of some runs. A word may change its style midway, and is followed by the spaces that
/// part it from the next one.
fn words(runs: &[Run]) -> Vec<Vec<Run>> {
    let mut words: Vec<Vec<Run>> = vec![Vec::new()];
    for run in runs {
        for piece in run.text.split_inclusive(' ') {
            let piece_run = Run { text: piece.to_owned(), face: run.face };
            words.last_mut().into_iter().for_each(|word| word.push(piece_run.clone()));
            if piece.ends_with(' ') {
                words.push(Vec::new());
            }
        }
    }
    words.retain(|word| !word.is_empty());
    words
}

struct Filler {
    room: usize,
    lines: Vec<Line>,
    used: usize,
}

impl Filler {
    fn word(&mut self, word: &[Run]) {
        let solid: usize = word.iter().map(|run| run.text.trim_end().width()).sum();
        if self.used > 0 && self.used + solid > self.room {
            self.new_line();
        }
        for run in word {
            self.run(run);
        }
    }

    // A word wider than the line is broken where the line ends, rather than cut.
    fn run(&mut self, run: &Run) {
        for c in run.text.chars() {
            let width = c.width().unwrap_or(0);
            if self.used + width > self.room {
                if c == ' ' {
                    continue;
                }
                self.new_line();
            }
            self.push(c, run.face);
            self.used += width;
        }
    }

    fn push(&mut self, c: char, face: Face) {
        let Some(line) = self.lines.last_mut() else { return };
        match line.last_mut() {
            Some(last) if last.face == face => last.text.push(c),
            _ => line.push(Run { text: c.to_string(), face }),
        }
    }

    fn new_line(&mut self) {
        self.lines.push(Vec::new());
        self.used = 0;
    }
}

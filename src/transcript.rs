//! A lesson as plain text: every step with its code, output, numbers and chart, for a pipe, a
//! printer, or a reader that is no terminal app.

mod way;

use std::fmt::Write;

use serde::Serialize;
use unicode_width::UnicodeWidthStr;

use crate::ascii;
use crate::chart::{Glyphs, Shading, Style};
use crate::journal::Task;
use crate::lab::{
    Arithmetic, Card, Decisions, Filling, Heading, Help, Inquiry, KerasError, Mark, Outcome,
    Printed, Progress, Slide, Slot, Softmax, Standing, Statement, ToldTree, Verdict, Walkthrough,
    Written, brief,
};
use crate::lesson::format::PictureName;
use crate::lesson::text;
use crate::nn::{History, print};

/// How wide the text is, in columns.
pub const WIDTH: usize = 78;
const CHART: (u16, u16) = (72, 18);

/// The outcome of a step as text.
pub fn step(outcome: &Outcome, glyphs: Glyphs) -> String {
    let mut page = Page { text: String::new(), glyphs };
    page.heading(&outcome.heading);
    page.markdown(&outcome.text);
    // On paper, too, a question stands before what answers it.
    if let Some(question) = &outcome.question {
        page.question(question);
    }
    if let Some(filling) = &outcome.filling {
        page.filling(filling, outcome);
    }
    page.console(&outcome.console);
    if let Some(reply) = outcome.question.as_ref().and_then(|question| question.reply.as_ref()) {
        page.said(reply);
        page.gap();
    }
    if let Some(training) = &outcome.training {
        page.training(training);
    }
    page.numbers(outcome);
    outcome.backward.told().into_iter().for_each(|told| page.way(told));
    if let Some(goal) = &outcome.goal {
        page.goal(goal, outcome);
    }
    page.help(&outcome.help, outcome.task);
    if let Some(card) = &outcome.card {
        page.card(card);
    }
    page.pictures(outcome);
    page.finished()
}

/// A line of a lesson without its marks for bold, italic and code.
fn unmarked(words: &str) -> String {
    text::parse_line(words).runs.into_iter().map(|run| run.text).collect()
}

/// The way of an example there and back, term by term.
pub fn backward(told: &Walkthrough, glyphs: Glyphs) -> String {
    let mut page = Page { text: String::new(), glyphs };
    page.way(told);
    page.finished()
}

/// The outcome of a step as data.
#[derive(Serialize)]
pub struct StepOutcome<'a> {
    /// The id of the step.
    pub id: &'a str,
    /// Its title.
    pub title: &'a str,
    /// All there is to show of it. Numbers that are not finite are `null`.
    pub outcome: &'a Outcome,
    /// The numbers of every epoch, at a step that trains.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub history: Option<&'a History>,
}

impl<'a> StepOutcome<'a> {
    /// The data of an outcome.
    pub fn of(outcome: &'a Outcome) -> Self {
        Self {
            id: &outcome.heading.id,
            title: &outcome.heading.title,
            outcome,
            history: outcome.training.as_ref().map(|training| &training.history),
        }
    }
}

struct Page {
    text: String,
    glyphs: Glyphs,
}

impl Page {
    fn finished(self) -> String {
        match self.glyphs {
            Glyphs::Unicode => self.text,
            Glyphs::Ascii => ascii::fold_text(&self.text),
        }
    }

    fn heading(&mut self, heading: &Heading) {
        let Heading { part, opens_part, index, steps, id, title, .. } = heading;
        if let Some(part) = part.as_ref().filter(|_| *opens_part) {
            self.underlined(part, '=');
        }
        self.underlined(&format!("{}/{steps}  {title}  ({id})", index + 1), '-');
    }

    fn underlined(&mut self, title: &str, underline: char) {
        self.line(title);
        self.line(&underline.to_string().repeat(title.width()));
        self.line("");
    }

    fn markdown(&mut self, markdown: &str) {
        for line in text::wrap(&text::parse(markdown), WIDTH) {
            let words: String = line.into_iter().map(|run| run.text).collect();
            self.line(&words);
        }
        self.gap();
    }

    fn console(&mut self, entries: &[Statement]) {
        for entry in entries {
            for (prompt, line) in entry.prompted() {
                self.line(&format!("{prompt}{line}"));
            }
            match &entry.printed {
                Printed::Nothing => (),
                Printed::Text(text) => self.output(text),
                Printed::Error(error) => self.error(error),
                Printed::Withheld => self.line("?"),
            }
        }
        self.gap();
    }

    /// Everything stands as it is, but for the words of a warning.
    fn output(&mut self, text: &str) {
        for line in text.lines() {
            if line.starts_with("UserWarning: ") { self.paragraph(line) } else { self.line(line) }
        }
    }

    fn error(&mut self, error: &KerasError) {
        self.paragraph(&format!("{}: {}", error.class, error.keras));
        self.gap();
        self.paragraph(&error.what_happened);
        error
            .drawing
            .iter()
            .flat_map(|d| d.lines())
            .for_each(|line| self.line(&format!("  {line}")));
        self.paragraph(&error.what_to_do);
    }

    fn question(&mut self, question: &Inquiry) {
        self.said(&question.ask);
        for (index, answer) in question.answers.iter().enumerate() {
            let mark = match answer.mark {
                Mark::Right => '✓',
                Mark::Shown => '–',
                Mark::Wrong => '✗',
                Mark::Chosen => '●',
                Mark::Untried => ' ',
            };
            self.line(&format!(" {mark} {}  {}", index + 1, unmarked(&answer.text)));
        }
        self.gap();
    }

    /// The answers stand below, in the arithmetic.
    fn filling(&mut self, filling: &Filling, outcome: &Outcome) {
        self.line("Fill in:");
        for row in &filling.rows {
            let slot = |slot: &Slot| match slot {
                Slot::Text(text) => text.clone(),
                Slot::Blank(_) => "____".to_owned(),
            };
            let slots: String = row.slots.iter().map(slot).collect();
            self.line(&format!("{}   {slots}", outcome.filled_name(row.about)));
        }
        outcome.reached.iter().for_each(|filled| self.said(filled));
        self.gap();
    }

    fn numbers(&mut self, outcome: &Outcome) {
        let mut layer = "";
        let mut line = String::new();
        for value in &outcome.parameters {
            if value.parameter.layer != layer {
                self.flush(&mut line);
                layer = &value.parameter.layer;
                line += layer;
            }
            let held = if value.is_held { " (held)" } else { "" };
            // What is asked has its sign already.
            let sign = if value.name.ends_with('≤') { "" } else { " =" };
            let next = format!("   {}{sign} {}{held}", value.name, value.value);
            if line.width() + next.width() > WIDTH {
                self.flush(&mut line);
            }
            line += &next;
        }
        self.flush(&mut line);
        let shape = |s: &crate::lab::Shape| format!("{} {}", s.name, print::shape_str(&s.shape));
        let shapes: Vec<String> = outcome.shapes.iter().map(shape).collect();
        if !shapes.is_empty() {
            self.paragraph(&format!("shapes: {}", shapes.join(", ")));
        }
        if let Some(step) = outcome.changed_at {
            self.line(&format!("What was changed at step {} still counts.", step + 1));
        }
        outcome.slides.iter().for_each(|slide| self.slide(slide));
        if let Some(softmax) = &outcome.softmax {
            self.softmax(softmax, outcome.slides.is_empty());
        }
        if let Some(counts) = &outcome.counts {
            counts.each().chunks(2).for_each(|two| self.line(&two.join("   ")));
            self.line(&counts.measures().join("   "));
        }
        match (&outcome.decisions, &outcome.tree, &outcome.arithmetic) {
            (Some(decisions), ..) => self.decisions(decisions, outcome),
            (None, Some(tree), _) => self.tree(tree, outcome),
            (None, None, Some(arithmetic)) => self.arithmetic(arithmetic, outcome),
            (None, None, None) => (),
        }
        self.gap();
    }

    fn slide(&mut self, slide: &Slide) {
        let held = if slide.is_held { " (held)" } else { "" };
        self.line(&format!("{}   {} = {}{held}", slide.of, slide.name, slide.value));
        let pieces = slide.equation.iter().flatten();
        self.paragraph(&pieces.map(|piece| piece.text.as_str()).collect::<String>());
    }

    /// The sum that all share, and what becomes of each number where that is not said yet.
    fn softmax(&mut self, softmax: &Softmax, is_each_said: bool) {
        if is_each_said {
            for (index, share) in softmax.shares.iter().enumerate() {
                self.line(&format!("z[{index}] = {}   {}", share.z, softmax.written(index)));
            }
        }
        self.paragraph(&format!("the sum   {}", softmax.added_up()));
    }

    /// What is said of each example: the chances of all classes, and which of them wins.
    fn decisions(&mut self, decisions: &Decisions, outcome: &Outcome) {
        let named = |class: usize| decisions.names.get(class).map_or("", String::as_str);
        for (index, decision) in decisions.rows.iter().enumerate().take(EXAMPLES) {
            let name = outcome.example_name(index);
            let mark = if index == outcome.example { "▸" } else { " " };
            let z: Vec<String> = decision.sums.iter().map(|sum| format!("{sum:.2}")).collect();
            let chances: Vec<String> =
                decision.chances.iter().map(|chance| format!("{chance:.3}")).collect();
            let (z, chances) = (z.join(" "), chances.join(" "));
            self.line(&format!("{name} {mark} z {z}   softmax {chances}"));
            let is = decision.target.map(|target| format!("   y {}", named(target)));
            let loss = decision.loss.map(|loss| format!("   loss {}", brief(f64::from(loss))));
            let rest = is.into_iter().chain(loss).collect::<String>();
            self.line(&format!("{:1$} → {2}{rest}", "", name.len() + 2, named(decision.said)));
        }
        self.more_than(decisions.rows.len());
    }

    /// The arithmetic of a node, and the ways of the examples.
    fn tree(&mut self, tree: &ToldTree, outcome: &Outcome) {
        tree.node.iter().for_each(|line| self.line(line));
        for (index, way) in tree.ways.iter().enumerate().take(EXAMPLES) {
            let mark = if index == outcome.example { "▸" } else { " " };
            self.paragraph(&format!("{} {mark} {way}", outcome.example_name(index)));
        }
        self.more_than(tree.ways.len());
    }

    fn more_than(&mut self, examples: usize) {
        if examples > EXAMPLES {
            self.line(&format!("… and {} more", examples - EXAMPLES));
        }
    }

    fn arithmetic(&mut self, arithmetic: &Arithmetic, outcome: &Outcome) {
        for index in 0..arithmetic.rows.len().min(EXAMPLES) {
            let name = outcome.example_name(index);
            let mark = if index == outcome.example { "▸" } else { " " };
            if let Some(written) = arithmetic.written(index) {
                self.line(&format!("{name} {mark} {}", line(&written)));
            }
        }
        self.more_than(arithmetic.rows.len());
    }

    fn goal(&mut self, goal: &Verdict, outcome: &Outcome) {
        for condition in &goal.conditions {
            let mark = if condition.met { "reached" } else { "not yet" };
            self.line(&format!("{} ({mark})", condition.told()));
        }
        if let Some(reply) = &outcome.reply {
            self.said(reply);
        }
        if let (true, Some(reached)) = (goal.is_met(), &outcome.reached) {
            self.said(reached);
        }
        self.gap();
    }

    /// Paper has no keys to uncover anything with.
    fn help(&mut self, help: &Help, task: Task) {
        for (index, hint) in help.hints.iter().enumerate() {
            self.said(&format!("Hint {}: {hint}", index + 1));
        }
        if task == Task::Open {
            help.solution.iter().for_each(|solution| self.line(&format!("Solution: {solution}")));
        }
        if let (Task::Open | Task::Shown, Some(why)) = (task, &help.impossible) {
            self.said(&format!("It cannot be done. {why}"));
        }
        self.gap();
    }

    fn card(&mut self, card: &Card) {
        self.line("What there is to find:");
        for found in &card.found {
            let words = match found.standing {
                Standing::Missing => ": still to do",
                Standing::Changed => ": done, and changed since",
                _ => "",
            };
            self.said(&format!("- {}{words}", found.text));
        }
        if let Some(open) = &card.open {
            self.said(&format!("Still open: {open}"));
        }
        self.gap();
    }

    fn training(&mut self, training: &Progress) {
        for line in epochs(&training.history) {
            self.line(&line);
        }
        for finding in &training.findings {
            self.gap();
            self.paragraph(&finding.text);
        }
        self.gap();
    }

    fn pictures(&mut self, outcome: &Outcome) {
        let style = Style { glyphs: self.glyphs, shading: Shading::Glyphs };
        // The weights are on paper already, unless a lesson asks for them as its picture.
        let pictures = outcome.pictures.iter().enumerate();
        let pictures = pictures.filter(|(i, it)| *i == 0 || it.name != PictureName::Weights);
        for (_, picture) in pictures.take(PICTURES) {
            self.line(&picture.drawing.draw(CHART.0, CHART.1, style).to_text());
            self.gap();
        }
    }

    fn way(&mut self, told: &Walkthrough) {
        for lines in way::paragraphs(told, WIDTH) {
            for line in lines {
                self.line(&line);
            }
            self.gap();
        }
    }

    /// What a lesson says in a line: its marks for bold, italic and code are for the screen.
    fn said(&mut self, words: &str) {
        self.paragraph(&unmarked(words));
    }

    fn paragraph(&mut self, words: &str) {
        for line in text::wrap_plain(words, WIDTH) {
            self.line(&line);
        }
    }

    fn line(&mut self, line: &str) {
        // Writing to a String cannot fail.
        let _ = writeln!(self.text, "{}", line.trim_end());
    }

    fn flush(&mut self, line: &mut String) {
        if !line.is_empty() {
            let full = std::mem::take(line);
            self.line(&full);
        }
    }

    fn gap(&mut self) {
        if !self.text.is_empty() && !self.text.ends_with("\n\n") {
            self.text.push('\n');
        }
    }
}

/// A few epochs of a history, the first ones and the last among them, as lines of a table.
fn epochs(history: &History) -> Vec<String> {
    let all = history.loss.len();
    let mut shown: Vec<usize> = [1, 2, 5].into_iter().chain((1..=5).map(|n| all * n / 5)).collect();
    shown.retain(|epoch| (1..=all).contains(epoch));
    shown.sort_unstable();
    shown.dedup();
    let number = |name: &str, values: &[f32], epoch: usize| {
        values.get(epoch - 1).map(|value| format!("   {name} {}", brief(f64::from(*value))))
    };
    let line = |epoch: usize| {
        let parts = [
            number("loss", &history.loss, epoch),
            number("metric", &history.metric, epoch),
            number("val_loss", &history.val_loss, epoch),
            number("val_metric", &history.val_metric, epoch),
        ];
        format!("epoch {epoch:>6}{}", parts.into_iter().flatten().collect::<String>())
    };
    shown.into_iter().map(line).collect()
}

/// How many pictures of a step stand on paper.
const PICTURES: usize = 2;

const EXAMPLES: usize = 12;

fn line(written: &Written) -> String {
    let mut line: String = written.sum.iter().map(|piece| piece.text.as_str()).collect();
    line = format!("{line} {}", written.result);
    for part in [&written.activated, &written.target, &written.error].into_iter().flatten() {
        line = format!("{line}   {part}");
    }
    line
}

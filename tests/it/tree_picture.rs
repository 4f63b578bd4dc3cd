//! The picture of a tree: what is shown of it, where, and what is said of the rest.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

use insta::assert_snapshot;
use layerlab::chart::{
    Cell, Drawing, Glyphs, Grid, Histogram, Mark, NodeArea, Ramp, Role, Shading, Style, Tree,
    TreeClass, TreeNode, TreeQuestion,
};
use proptest::{collection::vec, prelude::*};

const UNICODE: Style = Style { glyphs: Glyphs::Unicode, shading: Shading::HalfBlocks };
const PLAIN: Style = Style { glyphs: Glyphs::Unicode, shading: Shading::Glyphs };
const ASCII: Style = Style { glyphs: Glyphs::Ascii, shading: Shading::Glyphs };

/// The rooms that a picture has on screens of 80, 120, 160 and 200 columns, and hardly any.
const ROOMS: [(u16, u16); 5] = [(38, 13), (72, 26), (110, 35), (142, 42), (20, 6)];

// ---- trees, from rows and questions

/// Rows, what is known of each, and what each is.
struct Rows {
    names: Vec<(&'static str, &'static str, bool)>,
    x: Vec<Vec<f64>>,
    y: Vec<usize>,
}

/// Questions and leaves.
enum Plan {
    Leaf,
    Ask(usize, f64, Box<(Self, Self)>),
}

fn ask(feature: usize, threshold: f64, yes: Plan, no: Plan) -> Plan {
    Plan::Ask(feature, threshold, Box::new((yes, no)))
}

struct Builder<'a> {
    rows: &'a Rows,
    classes: usize,
    nodes: Vec<TreeNode>,
}

impl Builder<'_> {
    fn grow(&mut self, plan: &Plan, rows: &[usize], place: u64, reach: &[[f64; 2]]) {
        let mut counts = vec![0; self.classes];
        for row in rows {
            counts[self.rows.y[*row]] += 1;
        }
        let class = (0..self.classes).rev().max_by_key(|class| counts[*class]).unwrap();
        let share = if rows.is_empty() { 0.0 } else { counts[1] as f64 / rows.len() as f64 };
        let number = self.nodes.len();
        self.nodes.push(TreeNode {
            place,
            rows: rows.len() as u64,
            impurity: Some(gini(&counts)),
            counts,
            answer: String::new(),
            class: Some(class as u8),
            share,
            ..TreeNode::default()
        });
        let Plan::Ask(feature, threshold, below) = plan else { return };
        let (yes, no): (Vec<usize>, Vec<usize>) =
            rows.iter().partition(|row| self.rows.x[**row][*feature] <= *threshold);
        let histogram = self.histogram(*feature, *threshold, rows, reach[*feature]);
        let (name, unit, is_number) = self.rows.names[*feature];
        let text =
            if is_number { format!("{name} ≤ {threshold} {unit}?") } else { format!("{name}?") };
        let mut sides = [reach.to_vec(), reach.to_vec()];
        sides[0][*feature][1] = histogram.cut;
        sides[1][*feature][0] = histogram.cut;
        self.nodes[number].question =
            Some(TreeQuestion { text, gain: None, histogram: is_number.then_some(histogram) });
        let first = self.nodes.len();
        self.grow(&below.0, &yes, 2 * place, &sides[0]);
        let second = self.nodes.len();
        self.grow(&below.1, &no, 2 * place + 1, &sides[1]);
        let weight = |node: usize| {
            let node = &self.nodes[node];
            node.impurity.unwrap() * node.rows as f64
        };
        let gain = (weight(number) - weight(first) - weight(second)) / rows.len().max(1) as f64;
        self.nodes[number].question.as_mut().unwrap().gain = Some(gain);
    }

    fn histogram(&self, feature: usize, cut: f64, rows: &[usize], reach: [f64; 2]) -> Histogram {
        let values = || self.rows.x.iter().map(|row| row[feature]);
        let low = values().fold(f64::INFINITY, f64::min);
        let high = values().fold(f64::NEG_INFINITY, f64::max);
        let share = |value: f64| (value - low) / (high - low);
        let mut bins = vec![vec![0; 24]; self.classes];
        for row in rows {
            let bin = ((share(self.rows.x[*row][feature]) * 24.0) as usize).min(23);
            bins[self.rows.y[*row]][bin] += 1;
        }
        Histogram { bins, reach, cut: share(cut) }
    }
}

fn gini(counts: &[u64]) -> f64 {
    let all = counts.iter().sum::<u64>().max(1) as f64;
    1.0 - counts.iter().map(|count| (*count as f64 / all).powi(2)).sum::<f64>()
}

fn tree(rows: &Rows, plan: &Plan, noun: &str, classes: &[(&str, Mark)]) -> Tree {
    let mut builder = Builder { rows, classes: classes.len(), nodes: Vec::new() };
    let all: Vec<usize> = (0..rows.x.len()).collect();
    builder.grow(plan, &all, 1, &vec![[0.0, 1.0]; rows.names.len()]);
    let class = |(name, mark): &(&str, Mark)| TreeClass { name: (*name).into(), mark: Some(*mark) };
    let mut nodes = builder.nodes;
    for node in &mut nodes {
        node.answer = classes[usize::from(node.class.unwrap())].0.into();
    }
    Tree {
        noun: [noun.into(), format!("{noun}s")],
        classes: classes.iter().map(class).collect(),
        impurity: "gini".into(),
        nodes,
    }
}

/// Chooses the node of a place.
fn chosen(mut tree: Tree, place: u64) -> Tree {
    tree.nodes.iter_mut().for_each(|node| node.is_chosen = node.place == place);
    tree
}

/// Sends an example to the node of a place.
pub(crate) fn sent(mut tree: Tree, mut place: u64) -> Tree {
    while place > 0 {
        tree.nodes.iter_mut().filter(|node| node.place == place).for_each(|node| {
            node.is_on_way = true;
        });
        place /= 2;
    }
    tree
}

const CLASSES: [(&str, Mark); 2] = [("bad", Mark::Circle), ("good", Mark::Cross)];

/// Ten animals: are its ears pointy, is its face round, has it whiskers?
fn animals() -> Tree {
    let x = [
        ([1, 1, 1], 1),
        ([0, 0, 1], 1),
        ([0, 1, 0], 0),
        ([1, 0, 1], 0),
        ([1, 1, 1], 1),
        ([1, 1, 0], 1),
        ([0, 0, 0], 0),
        ([1, 1, 0], 1),
        ([0, 1, 0], 0),
        ([0, 1, 0], 0),
    ];
    let row = |(row, _): &([u8; 3], usize)| row.iter().map(|it| 1.0 - f64::from(*it)).collect();
    let rows = Rows {
        names: vec![("pointy ears", "", false), ("round face", "", false), ("whiskers", "", false)],
        x: x.iter().map(row).collect(),
        y: x.iter().map(|(_, y)| *y).collect(),
    };
    let plan =
        ask(0, 0.5, ask(1, 0.5, Plan::Leaf, Plan::Leaf), ask(2, 0.5, Plan::Leaf, Plan::Leaf));
    tree(&rows, &plan, "animal", &[("not cat", Mark::Circle), ("cat", Mark::Cross)])
}

/// 200 roasts: good ones lie in a triangle of temperature and duration.
fn roasts() -> Rows {
    let mut state = 7_u64;
    let mut next = || {
        state =
            state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (state >> 40) as f64 / (1_u64 << 24) as f64
    };
    let x: Vec<Vec<f64>> =
        (0..200).map(|_| vec![150.0 + 135.0 * next(), 11.5 + 4.0 * next()]).collect();
    let is_good = |row: &Vec<f64>| {
        row[0] > 175.0 && row[0] < 260.0 && row[1] > 12.0 && row[1] < 21.0 - row[0] * 0.033
    };
    let y = x.iter().map(|row| usize::from(is_good(row))).collect();
    Rows { names: vec![("T", "°C", true), ("D", "min", true)], x, y }
}

fn deep() -> Plan {
    let leaf = || Plan::Leaf;
    let low = ask(0, 175.5, leaf(), ask(1, 12.0, leaf(), leaf()));
    let yes = ask(0, 242.4, low, ask(0, 246.4, leaf(), ask(1, 12.9, leaf(), leaf())));
    ask(1, 13.6, yes, ask(0, 190.3, ask(0, 175.6, leaf(), leaf()), leaf()))
}

pub(crate) fn coffee() -> Tree {
    tree(&roasts(), &deep(), "roast", &CLASSES)
}

/// A tree that asks as often as it has to for so many leaves, by turns of both numbers.
fn halved(leaves: usize, reach: [[f64; 2]; 2], turn: usize) -> Plan {
    if leaves < 2 {
        return Plan::Leaf;
    }
    let middle = (f64::midpoint(reach[turn][0], reach[turn][1]) * 10.0).round() / 10.0;
    let [mut yes, mut no] = [reach, reach];
    yes[turn][1] = middle;
    no[turn][0] = middle;
    let first = leaves.div_ceil(2);
    ask(turn, middle, halved(first, yes, 1 - turn), halved(leaves - first, no, 1 - turn))
}

pub(crate) fn wide(leaves: usize) -> Tree {
    let reach = [[150.0, 285.0], [11.5, 15.5]];
    tree(&roasts(), &halved(leaves, reach, 0), "roast", &CLASSES)
}

fn full(depth: usize) -> Tree {
    wide(1 << depth)
}

pub(crate) fn single() -> Tree {
    tree(&roasts(), &Plan::Leaf, "roast", &CLASSES)
}

fn three() -> Tree {
    let mut rows = roasts();
    for (row, y) in rows.x.iter().zip(&mut rows.y) {
        *y = if *y == 1 {
            1
        } else if row[0] > 230.0 {
            2
        } else {
            0
        };
    }
    let classes = [("pale", Mark::Circle), ("good", Mark::Cross), ("burnt", Mark::Triangle)];
    let plan = ask(0, 230.0, ask(0, 175.0, Plan::Leaf, Plan::Leaf), Plan::Leaf);
    tree(&rows, &plan, "roast", &classes)
}

/// A tree that answers with a number.
pub(crate) fn prices() -> Tree {
    let mut tree = tree(&roasts(), &deep(), "house", &CLASSES);
    tree.classes.clear();
    tree.impurity = "squared_error".into();
    for node in &mut tree.nodes {
        let bins = |bins: &[Vec<u64>]| (0..24).map(|bin| bins[0][bin] + bins[1][bin]).collect();
        if let Some(it) = node.question.as_mut().and_then(|it| it.histogram.as_mut()) {
            it.bins = vec![bins(&it.bins)];
        }
        node.class = None;
        node.counts.clear();
        node.answer = format!("{:.1}", 100.0 + 200.0 * node.share);
    }
    tree
}

// ---- what is seen

fn draw(tree: &Tree, (width, height): (u16, u16), style: Style) -> Grid {
    Drawing::Tree(tree.clone()).draw(width, height, style)
}

fn is_braille(cell: &Cell) -> bool {
    ('\u{2801}'..='\u{28ff}').contains(&cell.symbol)
}

/// The symbols of a grid, then what each is part of, then the tones of its shades.
pub(crate) fn everything(grid: &Grid) -> String {
    let role = |cell: &Cell| match cell.role {
        _ if cell.symbol == ' ' => ' ',
        Role::Class(class) => char::from(b'0' + class),
        role => format!("{role:?}").chars().next().unwrap(),
    };
    let level = |cell: &Cell| {
        cell.shade.map_or(' ', |tone| char::from_digit(u32::from(tone.level), 36).unwrap())
    };
    let page = |of: &dyn Fn(&Cell) -> char| -> String {
        let line = |cells: &[Cell]| cells.iter().map(of).collect::<String>();
        grid.rows().map(|row| line(row).trim_end().to_owned() + "\n").collect()
    };
    [grid.to_text(), page(&role), page(&level)].join("----\n")
}

/// The nodes that are shown, by their places.
fn shown(tree: &Tree, (width, height): (u16, u16), style: Style) -> BTreeMap<u64, NodeArea> {
    let areas = tree.areas(width, height, style);
    let count = areas.len();
    let shown: BTreeMap<_, _> = areas.into_iter().map(|area| (area.place, area)).collect();
    assert_eq!(shown.len(), count);
    shown
}

/// Whether two nodes have a cell in common.
fn overlap(one: &NodeArea, other: &NodeArea) -> bool {
    let meet =
        |one: &Range<u16>, other: &Range<u16>| one.start < other.end && other.start < one.end;
    meet(&one.columns, &other.columns) && meet(&one.rows, &other.rows)
}

/// How many nodes are said not to be shown.
fn left_out(text: &str) -> usize {
    let parts = text.replace("..", "…");
    let said = |part: &str| {
        // What is cut short ends in the same sign, but no number follows it.
        let part = part.strip_prefix(' ').unwrap_or(part);
        if !part.starts_with(|c: char| c.is_ascii_digit()) {
            return 0;
        }
        let words: Vec<&str> = part
            .split(|c: char| c == ',' || c.is_whitespace())
            .filter(|word| !word.is_empty())
            .collect();
        let number = |at: usize| words.get(at).and_then(|word| word.parse::<usize>().ok());
        let first = number(0).unwrap_or(0);
        let is = |at: usize, known: &[&str]| words.get(at).is_some_and(|word| known.contains(word));
        if !is(1, &["question", "questions", "above"]) {
            return first;
        }
        // `5 questions more, 6 leaves`, `5 questions, 6 leaves`, `2 questions above, 7 nodes beside`.
        first + (2..=3).find_map(number).unwrap_or(0)
    };
    parts.split('…').skip(1).map(said).sum()
}

#[test]
fn ten_animals() {
    let tree = chosen(sent(animals(), 5), 3);
    for room in [(38, 13), (72, 26), (20, 6)] {
        assert_snapshot!(
            format!("animals-{}x{}", room.0, room.1),
            everything(&draw(&tree, room, UNICODE))
        );
    }
}

#[test]
fn two_hundred_roasts() {
    let tree = chosen(sent(coffee(), 19), 4);
    for room in ROOMS {
        assert_snapshot!(
            format!("roasts-{}x{}", room.0, room.1),
            draw(&tree, room, UNICODE).to_text()
        );
    }
    assert_snapshot!("roasts-72x26-plain", draw(&tree, (72, 26), PLAIN).to_text());
    assert_snapshot!("roasts-72x26-ascii", draw(&tree, (72, 26), ASCII).to_text());
}

#[test]
fn whole_trees_and_forty_leaves() {
    let sizes = [((72, 26), full(2)), ((110, 35), full(3)), ((142, 42), full(4))];
    for (room, tree) in &sizes {
        let grid = draw(tree, *room, UNICODE);
        assert_snapshot!(format!("full-{}x{}", room.0, room.1), grid.to_text());
        assert_eq!(shown(tree, *room, UNICODE).len(), tree.nodes.len(), "{}", grid.to_text());
        // With all that there is to say of each question.
        let bars = |cell: &&Cell| ('▁'..='█').contains(&cell.symbol);
        assert!(grid.rows().flatten().filter(bars).count() > 20, "{}", grid.to_text());
        let questions = tree.nodes.iter().filter(|node| node.question.is_some()).count();
        assert_eq!(grid.to_text().matches("gini").count(), questions);
    }
    for room in ROOMS {
        let text = draw(&sent(wide(40), 37), room, UNICODE).to_text();
        assert_snapshot!(format!("forty-{}x{}", room.0, room.1), text);
    }
}

#[test]
fn three_classes_numbers_and_a_single_leaf() {
    for room in [(38, 13), (72, 26)] {
        let name = |what: &str| format!("{what}-{}x{}", room.0, room.1);
        assert_snapshot!(name("three"), everything(&draw(&three(), room, UNICODE)));
        assert_snapshot!(name("numbers"), draw(&prices(), room, UNICODE).to_text());
        assert_snapshot!(name("single"), everything(&draw(&single(), room, UNICODE)));
    }
    assert_snapshot!("numbers-110x35", draw(&prices(), (110, 35), UNICODE).to_text());
}

// ---- what holds

#[test]
fn a_shown_question_is_shown_once_and_the_others_are_counted() {
    for (tree, style) in [(numbered(79), UNICODE), (numbered(79), ASCII), (numbered(7), UNICODE)] {
        for room in ROOMS {
            let text = draw(&tree, room, style).to_text();
            let shown = shown(&tree, room, style);
            assert_eq!(shown.len() + left_out(&text), tree.nodes.len(), "{text}");
            for node in &tree.nodes {
                let said = text.matches(&format!("<{:03}>", node.place)).count();
                assert_eq!(said, usize::from(shown.contains_key(&node.place)), "{text}");
            }
        }
    }
}

/// A whole tree whose nodes say their places and nothing else.
fn numbered(nodes: usize) -> Tree {
    let mut tree = wide(nodes.div_ceil(2));
    tree.classes.clear();
    for node in &mut tree.nodes {
        let name = format!("<{:03}>", node.place);
        match &mut node.question {
            Some(question) => {
                question.text = name;
                node.answer.clear();
            }
            None => node.answer = name,
        }
        node.class = None;
        node.counts.clear();
        node.rows = 5;
    }
    tree
}

#[test]
fn a_chosen_node_is_shown_however_deep_it_is() {
    let tree = wide(40);
    for node in &tree.nodes {
        let tree = chosen(tree.clone(), node.place);
        for room in ROOMS {
            let text = draw(&tree, room, UNICODE).to_text();
            assert_eq!(text.lines().filter(|line| is_marked(line, '►')).count(), 1, "{text}");
            let shown = shown(&tree, room, UNICODE);
            assert!(shown.contains_key(&node.place), "{text}");
            assert_eq!(shown.len() + left_out(&text), tree.nodes.len(), "{text}");
        }
    }
}

/// Whether a mark stands in a line, that of the legend apart.
fn is_marked(line: &str, mark: char) -> bool {
    line.contains(mark) && !line.contains(&format!("{mark} "))
}

#[test]
fn the_way_of_the_example_is_lit_and_marked_from_the_root_to_its_leaf() {
    let tree = sent(coffee(), 19);
    for (room, style) in [((142, 42), UNICODE), ((110, 35), PLAIN), ((38, 13), UNICODE)] {
        let grid = draw(&tree, room, style);
        let marks = grid.rows().flatten().filter(|cell| cell.symbol == '◄').count();
        let in_legend = usize::from(grid.to_text().contains("◄ the example's way"));
        assert_eq!(marks - in_legend, 5, "{}", grid.to_text());
        let lit = |cell: &&Cell| cell.role == Role::Crosshair;
        let words: String = grid
            .rows()
            .flatten()
            .filter(lit)
            .map(|cell| cell.symbol)
            .filter(|it| it.is_alphabetic())
            .collect();
        assert_eq!(words.matches("yes").count(), 2, "{words}");
        assert_eq!(words.matches("no").count(), 2, "{words}");
        let off = draw(&coffee(), room, style);
        assert!(!off.rows().flatten().any(|cell| cell.role == Role::Crosshair));
    }
}

#[test]
fn nothing_moves_when_another_node_is_chosen_or_the_example_goes_elsewhere() {
    let rest = |tree: &Tree, room| {
        let text = draw(tree, room, UNICODE).to_text().replace(['►', '◄'], " ");
        // But for the legend, which is centred.
        text.lines()
            .filter(|line| !line.contains("the example's") && !line.contains("chosen"))
            .filter(|line| !line.contains("× good   ○ bad"))
            .map(str::trim_end)
            .collect::<Vec<_>>()
            .join("\n")
    };
    for room in [(110, 35), (142, 42), (72, 26)] {
        let still = rest(&coffee(), room);
        for place in [1, 4, 19, 7] {
            assert_eq!(rest(&chosen(sent(coffee(), place), place), room), still);
        }
    }
}

#[test]
fn a_line_is_the_thicker_the_more_rows_take_it() {
    let dots = |rows: [u64; 2]| {
        let mut tree = full(1);
        tree.nodes[0].rows = rows.iter().sum();
        for (node, rows) in tree.nodes[1..].iter_mut().zip(rows) {
            node.rows = rows;
        }
        let grid = draw(&tree, (72, 26), UNICODE);
        let ink = |cell: &Cell| {
            if is_braille(cell) { (u32::from(cell.symbol) & 0xff).count_ones() } else { 0 }
        };
        let half = |cells: &[Cell]| cells.iter().map(ink).sum::<u32>();
        grid.rows().fold([0, 0], |[left, right], row| {
            let middle = row.len() / 2;
            [left + half(&row[..middle]), right + half(&row[middle..])]
        })
    };
    let [few, many] = dots([10, 190]);
    assert!(many > 2 * few, "{few} {many}");
    let [many, few] = dots([150, 50]);
    assert!(many > 2 * few, "{few} {many}");
    let [one, other] = dots([100, 100]);
    assert!(one.abs_diff(other) < one / 4, "{one} {other}");
}

#[test]
fn a_cell_leads_to_the_node_that_is_drawn_there() {
    let tree = coffee();
    let text = draw(&tree, (110, 35), UNICODE).to_text();
    let find = |words: &str| {
        let (y, line) = text.lines().enumerate().find(|(_, line)| line.contains(words)).unwrap();
        let before = line.split(words).next().unwrap();
        (before.chars().count() as u16, y as u16)
    };
    for (words, place) in [("D ≤ 13.6", 1), ("T ≤ 242.4", 2), ("T ≤ 246.4", 5), ("51 of 61", 7)]
    {
        assert_eq!(tree.node_at(find(words), (110, 35), UNICODE), Some(place), "{words}");
    }
    assert_eq!(tree.node_at((0, 0), (110, 35), UNICODE), None);
    assert_eq!(tree.node_at((200, 0), (110, 35), UNICODE), None);
    let lines = [1, 2, 4, 8, 9];
    for (y, place) in (0..).zip(lines) {
        assert_eq!(tree.node_at((20, y), (38, 13), UNICODE), Some(place));
    }
}

#[test]
fn a_leaf_lies_on_the_shade_of_its_answer() {
    let tones = |tree: &Tree| -> BTreeSet<(String, u8)> {
        let grid = draw(tree, (72, 26), UNICODE);
        grid.rows()
            .flatten()
            .filter_map(|cell| cell.shade)
            .map(|tone| (format!("{:?}", tone.ramp), tone.level))
            .collect()
    };
    // 4 of 4 cats, none of one; the ends of the ramp.
    let output = |level| ("Output".to_owned(), level);
    assert_eq!(tones(&animals()), BTreeSet::from([output(0), output(32)]));
    let region = |class, other, level| (format!("{:?}", Ramp::Region { class, other }), level);
    // 35 of 35 pale; 52 of 87 good beside 35 pale; 64 of 78 burnt beside 14 good.
    let expected = [
        region(0, 1, 32),
        region(1, 0, (17.0_f32 / 87.0 * 32.0).round() as u8),
        region(2, 1, (50.0_f32 / 78.0 * 32.0).round() as u8),
    ];
    assert_eq!(tones(&three()), BTreeSet::from(expected));
    let plain = draw(&animals(), (72, 26), PLAIN);
    assert!(plain.rows().flatten().all(|cell| cell.shade.is_none()));
    assert_eq!(plain.to_text().matches('▐').count(), 4 * 3);
}

#[test]
fn a_cut_is_marked_where_it_lies_and_bars_are_blank_where_no_rows_come_from() {
    let bins = vec![vec![4, 0, 2, 0, 0, 0, 0, 0], vec![0, 0, 0, 1, 0, 0, 0, 0]];
    let mut tree = full(1);
    tree.nodes[0].question.as_mut().unwrap().histogram =
        Some(Histogram { bins, reach: [0.0, 0.5], cut: 0.3 });
    let text = draw(&tree, (38, 13), UNICODE).to_text();
    let lines: Vec<&str> = text.lines().skip(1).take(3).collect();
    // Eight bins, each three columns wide.
    assert_eq!(lines[0], "│ ×          ▂▂▂");
    assert_eq!(lines[1], "│ ○ ███   ▄▄▄");
    assert_eq!(lines[2], "│   ───────▲─────");
}

#[test]
fn numbers_that_are_said_add_up() {
    for room in [(72, 26), (110, 35), (142, 42), (38, 13)] {
        let text = draw(&wide(40), room, UNICODE).to_text();
        let mut seen = 0;
        let words: Vec<&str> = text.split_whitespace().filter(|word| *word != "roasts").collect();
        for it in words.windows(3) {
            let number = |word: &str, mark| word.strip_suffix(mark)?.parse::<u64>().ok();
            let Some(counts) = number(it[1], '×').zip(number(it[2], '○')) else { continue };
            assert_eq!(it[0].parse(), Ok(counts.0 + counts.1), "{text}");
            seen += 1;
        }
        assert!(seen >= 4, "{text}");
    }
}

#[test]
fn in_ascii_all_is_ascii() {
    let mut tree = chosen(sent(coffee(), 19), 4);
    for node in &mut tree.nodes {
        if let Some(question) = &mut node.question {
            question.text = question.text.replace("°", "");
        }
    }
    for room in ROOMS {
        let text = draw(&tree, room, ASCII).to_text();
        assert!(text.is_ascii(), "{text}");
    }
    assert!(draw(&tree, (72, 26), ASCII).to_text().contains("D <= 13.6 min?"));
}

// ---- any tree

fn any_node() -> impl Strategy<Value = TreeNode> {
    let question =
        (any_text(), proptest::option::of(any_number()), proptest::option::of(any_bars()))
            .prop_map(|(text, gain, histogram)| TreeQuestion { text, gain, histogram });
    let rows = prop_oneof![0_u64..500, Just(u64::MAX)];
    let known = (proptest::option::of(question), rows.clone(), vec(rows, 0..4), any_text());
    let said = (proptest::option::of(0_u8..5), any_number(), proptest::option::of(any_number()));
    let marks = prop::sample::select(vec![(false, false), (false, true), (true, false)]);
    (known, said, marks).prop_map(|((question, rows, counts, answer), said, marks)| TreeNode {
        place: 0,
        is_chosen: marks.0,
        is_on_way: marks.1,
        question,
        rows,
        counts,
        answer,
        class: said.0,
        share: said.1,
        impurity: said.2,
    })
}

fn any_bars() -> impl Strategy<Value = Histogram> {
    let count = prop_oneof![Just(0_u64), 0_u64..9, Just(u64::MAX)];
    (vec(vec(count, 0..40), 0..5), any_number(), any_number(), any_number())
        .prop_map(|(bins, from, to, cut)| Histogram { bins, reach: [from, to], cut })
}

fn any_text() -> impl Strategy<Value = String> {
    prop_oneof!["[a-z ]{0,40}", Just("温度 ≤ 13.6 分?".to_owned()), Just("\u{7}\n".to_owned())]
}

fn any_number() -> impl Strategy<Value = f64> {
    let odd = [f64::NAN, f64::INFINITY, f64::NEG_INFINITY, 0.0, 1e38, -1e38, 1e-45, f64::MAX];
    prop_oneof![0.0..1.0, prop::sample::select(odd.to_vec()), any::<f64>()]
}

/// A tree whose nodes come in any order: it may end too soon or go on for too long.
fn any_tree() -> impl Strategy<Value = Tree> {
    let class = (any_text(), proptest::option::of(Just(Mark::Diamond)))
        .prop_map(|(name, mark)| TreeClass { name, mark });
    (vec(any_node(), 0..40), vec(class, 0..6), any_text(), any_text()).prop_map(
        |(mut nodes, classes, noun, impurity)| {
            for (number, node) in nodes.iter_mut().enumerate() {
                node.place = number as u64;
            }
            Tree { noun: [noun.clone(), noun], classes, impurity, nodes }
        },
    )
}

/// A tree of any shape that is whole, whose nodes say their numbers.
fn any_whole() -> impl Strategy<Value = Tree> {
    (vec(any::<u16>(), 0..40), any::<u16>(), any::<u16>()).prop_map(|(splits, chosen, way)| {
        let mut nodes = vec![TreeNode { rows: 100, ..TreeNode::default() }];
        for split in splits {
            let leaves = (0..nodes.len()).filter(|node| nodes[*node].question.is_none());
            let leaves: Vec<usize> = leaves.collect();
            let at = leaves[usize::from(split) % leaves.len()];
            nodes[at].question = Some(TreeQuestion::default());
            let below = TreeNode { rows: nodes[at].rows / 2, ..TreeNode::default() };
            for below in [below.clone(), below] {
                nodes.insert(at + 1, below);
            }
        }
        let count = nodes.len();
        for (number, node) in nodes.iter_mut().enumerate() {
            node.place = number as u64;
            node.is_chosen = usize::from(chosen) % (2 * count) == number;
            node.is_on_way = number <= usize::from(way) % count && number == 0;
            match &mut node.question {
                Some(question) => question.text = format!("q{number}?"),
                None => node.answer = format!("a{number}"),
            }
        }
        Tree { nodes, ..Tree::default() }
    })
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(96))]

    #[test]
    fn any_tree_is_drawn_at_any_size(
        tree in any_tree(),
        (width, height) in prop_oneof![(0_u16..61, 0_u16..31), (60_u16..150, 15_u16..50)],
        style in prop::sample::select(vec![UNICODE, PLAIN, ASCII]),
    ) {
        let grid = draw(&tree, (width, height), style);
        prop_assert_eq!((grid.width(), grid.height()), (width, height));
        tree.node_at((width / 2, height / 2), (width, height), style);
    }

    #[test]
    fn whatever_is_not_shown_is_counted_and_no_block_lies_on_another(
        tree in any_whole(),
        room in prop_oneof![(16_u16..61, 1_u16..31), (60_u16..150, 15_u16..50)],
        style in prop::sample::select(vec![UNICODE, ASCII]),
    ) {
        let text = draw(&tree, room, style).to_text();
        let shown = shown(&tree, room, style);
        prop_assert_eq!(shown.len() + left_out(&text), tree.nodes.len(), "{}", text);
        for (place, area) in &shown {
            let is_inside = area.columns.end <= room.0 && area.rows.end <= room.1;
            prop_assert!(is_inside && !area.columns.is_empty() && !area.rows.is_empty(), "{}", text);
            let others = shown.values().filter(|other| other.place != *place);
            prop_assert!(!others.into_iter().any(|other| overlap(area, other)), "{}", text);
            let node = &tree.nodes[*place as usize];
            let name = match &node.question {
                Some(question) => question.text.clone(),
                None => node.answer.clone(),
            };
            let has = |word: &str| word.trim_matches(['►', '◄', '>', '<']) == name
                || word.trim_start_matches(|c: char| "|`├└yesno►>".contains(c)) == name;
            let said = text.split_whitespace().filter(|word| has(word)).count();
            prop_assert!(said == 1 || (said == 0 && room.0 < 60), "{} {}\n{}", place, said, text);
        }
    }
}

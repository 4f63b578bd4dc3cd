//! The picture of a forest: which trees are shown, how they look, what each says.

use insta::assert_snapshot;
use layerlab::chart::{
    Drawing, Forest, ForestTree, Glyphs, Grid, Mark, Shading, Style, Tree, TreeClass, TreeNode,
    TreeQuestion, Vote,
};
use proptest::{collection::vec, prelude::*};

use crate::tree_picture::{coffee, everything, prices, sent, single, wide};

const COLORED: Style = Style { glyphs: Glyphs::Unicode, shading: Shading::Background };
const PLAIN: Style = Style { glyphs: Glyphs::Unicode, shading: Shading::Glyphs };
const ASCII: Style = Style { glyphs: Glyphs::Ascii, shading: Shading::Glyphs };

/// The rooms that a picture has on screens of 80, 120 and 160 columns, beside others and alone.
const ROOMS: [(u16, u16); 4] = [(32, 14), (69, 25), (110, 35), (156, 44)];

/// Nine trees, each with the way of an example, of more that are not there.
fn nine() -> Forest {
    let trees = [
        (coffee(), 4),
        (wide(3), 5),
        (single(), 1),
        (wide(12), 19),
        (wide(2), 2),
        (coffee(), 7),
        (wide(6), 9),
        (wide(40), 33),
        (wide(4), 6),
    ];
    let trees = trees.into_iter().map(|(tree, place)| voting(sent(tree, place), 1.0)).collect();
    Forest { title: "7 of 40 trees say good, mean share 0.31".into(), trees, count: 40 }
}

/// A tree with what the leaf at the end of its way says.
fn voting(tree: Tree, scale: f64) -> ForestTree {
    let leaf = tree.nodes.iter().rev().find(|node| node.is_on_way);
    let vote =
        |leaf: &TreeNode| Vote { class: leaf.class, value: leaf.share * scale, share: leaf.share };
    let vote = leaf.map(vote);
    ForestTree { tree, vote }
}

fn draw(forest: &Forest, (width, height): (u16, u16), style: Style) -> Grid {
    Drawing::Forest(forest.clone()).draw(width, height, style)
}

#[test]
fn nine_trees() {
    for room in ROOMS {
        let (width, height) = room;
        assert_snapshot!(
            format!("nine-{width}x{height}"),
            everything(&draw(&nine(), room, COLORED))
        );
    }
    assert_snapshot!("nine-plain", draw(&nine(), ROOMS[1], PLAIN).to_text());
    assert_snapshot!("nine-ascii", draw(&nine(), ROOMS[0], ASCII).to_text());
}

#[test]
fn trees_that_say_numbers() {
    let trees = [4, 7, 9].map(|place| voting(sent(prices(), place), 300.0)).into();
    let forest = Forest { title: String::new(), trees, count: 3 };
    assert_snapshot!("numbers", everything(&draw(&forest, (69, 12), COLORED)));
    assert_snapshot!("numbers-plain", draw(&forest, (32, 14), PLAIN).to_text());
}

#[test]
fn with_less_room_there_are_fewer_trees_and_the_others_are_counted() {
    let rooms = [(8, 20), (9, 6), (20, 6), (32, 14), (50, 20), (69, 25), (110, 35)];
    let counts = rooms.map(|room| shown(&draw(&nine(), room, PLAIN).to_text()));
    assert!(counts.is_sorted() && counts[0] == 0 && counts[6] == 9, "{counts:?}");
    let text = |room| draw(&nine(), room, PLAIN).to_text();
    assert_eq!(text((8, 20)).trim(), "9×6");
    assert!(text((9, 6)).ends_with("+39\n"), "{}", text((9, 6)));
    assert!(text((110, 35)).contains("and 31 more"));
    let all = Forest { count: 9, ..nine() };
    assert!(!draw(&all, (110, 35), PLAIN).to_text().contains("and "));
}

#[test]
fn a_question_keeps_its_threshold_before_its_name() {
    let asking = |text: &str| {
        let mut tree = wide(2);
        tree.nodes[0].question =
            Some(TreeQuestion { text: text.into(), ..TreeQuestion::default() });
        let forest = Forest { title: String::new(), trees: vec![voting(tree, 1.0)], count: 1 };
        move |width| draw(&forest, (width, 8), PLAIN).to_text().lines().next().unwrap().to_owned()
    };
    let ears = asking("pointed ears ≤ 0.5?");
    assert_eq!(ears(27).trim(), "pointed ears ≤ 0.5");
    assert_eq!(ears(16).trim(), "pointed ears≤0.5");
    assert_eq!(ears(9).trim(), "poin…≤0.5");
    assert_eq!(asking("ab ≤ 123.75?")(9).trim(), "ab≤123.75");
    let long = asking("x ≤ 123456789?");
    assert_eq!(long(9).trim(), "x ≤ …");
}

/// How many trees say something: `1: × 1`.
fn shown(text: &str) -> usize {
    let is_head =
        |word: &&str| word.strip_suffix(':').is_some_and(|number| number.parse::<usize>().is_ok());
    text.split_whitespace().filter(is_head).count()
}

/// A tree that asks where these say so, and a way through it.
fn grown(asks: &[bool], turns: &[bool]) -> Tree {
    let mut nodes = Vec::new();
    let (mut asks, mut turns) = (asks.iter(), turns.iter());
    grow(&mut nodes, &mut asks, &mut turns, (0, true));
    let class = |(name, mark): (&str, Mark)| TreeClass { name: name.to_owned(), mark: Some(mark) };
    let classes = [("no", Mark::Circle), ("yes", Mark::Cross)].map(class).into();
    Tree { classes, nodes, ..Tree::default() }
}

fn grow<'a>(
    nodes: &mut Vec<TreeNode>,
    asks: &mut impl Iterator<Item = &'a bool>,
    turns: &mut impl Iterator<Item = &'a bool>,
    (depth, is_on_way): (usize, bool),
) {
    let is_asking = depth < 6 && asks.next().copied().unwrap_or(false);
    let class = u8::from(nodes.len().is_multiple_of(3));
    let question = TreeQuestion { text: "x ≤ 1?".into(), ..TreeQuestion::default() };
    nodes.push(TreeNode {
        is_on_way,
        question: is_asking.then_some(question),
        rows: 8,
        class: Some(class),
        share: class.into(),
        ..TreeNode::default()
    });
    if is_asking {
        let is_left = !is_on_way || turns.next().copied().unwrap_or(false);
        grow(nodes, asks, turns, (depth + 1, is_on_way && is_left));
        grow(nodes, asks, turns, (depth + 1, is_on_way && !is_left));
    }
}

/// Follows the thick line from the root down, and says what it ends at.
fn end_of_way(text: &str) -> char {
    let rows: Vec<Vec<char>> = text.lines().skip(1).map(|line| line.chars().collect()).collect();
    let start = |row: &[char]| row.iter().position(|symbol| "┹┺×○".contains(*symbol));
    let mut column = start(&rows[0]).unwrap();
    for row in &rows {
        match row[column] {
            '┹' => column = row[..column].iter().rposition(|symbol| *symbol == '┏').unwrap(),
            '┺' => column += row[column..].iter().position(|symbol| *symbol == '┓').unwrap(),
            end => return end,
        }
    }
    panic!("no end of\n{text}")
}

fn any_style() -> impl Strategy<Value = Style> {
    let glyphs = prop_oneof![Just(Glyphs::Unicode), Just(Glyphs::Ascii)];
    let shading =
        prop_oneof![Just(Shading::Background), Just(Shading::HalfBlocks), Just(Shading::Glyphs)];
    (glyphs, shading).prop_map(|(glyphs, shading)| Style { glyphs, shading })
}

fn any_tree() -> impl Strategy<Value = Tree> {
    (vec(any::<bool>(), 0..40), vec(any::<bool>(), 6))
        .prop_map(|(asks, turns)| grown(&asks, &turns))
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(128))]

    #[test]
    fn every_room_is_filled(
        trees in vec(any_tree(), 0..20), more in 0_usize..3, style in any_style(),
        (width, height) in (0_u16..90, 0_u16..40),
    ) {
        let count = trees.len() + more;
        let trees = trees.into_iter().map(|tree| voting(tree, 1.0)).collect();
        let forest = Forest { title: "all of them".into(), trees, count };
        let grid = draw(&forest, (width, height), style);
        prop_assert_eq!((grid.width(), grid.height()), (width, height));
        let is_ascii = grid.rows().flatten().all(|cell| cell.symbol.is_ascii());
        prop_assert!(style.glyphs == Glyphs::Unicode || is_ascii, "{}", grid.to_text());
        let is_shaded = grid.rows().flatten().any(|cell| cell.shade.or(cell.upper).is_some());
        prop_assert!(style.shading != Shading::Glyphs || !is_shaded);
    }

    #[test]
    fn each_tree_is_shown_or_counted(
        trees in vec(any_tree(), 1..9), more in 0_usize..3, (width, height) in (9_u16..90, 6_u16..40),
    ) {
        let count = trees.len() + more;
        let trees = trees.into_iter().map(|tree| voting(tree, 1.0)).collect();
        let text = draw(&Forest { title: String::new(), trees, count }, (width, height), PLAIN).to_text();
        let hidden = count - shown(&text);
        let said = [format!("and {hidden} more"), format!("+{hidden}")];
        prop_assert_eq!(said.iter().any(|said| text.contains(said)), hidden > 0, "{}", text);
    }

    #[test]
    fn the_thick_line_leads_to_what_the_tree_says(tree in any_tree(), width in 15_u16..80) {
        let leaf = tree.nodes.iter().rev().find(|node| node.is_on_way).unwrap();
        let says = if leaf.class == Some(1) { '×' } else { '○' };
        let forest = Forest { title: String::new(), trees: vec![voting(tree.clone(), 1.0)], count: 1 };
        let text = draw(&forest, (width, 11), PLAIN).to_text();
        prop_assert_eq!(end_of_way(&text), says, "{}", text);
    }
}

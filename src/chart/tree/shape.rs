//! The shape of a tree: which node is below which.

use super::Tree;

/// What is above and below each node, by its number.
pub(super) struct Shape {
    /// The nodes for yes and for no; those of a leaf, and those that are missing, are none.
    pub(super) below: Vec<[Option<usize>; 2]>,
    /// The question that leads to it.
    pub(super) above: Vec<Option<usize>>,
    /// How many questions lead to it.
    pub(super) depth: Vec<usize>,
    /// The number after that of the last node below it.
    end: Vec<usize>,
    /// How many of the nodes with lower numbers ask.
    asked: Vec<usize>,
}

impl Shape {
    /// Reads it off the order of the nodes. What comes after the last node of the tree is no part
    /// of it.
    pub(super) fn of(tree: &Tree) -> Self {
        let mut shape = Self {
            below: Vec::new(),
            above: Vec::new(),
            depth: Vec::new(),
            end: Vec::new(),
            asked: vec![0],
        };
        // Questions whose second node is still to come, each with how many it has.
        let mut open: Vec<usize> = Vec::new();
        for (number, node) in tree.nodes.iter().enumerate() {
            let above = open.last().copied();
            if number > 0 && above.is_none() {
                break;
            }
            shape.add(above, node.question.is_some());
            if above.is_some_and(|above| shape.below[above][1].is_some()) {
                open.pop();
            }
            if node.question.is_some() {
                open.push(number);
            }
        }
        for number in (0..shape.len()).rev() {
            let last = shape.below[number].into_iter().flatten().last();
            shape.end[number] = last.map_or(number + 1, |last| shape.end[last]);
        }
        shape
    }

    fn add(&mut self, above: Option<usize>, asks: bool) {
        let number = self.len();
        if let Some(above) = above {
            let side = usize::from(self.below[above][0].is_some());
            self.below[above][side] = Some(number);
        }
        self.depth.push(above.map_or(0, |above| self.depth[above] + 1));
        self.below.push([None; 2]);
        self.above.push(above);
        self.end.push(number + 1);
        self.asked.push(self.asked[number] + usize::from(asks));
    }

    /// How many nodes there are.
    pub(super) fn len(&self) -> usize {
        self.below.len()
    }

    /// The nodes for yes and for no that there are.
    pub(super) fn children(&self, node: usize) -> impl DoubleEndedIterator<Item = usize> {
        self.below[node].into_iter().flatten()
    }

    /// By the number of each node, whether anything is below it.
    pub(super) fn parents(&self) -> impl Iterator<Item = bool> {
        (0..self.len()).map(|node| self.is_parent(node))
    }

    /// Whether anything is below a node.
    pub(super) fn is_parent(&self, node: usize) -> bool {
        self.below[node] != [None; 2]
    }

    /// How many nodes a node and all below it are.
    pub(super) fn size(&self, node: usize) -> usize {
        self.end[node] - node
    }

    /// How many questions and how many leaves are below a node, itself apart.
    pub(super) fn hidden(&self, node: usize) -> (usize, usize) {
        let questions = self.asked[self.end[node]] - self.asked[node + 1];
        (questions, self.size(node) - 1 - questions)
    }

    /// A node and all above it, the root last.
    pub(super) fn upwards(&self, node: usize) -> impl Iterator<Item = usize> {
        std::iter::successors(Some(node), |node| self.above[*node])
    }
}

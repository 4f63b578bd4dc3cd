//! The three products of matrices that training consists of, written so that they vectorize.
//!
//! Nothing here allocates but [`Table::zeros`]. A library's product packs its operands into fresh
//! memory at each call, which costs a small layer more than the product itself.

/// As many numbers as are worked on together.
pub(super) type Block = [f32; LEN];

const LEN: usize = 8;

/// A table whose rows are filled up with zeros to whole blocks.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Table {
    /// How many numbers a row really has.
    pub(super) columns: usize,
    /// How many blocks a row takes.
    width: usize,
    blocks: Vec<Block>,
}

impl Table {
    pub(super) fn zeros(rows: usize, columns: usize) -> Self {
        let width = columns.div_ceil(LEN).max(1);
        Self { columns, width, blocks: vec![[0.0; LEN]; rows * width] }
    }

    pub(super) fn rows(&self) -> usize {
        self.blocks.len() / self.width
    }

    pub(super) fn row(&self, row: usize) -> &[f32] {
        &self.blocks[row * self.width..].as_flattened()[..self.columns]
    }

    pub(super) fn row_mut(&mut self, row: usize) -> &mut [f32] {
        &mut self.blocks[row * self.width..].as_flattened_mut()[..self.columns]
    }

    /// All numbers, with the zeros between the rows.
    pub(super) fn padded(&self) -> &[f32] {
        self.blocks.as_flattened()
    }

    pub(super) fn padded_mut(&mut self) -> &mut [f32] {
        self.blocks.as_flattened_mut()
    }

    /// Row by row, with the zeros at their ends.
    fn block_rows(&self) -> std::slice::ChunksExact<'_, Block> {
        self.blocks.chunks_exact(self.width)
    }
}

/// `z = x · W + b`: `(rows, inputs)` times `(inputs, units)`, the last row of `weights` being `b`.
pub(super) fn affine(x: &Table, weights: &Table, rows: usize, z: &mut Table) {
    let together = rows - rows % 4;
    (0..together).step_by(4).for_each(|row| affine_rows::<4>(x, weights, row, z));
    (together..rows).for_each(|row| affine_rows::<1>(x, weights, row, z));
}

/// `G += xᵀ · d`: `(inputs, rows)` times `(rows, units)`; the last row of `G` belongs to the bias,
/// whose input is always 1.
pub(super) fn add_gradient(x: &Table, d: &Table, rows: usize, gradient: &mut Table) {
    let inputs = x.columns;
    let together = inputs - inputs % 4;
    (0..together).step_by(4).for_each(|input| add_inputs::<4>(x, d, rows, input, gradient));
    match inputs % 4 {
        3 => add_inputs::<3>(x, d, rows, together, gradient),
        2 => add_inputs::<2>(x, d, rows, together, gradient),
        1 => add_inputs::<1>(x, d, rows, together, gradient),
        _ => (),
    }
    let bias = &mut gradient.blocks[inputs * d.width..];
    for row in d.block_rows().take(rows) {
        bias.iter_mut().zip(row).for_each(|(bias, d)| add(bias, 1.0, d));
    }
}

/// `∂L/∂x = d · Wᵀ`: `(rows, units)` times `(units, inputs)`.
pub(super) fn pull_back(d: &Table, weights: &Table, rows: usize, slopes: &mut Table) {
    for (row, d) in d.block_rows().take(rows).enumerate() {
        let slopes = slopes.row_mut(row).iter_mut();
        slopes.zip(weights.block_rows()).for_each(|(slope, weights)| *slope = dot(d, weights));
    }
}

/// `R` rows of `z`, block by block, each block staying in registers for all inputs.
fn affine_rows<const R: usize>(x: &Table, weights: &Table, first: usize, z: &mut Table) {
    let inputs = x.columns;
    let rows: [&[f32]; R] = std::array::from_fn(|row| x.row(first + row));
    for block in 0..z.width {
        let mut sums = [weights.blocks[inputs * weights.width + block]; R];
        for (input, weights) in weights.block_rows().take(inputs).enumerate() {
            for (sum, row) in sums.iter_mut().zip(rows) {
                add(sum, row[input], &weights[block]);
            }
        }
        for (row, sum) in sums.into_iter().enumerate() {
            z.blocks[(first + row) * z.width + block] = sum;
        }
    }
}

/// `R` rows of the gradient, block by block, each block staying in registers for all examples.
fn add_inputs<const R: usize>(x: &Table, d: &Table, rows: usize, first: usize, to: &mut Table) {
    for block in 0..d.width {
        let mut sums = [[0.0; LEN]; R];
        let examples = x.padded().chunks_exact(x.width * LEN).zip(d.block_rows()).take(rows);
        for (x, d) in examples {
            for (sum, x) in sums.iter_mut().zip(&x[first..first + R]) {
                add(sum, *x, &d[block]);
            }
        }
        for (row, sum) in sums.iter().enumerate() {
            add(&mut to.blocks[(first + row) * d.width + block], 1.0, sum);
        }
    }
}

fn add(sum: &mut Block, factor: f32, block: &Block) {
    sum.iter_mut().zip(block).for_each(|(sum, number)| *sum += factor * number);
}

fn dot(left: &[Block], right: &[Block]) -> f32 {
    let mut sums = [0.0; LEN];
    for (left, right) in left.iter().zip(right) {
        sums.iter_mut().zip(left.iter().zip(right)).for_each(|(sum, (l, r))| *sum += l * r);
    }
    let [near, far] = [[sums[0], sums[1], sums[2], sums[3]], [sums[4], sums[5], sums[6], sums[7]]];
    let pairs: [f32; LEN / 2] = std::array::from_fn(|idx| near[idx] + far[idx]);
    (pairs[0] + pairs[2]) + (pairs[1] + pairs[3])
}

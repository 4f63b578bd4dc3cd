//! The mean of squared errors of a line, over two of its numbers.

use super::cut::{Cut, Row};

/// `loss = least + across · dx² + 2 · lean · dx · dy + up · dy²`, where dx and dy lead from the
/// lowest place to (x, y).
///
/// With u and v what an example multiplies x and y by, across is the mean of u², up that of v² and
/// lean that of u · v.
#[derive(Clone, Copy)]
pub(super) struct Paraboloid {
    pub(super) lowest: [f64; 2],
    least: f64,
    across: f64,
    up: f64,
    lean: f64,
}

impl Paraboloid {
    /// That of least squares; none where x and y do the same to every example, for then many pairs
    /// fit as well.
    pub(super) fn of(cut: &Cut) -> Option<Self> {
        let rows = &cut.rows;
        let mean = |of: &dyn Fn(&Row) -> f64| rows.iter().map(of).sum::<f64>() / rows.len() as f64;
        let (across, up) = (mean(&|row| row.u * row.u), mean(&|row| row.v * row.v));
        let lean = mean(&|row| row.u * row.v);
        let ratio = lean / up;
        // What of u is not already in v, so that nothing is lost where both are nearly alike.
        let rest = |row: &Row| row.u - ratio * row.v;
        let own = mean(&|row| rest(row) * rest(row));
        let x = -mean(&|row| rest(row) * (row.z - row.target)) / own;
        let y = -mean(&|row| row.v * (row.z - row.target)) / up - ratio * x;
        let least = mean(&|row| (row.at([x, y]) - row.target).powi(2));
        let is_one = own > 1e-12 * across.max(f64::MIN_POSITIVE) && up > 0.0;
        let lowest = [x, y];
        (is_one && least.is_finite()).then_some(Self { lowest, least, across, up, lean })
    }

    pub(super) fn loss(&self, [x, y]: [f64; 2]) -> f64 {
        self.least + self.height([x - self.lowest[0], y - self.lowest[1]])
    }

    /// The lowest loss within a rectangle round a place: at the bottom, if that is in it, or on one
    /// of its sides.
    pub(super) fn within(&self, [x, y]: [f64; 2], [width, height]: [f64; 2]) -> f64 {
        let (dx, dy) = (x - self.lowest[0], y - self.lowest[1]);
        let (half, half_up) = (width / 2.0, height / 2.0);
        if dx.abs() <= half && dy.abs() <= half_up {
            return self.least;
        }
        let level = |dy: f64| [(-self.lean * dy / self.across).clamp(dx - half, dx + half), dy];
        let upright = |dx: f64| [dx, (-self.lean * dx / self.up).clamp(dy - half_up, dy + half_up)];
        let sides =
            [level(dy - half_up), level(dy + half_up), upright(dx - half), upright(dx + half)];
        let heights = sides.map(|side| self.height(side));
        self.least + heights.into_iter().fold(f64::INFINITY, f64::min)
    }

    /// Where the loss is `level`: with `r² = level - least`, `dx √own = r cos t` and
    /// `(dy + lean / up · dx) √up = r sin t`, where `own = across - lean² / up`.
    pub(super) fn ellipse(&self, level: f64) -> Vec<[f64; 2]> {
        let radius = (level - self.least).max(0.0).sqrt();
        let own = (self.across - self.lean * self.lean / self.up).max(f64::MIN_POSITIVE);
        let (wide, high) = (radius / own.sqrt(), radius / self.up.sqrt());
        let at = |step: u32| {
            let (sin, cos) = (f64::from(step) / f64::from(STEPS) * std::f64::consts::TAU).sin_cos();
            let dx = wide * cos;
            let dy = high * sin - self.lean / self.up * dx;
            [self.lowest[0] + dx, self.lowest[1] + dy]
        };
        if radius > 0.0 { (0..=STEPS).map(at).collect() } else { Vec::new() }
    }

    fn height(&self, [dx, dy]: [f64; 2]) -> f64 {
        self.across * dx * dx + 2.0 * self.lean * dx * dy + self.up * dy * dy
    }
}

const STEPS: u32 = 160;

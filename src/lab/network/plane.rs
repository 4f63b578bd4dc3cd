//! The part of two weights that a picture shows.

/// The part of two weights that a picture shows.
#[derive(Clone, Copy)]
pub(super) struct Plane {
    pub(super) x: [f64; 2],
    pub(super) y: [f64; 2],
}

impl Plane {
    /// The place at some shares of its axes.
    pub(super) fn at(&self, [across, up]: [f64; 2]) -> [f64; 2] {
        let along = |[from, to]: [f64; 2], share: f64| from + (to - from) * share;
        [along(self.x, across), along(self.y, up)]
    }

    pub(super) fn holds(&self, [x, y]: [f64; 2]) -> bool {
        let within = |[from, to]: [f64; 2], value: f64| (from..=to).contains(&value);
        within(self.x, x) && within(self.y, y)
    }
}

//! What moves: an example on its way through the network, and what a batch by hand leaves behind.

use crate::chart::{Drawing, Network};
use crate::tui::app::App;
use crate::tui::message::Message;
use crate::tui::motion::Motion;
use crate::tui::page::Sight;

impl App {
    /// How many milliseconds the screen stays as it is, unless something comes in; none if it stays
    /// so for good.
    pub fn due(&self) -> Option<u32> {
        self.shown.motion.due()
    }

    /// Sends the example that is looked at through the network.
    pub(super) fn trace(&mut self) {
        let Some(picture) = self.shown.traceable() else {
            return self.notice("no network is drawn at this step that an example goes through");
        };
        self.shown.picture = picture;
        self.shown.motion = Motion::trace(self.shown.settings.animation);
        self.sight = Sight::Chart;
    }

    /// Lets some milliseconds go by.
    pub(super) fn tick(&mut self, millis: u32) {
        let stages = self.networks().map(|network| network.stages()).max().unwrap_or(0);
        self.shown.motion = self.shown.motion.after(millis, stages);
    }

    /// Ends what moves, unless a message leaves all as it is, or is of what goes on by itself.
    pub(super) fn end_motion(&mut self, message: &Message) {
        let goes_on = matches!(
            message,
            Message::Tick(_) | Message::Train { .. } | Message::Resize(..) | Message::Meaningless
        );
        if !goes_on && self.shown.motion != Motion::Still {
            self.shown.motion = Motion::Still;
            // What comes next begins with all in its place.
            self.show_motion();
        }
    }

    /// Draws into the pictures what moves.
    pub(super) fn show_motion(&mut self) {
        let motion = self.shown.motion;
        for network in self.networks() {
            network.traced = motion.stage(network.stages());
        }
        if let Some(ghost) = &self.shown.ghost {
            ghost.glide(&mut self.shown.outcome.pictures, motion.way());
        }
    }

    /// Draws into the pictures what was there before, as long as nothing else has changed them.
    pub(super) fn show_ghost(&mut self) {
        let outcome = &mut self.shown.outcome;
        let ghost = self.shown.ghost.take();
        self.shown.ghost = ghost.and_then(|ghost| ghost.while_at(&outcome.parameters));
        if let Some(ghost) = &mut self.shown.ghost {
            ghost.haunt(&mut outcome.pictures);
        }
    }

    fn networks(&mut self) -> impl Iterator<Item = &mut Network> {
        self.shown.outcome.pictures.iter_mut().filter_map(|picture| match &mut picture.drawing {
            Drawing::Network(network) => Some(network),
            _ => None,
        })
    }
}

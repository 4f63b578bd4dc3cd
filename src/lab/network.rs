//! Networks: what the lab knows of layers, their weights and their training.

mod answering;
mod arithmetic;
mod bowl;
mod descent;
mod diagnosis;
mod drawn;
mod edits;
mod inside;
mod layer_code;
mod loss;
mod making;
mod parameters;
mod progress;
mod reach;
mod shapes;
mod sight;
mod slope;
mod surface;
mod tables;
mod tones;
mod training;
mod variable;
mod weights;

pub use arithmetic::{Arithmetic, Piece, Row, Shows, Term, Written};
pub use diagnosis::{Finding, Trouble};
pub use progress::Progress;
pub use training::{Setting, SettingValue, parse_setting};

pub(super) use answering::{Network, normalized};
pub(super) use arithmetic::of as arithmetic;
pub(super) use descent::{by_hand, of as bowl};
pub(super) use edits::edit as code_of_edit;
pub(super) use inside::pictures;
pub(super) use layer_code::{fetched, new_layer, setting};
pub(super) use loss::{draw as loss, metric};
pub(super) use parameters::of as parameters;
pub(super) use progress::of as progress;
pub(super) use shapes::of as shapes;
pub(super) use sight::Sight;
pub(super) use slope::Unit;
pub(super) use surface::{chances, of as surface};
pub(super) use training::{Bench, Examples, Training, edit as edit_training, show};
pub(super) use variable::{Value, Variable};

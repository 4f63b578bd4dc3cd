//! What can happen to the app, and what it can ask of the world outside.

/// One thing that happens.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Message {
    /// The next step.
    Next,
    /// The step before.
    Previous,
    /// The first step.
    First,
    /// The last step.
    Last,
    /// Choose the next weight or setting.
    NextWeight,
    /// Choose the weight or setting before.
    PreviousWeight,
    /// Up: the chosen weight by this many nudges, or the choice in a list.
    Up(u8),
    /// Down, likewise.
    Down(u8),
    /// Look at the next example, also while a weight is chosen.
    NextExample,
    /// Look at the example before.
    PreviousExample,
    /// Move the cursor on an image by so many columns and rows.
    Pixel(i8, i8),
    /// Ink the pixel there, or take its ink away.
    Ink,
    /// Take all ink of the image away.
    Clear,
    /// Take the question of the chosen node of a tree away, or give a leaf one.
    CloseOrAsk,
    /// Look at the next example that is taken for another class.
    NextWrong,
    /// Take what is chosen: a number, an option, a step of the list.
    Accept,
    /// Leave what is going on.
    Cancel,
    /// A character for the number that is being typed.
    Type(char),
    /// A text was pasted.
    Paste(String),
    /// The character before the cursor goes.
    Backspace,
    /// The character at the cursor goes.
    Delete,
    /// The cursor of the number goes left.
    CursorLeft,
    /// The cursor of the number goes right.
    CursorRight,
    /// An option of the question, counted from 0.
    Option(usize),
    /// Take the last edit back.
    Undo,
    /// Bring it back again.
    Redo,
    /// The step as it started.
    Reset,
    /// Draw random weights again.
    Reroll,
    /// Run the training of the step, or pause it.
    RunOrPause,
    /// One batch of it.
    Batch,
    /// The rest of an epoch.
    Epoch,
    /// Run it more slowly.
    Slower,
    /// Run it faster.
    Faster,
    /// So many batches between two frames.
    Train {
        /// How many are due.
        batches: usize,
        /// How many there have been in a second of late; 0 if that is not known.
        per_second: u32,
    },
    /// So many milliseconds have gone by, while something moves.
    Tick(u32),
    /// Send the example that is looked at through the network.
    Trace,
    /// Work out the next term of its way through the network and back.
    NextTerm,
    /// Go back to the term before.
    PreviousTerm,
    /// Look at another picture of the step.
    NextPicture,
    /// The picture alone, or all of the step again.
    Zoom,
    /// Fold the code, or open it.
    Code,
    /// See the step that a question comes from.
    Origin,
    /// Add a row to the data.
    AddRow,
    /// Take the row away that is looked at.
    RemoveRow,
    /// Uncover a hint.
    Hint,
    /// Show the solution.
    Skip,
    /// The list of steps.
    List,
    /// The shelf of lessons.
    Shelf,
    /// The lesson after this one on the shelf.
    NextLesson,
    /// The lesson before this one on the shelf.
    PreviousLesson,
    /// A key that means nothing here.
    Meaningless,
    /// The help.
    Help,
    /// A page up.
    PageUp,
    /// A page down.
    PageDown,
    /// The mouse wheel over a cell, away from oneself: column and row.
    WheelUp(u16, u16),
    /// The mouse wheel over a cell, towards oneself.
    WheelDown(u16, u16),
    /// The mouse moved to a cell while its button is held.
    Drag(u16, u16),
    /// A click on a cell: column and row.
    Click(u16, u16),
    /// The terminal has this many columns and rows now.
    Resize(u16, u16),
    /// Stop the program for a while, to go on later.
    Stop,
    /// Leave the program.
    Quit,
}

impl Message {
    /// Whether it often comes in numbers, and can be taken without a look at the screen in between.
    pub(super) const fn is_one_of_many(&self) -> bool {
        matches!(
            self,
            Self::Up(_)
                | Self::Down(_)
                | Self::NextExample
                | Self::PreviousExample
                | Self::Train { .. }
                | Self::Tick(_)
                | Self::Resize(..)
                | Self::Meaningless
        )
    }
}

/// What is to be done outside the app.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Effect {
    /// Nothing.
    None,
    /// Stop the program for a while.
    Stop,
    /// End the program.
    Quit,
    /// Find out what there is on the shelf, and open it.
    Shelf,
    /// Open a lesson of the shelf by its name.
    Open,
    /// Ask the questions of all lessons.
    Review,
    /// Open the step that the question of this one comes from.
    Origin,
    /// Open the lesson that follows on this one.
    NextLesson,
    /// Open the lesson before this one.
    PreviousLesson,
}

//! Where what is done is kept, and how much of each lesson that is.

use std::ffi::OsStr;
use std::fs;
use std::io;
use std::path::PathBuf;

use crate::journal::{Journal, Recalled, Task};
use crate::lesson::{Lesson, shelf};
use crate::store::{self, Home, Opened};
use crate::tui::Shelved;

use super::find::find;

/// Where what is done is kept.
#[derive(Clone, Debug)]
pub(super) enum Keeping {
    /// Nowhere: the learner wants it so.
    Nowhere,
    /// In this folder.
    In(PathBuf),
    /// Nowhere, for there is no place for it.
    NoPlace,
}

impl Keeping {
    /// In the user's own folder, unless nothing is to be kept.
    pub(super) fn of(is_wanted: bool) -> Self {
        match store::folder() {
            _ if !is_wanted => Self::Nowhere,
            Some(folder) => Self::In(folder),
            None => Self::NoPlace,
        }
    }

    pub(super) fn open(&self, home: &Home) -> Opened {
        match self {
            Self::Nowhere => Opened::default(),
            Self::In(folder) => store::open(folder, home),
            Self::NoPlace => {
                let notice = "what you do is not kept: there is no home folder to keep it in";
                Opened { notice: Some(notice.to_owned()), ..Opened::default() }
            }
        }
    }

    pub(super) fn look(&self, home: &Home) -> Journal {
        match self {
            Self::In(folder) => store::look(folder, home),
            Self::Nowhere | Self::NoPlace => Journal::default(),
        }
    }

    /// What was asked again, the first first.
    pub(super) fn recalled(&self) -> Vec<Recalled> {
        match self {
            Self::In(folder) => store::recalled(folder),
            Self::Nowhere | Self::NoPlace => Vec::new(),
        }
    }

    /// Keeps what was asked again.
    pub(super) fn remember(&self, recalled: &Recalled) -> io::Result<()> {
        match self {
            Self::In(folder) => store::remember(folder, recalled),
            Self::Nowhere | Self::NoPlace => Ok(()),
        }
    }

    /// The lesson of the shelf in which something was done last.
    pub(super) fn last(&self) -> Option<&'static str> {
        let Self::In(folder) = self else { return None };
        let done = shelf::NAMES.into_iter().filter_map(|name| {
            Some((store::written_at(folder, &Home::Shelf(name.to_owned()))?, name))
        });
        done.max_by_key(|(time, _)| *time).map(|(_, name)| name)
    }
}

/// Where the lesson of a name is.
pub(super) fn home(name: &OsStr) -> Home {
    match name.to_str() {
        Some(name) if shelf::NAMES.contains(&name) => Home::Shelf(name.to_owned()),
        _ => Home::File(fs::canonicalize(name).unwrap_or_else(|_| name.into())),
    }
}

/// The lessons that ship, and how much of each is done.
pub(super) fn shelved(keeping: &Keeping) -> Vec<Shelved> {
    let shelved = |name: &&str| {
        let lesson = find((*name).as_ref()).ok()?;
        Some(shelved_lesson(name, &lesson, &keeping.look(&home((*name).as_ref()))))
    };
    shelf::NAMES.iter().filter_map(shelved).collect()
}

fn shelved_lesson(name: &str, lesson: &Lesson, journal: &Journal) -> Shelved {
    let accounts = || lesson.steps.iter().filter_map(|step| journal.account(&step.id));
    let with = |task: Task| accounts().filter(|account| account.task == task).count();
    Shelved {
        name: name.to_owned(),
        title: lesson.title.clone(),
        about: lesson.about.clone(),
        steps: lesson.steps.len(),
        seen: accounts().count(),
        tasks: lesson.steps.iter().filter(|step| step.has_task()).count(),
        done: with(Task::Done),
        skipped: with(Task::Shown),
    }
}

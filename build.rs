//! Packs the lessons that ship, a third of their size, so that the program stays small.

use std::fs::{self, File};
use std::io::{self, Write};
use std::path::Path;

use flate2::{Compression, write::GzEncoder};

fn main() -> io::Result<()> {
    println!("cargo::rerun-if-changed=lessons");
    let folder = std::env::var("OUT_DIR").map_err(io::Error::other)?;
    for entry in fs::read_dir("lessons")? {
        let path = entry?.path();
        if let (Some("toml"), Some(name)) = (extension(&path), path.file_name()) {
            let packed = Path::new(&folder).join(name).with_extension("toml.gz");
            let mut packed = GzEncoder::new(File::create(packed)?, Compression::best());
            packed.write_all(&fs::read(&path)?)?;
            packed.finish()?;
        }
    }
    Ok(())
}

fn extension(path: &Path) -> Option<&str> {
    path.extension()?.to_str()
}

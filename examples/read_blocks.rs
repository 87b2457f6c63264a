//! What nobody can do without who knows the pages of a site: lists its files, and reads the block of each page.
//! `cargo run --release --example read_blocks -- SITE`. A hook that asks about one page is measured by it.

use std::error::Error;
use std::path::PathBuf;

use matterlint::disk::SiteFolder;
use matterlint::open::{self, ConfigFile, Options};
use matterlint::profile::pages::PageKind;
use matterlint::site::Head;
use matterlint::site_root;
use rayon::prelude::*;

/// The program's own.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

fn main() -> Result<(), Box<dyn Error>> {
    let path = std::env::args().nth(1).map_or_else(|| PathBuf::from("."), PathBuf::from);
    let root = site_root::roots(&path.canonicalize()?).into_iter().next().ok_or("no site")?;
    let folder = SiteFolder::open(&root.folder)?;
    let options = Options {
        generator: None,
        config: ConfigFile::AtRoot,
        whole_folders: true,
        today: chrono::Utc::now(),
        select: Vec::new(),
        ignore: Vec::new(),
    };
    let (site, ..) = open::assemble(folder.listing(None), &folder, &options)?;
    let has_block = |(path, kind): &(&str, PageKind)| {
        let head = Head::new(site.profile.dialect_of(*kind), false, false);
        head.read(&folder.page_source(path, &head).text).block.is_some()
    };
    let (read, bare): (Vec<_>, Vec<_>) = site.page_files().into_par_iter().partition(has_block);
    println!("{} pages with a block, {} without", read.len(), bare.len());
    Ok(())
}

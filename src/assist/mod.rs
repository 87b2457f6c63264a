//! Floor 6: what an editor can ask about a page of a judged site. Everything here is plain data (bytes, paths, texts), made of
//! a [`Workspace`](crate::workspace::Workspace), the path of a page and a byte offset; protocols are for the program.

pub mod place;

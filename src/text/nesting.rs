//! How deep brackets lie in each other.

/// So many brackets may be open at once in a text that is handed to serde_yaml. It refuses 128, but only when all are found:
/// for each it looks at those that are open, and fifty thousand take it five seconds.
const DEEPEST: usize = 1_000;

/// Refuses a text with more brackets open at once than anybody means; the error is for people. Those in quotes count, too.
///
/// # Errors
/// When there are more.
pub fn check_depth(yaml: &str) -> Result<(), String> {
    let mut open = 0_usize;
    for byte in yaml.bytes() {
        match byte {
            b'[' | b'{' => open += 1,
            b']' | b'}' => open = open.saturating_sub(1),
            _ => {}
        }
        if open > DEEPEST {
            return Err(format!("more than {DEEPEST} brackets are open at once"));
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::{DEEPEST, check_depth};

    #[test]
    fn brackets_that_are_closed_again_are_no_depth() {
        assert_eq!(check_depth(&"[{}]".repeat(2 * DEEPEST)), Ok(()));
        assert_eq!(check_depth(&"[".repeat(DEEPEST)), Ok(()));
        assert!(check_depth(&"[{".repeat(DEEPEST)).is_err());
    }
}

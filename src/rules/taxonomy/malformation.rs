//! What can be wrong with the text of a term.

/// What is wrong with the text of a term.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Malformation {
    /// Blanks at an end; the text without them.
    EdgeBlank(String),
    /// A character that nobody sees, by its name; the text without it.
    Invisible(&'static str, String),
    /// A comma or semicolon at an end; the text without it.
    StraySeparator(char, String),
    /// Several terms, with what stands between them.
    Joined(char, Vec<String>),
    /// The brackets of a list are part of the text; the terms inside.
    Brackets(Vec<String>),
    /// A quote that opens or closes nothing; the text without it.
    StrayQuote(char, String),
    /// Quotes around the whole text are part of it; the text inside.
    Quoted(char, String),
    /// A `#` in front; the text without it.
    Hash(String),
}

/// What speaks for a text to be several terms, or another one.
pub(super) struct Evidence<'a> {
    /// Whether a text is a term of its own elsewhere on the site.
    pub(super) is_known: &'a dyn Fn(&str) -> bool,
    /// Whether the text stands in place of a list, and the generator makes one term of it.
    pub(super) is_whole_text: bool,
    /// Whether the taxonomy usually has several terms on a page: `tags`.
    pub(super) holds_many: bool,
    /// Whether all terms of the page are written like this one: all in quotes, all with `#`.
    pub(super) all_alike: bool,
}

/// What is wrong with `text`, the first thing where there are several.
pub(super) fn diagnose(text: &str, evidence: &Evidence<'_>) -> Option<Malformation> {
    let bare = text.trim_matches(|c: char| c.is_whitespace() || is_zero_width(c));
    if bare.is_empty() {
        return None;
    }
    if text.trim() != text {
        return Some(Malformation::EdgeBlank(bare.to_owned()));
    }
    invisible(text)
        .or_else(|| brackets(text, evidence))
        .or_else(|| separators(text, evidence))
        .or_else(|| quotes(text, evidence))
        .or_else(|| hash(text, evidence))
}

/// A text that begins or ends with a comma: what is left of a list when the generator splits it at blanks.
pub(super) fn stray_separator(text: &str) -> Option<char> {
    let at_end = text.chars().last().filter(|c| is_comma(*c) || is_semicolon(*c) && !is_entity(text));
    at_end.or_else(|| text.chars().next().filter(|c| is_comma(*c)))
}

/// The terms of a text that a writer meant as a list with commas.
pub(super) fn parts(text: &str) -> Vec<String> {
    let inner = text.trim().trim_start_matches('[').trim_end_matches(']');
    let is_separator = |c: char| is_comma(c) || (is_semicolon(c) && !is_entity(text));
    let part = |part: &str| part.trim().trim_matches(['"', '\'', '“', '”']).to_owned();
    inner.split(is_separator).map(part).filter(|part| !part.is_empty()).collect()
}

/// Whether a text is in quotes as a whole, and in which.
pub(super) fn wrapping_quote(text: &str) -> Option<(char, &str)> {
    [('"', '"'), ('\'', '\''), ('“', '”'), ('‘', '’')].into_iter().find_map(|(open, close)| {
        let inner = text.strip_prefix(open)?.strip_suffix(close)?;
        (!inner.trim().is_empty() && !inner.contains([open, close])).then_some((open, inner))
    })
}

/// Zero-width joiners are left out: several scripts need them inside of words.
fn is_zero_width(c: char) -> bool {
    matches!(c, '\u{200b}' | '\u{2060}' | '\u{feff}' | '\u{ad}')
}

fn invisible(text: &str) -> Option<Malformation> {
    let is_invisible = |c: char| is_zero_width(c) || (c.is_control() && !c.is_whitespace());
    let name = match text.chars().find(|c| is_invisible(*c))? {
        '\u{200b}' => "a zero-width space",
        '\u{2060}' => "a word joiner",
        '\u{feff}' => "a byte order mark",
        '\u{ad}' => "a soft hyphen",
        _ => "a control character",
    };
    Some(Malformation::Invisible(name, text.chars().filter(|c| !is_invisible(*c)).collect()))
}

fn brackets(text: &str, evidence: &Evidence<'_>) -> Option<Malformation> {
    let is_list = evidence.is_whole_text && text.starts_with('[') && text.ends_with(']');
    is_list.then(|| Malformation::Brackets(parts(text))).filter(|_| !parts(text).is_empty())
}

fn separators(text: &str, evidence: &Evidence<'_>) -> Option<Malformation> {
    let parts = parts(text);
    if let ([only], Some(mark)) = (&parts[..], stray_separator(text)) {
        return Some(Malformation::StraySeparator(mark, only.clone()));
    }
    let known = parts.iter().filter(|part| (evidence.is_known)(part)).count();
    let Some(mark) = text.chars().find(|c| is_comma(*c) || is_semicolon(*c)).filter(|_| parts.len() > 1) else {
        return words(text, evidence);
    };
    let is_number = parts.iter().all(|part| part.chars().all(|c| c.is_ascii_digit()));
    // A sentence may hold such a comma, a list of tags has short parts.
    let is_short = parts.iter().all(|part| part.chars().count() <= 12);
    let is_in_brackets = text.contains(['《', '「', '『', '（', '(', '“', '"']);
    let is_joined = match mark {
        _ if known == parts.len() => true,
        _ if is_number => false,
        _ if evidence.is_whole_text => evidence.holds_many || known > 0,
        '，' | '；' => is_short && !is_in_brackets,
        '、' => known > 0 && !is_in_brackets,
        _ => false,
    };
    is_joined.then_some(Malformation::Joined(mark, parts))
}

/// `tags: go web` where both are terms of the site.
fn words(text: &str, evidence: &Evidence<'_>) -> Option<Malformation> {
    let words: Vec<String> = text.split_whitespace().map(str::to_owned).collect();
    let all_known = words.len() > 1 && words.iter().all(|word| (evidence.is_known)(word));
    (evidence.is_whole_text && evidence.holds_many && all_known).then_some(Malformation::Joined(' ', words))
}

fn quotes(text: &str, evidence: &Evidence<'_>) -> Option<Malformation> {
    if let Some((quote, inner)) = wrapping_quote(text) {
        let is_stray = quote == '"' || evidence.all_alike || (evidence.is_known)(inner);
        return is_stray.then(|| Malformation::Quoted(quote, inner.to_owned()));
    }
    let is_quote = |c: char| matches!(c, '"' | '“' | '”');
    let bare = text.trim_matches(is_quote).trim();
    // An apostrophe begins and ends words.
    let word = text.trim_matches('\'').trim();
    if bare == text {
        let is_stray = word != text && (evidence.is_known)(word);
        return is_stray.then(|| Malformation::StrayQuote('\'', word.to_owned()));
    }
    let quote = text.chars().find(|c| is_quote(*c))?;
    // `a "quoted"` ends with a quote that belongs to another; `5"` is five inches.
    let has_partner = text.chars().filter(|c| is_quote(*c)).count().is_multiple_of(2) && bare.contains(is_quote);
    let is_measure = bare.ends_with(|c: char| c.is_ascii_digit()) && text.ends_with('"');
    let is_stray = !bare.is_empty() && !has_partner && !is_measure && wrapping_quote(text).is_none();
    is_stray.then(|| Malformation::StrayQuote(quote, bare.to_owned()))
}

fn hash(text: &str, evidence: &Evidence<'_>) -> Option<Malformation> {
    let bare = text.strip_prefix('#')?.trim();
    let is_stray = !bare.is_empty() && (evidence.all_alike || (evidence.is_known)(bare));
    is_stray.then(|| Malformation::Hash(bare.to_owned()))
}

fn is_comma(c: char) -> bool {
    matches!(c, ',' | '，' | '、')
}

fn is_semicolon(c: char) -> bool {
    matches!(c, ';' | '；')
}

/// `AT&amp;T`
fn is_entity(text: &str) -> bool {
    let entity = text.split_once('&').and_then(|(_, rest)| rest.split_once(';'));
    entity.is_some_and(|(name, _)| !name.is_empty() && name.chars().all(|c| c.is_ascii_alphanumeric() || c == '#'))
}

#[cfg(test)]
mod tests {
    use super::Malformation::{self, Brackets, EdgeBlank, Hash, Invisible, Joined, Quoted, StrayQuote, StraySeparator};
    use super::{Evidence, diagnose};

    fn said(text: &str, is_whole_text: bool) -> Option<Malformation> {
        let known = ["go", "web", "知乎", "读书", "Food", "Paris"];
        let is_known = |text: &str| known.contains(&text);
        diagnose(text, &Evidence { is_known: &is_known, is_whole_text, holds_many: true, all_alike: false })
    }

    fn strings(parts: &[&str]) -> Vec<String> {
        parts.iter().map(|part| (*part).to_owned()).collect()
    }

    #[test]
    fn items_of_lists() {
        let go = || "go".to_owned();
        for (text, expected) in [
            (" go", Some(EdgeBlank(go()))),
            ("go\u{3000}", Some(EdgeBlank(go()))),
            ("g\u{200b}o", Some(Invisible("a zero-width space", go()))),
            ("go,", Some(StraySeparator(',', go()))),
            ("，知乎", Some(StraySeparator('，', "知乎".to_owned()))),
            ("知乎， 知乎", Some(Joined('，', strings(&["知乎", "知乎"])))),
            ("手艺，木工", Some(Joined('，', strings(&["手艺", "木工"])))),
            ("读书、木工", Some(Joined('、', strings(&["读书", "木工"])))),
            ("go; web", Some(Joined(';', strings(&["go", "web"])))),
            ("\"go", Some(StrayQuote('"', go()))),
            ("rust\"", Some(StrayQuote('"', "rust".to_owned()))),
            ("“go\"", Some(StrayQuote('“', go()))),
            ("“rust", Some(StrayQuote('“', "rust".to_owned()))),
            ("'go", Some(StrayQuote('\'', go()))),
            ("\"rust\"", Some(Quoted('"', "rust".to_owned()))),
            ("“go”", Some(Quoted('“', go()))),
            ("#go", Some(Hash(go()))),
            // Words that look odd and are meant.
            ("Food, Drink", None),
            ("Paris, Texas", None),
            ("1,000", None),
            ("木工、手艺", None),
            ("《红，与黑》", None),
            ("人生如逆旅，我亦是行人。长长的一句话在这里", None),
            ("AT&amp;T", None),
            ("“一带一路”", None),
            ("5\"", None),
            ("'90s", None),
            ("rock 'n' roll", None),
            ("#MeToo", None),
            ("C#", None),
            ("it's", None),
            ("می\u{200c}خواهم", None),
            ("a \"quoted\" word", None),
            ("go web", None),
            ("", None),
            ("  ", None),
        ] {
            assert_eq!(said(text, false), expected, "{text:?}");
        }
    }

    #[test]
    fn texts_in_place_of_lists() {
        for (text, expected) in [
            ("rust, wasm", Some(Joined(',', strings(&["rust", "wasm"])))),
            ("go web", Some(Joined(' ', strings(&["go", "web"])))),
            ("[rust, wasm]", Some(Brackets(strings(&["rust", "wasm"])))),
            ("rust,", Some(StraySeparator(',', "rust".to_owned()))),
            ("machine learning", None),
            ("go", None),
            ("[]", None),
        ] {
            assert_eq!(said(text, true), expected, "{text:?}");
        }
    }
}

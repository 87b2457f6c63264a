//! A picture of what a terminal shows, from the text with its escape sequences.

use std::fmt::Write as _;

use unicode_width::UnicodeWidthChar;

/// Pixels of one character cell.
const CELL: (f64, f64) = (8.4, 19.0);
const MARGIN: f64 = 18.0;

/// What the escape sequences seen so far ask for.
#[derive(Clone, Copy, Default, PartialEq)]
struct Style {
    bold: bool,
    dim: bool,
    /// The colour's number, 0 to 7.
    color: Option<u8>,
}

/// `text`, with colours as a terminal sends them, as an SVG that shows `title` to those who cannot see it.
pub fn svg(text: &str, title: &str) -> String {
    let lines: Vec<Vec<(usize, Style, String)>> = text.lines().map(runs).collect();
    let widest = text.lines().map(|line| runs(line).iter().map(|(at, _, run)| at + width(run)).max().unwrap_or(0));
    let wide = widest.max().unwrap_or(0) as f64 * CELL.0 + 2.0 * MARGIN;
    let high = lines.len() as f64 * CELL.1 + 2.0 * MARGIN;
    let mut out = format!(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"{wide:.0}\" height=\"{high:.0}\" viewBox=\"0 0 {wide:.0} {high:.0}\" \
         role=\"img\">\n<title>{}</title>\n<rect width=\"100%\" height=\"100%\" rx=\"8\" fill=\"#1b1f24\"/>\n\
         <g font-family=\"ui-monospace, SFMono-Regular, Menlo, Consolas, 'Liberation Mono', monospace\" font-size=\"14\" \
         fill=\"#d7dde4\" xml:space=\"preserve\">\n",
        escaped(title)
    );
    for (row, line) in lines.iter().enumerate() {
        let y = MARGIN + (row as f64 + 0.75) * CELL.1;
        for (column, style, run) in line {
            // The length is written down because every reader has another monospaced font.
            let (x, length) = (MARGIN + *column as f64 * CELL.0, width(run) as f64 * CELL.0);
            let run = escaped(run);
            writeln!(out, "<text x=\"{x:.1}\" y=\"{y:.1}\" textLength=\"{length:.1}\"{}>{run}</text>", look(*style))
                .expect("a String takes everything");
        }
    }
    out + "</g>\n</svg>\n"
}

/// The text without escape sequences.
pub fn plain(text: &str) -> String {
    let line = |line| {
        runs(line).into_iter().fold(String::new(), |mut out, (at, _, run)| {
            out.push_str(&" ".repeat(at.saturating_sub(width(&out))));
            out + &run
        })
    };
    text.lines().map(|each| line(each) + "\n").collect()
}

/// The parts of a line of one style each, with the column where each begins. Blanks around them are left out.
fn runs(line: &str) -> Vec<(usize, Style, String)> {
    let mut runs = Vec::new();
    let (mut style, mut column) = (Style::default(), 0);
    let mut parts = line.split("\u{1b}[");
    let mut add = |part: &str, style| {
        let text = part.trim_start();
        let begin = column + width(&part[..part.len() - text.len()]);
        if !text.is_empty() {
            runs.push((begin, style, text.trim_end().to_owned()));
        }
        column += width(part);
    };
    add(parts.next().unwrap_or_default(), style);
    for part in parts {
        let (codes, text) = part.split_once('m').expect("an escape sequence for a style");
        style = codes.split(';').fold(style, styled);
        add(text, style);
    }
    runs
}

fn styled(style: Style, code: &str) -> Style {
    match code.parse() {
        Ok(1) => Style { bold: true, ..style },
        Ok(2) => Style { dim: true, ..style },
        Ok(color @ 30..=37) => Style { color: Some(color - 30), ..style },
        Ok(0_u8) | Err(_) => Style::default(),
        Ok(code) => panic!("a style that no report uses: {code}"),
    }
}

fn look(style: Style) -> String {
    const COLORS: [&str; 8] = ["#1b1f24", "#ff7b72", "#7ee787", "#f2cc60", "#79c0ff", "#d2a8ff", "#56d4dd", "#d7dde4"];
    let color = style.color.map(|color| format!(" fill=\"{}\"", COLORS[color as usize])).unwrap_or_default();
    let bold = if style.bold { " font-weight=\"bold\"" } else { "" };
    let dim = if style.dim { " opacity=\"0.6\"" } else { "" };
    color + bold + dim
}

fn width(text: &str) -> usize {
    text.chars().map(|c| c.width().unwrap_or(0)).sum()
}

fn escaped(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;")
}

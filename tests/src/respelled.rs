//! Other spellings of a page, which read as the same issue: line ends, byte order mark, spaces at the end of lines.

/// The page as it is and in other spellings, each with its name.
pub fn spellings(source: &str) -> Vec<(&'static str, String)> {
    let unix = source.replace("\r\n", "\n");
    vec![
        ("as it is", source.to_owned()),
        ("with CRLF", crlf(source)),
        ("with a byte order mark", with_mark(source)),
        ("without its final line end", without_final_line_end(source)),
        ("with mixed line ends", every_third_line(&unix, "\r\n")),
        ("with spaces at line ends", every_third_line(&unix, " \n")),
        ("with blank lines at the end", format!("{source}\n \n\n")),
    ]
}

/// The page with CRLF at all line ends.
pub fn crlf(source: &str) -> String {
    source.replace("\r\n", "\n").replace('\n', "\r\n")
}

/// The page without line ends at its end.
pub fn without_final_line_end(source: &str) -> String {
    source.trim_end_matches(['\r', '\n']).to_owned()
}

fn with_mark(source: &str) -> String {
    format!("\u{feff}{}", source.trim_start_matches('\u{feff}'))
}

fn every_third_line(source: &str, line_end: &str) -> String {
    let lines = source.split_inclusive('\n').enumerate();
    lines
        .map(|(index, line)| match line.strip_suffix('\n') {
            Some(text) if index % 3 == 2 => format!("{text}{line_end}"),
            _ => line.to_owned(),
        })
        .collect()
}

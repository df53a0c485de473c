/// A heading of a level, in one line.
pub(crate) fn write(level: u8, text: &str) -> String {
    let marks = "#".repeat(usize::from(level));
    if text.is_empty() {
        marks
    } else {
        format!("{marks} {text}")
    }
}

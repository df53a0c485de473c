/// A comment: in one line, or between lines of its own.
pub(crate) fn write(text: &str) -> String {
    if text.contains('\n') {
        format!("<!--\n{text}\n-->")
    } else {
        format!("<!-- {text} -->")
    }
}

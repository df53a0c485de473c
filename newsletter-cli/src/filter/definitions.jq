def cell_of(text):
  if isstring then text
  elif . == null then ""
  elif . >= [] then error("a table has no cell for \(type)s")
  else tostring end;

def @csv: [.[] | cell_of("\"" + gsub("\""; "\"\"") + "\"")] | join(",");

def @tsv:
  [.[] | cell_of(
    gsub("\\\\"; "\\\\") | gsub("\t"; "\\t") | gsub("\n"; "\\n") | gsub("\r"; "\\r")
  )] | join("\t");

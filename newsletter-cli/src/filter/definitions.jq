# Tables

def cell_of(text):
  if isstring then text
  elif . == null then ""
  elif . >= [] then error("found an \(type), expected the cell of a table")
  else tostring end;

def @csv: [.[] | cell_of("\"" + gsub("\""; "\"\"") + "\"")] | join(",");

def @tsv:
  [.[] | cell_of(
    gsub("\\\\"; "\\\\") | gsub("\t"; "\\t") | gsub("\n"; "\\n") | gsub("\r"; "\\r")
  )] | join("\t");

# Removal, with the other keys in their order, and all paths as they were before

def remove_key($key):
  if isobject then with_entries(select(.key != $key))
  else .[$key] |= empty end;

def remove_path($path):
  if $path == [] then null
  elif getpath($path[:-1]) == null then .
  else getpath($path[:-1]) |= remove_key($path[-1]) end;

def delpaths($paths): reduce ($paths | sort | reverse[]) as $path (.; remove_path($path));

def del(f): delpaths([path(f)]);

# Search

def IN(values): . as $value | any(values; . == $value);
def IN(all; values): any(all; IN(values));
def INDEX(all; key): reduce all as $value ({}; .[$value | key | tostring] |= $value);
def INDEX(key): INDEX(.[]; key);

# Conversion

def toarray: if isarray then . else [.] end;
def trimstr($text): ltrimstr($text) | rtrimstr($text);

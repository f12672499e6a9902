/**
 * A bounded memory of a pure function of text: two generations of at most `capacity` entries each, so that values in
 * use survive when the older generation is dropped. Texts longer than 200 characters are not remembered.
 */
export function memoise<T>(compute: (text: string) => T, capacity = 50_000): (text: string) => T {
  let recent = new Map<string, T>();
  let older = new Map<string, T>();
  return (text) => {
    if (text.length > 200) return compute(text);
    let found = recent.get(text);
    if (found !== undefined) return found;
    found = older.get(text) ?? compute(text);
    if (recent.size >= capacity) {
      older = recent;
      recent = new Map();
    }
    recent.set(text, found);
    return found;
  };
}

/** One sentence of the engine: its shape, and the key it has in a catalogue. */
export type EngineSentence = readonly [pattern: RegExp, key: string];

/**
 * The engine explains itself in English sentences of few shapes; this finds the shape and what stands in its gaps,
 * for the catalogue to say it again. Undefined for a sentence of no known shape.
 */
export function shapeOfSentence(
  sentence: string,
  shapes: readonly EngineSentence[],
): { readonly key: string; readonly gaps: Readonly<Record<string, string>> } | undefined {
  for (const [pattern, key] of shapes) {
    const found = pattern.exec(sentence);
    if (found) return { key, gaps: { ...found.groups } };
  }
  return undefined;
}

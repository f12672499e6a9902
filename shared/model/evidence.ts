/** What one comparison of a pair says, in bits; `level` is null where a side is blank: nothing. */
interface Said {
  readonly level: string | null;
  readonly bits: number;
}

/** Less than this, in bits, is not worth a word. */
const LEAST_BITS = 0.5;

/** The comparisons of a pair that speak most for its being a match and most against, strongest first. */
export function strongest<C extends Said>(
  comparisons: readonly C[],
  most: { readonly pros: number; readonly cons: number } = { pros: 3, cons: 2 },
): { readonly pros: readonly C[]; readonly cons: readonly C[] } {
  const said = comparisons.filter(({ level }) => level !== null);
  return {
    pros: said
      .filter(({ bits }) => bits > LEAST_BITS)
      .sort((a, b) => b.bits - a.bits)
      .slice(0, most.pros),
    cons: said
      .filter(({ bits }) => bits < -LEAST_BITS)
      .sort((a, b) => a.bits - b.bits)
      .slice(0, most.cons),
  };
}

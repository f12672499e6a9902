type Numbers = Uint8Array | Uint16Array | Uint32Array | Int32Array | Float32Array | Float64Array;

/** A copy of numbers in memory that threads share; itself when it is there already. */
export function shared<T extends Numbers>(numbers: T): T {
  if (numbers.buffer instanceof SharedArrayBuffer) return numbers;
  const copy = new (numbers.constructor as new (buffer: SharedArrayBuffer) => T)(
    new SharedArrayBuffer(numbers.byteLength),
  );
  copy.set(numbers);
  return copy;
}

/** What is derived from the values of some records, as named arrays. */
export type Feature = Readonly<Record<string, Numbers>>;

/** What comparisons and blocking derive from all values of some records: computed once, then shared by all threads. */
export class Features {
  private readonly known: Map<string, Feature>;

  constructor(known: ReadonlyMap<string, Feature> = new Map()) {
    this.known = new Map(known);
  }

  /** The feature of that name; `compute` makes it the first time. */
  get<T extends Feature>(name: string, compute: () => T): T {
    const known = this.known.get(name);
    if (known !== undefined) return known as T;
    const made = Object.fromEntries(
      Object.entries(compute()).map(([key, numbers]) => [key, shared(numbers)]),
    ) as T;
    this.known.set(name, made);
    return made;
  }

  /** All that is known so far, to be handed to another thread. */
  all(): ReadonlyMap<string, Feature> {
    return this.known;
  }
}

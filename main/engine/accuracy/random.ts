/** Uniform random numbers in [0, 1), the same sequence for the same seed: sfc32 (Doty-Humphrey, PractRand). */
export function seededRandom(seed: number): () => number {
  let a = 0x9e3779b9 | 0;
  let b = seed | 0;
  let c = Math.trunc(seed / 2 ** 32) | 0;
  let counter = 1;
  const next = () => {
    const sum = (((a + b) | 0) + counter) | 0;
    counter = (counter + 1) | 0;
    a = b ^ (b >>> 9);
    b = (c + (c << 3)) | 0;
    c = (((c << 21) | (c >>> 11)) + sum) | 0;
    return (sum >>> 0) / 2 ** 32;
  };
  // The first numbers still show the seed.
  for (let i = 0; i < 15; i++) next();
  return next;
}

/** A number in [0, 1) that three numbers always give, whatever the order in which pairs are read (MurmurHash3's mixing). */
export function seededHash(seed: number, left: number, right: number): number {
  let high = mix(seed, 0x85ebca6b);
  let low = mix(seed, 0xc2b2ae35);
  for (const part of [left, right]) {
    high = mix(high ^ part, 0x85ebca6b);
    low = mix(low + part, 0xc2b2ae35);
  }
  // 53 bits: with 32, some of millions of pairs would share their place.
  return ((high >>> 0) * 2 ** 21 + (low >>> 11)) / 2 ** 53;
}

function mix(value: number, factor: number): number {
  let h = Math.imul(value ^ (value >>> 16), factor);
  h = Math.imul(h ^ (h >>> 13), 0x27d4eb2f) + 0x165667b1;
  return h ^ (h >>> 16);
}

/** Gamma-distributed with scale 1; 0 for shape 0 (Marsaglia and Tsang, 2000; below shape 1 by their boost). */
export function gamma(shape: number, random: () => number): number {
  if (shape <= 0) return 0;
  if (shape < 1) return gamma(shape + 1, random) * (1 - random()) ** (1 / shape);
  const d = shape - 1 / 3;
  const c = 1 / Math.sqrt(9 * d);
  for (;;) {
    const x = normal(random);
    const v = (1 + c * x) ** 3;
    if (v <= 0) continue;
    if (Math.log(1 - random()) < 0.5 * x * x + d - d * v + d * Math.log(v)) return d * v;
  }
}

/** Box and Muller, 1958. */
const normal = (random: () => number): number =>
  Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random());

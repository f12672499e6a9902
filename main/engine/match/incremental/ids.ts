/** Numbers of `a` that are not in `b`; both ascending. */
export function without(a: ArrayLike<number>, b: ArrayLike<number>): number[] {
  const found: number[] = [];
  let k = 0;
  for (let i = 0; i < a.length; i++) {
    while (k < b.length && b[k]! < a[i]!) k++;
    if (b[k] !== a[i]) found.push(a[i]!);
  }
  return found;
}

/** Place of a number in ascending numbers; -1: it is not there. */
export function placeOf(numbers: ArrayLike<number>, wanted: number): number {
  const place = firstNotBelow(numbers, wanted);
  return numbers[place] === wanted ? place : -1;
}

/** How many of ascending numbers are below `least`. */
export function firstNotBelow(numbers: ArrayLike<number>, least: number): number {
  let low = 0;
  let high = numbers.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (numbers[middle]! < least) low = middle + 1;
    else high = middle;
  }
  return low;
}

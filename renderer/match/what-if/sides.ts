import { useLocation, useSearch } from 'wouter';
import { PRESENT, type Scenario } from '../../../shared/contract/what-if.ts';
import { tabPath } from '../tabs.tsx';

/** Two sides to be compared: scenarios by their uid, or the golden records of now. */
export interface Sides {
  readonly left: string;
  readonly right: string;
}

/** The address at which two sides are compared; the left is the golden records if nothing else is said. */
export const comparisonPath = (entity: string, { left = PRESENT, right }: Partial<Sides>): string =>
  `${tabPath('what-if', entity)}?${new URLSearchParams({ left, ...(right !== undefined && { right }) })}`;

/** The sides of the address, where they are still there; else the golden records and the last scenario. */
export function sidesOf(search: string, scenarios: readonly Scenario[]): Sides {
  const asked = new URLSearchParams(search);
  const known = (side: string | null) =>
    side === PRESENT || scenarios.some(({ uid }) => uid === side) ? side : null;
  return {
    left: known(asked.get('left')) ?? PRESENT,
    right: known(asked.get('right')) ?? scenarios.at(-1)?.uid ?? PRESENT,
  };
}

export function useSides(
  entity: string,
  scenarios: readonly Scenario[],
): readonly [Sides, (sides: Sides) => void] {
  const [, navigate] = useLocation();
  const sides = sidesOf(useSearch(), scenarios);
  return [sides, (next) => navigate(comparisonPath(entity, next), { replace: true })];
}

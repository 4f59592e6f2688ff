export type Knot = [x: number, y: number];

export interface Observation {
  x: number;
  isRight: boolean;
}

/** Fewer say too little of a share. */
const LEAST = 20;

/**
 * The share that is right as a function of x that never falls (isotonic regression: neighbouring groups that fall are joined), smoothed as if
 * one more right and one more wrong answer had been seen in each group. Knots stand at the means of groups of at least 20.
 */
export function fitRising(observations: readonly Observation[]): Knot[] {
  const sorted = [...observations].sort((a, b) => a.x - b.x);
  const groups: { sumX: number; right: number; count: number }[] = [];
  for (const [index, { x, isRight }] of sorted.entries()) {
    const last = groups.at(-1);
    const isSameX = index > 0 && sorted[index - 1]?.x === x;
    if (last && (last.count < LEAST || isSameX)) add(last, x, isRight ? 1 : 0, 1);
    else groups.push({ sumX: x, right: isRight ? 1 : 0, count: 1 });
  }
  const [first, second] = groups.slice(-2);
  if (first && second && second.count < LEAST) {
    add(first, second.sumX, second.right, second.count);
    groups.pop();
  }
  const joined: typeof groups = [];
  for (const group of groups) {
    joined.push({ ...group });
    for (
      let [low, high] = joined.slice(-2);
      low && high && shareOf(low) >= shareOf(high);
      [low, high] = joined.slice(-2)
    ) {
      add(low, high.sumX, high.right, high.count);
      joined.pop();
    }
  }
  return joined.map((group) => [group.sumX / group.count, shareOf(group)]);
}

function add(group: { sumX: number; right: number; count: number }, sumX: number, right: number, count: number): void {
  group.sumX += sumX;
  group.right += right;
  group.count += count;
}

function shareOf({ right, count }: { right: number; count: number }): number {
  return (right + 1) / (count + 2);
}

/** Between knots a line; below the first one towards nothing at 0, beyond the last one level. */
export function valueAt(knots: readonly Knot[], x: number): number {
  let [fromX, fromY]: Knot = [0, 0];
  for (const [toX, toY] of knots) {
    if (x <= toX) return toX === fromX ? toY : fromY + ((x - fromX) / (toX - fromX)) * (toY - fromY);
    [fromX, fromY] = [toX, toY];
  }
  return fromY;
}

import { seededRandom } from '../../../shared/domain/training/shift.ts';

/** Chance that comes back with its seed. */
export interface Dice {
  /** A whole number from 0 to `below` - 1. */
  number(below: number): number;
  /** True once in `times`. */
  oneIn(times: number): boolean;
  /** @throws {RangeError} when there is nothing to pick from. */
  pick<T>(from: readonly T[]): T;
  token(): string;
}

export function dice(seed: number): Dice {
  const random = seededRandom(seed);
  const number = (below: number): number => Math.floor(random() * below);
  return {
    number,
    oneIn: (times) => number(times) === 0,
    pick: (from) => {
      const picked = from[number(from.length)];
      if (picked === undefined) throw new RangeError('nothing to pick from');
      return picked;
    },
    token: () => Math.floor(random() * 2 ** 40).toString(36),
  };
}

/** The seed of this run: the same every time unless `FUZZ_SEED` says otherwise. */
export const SEED = Number(process.env.FUZZ_SEED ?? 4475);

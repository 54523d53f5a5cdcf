import { describe, expect, it } from 'vitest';
import { testBase } from '../../../db/testing.ts';
import { crowd } from './crowd.ts';
import { cards, fill, type Trial, trials } from './trial.ts';

/** Who does not see it among so many types on. */
const FIRST = 5;
const CROWD = 20_000;
const GOAL = 0.95;

/** Kinds of trials with how many of them found their card, and those that did not. */
function judged(found: (trial: Trial) => readonly string[]) {
  const kinds: Record<string, { right: number; all: number }> = {};
  const missed: string[] = [];
  for (const trial of trials()) {
    const kind = kinds[trial.kind] ?? { right: 0, all: 0 };
    kinds[trial.kind] = kind;
    const first = found(trial);
    kind.all += 1;
    if (first.includes(trial.wanted)) kind.right += 1;
    else missed.push(`${trial.kind}: “${trial.typed}” is ${trial.wanted}, and was ${first.join(', ')}`);
  }
  return { kinds, missed };
}

describe('a search among very many of similar names', () => {
  it('has a card for every query, and each query once', () => {
    const names = new Set(cards().map(({ name }) => name));
    expect(trials().filter(({ wanted }) => !names.has(wanted))).toEqual([]);
    expect(new Set(trials().map(({ typed }) => typed)).size).toBe(trials().length);
    expect(trials().length).toBeGreaterThanOrEqual(500);
  });

  it('shows the wanted card among the first five', () => {
    using base = testBase();
    const wanted = cards();
    const others = crowd(
      CROWD,
      wanted.map(({ name }) => name),
    );
    // Two thirds of the others were in touch later.
    const middle = Math.floor(CROWD / 3);
    fill(base, [...others.slice(0, middle), ...wanted, ...others.slice(middle)]);
    const { search } = base.repos;
    const { kinds, missed } = judged(({ typed }) =>
      search.rows(search.contacts(typed, {}, { offset: 0, limit: FIRST }).found).map(({ name }) => name),
    );
    const rates = Object.entries(kinds).map(([kind, { right, all }]) => `${kind} ${right}/${all}`);
    console.info(`  ${rates.join(', ')}\n  ${missed.join('\n  ')}`);
    expect(missed.length / trials().length).toBeLessThanOrEqual(1 - GOAL);
    for (const [kind, { right, all }] of Object.entries(kinds))
      expect([kind, right / all >= 0.9]).toEqual([kind, true]);
  });
});

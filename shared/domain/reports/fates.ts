import { type CallColumns, FLAG, resultOf } from './columns.ts';

/** What became of an inbound call that nobody answered. */
export const FATE = { none: 0, savedByUs: 1, savedByThem: 2, lost: 3 } as const;

/** Somebody else took it, or it was sent on by a rule: it is not ours to lose. */
const isElsewhere = (result: string | null) => result === 'answeredElsewhere' || result === 'forwarded';

/** Whether it rang for us and was not answered. */
export const isMissed = (flags: number): boolean =>
  (flags & FLAG.inbound) !== 0 && (flags & FLAG.answered) === 0 && !isElsewhere(resultOf(flags));

export const isOffered = (flags: number): boolean =>
  (flags & FLAG.inbound) !== 0 && ((flags & FLAG.answered) !== 0 || !isElsewhere(resultOf(flags)));

/**
 * For each call of the blocks (in the order of time) its fate. Saved: within `windowMs` after it a call of the same number was
 * answered, whoever took it: one of ours (`savedByUs`), or the customer rang again (`savedByThem`).
 */
export function fatesOf(blocks: readonly CallColumns[], windowMs: number): Uint8Array[] {
  const fates = blocks.map(({ length }) => new Uint8Array(length));
  const waiting = new Map<
    number,
    Array<{ readonly block: number; readonly i: number; readonly at: number }>
  >();
  for (const [block, { length, flags, party, startedAt }] of blocks.entries()) {
    const own = fates[block] as Uint8Array;
    for (let i = 0; i < length; i += 1) {
      const bits = flags[i] as number;
      const who = party[i] as number;
      const at = startedAt[i] as number;
      if (isMissed(bits)) {
        own[i] = FATE.lost;
        if (who === 0) continue;
        const missed = waiting.get(who);
        if (missed) missed.push({ block, i, at });
        else waiting.set(who, [{ block, i, at }]);
      } else if ((bits & FLAG.answered) !== 0 && waiting.size > 0) {
        const missed = waiting.get(who);
        if (!missed) continue;
        waiting.delete(who);
        const fate = (bits & FLAG.inbound) !== 0 ? FATE.savedByThem : FATE.savedByUs;
        for (const one of missed) {
          if (at - one.at <= windowMs) (fates[one.block] as Uint8Array)[one.i] = fate;
        }
      }
    }
  }
  return fates;
}

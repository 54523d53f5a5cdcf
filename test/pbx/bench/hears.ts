import type { Ear } from '../town/sound.ts';

/** Voices are sent at 0.3; codecs and mixing leave more than a tenth of that, and of others far less. */
const HEARD = 0.03;
const NOT_HEARD = 0.012;
const SILENT = 0.004;

const EVERY_MS = 80;
/** In a row: one lucky moment is not hearing. */
const TIMES = 3;
const WITHIN_MS = 6_000;

export interface Sound {
  /** Pitches that must be heard, Hz. */
  readonly of?: readonly number[];
  /** Pitches that must not. */
  readonly without?: readonly number[];
}

/** Waits until this ear hears just this, for a while. @throws telling what it hears instead */
export async function hears(who: string, ear: Ear, { of = [], without = [] }: Sound): Promise<void> {
  let levels: number[] = [];
  await lasting(
    async () => {
      levels = await ear.heard([...of, ...without]);
      return levels.every((level, index) => (index < of.length ? level > HEARD : level < NOT_HEARD));
    },
    () => {
      const told = [...of, ...without].map((pitch, index) => `${pitch} Hz at ${levels[index]?.toFixed(3)}`);
      return `${who} should hear ${of.join(', ') || 'nothing'} and not ${without.join(', ') || 'anything else'}, but hears ${told.join(', ')}`;
    },
  );
}

/** Waits until this ear hears nothing at all, for a while. */
export async function hearsSilence(who: string, ear: Ear): Promise<void> {
  let level = 0;
  await lasting(
    async () => {
      level = await ear.loudness();
      return level < SILENT;
    },
    () => `${who} should hear silence, but the level is ${level.toFixed(4)}`,
  );
}

async function lasting(holds: () => Promise<boolean>, complaint: () => string): Promise<void> {
  let inARow = 0;
  for (const end = performance.now() + WITHIN_MS; performance.now() < end; ) {
    inARow = (await holds()) ? inARow + 1 : 0;
    if (inARow === TIMES) return;
    await new Promise((resolve) => setTimeout(resolve, EVERY_MS));
  }
  throw new Error(complaint());
}

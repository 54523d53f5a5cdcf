import { randomBytes } from 'node:crypto';
import { readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { DialAnswer } from './dial-answer.ts';

/**
 * A second start hands its number to the running program and wants to know what became of it. The lock between the two
 * carries words one way only, so the answer comes back as a file in the profile, which nobody but its owner can read.
 */

/** The line may take so long to come, and the exchange to take the call. */
const PATIENCE_MS = 20_000;
const LOOK_MS = 50;
const ID = /^[0-9a-f]{32}$/;

export const newAnswerId = (): string => randomBytes(16).toString('hex');

const fileOf = (profile: string, id: string) => join(profile, `answer-${id}.json`);

/** @param id as another process gave it; one that is not of our making is ignored, since it becomes a file's name */
export function giveAnswer(profile: string, id: unknown, answer: DialAnswer): void {
  if (typeof id !== 'string' || !ID.test(id)) return;
  const file = fileOf(profile, id);
  try {
    writeFileSync(`${file}.new`, JSON.stringify(answer), { mode: 0o600 });
    renameSync(`${file}.new`, file);
  } catch {
    // A full disk: the asker says that there was no answer.
  }
}

/** The answer of the running program; `coreUnreachable` when none came in time. */
export async function awaitAnswer(
  profile: string,
  id: string,
  number: string,
  patienceMs = PATIENCE_MS,
): Promise<DialAnswer> {
  const file = fileOf(profile, id);
  for (const end = Date.now() + patienceMs; Date.now() < end; ) {
    await new Promise((resolve) => setTimeout(resolve, LOOK_MS));
    try {
      const answer = JSON.parse(readFileSync(file, 'utf8')) as DialAnswer;
      rmSync(file, { force: true });
      return answer;
    } catch {
      // Not there yet: the file appears whole.
    }
  }
  return { result: 'refused', number, code: 'coreUnreachable' };
}

/** Answers that nobody fetched, of askers that were killed. */
export function dropOldAnswers(profile: string): void {
  try {
    for (const name of readdirSync(profile))
      if (name.startsWith('answer-')) rmSync(join(profile, name), { force: true });
  } catch {
    // The profile is new.
  }
}

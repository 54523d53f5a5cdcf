import { execFile } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { expect, it } from 'vitest';

const ROUNDS = 40;
/** Longer than a claim takes, won or lost. */
const APART_MS = 150;
/** Both processes are up by then. */
const UP_MS = 2_500;

const CLAIMS = fileURLToPath(new URL('claims.ts', import.meta.url));

it('of two that claim a profile in the same moment exactly one has it', async () => {
  const top = mkdtempSync(join(tmpdir(), 'ringdesk-claims-'));
  try {
    for (let round = 0; round < ROUNDS; round++) mkdirSync(join(top, String(round)));
    const args = [CLAIMS, top, ROUNDS, Date.now() + UP_MS, APART_MS].map(String);
    const both = [1, 2].map(() => promisify(execFile)(process.execPath, args));
    const [first = [], second = []] = (await Promise.all(both)).map(({ stdout }): boolean[] =>
      JSON.parse(stdout),
    );
    expect(first).toHaveLength(ROUNDS);
    expect(first.map((won, round) => Number(won) + Number(second[round]))).toEqual(first.map(() => 1));
  } finally {
    rmSync(top, { recursive: true, force: true });
  }
});

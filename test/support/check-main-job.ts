import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect } from 'vitest';
import { checkIntegrity } from '../../db/integrity.ts';
import type { CallDetail } from '../../electron/core/training/cdr.ts';
import { SAMPLE_LINE } from '../../shared/domain/training/sample.ts';
import { playable, recordingFile } from './playable.ts';
import { readCalls } from './read-calls.ts';

/** A voice or a beep is louder than this; silence with its dither is not. */
const SILENCE_RMS = 0.002;
const DURATION_TOLERANCE_MS = 300;

/** What must be true of a profile after one played main job, seen from the disk and from the exchange's own file. */
export async function checkMainJob(
  dataDir: string,
  loudness: (file: string) => Promise<number[]>,
): Promise<void> {
  const details: CallDetail[] = readFileSync(join(dataDir, 'training-cdr.jsonl'), 'utf8')
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line));
  expect(details).toHaveLength(1);
  const heard = details[0]?.heard;
  expect(heard?.rms, 'the operator at the customer’s ear').toBeGreaterThan(SILENCE_RMS);

  const row = readCalls(dataDir).find(({ accountId }) => accountId !== SAMPLE_LINE);
  expect(row).toMatchObject({
    result: 'answered',
    contactName: 'Emma Clarke',
    outcome: 'agreed',
    wrapUp: 'done',
  });
  if (!row?.recording || row.answeredAt === undefined || row.endedAt === undefined)
    throw new Error('no recorded talk');

  const recorded = await playable(dataDir, row);
  expect(recorded.channels).toBe(2);
  expect(recorded.sha256).toBe(recorded.expectedSha256);
  expect(Math.abs(recorded.durationMs - (row.endedAt - row.answeredAt))).toBeLessThan(DURATION_TOLERANCE_MS);
  const [operator = 0, customer = 0] = await loudness(recordingFile(dataDir, row.recording.id));
  expect(operator, 'left: the operator').toBeGreaterThan(SILENCE_RMS);
  expect(customer, 'right: the customer').toBeGreaterThan(SILENCE_RMS);
  expect(checkIntegrity(join(dataDir, 'ringdesk.db'))).toMatchObject({ sound: true, troubles: [] });
}

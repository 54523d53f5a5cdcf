import { randomBytes } from 'node:crypto';
import { mkdtemp, open, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { generateX25519Identity, identityToRecipient } from 'age-encryption';
import { openFile, sealFile } from '../../electron/core/sealing/age-file.ts';
import type { Bench } from './report.ts';

const PIECE = 1_048_576;

/** How fast a file of `--mb` (512) is encrypted and opened again, to the disk and back, as the threads of backups and recordings do it. */
export const bench: Bench = async (args) => {
  const { values } = parseArgs({ args: [...args], options: { mb: { type: 'string', default: '512' } } });
  const megabytes = Number(values.mb);
  const dir = await mkdtemp(join(tmpdir(), 'ringdesk-bench-'));
  try {
    const [plain, sealed, opened] = ['plain', 'sealed', 'opened'].map((name) => join(dir, name)) as [
      string,
      string,
      string,
    ];
    const file = await open(plain, 'w');
    for (let n = 0; n < megabytes; n += 1) await file.write(randomBytes(PIECE));
    await file.close();
    const identities = [await generateX25519Identity(), await generateX25519Identity()] as const;
    const recipients = await Promise.all(identities.map(identityToRecipient));
    const speed = async (work: () => Promise<unknown>) => {
      const begun = performance.now();
      await work();
      return (megabytes * PIECE) / 1_000 / (performance.now() - begun);
    };
    const seal = await speed(() => sealFile(plain, sealed, recipients));
    const unseal = await speed(() => openFile(sealed, opened, [identities[1]]));
    const check = await speed(() => openFile(sealed, undefined, [identities[0]]));
    const figure = (name: string, value: number) => ({
      ...{ name, value, unit: 'MB/s', goal: 60, limit: null },
      higher_is_better: true,
    });
    return {
      figures: [
        figure('seal_mb_per_s', seal),
        figure('open_mb_per_s', unseal),
        figure('read_back_mb_per_s', check),
      ],
      notes: [`${megabytes} MiB, two recipients; SHA-256 of the content included, and the sync at the end`],
    };
  } finally {
    await rm(dir, { recursive: true, force: true });
  }
};

import { parseArgs } from 'node:util';
import type { Bench, Figure } from '../../../scripts/bench/report.ts';
import { pbxVersion, startPbx } from '../bench/pbx.ts';
import { startPhoneBrowser } from '../phones/browser.ts';
import { startTown } from '../town/town.ts';
import { drift, leftOver, SETTLED_AFTER, type Soaked, soak, WITHOUT_MACHINE_CODE } from './soak.ts';
import { soakWorkstation } from './workstation.ts';

const ENGINES = ['jssip', 'sipjs'] as const;

const named = async (name: string, work: Promise<Soaked>) => ({ name, found: await work });

/**
 * `--calls` (500) calls of all kinds through Asterisk: does anything grow? In one page per engine that has nothing but four
 * phones, and (`@program`) in the program's own page.
 */
export const bench: Bench = async (args, log) => {
  const { values } = parseArgs({ args: [...args], options: { calls: { type: 'string', default: '500' } } });
  const calls = Number(values.calls);
  const started = await startPbx();
  if ('missing' in started) throw new Error(started.missing);
  const town = await startTown();
  const browser = await startPhoneBrowser(WITHOUT_MACHINE_CODE);
  const figures: Figure[] = [];
  const notes = [
    `${calls} calls per engine, Asterisk ${await pbxVersion()}; counted 34 s after the last call, against the same after 50 calls; without machine code`,
  ];
  try {
    const all = await Promise.all(
      ENGINES.flatMap((engine, index) => [
        named(engine, soak({ browser, town, engine, calls, extension: 101 + 10 * index, log })),
        named(
          `${engine}@program`,
          soakWorkstation({ town, engine, calls, settledAfter: SETTLED_AFTER, extension: 121 + index, log }),
        ),
      ]),
    );
    for (const { name: engine, found } of all) {
      const more = leftOver(found);
      figures.push(
        { name: `heap_drift_pct@${engine}`, value: 100 * drift(found), unit: '%', goal: 5, limit: null },
        {
          name: `objects_left@${engine}`,
          value: Object.values(more).reduce((sum, count) => sum + count, 0),
          unit: '',
          goal: 0,
          limit: null,
        },
      );
      if (Object.keys(more).length > 0) notes.push(`${engine} kept ${JSON.stringify(more)}`);
    }
    return { figures, notes };
  } finally {
    await browser.stop();
    await town.close();
  }
};

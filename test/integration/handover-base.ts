import { join } from 'node:path';
import { v7 } from 'uuid';
import { type Db, openDatabase } from '../../db/open.ts';
import { createRepositories, type Repositories } from '../../db/repositories/index.ts';
import { draft } from '../../db/testing.ts';
import { createHandOvers } from '../../electron/core/handover/handover.ts';
import type { Context } from '../../electron/core/host/dispatch.ts';
import { silentLog } from '../../electron/core/host/log.ts';
import { defaultSettings } from '../../electron/core/settings/settings.ts';
import type { Output } from '../../shared/contract/index.ts';

export const [ANNA, BORIS, CLARA] = [1, 2, 3].map((n) => `01938f2e-7b5a-7000-8000-00000000000${n}`) as [
  string,
  string,
  string,
];

export interface HandOverBase {
  readonly db: Db;
  readonly repositories: Repositories;
  readonly domain: ReturnType<typeof createHandOvers>;
  readonly told: Output<'handOvers.list'>;
  start(kinds?: readonly ('customers' | 'tasks')[]): string;
  undo(id: string): void;
  until(id: string, ...states: readonly string[]): Promise<Output<'handOvers.list'>[number]>;
  close(): Promise<void>;
}

const asked = {} as Context;

/** Hand-overs of a core, with their thread, on a base in this folder. */
export function openHandOverBase(dir: string): HandOverBase {
  const file = join(dir, 'ringdesk.db');
  const db = openDatabase({ file });
  const repositories = createRepositories(db, {
    now: Date.now,
    newId: v7,
    actorId: () => ANNA,
    home: () => ({ country: 'RU', areaCode: '' }),
  });
  const told: Output<'handOvers.list'> = [];
  const domain = createHandOvers({
    db,
    repositories,
    newId: v7,
    actorId: () => ANNA,
    settings: defaultSettings,
    log: silentLog,
    onProgress: (one) => void told.push(one),
    onMoved: () => {},
  });
  return {
    db,
    repositories,
    domain,
    told,
    start(kinds = ['customers', 'tasks']) {
      const rule = { parts: [], rest: [BORIS, CLARA] };
      const answer = domain.handlers['handOvers.start']({ fromId: ANNA, kinds: [...kinds], rule }, asked);
      return (answer as Output<'handOvers.start'>).id;
    },
    undo: (id) => void domain.handlers['handOvers.undo']({ id }, asked),
    async until(id, ...states) {
      for (;;) {
        const one = repositories.handOvers.get(id);
        if (states.includes(one.state)) return one;
        await new Promise((resolve) => setTimeout(resolve, 10));
      }
    },
    async close() {
      await domain.close();
      db.close();
    },
  };
}

/** Three people, and the first one's customers, each with a promise. */
export function fillHandOverBase({ db, repositories }: HandOverBase, customers: number): void {
  db.transaction(() => {
    for (const [id, name] of [
      [ANNA, 'Anna'],
      [BORIS, 'Boris'],
      [CLARA, 'Clara'],
    ] as const)
      repositories.users.save({ id, name });
    for (let n = 0; n < customers; n += 1) {
      const { id } = repositories.contacts.create(
        draft({
          name: `Customer ${n}`,
          responsibleId: ANNA,
          phones: [{ number: `+7916${1_000_000 + n}`, label: 'mobile' }],
        }),
      );
      repositories.tasks.create({ title: 'Call', contactId: id, dueAt: 1, zone: 'UTC', assigneeId: ANNA });
    }
  });
}

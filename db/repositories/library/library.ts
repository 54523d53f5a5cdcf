import type { Changes } from '../change.ts';
import type { Deps } from '../context.ts';
import type { Search } from '../search/search.ts';
import { type Comments, createComments } from './comments.ts';
import { createLibraryList, type LibraryList } from './list.ts';
import type { LibraryUpkeep } from './upkeep.ts';

export interface LibraryChoices {
  readonly agents: { readonly id: string; readonly name: string }[];
  readonly campaigns: { readonly id: string; readonly name: string }[];
  readonly lines: { readonly id: string; readonly name: string }[];
}

/** Recordings as they are looked for and listened to. */
export interface Library extends LibraryList {
  readonly comments: Comments;
  /** People, lists and lines that can be chosen by; only these operators. */
  choices(owners: ReadonlySet<string> | undefined): LibraryChoices;
  /** The newest that has no levels yet, and how many there are. */
  unmeasured(owners: ReadonlySet<string> | undefined): {
    readonly recordingId?: string;
    readonly left: number;
  };
  /** `undefined`: it cannot be measured, and is not tried again. */
  setSilence(recordingId: string, silenceShare: number | undefined): void;
  measured(recordingId: string): 'no' | 'yes' | 'never' | undefined;
  /** See `LibraryUpkeep`. */
  catchUp(limit: number): number;
}

export function createLibrary(deps: Deps, changes: Changes, search: Search, upkeep: LibraryUpkeep): Library {
  const { sqlite } = deps.db;
  const isWithin = (id: string | null, owners: ReadonlySet<string> | undefined) =>
    owners === undefined || id === null || owners.has(id);
  const agents = sqlite.prepare('select id, name from users where deleted_at is null order by name');
  const campaigns = sqlite.prepare(
    `select p.id, p.name from campaigns p where p.deleted_at is null order by p.started_at desc, p.id desc limit 500`,
  );
  const lines = sqlite.prepare('select id, label as name from accounts order by label');
  const newest = sqlite.prepare(
    `select recording_id as id, agent_id as agentId from recording_index indexed by recording_index_unmeasured
     where measured = 'no' order by seq desc`,
  );
  const mark = sqlite.prepare(
    'update recording_index set measured = ?, silence_share = ? where recording_id = ?',
  );
  const state = sqlite.prepare('select measured from recording_index where recording_id = +?').pluck();

  return {
    ...createLibraryList(deps, search),
    comments: createComments(deps, changes, upkeep),
    choices: (owners) => ({
      agents: (agents.all() as LibraryChoices['agents']).filter(({ id }) => isWithin(id, owners)),
      campaigns: campaigns.all() as LibraryChoices['campaigns'],
      lines: lines.all() as LibraryChoices['lines'],
    }),
    unmeasured(owners) {
      let first: string | undefined;
      let left = 0;
      for (const row of newest.iterate() as Iterable<{ id: string; agentId: string | null }>) {
        if (!isWithin(row.agentId, owners)) continue;
        first ??= row.id;
        left += 1;
      }
      return { ...(first === undefined ? {} : { recordingId: first }), left };
    },
    setSilence: (recordingId, silenceShare) =>
      deps.db.transaction(() => {
        mark.run(silenceShare === undefined ? 'never' : 'yes', silenceShare ?? null, recordingId);
      }),
    measured: (recordingId) => state.get(recordingId) as ReturnType<Library['measured']>,
    catchUp: (limit) => deps.db.transaction(() => upkeep.catchUp(limit)),
  };
}

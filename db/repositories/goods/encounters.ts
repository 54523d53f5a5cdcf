import type { Encounter, EncounterFields } from '../../../shared/contract/goods.ts';
import { encounters } from '../../schema/goods.ts';
import type { RowOf } from '../aggregate.ts';
import type { Changes } from '../change.ts';
import type { Deps } from '../context.ts';
import { present } from '../present.ts';
import type { SearchIndex } from '../search/search-index.ts';
import { createGoodsStore, type GoodsStore } from './store.ts';

/** Visits, letters and calls past this program. A new one makes its contact the most recent, as a note does. */
export type Encounters = GoodsStore<EncounterFields, Encounter, RowOf<typeof encounters>>;

export const ENCOUNTER_COLUMNS = `g.id, g.version, g.contact_id as contactId, g.kind, g.at, g.minutes, g.direction, g.text,
  (select u.name from users u where u.id = g.author_id) as authorName`;

export const toEncounter = (raw: Encounter): Encounter => present(raw) as Encounter;

export function createEncounters(deps: Deps, changes: Changes, index: SearchIndex): Encounters {
  return createGoodsStore(deps, changes, {
    table: encounters,
    columns: ENCOUNTER_COLUMNS,
    order: 'g.at desc, g.id desc',
    view: toEncounter,
    onChange: (contactId, isNew) => {
      if (isNew) index.touch(contactId);
    },
    state: (contactId, fields: EncounterFields, before) => ({
      contactId,
      kind: fields.kind,
      at: fields.at,
      minutes: fields.minutes ?? null,
      direction: fields.direction ?? null,
      text: fields.text.trim(),
      authorId: before?.authorId ?? deps.actorId(),
    }),
  });
}

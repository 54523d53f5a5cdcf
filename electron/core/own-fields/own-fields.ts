import type { Repositories } from '../../../db/repositories/index.ts';
import { DONE } from '../../../shared/contract/common.ts';
import type { Handlers } from '../../../shared/contract/define.ts';
import { Failure } from '../../../shared/contract/failure.ts';
import type { OwnField, ownFieldRequests } from '../../../shared/contract/own-fields.ts';
import { optionsAfter } from '../../../shared/domain/own-field/definition.ts';
import type { Context } from '../host/dispatch.ts';
import type { Log } from '../host/log.ts';
import { createLooks } from './looks.ts';
import { createRenewal, reworded } from './renewal.ts';

/** The firm's own fields as they are defined. What is changed here stands in the audit by its right. */
export function createOwnFields(options: {
  readonly databaseFile: string;
  readonly repositories: Pick<Repositories, 'ownFields' | 'settings'>;
  readonly newId: () => string;
  readonly onChanged: (fields: OwnField[]) => void;
  readonly onLooking: (share: number) => void;
  readonly log: Log;
}) {
  const { ownFields, settings } = options.repositories;
  const renewal = createRenewal({ ...options, settings });
  const looks = createLooks(options.databaseFile, options.onLooking);
  const all = () => [...ownFields.list()];
  let last = all();
  const changed = (): void => {
    const now = all();
    renewal.begin(reworded(last, now));
    last = now;
    options.onChanged(now);
  };
  const told = <T>(answer: T): T => {
    changed();
    return answer;
  };
  const handlers: Handlers<typeof ownFieldRequests, Context> = {
    'ownFields.list': all,
    'ownFields.save': ({ id, version, draft }) =>
      told(ownFields.save(draft, id === undefined ? undefined : { id, version })),
    'ownFields.reorder': ({ order }) => {
      ownFields.reorder(order);
      return told(all());
    },
    'ownFields.look': ({ id, type, currency, options: wanted }) => {
      const field = ownFields.get(id);
      if (field === undefined) throw new Failure('notFound', { id });
      // A choice that is made of the texts that are there begins without an option.
      const becoming = optionsAfter(wanted, field.options, options.newId);
      return looks.look({ id, type, currency, options: becoming });
    },
    'ownFields.stopLooking': () => {
      looks.stop();
      return DONE;
    },
    'ownFields.archive': ({ id, archived }) => told(ownFields.archive(id, archived)),
  };
  return {
    handlers,
    undone: changed,
    start: renewal.resume,
    async stop() {
      looks.stop();
      await renewal.stop();
    },
  };
}

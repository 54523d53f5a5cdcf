import type { Db } from '../../../db/open.ts';
import type { Repositories } from '../../../db/repositories/index.ts';
import { DONE } from '../../../shared/contract/common.ts';
import type { Handlers } from '../../../shared/contract/define.ts';
import { Failure } from '../../../shared/contract/failure.ts';
import type { holdRequests } from '../../../shared/contract/holds.ts';
import type { Context } from '../host/dispatch.ts';

/** The reason stands in the hold alone: the audit is never erased, and so names nobody. */
export function holdHandlers(options: {
  readonly db: Pick<Db, 'transaction'>;
  readonly repositories: Pick<Repositories, 'retention' | 'contacts' | 'calls' | 'audit'>;
  /** With the customer whose hold, or the hold on whose call, is lifted. */
  readonly onReleased?: (contactId: string | undefined) => void;
}): Handlers<typeof holdRequests, Context> {
  const { db, repositories } = options;
  const { retention, audit } = repositories;
  return {
    'holds.list': ({ callId }) => retention.holds(callId),
    'holds.place': ({ contactId, callId, reason }) => {
      const there = contactId ? repositories.contacts.get(contactId) : repositories.calls.get(callId ?? '');
      if (there === undefined) throw new Failure('notFound', { id: contactId ?? callId ?? '' });
      db.transaction(() => {
        const { id: hold } = retention.hold({ contactId, callId }, reason.trim());
        const [subject, subjectId] = contactId ? ['contact', contactId] : ['call', callId];
        audit.add({ kind: 'changed', action: 'hold.place', subject, subjectId, detail: { hold } });
      });
      return DONE;
    },
    'holds.release': ({ id }) => {
      let released: string | undefined;
      db.transaction(() => {
        const { contactId, callId } = retention.need(id);
        retention.release(id);
        const [subject, subjectId] = contactId ? ['contact', contactId] : ['call', callId];
        audit.add({ kind: 'changed', action: 'hold.release', subject, subjectId, detail: { hold: id } });
        released = contactId ?? repositories.calls.get(callId ?? '')?.contactId;
      });
      options.onReleased?.(released);
      return DONE;
    },
  };
}

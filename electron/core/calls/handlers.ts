import type { Db } from '../../../db/open.ts';
import type { Repositories } from '../../../db/repositories/index.ts';
import type { callRequests } from '../../../shared/contract/calls.ts';
import { DONE } from '../../../shared/contract/common.ts';
import type { Handlers } from '../../../shared/contract/define.ts';
import { Failure } from '../../../shared/contract/failure.ts';
import type { Settings } from '../../../shared/contract/settings.ts';
import { dialTarget } from '../../../shared/domain/call/dial-target.ts';
import type { Context } from '../host/dispatch.ts';
import type { PhoneLink } from '../phone/phone-link.ts';
import type { QualityRequests } from '../quality/handlers.ts';
import type { Dialling } from './dialling.ts';
import type { LiveCalls } from './live-calls.ts';
import type { WrapUp } from './wrap-up.ts';
import { createWrapUpPreview } from './wrap-up-preview.ts';

export interface CallHandlersOptions {
  readonly db: Pick<Db, 'transaction'>;
  readonly repositories: Repositories;
  readonly live: LiveCalls;
  readonly phone: PhoneLink;
  readonly dialling: Dialling;
  readonly settings: () => Settings;
  /** Asked before a customer is called. @throws Failure `mayNotDial` */
  readonly needPermission: (
    asked: { readonly number: string; readonly contactId?: string | undefined },
    override?: { readonly reason: string },
  ) => void;
  readonly onContactsChanged: (ids: string[]) => void;
  readonly wrapUp: WrapUp;
}

type CallRequests = Omit<typeof callRequests, keyof QualityRequests>;

export function callHandlers(options: CallHandlersOptions): Handlers<CallRequests, Context> {
  const { db, repositories, live, phone, dialling } = options;

  /** Commands about a call make sense only while it lives; afterwards the operator's key came too late. */
  function needLive(callId: string): void {
    if (!live.isLive(callId)) throw new Failure('callGone');
  }

  function needCall(callId: string): void {
    if (!repositories.calls.get(callId)) throw new Failure('notFound');
  }

  /** @throws Failure `invalidNumber` */
  function needTarget(written: string): string {
    const target = dialTarget(written, options.settings());
    if (target === undefined) throw new Failure('invalidNumber', { number: written.slice(0, 60) });
    return target;
  }

  return {
    'calls.live': () => live.list(),

    'calls.dial': async ({ number, contactId, taskId, consultFor, override }) => {
      dialling.needLine();
      const target = needTarget(number);
      if (consultFor !== undefined) needLive(consultFor);
      const named = contactId ?? (taskId ? repositories.tasks.get(taskId).contactId : undefined);
      // From a card that was merged meanwhile: what forbids the call stands on the one that stayed.
      const customer = named === undefined ? undefined : repositories.merges.follow(named);
      const purpose = consultFor === undefined ? 'talk' : 'consult';
      options.needPermission({ number: target, contactId: customer }, override);
      return { callId: await dialling.dial(target, { contactId: customer, purpose, consultFor }) };
    },
    'calls.redial': async () => {
      const last = repositories.calls.lastDialled();
      if (!last) throw new Failure('notFound');
      dialling.needLine();
      const target = needTarget(last.call.remote.number);
      options.needPermission({ number: target, contactId: last.contactId });
      return { callId: await dialling.dial(target, { contactId: last.contactId, purpose: 'talk' }) };
    },

    'calls.answer': async ({ callId }) => {
      needLive(callId);
      await phone.command('phone.answer', { callId });
      return DONE;
    },
    'calls.decline': async ({ callId }) => {
      needLive(callId);
      await phone.command('phone.decline', { callId });
      return DONE;
    },
    'calls.silence': async ({ callId }) => {
      needLive(callId);
      await phone.command('phone.silence', { callId });
      return DONE;
    },
    'calls.hangUp': async ({ callId }) => {
      needLive(callId);
      await phone.command('phone.hangUp', { callId });
      return DONE;
    },
    'calls.mute': async ({ callId, muted }) => {
      needLive(callId);
      await phone.command('phone.mute', { callId, muted });
      return DONE;
    },
    'calls.hold': async ({ callId, held }) => {
      needLive(callId);
      await phone.command('phone.hold', { callId, held });
      return DONE;
    },
    'calls.sendTones': async ({ callId, tones }) => {
      needLive(callId);
      await phone.command('phone.sendTones', { callId, tones });
      return DONE;
    },
    'calls.transfer': async ({ callId, target }) => {
      needLive(callId);
      await phone.command('phone.transfer', { callId, target: needTarget(target) });
      return DONE;
    },
    'calls.transferTo': async ({ callId, toCallId }) => {
      needLive(callId);
      needLive(toCallId);
      if (callId === toCallId) throw new Failure('badRequest');
      live.handOver(callId, toCallId);
      try {
        await phone.command('phone.transferTo', { callId, toCallId });
      } catch (error) {
        live.keepBoth(callId);
        throw error;
      }
      return DONE;
    },
    'calls.join': async ({ callIds }) => {
      callIds.forEach(needLive);
      await phone.command('phone.join', { callIds });
      return DONE;
    },
    'calls.part': async ({ callId }) => {
      needLive(callId);
      await phone.command('phone.part', { callId });
      return DONE;
    },

    'calls.list': (filter, { within }) =>
      repositories.calls.list({ ...filter, owners: within('calls.view') }),

    'calls.get': ({ callId }) => {
      needCall(callId);
      return live.view(callId);
    },

    'calls.wrapUp': (input) => options.wrapUp(input),
    'calls.previewWrapUp': createWrapUpPreview({ db, repositories, live }),

    'calls.assign': ({ callId, contactId, remember }) => {
      needCall(callId);
      db.transaction(() => {
        if (contactId !== null && !repositories.contacts.get(contactId)) throw new Failure('notFound');
        live.amend(callId, (record) => {
          if (remember && contactId !== null)
            repositories.lookup.remember(record.identity.reading, contactId);
          const { contactId: _before, ...rest } = record;
          return contactId === null ? rest : { ...rest, contactId };
        });
      });
      return live.announce(callId);
    },

    'calls.register': ({ callId, draft }) => {
      needCall(callId);
      const id = db.transaction(() => {
        const created = repositories.contacts.create(draft);
        live.amend(callId, (record) => ({ ...record, contactId: created.id }));
        return created.id;
      });
      options.onContactsChanged([id]);
      return live.announce(callId);
    },
  };
}

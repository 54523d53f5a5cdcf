import type { Db } from '../../../db/open.ts';
import type { Repositories } from '../../../db/repositories/index.ts';
import type { Campaign, campaignRequests, dialerRequests } from '../../../shared/contract/campaigns.ts';
import { DONE } from '../../../shared/contract/common.ts';
import type { Handlers } from '../../../shared/contract/define.ts';
import { Failure } from '../../../shared/contract/failure.ts';
import type { segmentRequests } from '../../../shared/contract/segments.ts';
import type { Settings } from '../../../shared/contract/settings.ts';
import { isWithin } from '../../../shared/domain/rights/may.ts';
import type { Context } from '../host/dispatch.ts';
import type { createCallingTime } from './calling-time.ts';
import type { Dialer } from './dialer.ts';
import { holdersOf, importNumbers, wholeNumber } from './do-not-call.ts';
import type { Fills } from './fills.ts';
import type { ListThread } from './list-thread.ts';
import type { Permission } from './permission.ts';

export interface CampaignHandlersOptions {
  readonly db: Pick<Db, 'transaction' | 'file'>;
  readonly repositories: Repositories;
  readonly actorId: () => string;
  readonly settings: () => Settings;
  readonly fills: Fills;
  readonly thread: ListThread;
  readonly permission: Permission;
  readonly callingTime: ReturnType<typeof createCallingTime>;
  readonly dialer: Dialer;
  readonly campaign: (id: string) => Campaign;
  /** These lists, or prospects in them, are other than before. */
  readonly onChanged: (campaignIds: readonly string[]) => void;
}

type Requests = typeof campaignRequests & typeof segmentRequests & typeof dialerRequests;

export function campaignHandlers(options: CampaignHandlersOptions): Handlers<Requests, Context> {
  const { db, repositories, settings, fills, thread, dialer } = options;
  const { campaigns, leads, doNotCall, segments, audit } = repositories;

  const told = <T extends { readonly id: string }>(change: T): T => {
    options.onChanged([change.id]);
    return change;
  };

  return {
    'campaigns.list': (filter, { within }) => {
      const owners = within('lists.view');
      return campaigns
        .list(filter)
        .filter(({ ownerIds }) => isWithin(owners, ownerIds))
        .map(({ id }) => options.campaign(id));
    },
    'campaigns.get': ({ id }) => options.campaign(id),
    'campaigns.create': ({ draft, source }) => {
      const change = campaigns.create(draft);
      if (source !== undefined) fills.start(change.id, source);
      return told(change);
    },
    'campaigns.update': ({ id, version, draft }) => told(campaigns.update(id, version, draft)),
    'campaigns.setState': ({ id, state }) => told(campaigns.setState(id, state)),
    'campaigns.remove': async ({ id }) => {
      await fills.cancel(id);
      return told(campaigns.remove(id));
    },
    'campaigns.fill': ({ id, source }) => {
      campaigns.get(id);
      fills.start(id, source);
      return DONE;
    },
    'campaigns.cancelFill': async ({ id }) => {
      await fills.cancel(id);
      return DONE;
    },
    'campaigns.leads': (filter) => leads.list(filter),
    'campaigns.changeLead': ({ leadId, ...change }) => {
      const campaignId = leads.get(leadId)?.campaignId;
      if (campaignId === undefined) throw new Failure('notFound', { id: leadId });
      const done = leads.change(leadId, change);
      options.onChanged([campaignId]);
      return done;
    },

    'pacing.mayDial': (asked) => options.permission.ask(asked),
    'pacing.callingTime': (asked) => options.callingTime(asked),
    'doNotCall.list': (filter) => doNotCall.list(filter),
    'doNotCall.add': ({ number, contactId, reason }) => {
      if (contactId !== undefined && repositories.contacts.get(contactId) === undefined)
        throw new Failure('notFound', { id: contactId });
      return doNotCall.add({
        reason,
        ...(number === undefined ? {} : { number: wholeNumber(number, settings()) }),
        ...(contactId === undefined ? {} : { contactId }),
      });
    },
    'doNotCall.remove': ({ id }) =>
      db.transaction(() => {
        const entry = doNotCall.get(id);
        const change = doNotCall.remove(id);
        const { number, contactId } = entry ?? {};
        const whose = contactId !== undefined ? [contactId] : [];
        if (number !== undefined) whose.push(...holdersOf(number, repositories, settings()));
        leads.callAgain(whose);
        // Whoever lets somebody be called again who asked not to be may have to say why.
        audit.add({
          kind: 'deleted',
          action: 'doNotCall.remove',
          subject: number === undefined ? 'contact' : 'number',
          subjectId: contactId,
          detail: number === undefined ? {} : { number },
        });
        return change;
      }),
    'doNotCall.import': (given) => importNumbers(given, { db, doNotCall, home: settings() }),

    'dialer.state': () => dialer.state(),
    'dialer.join': ({ campaignId }) => dialer.join(campaignId),
    'dialer.leave': () => dialer.leave(),
    'dialer.take': ({ leadId }) => dialer.take(leadId),
    'dialer.dial': (order) => dialer.dial(order),
    'dialer.skip': ({ until }) => dialer.skip(until),
    'dialer.pause': ({ paused }) => dialer.pause(paused),

    'segments.list': () => segments.list(),
    'segments.save': (segment) => segments.save(segment),
    'segments.remove': ({ id }) => segments.remove(id),
    'segments.count': async ({ filter }) => {
      const { country, areaCode } = settings();
      const setting = { databaseFile: db.file, actorId: options.actorId(), country, areaCode };
      const end = await thread.perform({ kind: 'count', setting, filter });
      if (end.kind === 'failed') throw new Failure(end.failure.code, end.failure.params);
      if (end.kind !== 'counted') throw new Failure('internal');
      return { total: end.total, withNumber: end.withNumber };
    },
    'segments.customers': async (asked, { within }) => {
      const { country, areaCode } = settings();
      const setting = { databaseFile: db.file, actorId: options.actorId(), country, areaCode };
      const end = await thread.perform({ kind: 'page', setting, ...asked, owners: within('customers.view') });
      if (end.kind === 'failed') throw new Failure(end.failure.code, end.failure.params);
      if (end.kind !== 'paged') throw new Failure('internal');
      return { contacts: end.contacts, more: end.more };
    },
  };
}

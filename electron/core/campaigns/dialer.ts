import type { Repositories } from '../../../db/repositories/index.ts';
import type { CallView } from '../../../shared/contract/calls.ts';
import type { Campaign, CampaignCounts, Dialer as Shown } from '../../../shared/contract/campaigns.ts';
import { Failure } from '../../../shared/contract/failure.ts';
import type { Settings } from '../../../shared/contract/settings.ts';
import type { Dialling } from '../calls/dialling.ts';
import type { LiveCalls } from '../calls/live-calls.ts';
import type { Log } from '../host/log.ts';
import type { PhoneLink } from '../phone/phone-link.ts';
import type { Attempts } from './attempts.ts';
import { createCallLimits } from './call-limits.ts';
import { createDialerView } from './dialer-view.ts';
import { createEmptyList } from './empty-list.ts';
import { createKeeper } from './keeper.ts';
import { createOrder, type DialOrder } from './order.ts';
import { type Seeker, searchNext } from './search-next.ts';
import { createTimers, type DialerTimer } from './timers.ts';
import { newWork, type Work } from './work.ts';

export interface DialerOptions extends Seeker {
  readonly repositories: Repositories;
  readonly settings: () => Settings;
  readonly live: () => LiveCalls;
  /** Its time is over: what was said so far holds, with all that follows from it. */
  readonly closeWrapUp: (callId: string) => void;
  readonly dialling: () => Dialling;
  readonly phone: () => Pick<PhoneLink, 'command'>;
  readonly attempts: Attempts;
  readonly campaign: (id: string, counted?: CampaignCounts) => Campaign;
  readonly onChanged: (state: Shown) => void;
  readonly onCampaignsChanged: (ids: readonly string[]) => void;
  readonly log: Log;
}

/** The phone took the order and is silent: it states its first fact within a moment, or is gone. */
const FIRST_FACT_MS = 10_000;
/** The figures of a list wait for the key that changed them; less than the pause between two words about lists. */
const COUNT_AFTER_MS = 300;

/**
 * Takes one operator through a list. All desks of the operator show the same one. What happens to prospects is written
 * down by `attempts` and the base; this holds only where the operator is, so that nothing is lost with it: after a
 * restart the operator joins again.
 */
export function createDialer(options: DialerOptions) {
  const { repositories, now, places, attempts, log } = options;
  const { leads, campaigns } = repositories;
  const view = createDialerView(options);
  const order = createOrder(options);
  const failed = (error: unknown): void => log.error({ err: error }, 'the dialler could not go on by itself');
  const timers = createTimers<DialerTimer>(failed);
  const keeper = createKeeper({
    ...options,
    isOpen: (lead) => lead.lease?.token === work?.lead?.token || attempts.isOpen(lead),
    onFailed: failed,
  });
  const limits = createCallLimits({ ...options, timers });
  const emptyList = createEmptyList({
    ...options,
    timers,
    tell: () => tell(),
    lookAgain: (given) => {
      if (work === given) void advance().catch(failed);
    },
  });
  let work: Work | undefined;
  /** Goes up with every change of what is looked for, so that a search that is late finds itself unwanted. */
  let turn = 0;
  let dialling = false;

  function callOf(given: Work | undefined): CallView | undefined {
    const callId = given?.callId;
    return callId !== undefined && repositories.calls.get(callId)
      ? repositories.calls.view(callId)
      : undefined;
  }

  async function state(): Promise<Shown> {
    for (;;) {
      const shown = view.of(work, callOf(work));
      if (shown !== undefined) return shown;
      await places.ready();
    }
  }

  function tell(): void {
    void state()
      .then(options.onChanged)
      .catch((error: unknown) => log.error({ err: error }, 'the dialler could not tell of itself'));
  }

  const need = (): Work => {
    if (work === undefined) throw new Failure('notInList');
    return work;
  };

  const isMine = ({ lead }: Work): boolean =>
    lead !== undefined && leads.get(lead.id)?.lease?.token === lead.token;

  /** What was reserved and not dialled goes back to the others. */
  function giveBack(given: Work): void {
    const { lead } = given;
    given.lead = undefined;
    given.dialsAt = undefined;
    timers.stop('countdown');
    if (lead === undefined) return;
    leads.apply(lead.id, { kind: 'released', at: now(), token: lead.token });
    options.onCampaignsChanged([given.campaignId]);
  }

  /** The next one, if the pace brings it by itself. */
  async function advance(): Promise<void> {
    const given = need();
    turn += 1;
    const mine = turn;
    const wanted = () => turn === mine && work === given;
    given.lead = undefined;
    given.dialsAt = undefined;
    given.wrapUpEndsAt = undefined;
    timers.stop('countdown');
    timers.stop('look');
    if (given.paused || pace(given) === 'manual') {
      given.empty = false;
      return tell();
    }
    const found = await searchNext(options, given.campaignId, wanted);
    if (found?.lease && !wanted()) {
      // Somebody left or went on in the same breath.
      leads.apply(found.id, { kind: 'released', at: now(), token: found.lease.token });
      return;
    }
    if (!wanted()) return;
    if (found?.lease) offer(given, { id: found.id, token: found.lease.token });
    else await emptyList.wait(given, wanted);
  }

  const pace = ({ campaignId }: Work) => campaigns.pacing(campaignId)?.pace;

  function offer(given: Work, lead: NonNullable<Work['lead']>): void {
    given.lead = lead;
    given.empty = false;
    given.obstacles = [];
    given.nextAt = undefined;
    countDown(given);
    tell();
    options.onCampaignsChanged([given.campaignId]);
  }

  /** In the progressive pace the prospect on offer is dialled by itself, unless somebody is being talked with. */
  function countDown(given: Work): void {
    given.dialsAt = undefined;
    timers.stop('countdown');
    const rules = campaigns.pacing(given.campaignId)?.rules;
    if (rules === undefined || given.paused || given.lead === undefined) return;
    if (pace(given) !== 'progressive' || isLineBusy()) return;
    const ms = rules.countdownSeconds * 1000;
    given.dialsAt = now() + ms;
    timers.start('countdown', ms, () => void dialByItself(given));
  }

  const isLineBusy = (): boolean => options.live().isBusy();

  async function dialByItself(given: Work): Promise<void> {
    if (work !== given || given.lead === undefined) return;
    // The order before is not yet answered.
    if (dialling) return timers.start('countdown', 50, () => void dialByItself(given));
    given.dialsAt = undefined;
    if (isLineBusy()) return tell();
    try {
      await dial({});
    } catch (error) {
      const code = error instanceof Failure ? error.code : undefined;
      if (work !== given || code === 'leadGone') return;
      if (code === 'mayNotDial') {
        // Since it was reserved the hours have ended, or somebody has forbidden it: the choice puts it off.
        giveBack(given);
        return advance();
      }
      // No line, no phone, no microphone: nothing is dialled into the void; the operator goes on when it is back.
      if (given.lead !== undefined) given.paused = true;
      log.info({ cause: error }, 'the dialler has paused itself');
      tell();
    }
  }

  async function dial(given: DialOrder): Promise<Shown> {
    const current = need();
    // The second of two keys, or of two desks.
    if (dialling || current.callId !== undefined) return state();
    if (current.lead === undefined) throw new Failure('listEmpty');
    const { lead } = current;
    if (!isMine(current)) return lost();
    dialling = true;
    timers.stop('countdown');
    current.dialsAt = undefined;
    try {
      await order.dial(current.campaignId, lead, given, (callId) => {
        closeFormer(current);
        current.callId = callId;
      });
      options.onCampaignsChanged([current.campaignId]);
    } catch (error) {
      if (error instanceof Failure && error.code === 'leadGone') {
        current.callId = undefined;
        return lost();
      }
      if (callOf(current)?.state === 'ended') look();
      else current.callId = undefined;
      tell();
      throw error;
    } finally {
      dialling = false;
    }
    if (work === current && current.callId !== undefined && callOf(current) === undefined)
      timers.start('ring', FIRST_FACT_MS, () => neverBegan(current));
    // A call that ended before the phone's answer came has been heard of already.
    look();
    tell();
    return state();
  }

  function neverBegan(given: Work): void {
    const { lead, callId } = given;
    if (work !== given || lead === undefined || callId === undefined || callOf(given)) return;
    leads.apply(lead.id, { kind: 'notDialled', at: now(), callId });
    given.callId = undefined;
    given.paused = true;
    tell();
  }

  async function lost(): Promise<never> {
    await advance();
    throw new Failure('leadGone');
  }

  /** The wrap-up of a failed attempt is an offer, which ends with the next call. */
  function closeFormer(given: Work): void {
    const callId = given.formerCallId;
    given.formerCallId = undefined;
    if (callId !== undefined && repositories.calls.get(callId)?.wrapUp === 'open') closeWrapUp(callId);
  }

  const closeWrapUp = (callId: string): void => options.closeWrapUp(callId);

  /** Goes on from how the prospect's call stands now. */
  function look(): void {
    const given = work;
    const call = callOf(given);
    if (given === undefined || call === undefined) return;
    if (call.state !== 'ended') {
      limits.ringing(given, call);
      return;
    }
    timers.stop('ring');
    if (call.answeredAt !== undefined && call.wrapUp === 'open') {
      limits.wrapUp(given, call);
      return;
    }
    timers.stop('wrapUp');
    given.callId = undefined;
    given.formerCallId = call.wrapUp === 'open' ? call.id : undefined;
    if (given.pausesNext) given.paused = true;
    given.pausesNext = false;
    void advance().catch(failed);
  }

  function leave(): void {
    const given = work;
    turn += 1;
    work = undefined;
    timers.stopAll();
    if (given === undefined) return;
    // A call under way goes on as any other, and keeps its prospect until it is over.
    if (given.callId === undefined) giveBack(given);
    closeFormer(given);
    tell();
  }

  return {
    state,
    async join(campaignId: string): Promise<Shown> {
      if (campaigns.get(campaignId).state !== 'running') throw new Failure('listNotRunning');
      if (work?.campaignId === campaignId) return state();
      leave();
      work = newWork(campaignId);
      view.forget();
      await advance();
      return state();
    },
    leave(): Promise<Shown> {
      leave();
      return state();
    },
    async take(leadId: string): Promise<Shown> {
      const given = need();
      if (given.callId !== undefined || dialling) throw new Failure('alreadyTalking');
      if (given.lead?.id === leadId && isMine(given)) return state();
      const lead = order.take(given.campaignId, leadId);
      turn += 1;
      giveBack(given);
      timers.stop('look');
      offer(given, lead);
      return state();
    },
    dial,
    async skip(until: number | undefined): Promise<Shown> {
      const given = need();
      if (given.callId !== undefined || dialling) throw new Failure('alreadyTalking');
      const { lead, campaignId } = given;
      const rules = campaigns.pacing(campaignId)?.rules;
      if (lead !== undefined && rules !== undefined) {
        const at = now();
        const back = until ?? at + rules.retry.noAnswer.afterMinutes * 60_000;
        leads.apply(lead.id, { kind: 'skipped', at, token: lead.token, until: back });
        options.onCampaignsChanged([campaignId]);
      }
      await advance();
      return state();
    },
    async pause(paused: boolean): Promise<Shown> {
      const given = need();
      if (given.callId !== undefined || dialling) {
        given.pausesNext = paused;
        if (!paused) given.paused = false;
      } else if (paused) {
        given.paused = true;
        given.dialsAt = undefined;
        timers.stop('countdown');
        // Who pauses with nobody on the screen looks for nobody.
        if (given.lead === undefined) await advance();
      } else {
        given.paused = false;
        given.pausesNext = false;
        if (given.lead === undefined) await advance();
        else countDown(given);
      }
      tell();
      return state();
    },
    /** A call, of whoever it is, is other than before. */
    callChanged(call: CallView): void {
      const given = work;
      if (given === undefined) return;
      if (call.id === given.callId) {
        // Its end may come before the phone's answer to the order. Whoever came on offer now could not be dialled yet.
        if (!dialling) look();
        if (work?.callId === call.id) tell();
      } else if (given.callId === undefined && given.lead !== undefined && !dialling) {
        if (!isMine(given)) void advance().catch(failed);
        else if (isLineBusy() !== (given.dialsAt === undefined)) {
          countDown(given);
          tell();
        }
      }
    },
    isOffered: (leadId: string): boolean => work?.callId === undefined && work?.lead?.id === leadId,
    /** A list, a prospect or (without ids) a customer is other than before. */
    changed(campaignIds?: readonly string[]): void {
      const given = work;
      if (given === undefined || campaignIds?.includes(given.campaignId) === false) return;
      if (campaignIds !== undefined) {
        tell();
        timers.start('count', COUNT_AFTER_MS, () => {
          view.forget();
          tell();
        });
      }
      const list = campaigns.pacing(given.campaignId);
      if (list === undefined) {
        leave();
        return;
      }
      if (given.callId !== undefined || dialling) return;
      if (given.lead === undefined) {
        if (given.empty && campaignIds !== undefined) void advance().catch(failed);
      } else if (list.state !== 'running') {
        giveBack(given);
        void advance().catch(failed);
      } else if (!isMine(given)) void advance().catch(failed);
    },
    stop(): void {
      keeper.stop();
      turn += 1;
      work = undefined;
      timers.stopAll();
    },
  };
}

export type Dialer = ReturnType<typeof createDialer>;

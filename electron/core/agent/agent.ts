import type { Repositories } from '../../../db/repositories/index.ts';
import type { AgentState, ColleagueState, PbxProfile, Voicemail } from '../../../shared/contract/agent.ts';
import { Failure } from '../../../shared/contract/failure.ts';
import type { Incoming, Watch } from '../../../shared/contract/phone.ts';
import { type CodeValues, fillCode } from '../../../shared/domain/pbx/feature-code.ts';
import { presetProfile } from '../../../shared/domain/pbx/presets.ts';
import { createColleagues } from './colleagues.ts';
import type { Errands } from './errand.ts';
import { createStanding, type Standing } from './standing.ts';

/** A PBX tells of all colleagues at once after a registration: one word to the desks for all of them. */
const GATHER_MS = 50;
/** An import tells of its contacts again and again. */
const REFRESH_MS = 300;

export interface AgentOptions {
  readonly repositories: Repositories;
  readonly errands: Pick<Errands, 'run'>;
  readonly onChanged: (state: AgentState) => void;
  /** What the phone does by itself, or watches, is other than before. */
  readonly onPhoneConfig: () => void;
}

type Patch = { readonly [K in keyof Standing]?: Standing[K] | undefined };

/**
 * How this workstation stands towards the PBX and its colleagues. What is asked for is done by the phone itself and,
 * where the line's profile has a code for it, by the PBX; a code that fails leaves everything as it was.
 */
export function createAgent(options: AgentOptions) {
  const { repositories, errands } = options;
  const standing = createStanding(repositories);
  const line = () => repositories.accounts.active();
  const profile = (): PbxProfile => line()?.profile ?? presetProfile('none');
  const colleagues = createColleagues({ repositories, ownExtension: () => line()?.login });
  let voicemail: Voicemail | undefined;
  let changing = false;
  let gather: NodeJS.Timeout | undefined;
  let refresh: NodeJS.Timeout | undefined;

  function state(): AgentState {
    const { codes, pauseReasons } = profile();
    const { doNotDisturb, forwardTo, inQueues, pausedFor } = standing.get();
    return {
      doNotDisturb,
      ...(forwardTo === undefined ? {} : { forwardTo }),
      ...(inQueues === undefined ? {} : { inQueues }),
      ...(pausedFor === undefined ? {} : { pausedFor }),
      ...(voicemail ? { voicemail } : {}),
      colleagues: colleagues.list(),
      can: {
        queues: codes.queueLogIn !== '' && codes.queueLogOut !== '',
        pause: codes.pause !== '' && codes.resume !== '',
        voicemail: codes.voicemail !== '',
        pickUp: codes.pickUp !== '',
        echoTest: codes.echoTest !== '',
      },
      pauseReasons,
    };
  }

  function tell(): AgentState {
    clearTimeout(gather);
    gather = undefined;
    const now = state();
    options.onChanged(now);
    return now;
  }

  function tellSoon(): void {
    gather ??= setTimeout(tell, GATHER_MS);
  }

  /** @throws Failure `featureMissing` when the line has no such code, `invalidNumber` when a value cannot be dialled */
  function codeFor(name: keyof PbxProfile['codes'], values: CodeValues = {}): string {
    const code = profile().codes[name];
    if (code === '') throw new Failure('featureMissing');
    const filled = fillCode(code, values);
    if (filled === undefined) {
      const number = values.number ?? values.extension ?? values.reason ?? '';
      throw new Failure('invalidNumber', { number: number.slice(0, 60) });
    }
    return filled;
  }

  /** First the PBX, then our own word: nothing is shown that is not so. One change at a time. */
  async function change(code: string | undefined, patch: Patch): Promise<AgentState> {
    if (changing) throw new Failure('featureBusy');
    changing = true;
    try {
      if (code !== undefined) await errands.run(code);
      standing.change(patch);
    } finally {
      changing = false;
    }
    options.onPhoneConfig();
    return tell();
  }

  /** The code of something that the phone does as well: without one it does it alone. */
  const optional = (name: keyof PbxProfile['codes'], values: CodeValues = {}): string | undefined =>
    profile().codes[name] === '' ? undefined : codeFor(name, values);

  return {
    state,
    codeFor,
    /** What is dialled to hear the messages; empty: nothing is. */
    mailbox: (): string => profile().codes.voicemail,
    setDoNotDisturb(on: boolean): AgentState | Promise<AgentState> {
      if (on === standing.get().doNotDisturb) return state();
      return change(optional(on ? 'doNotDisturbOn' : 'doNotDisturbOff'), { doNotDisturb: on });
    },
    /** @param to as it goes on the line */
    setForward(to: string | undefined): AgentState | Promise<AgentState> {
      if (to === standing.get().forwardTo) return state();
      const code = to === undefined ? optional('forwardOff') : optional('forwardOn', { number: to });
      return change(code, { forwardTo: to });
    },
    setQueues(inQueues: boolean): AgentState | Promise<AgentState> {
      if (inQueues === standing.get().inQueues) return state();
      return change(codeFor(inQueues ? 'queueLogIn' : 'queueLogOut'), { inQueues });
    },
    setPause(label: string | undefined): AgentState | Promise<AgentState> {
      const { pausedFor } = standing.get();
      if (label === pausedFor) return state();
      const { codes, pauseReasons } = profile();
      if (label === undefined) return change(codeFor('resume', { reason: '' }), { pausedFor: undefined });
      const reason = pauseReasons.find((known) => known.label === label)?.code ?? '';
      const code = codeFor('pause', { reason });
      // Where the same code goes in and out, dialling it for another reason would end the pause.
      const isSwitch = pausedFor !== undefined && codes.pause === codes.resume;
      return change(isSwitch ? undefined : code, { pausedFor: label });
    },
    /** What the phone is to do with a new call. Who has named somebody else to answer is not disturbed either. */
    incoming(): Incoming {
      const { doNotDisturb, forwardTo } = standing.get();
      if (forwardTo !== undefined) return { mode: 'forward', to: forwardTo };
      return doNotDisturb ? { mode: 'busy' } : { mode: 'ring' };
    },
    watch: (): Watch => ({
      mailbox: line() !== undefined && (profile().preset !== 'none' || profile().codes.voicemail !== ''),
      extensions: line() === undefined ? [] : colleagues.extensions(),
    }),
    heardVoicemail(waiting: Voicemail): void {
      voicemail = waiting;
      tellSoon();
    },
    heardColleague(heard: ColleagueState): void {
      colleagues.set(heard);
      tellSoon();
    },
    /** Another line, another profile, or no phone: what was said of the mailbox and of colleagues is worth nothing. */
    lineChanged(): void {
      voicemail = undefined;
      colleagues.forget();
      colleagues.refresh();
      tellSoon();
    },
    contactsChanged(): void {
      refresh ??= setTimeout(() => {
        refresh = undefined;
        if (!colleagues.refresh()) return;
        options.onPhoneConfig();
        tell();
      }, REFRESH_MS);
    },
    stop(): void {
      clearTimeout(gather);
      clearTimeout(refresh);
    },
  };
}

export type Agent = ReturnType<typeof createAgent>;

import { randomUUID } from 'node:crypto';
import type { ClipId, Language, Persona } from '../../../shared/domain/training/persona.ts';
import { personaById, TRAINING_PERSONAS } from '../../../shared/domain/training/personas.ts';
import type { ActiveCall } from './call-leg.ts';
import { type CallDetail, openCallDetails } from './cdr.ts';
import { type ClipLibrary, openClips } from './clips.ts';
import { type Clock, systemClock } from './clock.ts';
import { extraHeaders } from './inbound-call.ts';
import { Listeners } from './listeners.ts';
import type { TrainingLog } from './log.ts';
import { createMetronome } from './media/metronome.ts';
import type { RegistrationChange } from './registrar.ts';
import { type Shift, type ShiftOptions, startShift } from './shift-runner.ts';
import { Switchboard } from './switchboard.ts';

export const TRAINING_DOMAIN = 'training.ringdesk.invalid';

export interface TrainingExchangeOptions {
  /** Address to listen on, for signalling and sound; 127.0.0.1 unless a test says otherwise. */
  readonly host?: string;
  /** 0 (default): any free port. */
  readonly port?: number;
  /** Password of every user without one of its own; random for each installation. */
  readonly password: string;
  /** Default: one user, 101. The first is `account`. */
  readonly users?: readonly { readonly login: string; readonly password?: string }[];
  /** Append-only JSON lines, one {@link CallDetail} for each finished call, fsynced. */
  readonly cdrFile: string;
  readonly language: Language;
  readonly log: TrainingLog;
  /** Folder `LANGUAGE/CLIP.ulaw` when the clips are not beside this source (bundled builds). */
  readonly clipsDir?: string;
  readonly clock?: Clock;
}

export interface RingOverrides {
  /** Login to ring; default: who registered last. */
  readonly to?: string;
  /** User part of the caller's address; any text. */
  readonly number?: string;
  readonly displayName?: string;
  readonly ringTimeoutMs?: number;
  readonly talkMs?: number;
  /** `operator`: the caller never hangs up by itself. */
  readonly hangUp?: 'caller' | 'operator';
  readonly clip?: ClipId;
  /** Further headers of the INVITE. */
  readonly headers?: Readonly<Record<string, string>>;
}

/** Why the exchange could not start a call. */
export class TrainingError extends Error {
  override readonly name = 'TrainingError';
  readonly code: 'notRegistered' | 'unknownPersona' | 'cannotCall' | 'stopped';

  constructor(code: TrainingError['code'], message: string) {
    super(message);
    this.code = code;
  }
}

export interface TrainingExchange {
  /** `ws://127.0.0.1:PORT/ws`, SIP over WebSocket (RFC 7118). */
  readonly wsUrl: string;
  readonly account: { readonly login: string; readonly password: string; readonly domain: string };
  /** Whether a workstation is registered now; with a login, whether that one is. */
  registered(login?: string): boolean;
  /** Told at every change; returns the unsubscriber. */
  onRegistered(listener: (change: RegistrationChange) => void): () => void;
  /**
   * Makes a persona call the operator; returns the Call-ID of the call, its name in the call-detail file.
   * @throws {TrainingError} notRegistered, unknownPersona, cannotCall (only answers), stopped
   * @throws {RangeError} when `headers` would replace one of the exchange's own.
   */
  ring(personaId: string, overrides?: RingOverrides): string;
  /**
   * A customer calls a colleague: the lamp of the extension blinks for 20 s, and `**extension` takes the call.
   * @throws {TrainingError} unknownPersona
   */
  ringColleague(extension: string, callerId: string): void;
  /** Personas call one after another; the same seed gives the same shift. */
  runShift(options: ShiftOptions): Shift;
  /** The other end hangs up (or gives up); false when there is no such call. */
  hangUp(callId: string): boolean;
  activeCalls(): readonly ActiveCall[];
  /** Told for each finished call, after its line is on disk; returns the unsubscriber. */
  onCdr(listener: (detail: CallDetail) => void): () => void;
  /** Language of names and speech of the calls from now on. */
  setLanguage(language: Language): void;
  /** Ends all calls, writes their details, closes every connection. */
  stop(): Promise<void>;
}

const DEFAULT_HOST = '127.0.0.1';
const DEFAULT_USERS: NonNullable<TrainingExchangeOptions['users']> = [{ login: '101' }];

/**
 * Starts the training line: a small telephone exchange with callers of its own.
 * @throws the error of `listen` (EADDRINUSE when the port is taken) or of opening the call-detail file.
 */
export async function createTrainingExchange(options: TrainingExchangeOptions): Promise<TrainingExchange> {
  const { log, clock = systemClock, host = DEFAULT_HOST, users = DEFAULT_USERS } = options;
  const passwords = new Map(users.map((user) => [user.login, user.password ?? options.password]));
  const [login = '101'] = passwords.keys();
  const registrations = new Listeners<RegistrationChange>(log);
  const details = new Listeners<CallDetail>(log);
  const clips: ClipLibrary = openClips(options.clipsDir);
  let language = options.language;
  let stopped = false;

  const cdr = await openCallDetails(options.cdrFile);
  const shifts = new Set<Shift>();
  const switchboard = await Switchboard.open({
    clock,
    log,
    clips,
    passwords,
    host,
    port: options.port ?? 0,
    domain: TRAINING_DOMAIN,
    metronome: createMetronome(),
    language: () => language,
    onRegistration: (change) => registrations.tell(change),
    onEnded: (detail) => {
      cdr.append(detail).then(
        () => details.tell(detail),
        (error: unknown) =>
          log.error(
            { callId: detail.callId, error: String(error) },
            'training exchange: call detail not written',
          ),
      );
    },
  }).catch(async (error: unknown) => {
    await cdr.close();
    throw error;
  });

  const ring = (personaId: string, overrides: RingOverrides = {}): string => {
    if (stopped) throw new TrainingError('stopped', 'the training line is stopped');
    const persona = personaById(personaId);
    if (persona === undefined) throw new TrainingError('unknownPersona', `no persona ${personaId}`);
    const binding = switchboard.reachable(overrides.to);
    if (binding === undefined) throw new TrainingError('notRegistered', 'no workstation is registered');
    const callId = `${randomUUID()}@${TRAINING_DOMAIN}`;
    switchboard.ring(binding, ringPlan(callId, persona, overrides, language));
    return callId;
  };

  const ringColleague = (extension: string, callerId: string): void => {
    const caller = personaById(callerId);
    if (caller === undefined) throw new TrainingError('unknownPersona', `no persona ${callerId}`);
    switchboard.ringColleague(extension, caller);
  };

  return {
    wsUrl: `ws://${host.includes(':') ? `[${host}]` : host}:${switchboard.port}/ws`,
    account: { login, password: passwords.get(login) ?? options.password, domain: TRAINING_DOMAIN },
    registered: (who) => switchboard.reachable(who) !== undefined,
    onRegistered: (listener) => registrations.add(listener),
    ring,
    ringColleague,
    runShift: (shiftOptions) => {
      const shift = startShift(shiftOptions, {
        clock,
        log,
        ring,
        ringColleague,
        talking: () => switchboard.talking(),
      });
      shifts.add(shift);
      void shift.done.then(() => shifts.delete(shift));
      return shift;
    },
    hangUp: (callId) => switchboard.hangUp(callId),
    activeCalls: () => switchboard.activeCalls(),
    onCdr: (listener) => details.add(listener),
    setLanguage: (next) => {
      language = next;
    },
    stop: async () => {
      if (stopped) return;
      stopped = true;
      for (const shift of shifts) shift.stop();
      await switchboard.stop();
      await cdr.close();
    },
  };
}

function ringPlan(callId: string, persona: Persona, overrides: RingOverrides, language: Language) {
  const { calls } = persona;
  if (calls === undefined) throw new TrainingError('cannotCall', `${persona.id} only answers`);
  return {
    callId,
    persona,
    number: overrides.number ?? persona.number,
    displayName: overrides.displayName ?? persona.displayName[language],
    ringTimeoutMs: overrides.ringTimeoutMs ?? calls.ringTimeoutMs,
    talkMs: overrides.hangUp === 'operator' ? undefined : (overrides.talkMs ?? calls.talkMs),
    headers: extraHeaders(overrides.headers ?? {}),
    ...(overrides.clip === undefined ? {} : { clip: overrides.clip }),
  };
}

/** Personas that can call the operator. */
export const callingPersonas = (): readonly Persona[] =>
  TRAINING_PERSONAS.filter((persona) => persona.calls !== undefined);

import { randomBytes } from 'node:crypto';
import { join } from 'node:path';
import { v7 as uuid } from 'uuid';
import type { Repositories } from '../../../db/repositories/index.ts';
import { DONE, type Language } from '../../../shared/contract/common.ts';
import type { Handlers } from '../../../shared/contract/define.ts';
import { Failure } from '../../../shared/contract/failure.ts';
import type { TrainingState, trainingRequests } from '../../../shared/contract/training.ts';
import { presetProfile } from '../../../shared/domain/pbx/presets.ts';
import { personaById, TRAINING_LINE, TRAINING_PERSONAS } from '../../../shared/domain/training/personas.ts';
import type { Context } from '../host/dispatch.ts';
import type { Log } from '../host/log.ts';
import type { Accounts } from '../pbx/accounts.ts';
import type { Vault } from '../pbx/vault.ts';
import type { TrainingExchange } from './exchange.ts';

const KEY = 'training';
const LOGIN = '101';

export interface TrainingOptions {
  readonly dataDir: string;
  readonly clipsDir?: string;
  readonly repositories: Repositories;
  readonly vault: Vault;
  readonly accounts: () => Accounts;
  readonly language: () => Language;
  readonly onChanged: (state: TrainingState) => void;
  readonly log: Log;
}

/** By then the core has told that it is ready, and no page has come yet. */
const RESUME_AFTER_MS = 50;

/** The training line as a part of this workstation: an exchange on a loopback port, and an account that uses it. */
export function createTraining(options: TrainingOptions) {
  const { repositories, log } = options;
  let exchange: TrainingExchange | undefined;
  let starting: Promise<void> | undefined;
  let later: NodeJS.Timeout | undefined;
  let shift: { stop(): void; done: number; of: number } | undefined;

  function state(): TrainingState {
    const language = options.language();
    return {
      on: exchange !== undefined,
      ready: exchange?.registered() ?? false,
      personas: TRAINING_PERSONAS.map((persona) => ({
        id: persona.id,
        name: persona.title[language],
        ...(persona.contact?.organisationName
          ? { organisation: persona.contact.organisationName[language] }
          : {}),
        number: persona.number,
        direction: persona.calls ? ('inbound' as const) : ('outbound' as const),
        behaviour: persona.calls?.kind ?? persona.dialled.kind,
      })),
      shift: { running: shift !== undefined, done: shift?.done ?? 0, of: shift?.of ?? 0 },
    };
  }

  const tell = () => options.onChanged(state());

  /** The account of the line: made once, its address renewed at each start because the port is a free one. */
  async function saveAccount(running: TrainingExchange, password: string): Promise<void> {
    const before = repositories.accounts.list().find(({ training }) => training);
    const secretRef = await options.vault.put(password, before?.secretRef);
    repositories.accounts.save({
      ...(before ?? {
        id: uuid(),
        engine: 'jssip' as const,
        displayName: '',
        stun: '',
        turn: '',
        turnLogin: '',
        backupServer: '',
        dtmf: 'rfc4733' as const,
        iceTimeoutMs: 1_000,
        profile: presetProfile('asterisk'),
      }),
      label: TRAINING_LINE[options.language()],
      server: running.wsUrl,
      login: running.account.login,
      domain: running.account.domain,
      secretRef,
      turnSecretRef: null,
      active: before?.active ?? false,
      training: true,
    });
  }

  function start(): Promise<void> {
    starting ??= begin().catch((error: unknown) => {
      starting = undefined;
      throw error;
    });
    return starting;
  }

  async function begin(): Promise<void> {
    // Its WebRTC is half of the core's code, and most profiles have no training line.
    const { createTrainingExchange } = await import('./exchange.ts');
    const password = randomBytes(18).toString('base64url');
    const running = await createTrainingExchange({
      password,
      users: [{ login: LOGIN }],
      cdrFile: join(options.dataDir, 'training-cdr.jsonl'),
      language: options.language(),
      log: log.child({ part: 'training' }),
      ...(options.clipsDir ? { clipsDir: options.clipsDir } : {}),
    });
    exchange = running;
    running.onRegistered(tell);
    running.onCdr(() => {
      if (shift) shift.done += 1;
      if (shift && shift.done >= shift.of) shift = undefined;
      tell();
    });
    await saveAccount(running, password);
  }

  async function stop(): Promise<void> {
    clearTimeout(later);
    await starting?.catch(() => {});
    starting = undefined;
    shift?.stop();
    shift = undefined;
    const running = exchange;
    exchange = undefined;
    await running?.stop();
  }

  async function turn(on: boolean): Promise<void> {
    repositories.settings.set(KEY, { on });
    if (on) {
      await start();
      const account = repositories.accounts.list().find(({ training }) => training);
      if (account) repositories.accounts.use(account.id);
    } else {
      const account = repositories.accounts.list().find(({ training }) => training);
      await stop();
      if (account?.active) repositories.accounts.use(null);
    }
    options.accounts().changed();
    tell();
  }

  function running(): TrainingExchange {
    if (!exchange) throw new Failure('trainingOff');
    if (!exchange.registered()) throw new Failure('trainingNotReady');
    return exchange;
  }

  const handlers: Handlers<typeof trainingRequests, Context> = {
    'training.state': state,
    'training.switch': async ({ on }) => {
      await turn(on);
      return DONE;
    },
    'training.ring': ({ personaId }) => {
      if (!personaById(personaId)) throw new Failure('notFound');
      running().ring(personaId);
      return DONE;
    },
    'training.startShift': ({ paceSeconds, count }) => {
      shift?.stop();
      const started = running().runShift({ paceSeconds, count, seed: Date.now() });
      shift = { stop: () => started.stop(), done: 0, of: count };
      tell();
      return DONE;
    },
    'training.stopShift': () => {
      shift?.stop();
      shift = undefined;
      tell();
      return DONE;
    },
  };

  return {
    handlers,
    turn,
    stop,
    setLanguage: (language: Language) => {
      exchange?.setLanguage(language);
      const account = repositories.accounts.list().find(({ training }) => training);
      if (account) {
        repositories.accounts.save({ ...account, label: TRAINING_LINE[language] });
        options.accounts().changed();
      }
      tell();
    },
    /** As it was left: on or off. Nobody waits for it: the telephone finds the line when it is there. */
    resume: (): void => {
      const stored = repositories.settings.get(KEY);
      const on = typeof stored === 'object' && stored !== null && 'on' in stored && stored.on === true;
      if (!on) return;
      const there = () => {
        options.accounts().changed();
        tell();
      };
      // The exchange is a large program of its own: the core answers first.
      later = setTimeout(() => {
        start().then(there, (error: unknown) => log.error({ err: error }, 'the training line did not start'));
      }, RESUME_AFTER_MS);
    },
  };
}

export type Training = ReturnType<typeof createTraining>;

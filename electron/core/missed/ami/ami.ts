import { setImmediate as turn } from 'node:timers/promises';
import { z } from 'zod';
import type { Db } from '../../../../db/open.ts';
import type { Repositories } from '../../../../db/repositories/index.ts';
import { DONE } from '../../../../shared/contract/common.ts';
import type { Handlers } from '../../../../shared/contract/define.ts';
import type {
  MissedPbxSetting,
  missedPbxRequests,
  PbxTrouble,
} from '../../../../shared/contract/missed-pbx.ts';
import type { Context } from '../../host/dispatch.ts';
import type { Log } from '../../host/log.ts';
import type { Vault } from '../../pbx/vault.ts';
import type { MissedQueue } from '../queue.ts';
import { keepAmi, type LinkState } from './keep.ts';
import type { AmiMessage } from './lines.ts';
import { AmiError, type AmiLink, openAmi } from './link.ts';
import { createLivePbxCalls } from './live-calls.ts';
import type { PbxOutcome } from './outcome.ts';
import { endsOf, type PastFiles, type PastRead, readPast, troubleOfFile } from './past.ts';

const KEY = 'missedPbx';
const READ_KEY = 'missedPbxRead';
const DEFAULT_PORT = 5_038;

const Kept = z.object({
  on: z.boolean(),
  host: z.string(),
  port: z.number().int(),
  user: z.string(),
  incoming: z.string(),
  queueLog: z.string(),
  cdr: z.string(),
  secretRef: z.string().nullable(),
  /** When it was switched on: calls before it are nobody's work. */
  since: z.number(),
});
const NOTHING: z.infer<typeof Kept> = {
  on: false,
  host: '',
  port: DEFAULT_PORT,
  user: '',
  incoming: '',
  queueLog: '',
  cdr: '',
  secretRef: null,
  since: 0,
};
const OneRead = z.object({ path: z.string(), offset: z.number(), mark: z.string() });
const KeptRead = z.object({ queueLog: OneRead.optional(), cdr: OneRead.optional() });

/** Also while the manager interface is heard: a flood, or a connection that broke, has kept some calls from us. */
const READ_MS = 60_000;
/** Our own log writes a talk within a moment, and knows more of it: it goes first. */
const TALK_WAIT_MS = 5_000;
/** One write that waits for the disk; between two of them the calls have their turn. */
const AT_ONCE = 50;

/** Whoever else wants to hear what the one connection brings. */
export interface AmiWatcher {
  opened(link: Pick<AmiLink, 'ask'>): void;
  event(event: AmiMessage): void;
  /** Nothing is heard any more. `expected`: somebody wants it so. */
  gone(expected: boolean): void;
}

export interface AmiSource {
  readonly handlers: Handlers<typeof missedPbxRequests, Context>;
  start(): Promise<void>;
  stop(): Promise<void>;
}

/**
 * What an Asterisk says of calls: by its manager interface while we listen, and from its queue log and CDR what happened
 * while nobody did. Off until somebody wants it.
 */
export function createAmiSource(options: {
  readonly db: Pick<Db, 'transaction'>;
  readonly store: Repositories['settings'];
  readonly vault: Vault;
  readonly queue: Pick<MissedQueue, 'pbxMissed' | 'pbxReached'>;
  readonly watcher: AmiWatcher;
  readonly now: () => number;
  readonly onChanged: () => void;
  readonly log: Log;
}): AmiSource {
  const { db, store, vault, queue, watcher, now, log } = options;
  let link: LinkState | undefined;
  let kept: { stop(): void } | undefined;
  let readAt: number | undefined;
  let fileTrouble: PbxTrouble | undefined;
  let reading: Promise<void> | undefined;
  let readAgain: NodeJS.Timeout | undefined;
  const talks = new Map<NodeJS.Timeout, PbxOutcome>();
  let running = 0;

  const setting = () => Kept.catch(NOTHING).parse(store.get(KEY));
  const filesOf = ({
    queueLog,
    cdr,
    incoming,
  }: Pick<MissedPbxSetting, 'queueLog' | 'cdr' | 'incoming'>): PastFiles => ({
    queueLog,
    cdr,
    incoming: contextsOf(incoming),
  });
  const readBefore = (): PastRead => {
    const { queueLog, cdr } = KeptRead.catch({}).parse(store.get(READ_KEY));
    return { ...(queueLog ? { queueLog } : {}), ...(cdr ? { cdr } : {}) };
  };

  function tell(outcome: PbxOutcome): void {
    if (outcome.kind === 'missed') queue.pbxMissed(outcome.caller, outcome.report);
    else queue.pbxReached(outcome.caller, outcome.at);
  }

  function tellCarefully(outcome: PbxOutcome): void {
    try {
      tell(outcome);
    } catch (error) {
      // A full disk: the files tell of it again.
      log.error({ err: error }, 'a call of the PBX was not kept');
    }
  }

  function heard(outcome: PbxOutcome): void {
    if (outcome.kind === 'missed') {
      tellCarefully(outcome);
      return;
    }
    const timer = setTimeout(() => {
      talks.delete(timer);
      tellCarefully(outcome);
    }, TALK_WAIT_MS);
    timer.unref();
    talks.set(timer, outcome);
  }

  async function catchUp(run: number): Promise<void> {
    const { since, ...given } = setting();
    const before = readBefore();
    const past = await readPast(filesOf(given), before, since);
    // Missed ones first: a talk closes what it finds open.
    const outcomes = [...past.missed, ...past.talks];
    for (let n = 0; n < outcomes.length && run === running; n += AT_ONCE) {
      db.transaction(() => {
        for (const outcome of outcomes.slice(n, n + AT_ONCE)) tell(outcome);
      });
      await turn();
    }
    if (run !== running) return;
    if (JSON.stringify(past.read) !== JSON.stringify(before)) store.set(READ_KEY, past.read);
    readAt = now();
    if (fileTrouble === past.trouble) return;
    fileTrouble = past.trouble;
    if (fileTrouble) log.warn({ trouble: fileTrouble }, 'a file of past calls cannot be read');
    options.onChanged();
  }

  /** One at a time; asked meanwhile, once more after it. */
  function read(): void {
    clearTimeout(readAgain);
    const run = running;
    reading = (reading ?? Promise.resolve())
      .then(() => (run === running ? catchUp(run) : undefined))
      .catch((error: unknown) => log.error({ err: error }, 'past calls of the PBX were not kept'));
    readAgain = setTimeout(read, READ_MS);
    readAgain.unref();
  }

  async function begin(): Promise<void> {
    const { on, host, port, user, secretRef, incoming, queueLog, cdr } = setting();
    if (!on) return;
    if (queueLog !== '' || cdr !== '') read();
    if (host === '') return;
    let secret = '';
    try {
      secret = await vault.get(secretRef);
    } catch (error) {
      log.warn({ err: error }, 'the secret of the manager interface cannot be read');
    }
    if (secret === '') {
      link = { link: 'waiting', trouble: 'noSecret' };
      return options.onChanged();
    }
    const calls = createLivePbxCalls({ incoming: contextsOf(incoming), now });
    kept = keepAmi(
      { host, port, user, secret },
      {
        opened: (opened) => watcher.opened(opened),
        event(event) {
          watcher.event(event);
          const outcome = calls.take(event);
          if (outcome) heard(outcome);
        },
        state(state) {
          link = state;
          // What happened until now is in the files.
          if (state.link === 'connected' && readAgain) read();
          if (state.link === 'waiting') {
            calls.clear();
            watcher.gone(false);
            log.warn({ trouble: state.trouble }, 'the manager interface of the PBX is not there');
          }
          options.onChanged();
        },
      },
    );
  }

  async function end(): Promise<void> {
    running += 1;
    kept?.stop();
    kept = undefined;
    watcher.gone(true);
    link = undefined;
    fileTrouble = undefined;
    clearTimeout(readAgain);
    readAgain = undefined;
    for (const [timer, outcome] of talks) {
      clearTimeout(timer);
      tellCarefully(outcome);
    }
    talks.clear();
    await reading;
    reading = undefined;
  }

  async function set({
    secret,
    ...wanted
  }: MissedPbxSetting & { secret?: string | undefined }): Promise<void> {
    const before = setting();
    await end();
    const secretRef = await vault.put(secret, before.secretRef);
    const isNew = wanted.on && !before.on;
    store.set(KEY, { ...wanted, secretRef, since: isNew ? now() : before.since });
    if (wanted.on) store.set(READ_KEY, await endsOf(filesOf(wanted), isNew ? {} : readBefore()));
    await begin();
  }

  async function check({ secret, ...wanted }: MissedPbxSetting & { secret?: string | undefined }) {
    const parts = [
      ['ami', wanted.host, () => troubleOfAmi(wanted, secret)],
      ['queueLog', wanted.queueLog, () => troubleOfFile('queueLog', wanted.queueLog)],
      ['cdr', wanted.cdr, () => troubleOfFile('cdr', wanted.cdr)],
    ] as const;
    return await Promise.all(
      parts.flatMap(([part, given, look]) =>
        given === '' ? [] : [look().then((trouble) => ({ part, ...(trouble ? { trouble } : {}) }))],
      ),
    );
  }

  async function troubleOfAmi(wanted: MissedPbxSetting, typed?: string): Promise<PbxTrouble | undefined> {
    const secret = typed ?? (await vault.get(setting().secretRef).catch(() => ''));
    if (secret === '') return 'noSecret';
    try {
      const tried = await openAmi({ ...wanted, secret }, { event: () => {}, closed: () => {} });
      tried.close();
      return undefined;
    } catch (error) {
      return error instanceof AmiError ? error.trouble : 'unreachable';
    }
  }

  return {
    handlers: {
      'missedPbx.state': () => {
        const { secretRef, since: _since, ...given } = setting();
        return {
          ...given,
          hasSecret: secretRef !== null,
          ...(link ?? { link: 'off' as const }),
          ...(readAt === undefined ? {} : { readAt }),
          ...(fileTrouble === undefined ? {} : { fileTrouble }),
        };
      },
      'missedPbx.set': async (wanted) => {
        await set(trimmed(wanted));
        return DONE;
      },
      'missedPbx.check': (wanted) => check(trimmed(wanted)),
    },
    start: begin,
    stop: end,
  };
}

const contextsOf = (text: string): string[] =>
  text
    .split(',')
    .map((context) => context.trim())
    .filter((context) => context !== '');

const trimmed = <T extends MissedPbxSetting>(wanted: T): T => ({
  ...wanted,
  host: wanted.host.trim(),
  user: wanted.user.trim(),
  queueLog: wanted.queueLog.trim(),
  cdr: wanted.cdr.trim(),
});

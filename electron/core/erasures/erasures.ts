import { setImmediate } from 'node:timers/promises';
import { z } from 'zod';
import type { Db } from '../../../db/open.ts';
import type { Erasure, FoundTraces } from '../../../db/repositories/erasures/erasures.ts';
import { type ErasureScope, isAnythingLeft } from '../../../db/repositories/erasures/scope.ts';
import type { Repositories } from '../../../db/repositories/index.ts';
import type { LiveCall } from '../../../shared/contract/calls.ts';
import type { Handlers } from '../../../shared/contract/define.ts';
import type { ErasureCertificate, ErasureLook, erasureRequests } from '../../../shared/contract/erasures.ts';
import { Failure } from '../../../shared/contract/failure.ts';
import type { ErasureCause, WhatStays } from '../../../shared/domain/erasure/erasure.ts';
import { fold } from '../../../shared/domain/text/fold.ts';
import type { Context } from '../host/dispatch.ts';
import type { Log } from '../host/log.ts';
import { type CleanerOptions, createCleaner, tracesIn } from './clean.ts';
import { createErasedFiles } from './files.ts';
import { addKept, readKept } from './kept-list.ts';

const PENDING_KEY = 'erasures.pending';
const Pending = z
  .array(
    z.object({
      erasure: z.string(),
      contactId: z.string(),
      keepFromCalls: z.boolean(),
      recordings: z.array(z.object({ id: z.string(), startedAt: z.number() })),
      /** SHA-256 of their bytes. */
      documents: z.array(z.string()).default([]),
    }),
  )
  .catch([]);
type Pending = z.infer<typeof Pending>;

const LOOK_EVERY_MS = 60_000;

export interface ErasuresOptions extends CleanerOptions {
  readonly db: Db;
  readonly repositories: Repositories;
  readonly dataDir: string;
  readonly now: () => number;
  /** Calls of now, those that wait to be written up included. */
  readonly live: () => readonly LiveCall[];
  /** Whether backups have the person, and until when the last of them goes by the rule. */
  readonly backups: () => Pick<WhatStays, 'backups' | 'backupsUntil'>;
  /** Writes what of the audit still waits. */
  readonly flushAudit: () => void;
  readonly onErased: (contactId: string, recordingIds: string[]) => void;
  readonly onChanged: (certificate: ErasureCertificate) => void;
  readonly log: Log;
}

/**
 * Forgets a person for good: one transaction for all that the base says, with a note of the files; then the files; then what is left
 * in the free space of the base. Killed anywhere it has not begun, or the next start goes on by the note.
 */
export function createErasures(options: ErasuresOptions) {
  const { db, dataDir, repositories, now, log } = options;
  const { erasures, settings } = repositories;
  const files = createErasedFiles(dataDir, db.file, repositories.goods.documents);
  const cleaner = createCleaner(options);
  /** Of the erasures since the start: what to look for in the files. */
  const traces = new Map<string, Buffer[]>();
  let timer: NodeJS.Timeout | undefined;
  let turn: Promise<unknown> = Promise.resolve();
  let stopped = false;

  function inTurn<T>(work: () => Promise<T>): Promise<T> {
    const mine = turn.then(work);
    turn = mine.catch(() => undefined);
    return mine;
  }

  const pending = (): Pending => Pending.parse(settings.get(PENDING_KEY) ?? []);

  function certificate(erasure: Erasure): ErasureCertificate {
    const { actorId, cleanedAt, mentioned, ...rest } = erasure;
    return {
      ...rest,
      by: repositories.users.get(actorId)?.name ?? '',
      ...(cleanedAt === null ? {} : { cleanedAt }),
      ...(mentioned ? { mentioned } : {}),
    };
  }

  function needScope(contactId: string): ErasureScope {
    if (erasures.kind(contactId) === 'organisation') throw new Failure('notAllowed');
    const scope = erasures.scope(contactId);
    if (!scope?.known) throw new Failure('notFound', { id: contactId });
    return scope;
  }

  function refusal({ contactId, numbers, calls }: ErasureScope): ErasureLook['refused'] {
    if (repositories.retention.held().has(contactId)) return 'erasureHeld';
    const own = new Set(numbers.map((e164) => `+${e164}`));
    const his = new Set(calls);
    const onLine = options.live().some(({ call }) => {
      const { reading, matches } = call.identity;
      const named = call.contactId === contactId || matches.some((match) => match.contactId === contactId);
      return named || (reading.kind === 'e164' && own.has(reading.e164));
    });
    const writtenUp = repositories.calls.openWrapUps().some(({ call }) => his.has(call.id));
    const recorded = repositories.recordings.unfinished().some(({ callId }) => his.has(callId));
    if (onLine || writtenUp || recorded) return 'erasureOpenCall';
    return erasures.importGoesOn() ? 'erasureImport' : undefined;
  }

  const besideCounts = () => ({ importFiles: files.importFiles(), oldBases: files.oldBases() });
  const besideStays = () => ({ ...options.backups(), setAside: files.setAside() });

  /** Him and the cards that were merged into his: each of them still says who he was. */
  async function apply(
    contactId: string,
    cause: ErasureCause,
    keepFromCalls: boolean,
  ): Promise<Erasure | undefined> {
    const found = new Map<string, FoundTraces>();
    for (const id of [contactId, ...repositories.merges.under(contactId)]) {
      options.flushAudit();
      const before = erasures.scope(id);
      if (before === undefined || !isAnythingLeft(before)) continue;
      found.set(id, await erasures.findTraces(before, () => setImmediate()));
    }
    if (found.size === 0) return undefined;
    options.flushAudit();
    cleaner.begin();
    const done = db.transaction(() => {
      if (cause !== 'restored')
        for (const id of found.keys()) {
          const scope = cause === 'asked' && id === contactId ? needScope(id) : erasures.scope(id);
          const refused = scope && refusal(scope);
          if (refused !== undefined) throw new Failure(refused);
        }
      return [...found].flatMap(([id, traces]) => eraseOne(id, cause, keepFromCalls, traces) ?? []);
    });
    for (const { erasure, scope, looked } of done) {
      traces.set(erasure.id, looked);
      options.onErased(
        erasure.contactId,
        scope.recordings.map((recording) => recording.id),
      );
    }
    return done[0]?.erasure;
  }

  function eraseOne(contactId: string, cause: ErasureCause, keepFromCalls: boolean, found: FoundTraces) {
    const made = erasures.erase({
      ...{ contactId, cause, keepFromCalls, traces: found },
      counts: besideCounts(),
      stays: besideStays(),
    });
    if (made === undefined) return undefined;
    const { erasure, scope } = made;
    const noted = {
      ...{ erasure: erasure.id, contactId, keepFromCalls, recordings: [...scope.recordings] },
      documents: scope.documents.map(({ sha256 }) => sha256).filter((sha256) => sha256 !== ''),
    };
    settings.set(PENDING_KEY, [...pending(), noted] satisfies Pending);
    return { ...made, looked: tracesIn(scope, erasures.hasNamesake(scope)) };
  }

  /** Files first: a recording says more than what is left in free pages. */
  async function removeFiles(): Promise<void> {
    const all = pending();
    addKept(
      dataDir,
      all.map(({ erasure: id, contactId, keepFromCalls }) => ({ id, contactId, keepFromCalls })),
    );
    for (const { recordings, documents } of all) await files.remove({ recordings, documents });
  }

  async function finish(): Promise<void> {
    if (pending().length === 0 || stopped) return;
    await removeFiles();
    const all = pending();
    const known = all.map(({ erasure }) => traces.get(erasure));
    const patterns = known.every((each) => each !== undefined) ? known.flat() : undefined;
    const cleaned = await cleaner.clean(patterns, () => stopped);
    if (cleaned === undefined) return;
    db.transaction(() => {
      for (const { erasure } of all) erasures.cleaned(erasure, now(), cleaned.mentioned);
      settings.remove(PENDING_KEY);
    });
    for (const { erasure } of all) {
      traces.delete(erasure);
      const made = erasures.get(erasure);
      if (made) options.onChanged(certificate(made));
    }
  }

  const goOn = () =>
    inTurn(finish).catch((error: unknown) =>
      log.error({ err: error }, 'what was erased is not yet out of all files; it is tried again'),
    );

  /** Of a base that came back from a backup: whom it has again is erased again. */
  async function again(): Promise<void> {
    const here = new Set(erasures.list().map(({ id }) => id));
    for (const { id, contactId, keepFromCalls } of readKept(dataDir)) {
      if (here.has(id) || stopped) continue;
      const made = await apply(contactId, 'restored', keepFromCalls);
      if (made) log.warn({ erasure: made.id }, 'a person came back with a backup and was erased again');
    }
  }

  const handlers: Handlers<typeof erasureRequests, Context> = {
    'erasures.look': async ({ contactId }) => {
      const scope = needScope(contactId);
      const found = await erasures.findTraces(scope, () => setImmediate());
      const refused = refusal(scope);
      return {
        name: scope.name,
        counts: { ...erasures.counts(scope, found), ...besideCounts() },
        stays: { ...erasures.stays(scope, true), ...besideStays() },
        ...(refused === undefined ? {} : { refused }),
      };
    },
    'erasures.erase': async ({ contactId, typed, keepFromCalls }) => {
      const made = await inTurn(async () => {
        if (fold(needScope(contactId).name) !== fold(typed)) throw new Failure('erasureNotConfirmed');
        const erasure = await apply(contactId, 'asked', keepFromCalls);
        await removeFiles();
        return erasure;
      });
      if (made === undefined) throw new Failure('notFound', { id: contactId });
      void goOn();
      return certificate(made);
    },
    'erasures.list': () => erasures.list().map(certificate),
  };

  return {
    handlers,
    /** A hold was lifted: what it kept of somebody who was erased goes as well. */
    released(contactId: string | undefined): void {
      const earlier = erasures.list().find((erasure) => erasure.contactId === contactId);
      if (contactId === undefined || earlier === undefined) return;
      inTurn(() => apply(contactId, 'released', earlier.stays.doNotCall > 0)).catch((error: unknown) =>
        log.error({ err: error }, 'what a hold kept could not be erased; the next start tries again'),
      );
      void goOn();
    },
    start(): void {
      if (pending().length > 0) cleaner.begin();
      inTurn(again).catch((error: unknown) => log.error({ err: error }, 'erasures could not be done again'));
      void goOn();
      timer = setInterval(() => {
        if (pending().length > 0 && !options.busy()) void goOn();
      }, LOOK_EVERY_MS);
      timer.unref();
    },
    /** Resolves when nothing is in hand. */
    idle: () => turn,
    async stop(): Promise<void> {
      stopped = true;
      clearInterval(timer);
      await turn;
    },
  };
}

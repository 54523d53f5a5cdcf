import { mkdirSync } from 'node:fs';
import { userInfo } from 'node:os';
import { join } from 'node:path';
import { v7 as uuid } from 'uuid';
import { ensureMe } from '../../../db/me.ts';
import { openDatabase } from '../../../db/open.ts';
import { createRepositories } from '../../../db/repositories/index.ts';
import type { Channel } from '../../../shared/channel/channel.ts';
import { Stage } from '../../../shared/contract/contacts.ts';
import type { Role } from '../../../shared/contract/define.ts';
import { silences } from '../../../shared/domain/call/silences.ts';
import { createAgent } from '../agent/agent.ts';
import { createErrands } from '../agent/errand.ts';
import { agentHandlers } from '../agent/handlers.ts';
import { createDialling } from '../calls/dialling.ts';
import { callHandlers } from '../calls/handlers.ts';
import { identify } from '../calls/identify.ts';
import { createLiveCalls } from '../calls/live-calls.ts';
import { createWrapUp } from '../calls/wrap-up.ts';
import { createCampaigns, type DialerLimits } from '../campaigns/campaigns.ts';
import { contactHandlers } from '../contacts/handlers.ts';
import { desktopHandlers } from '../desktop/handlers.ts';
import { createImports } from '../imports/imports.ts';
import { createMachineMessage } from '../machine-message/machine-message.ts';
import { createOutcomes } from '../outcomes/outcomes.ts';
import { createAccounts } from '../pbx/accounts.ts';
import { createSecrets } from '../pbx/secrets.ts';
import { createUnknownHost } from '../pbx/unknown-host.ts';
import { createVault } from '../pbx/vault.ts';
import { createPhoneConfiguration } from '../phone/configure.ts';
import { phoneHandlers } from '../phone/handlers.ts';
import { createPhoneLink } from '../phone/phone-link.ts';
import { createWarnings } from '../phone/warnings.ts';
import { createDiagnosis } from '../quality/diagnosis.ts';
import { createRecordingOfCalls } from '../recordings/of-calls.ts';
import { createRecordings } from '../recordings/recordings.ts';
import { createResults } from '../results/handlers.ts';
import { createSettings } from '../settings/settings.ts';
import { talkScriptHandlers } from '../talk-scripts/handlers.ts';
import { createTalkRuns } from '../talk-scripts/runs.ts';
import type { CalendarFeed } from '../tasks/calendar-feed.ts';
import { createPromises } from '../tasks/promises.ts';
import { fillWithSampleData } from '../training/sample-data.ts';
import { createTraining } from '../training/training.ts';
import { asFailure, type CoreHandlers, createDispatch } from './dispatch.ts';
import { createHub, type Hub } from './hub.ts';
import type { Log } from './log.ts';
import { createTroubles } from './troubles.ts';

export interface CoreOptions {
  readonly dataDir: string;
  readonly mode: 'desktop' | 'browser';
  readonly version: string;
  /** No training line and no sample data on a new profile. */
  readonly empty: boolean;
  readonly log: Log;
  /** 32 bytes from the system's keychain; absent: a key file in the profile. */
  readonly secretKey?: Uint8Array;
  readonly migrationsDir?: string;
  readonly clipsDir?: string;
  readonly now?: () => number;
  /** How long the PBX may take to answer a feature code, and to talk about it, ms. */
  readonly featureLimits?: { readonly answerMs: number; readonly talkMs: number };
  readonly dialerLimits?: DialerLimits;
}

/** A phone that re-attached has this long to bring the sound that it could not deliver. */
const LAST_CHUNKS_MS = 3_000;

/** The running core: give it channels, it does the rest. */
export interface Core {
  accept(channel: Channel, role: Role): void;
  /** For whoever serves pages: the calendar is answered at the same address. */
  readonly feed: Pick<CalendarFeed, 'answer' | 'servedAt'>;
  close(): Promise<void>;
}

/**
 * Composes the core: opens (and if need be migrates) the base, settles what a crash left behind, and wires the
 * domains to each other. Nothing else knows more than one domain.
 *
 * @throws Failure `databaseNewer`, `databaseDamaged`, `databaseMismatch`, `diskFull`, `diskReadOnly` when the profile cannot be used.
 */
export async function createCore(options: CoreOptions): Promise<Core> {
  const { dataDir, log } = options;
  const now = options.now ?? Date.now;
  mkdirSync(dataDir, { recursive: true, mode: 0o700 });
  const db = openDatabase({
    file: join(dataDir, 'ringdesk.db'),
    ...(options.migrationsDir ? { migrationsDir: options.migrationsDir } : {}),
  });
  const actorId = ensureMe(db, { newId: uuid, now, name: userInfo().username });
  // The firm's home is a setting, and settings are in the base: the repositories ask for it only when they need it.
  const home = () => settings.get();
  const repositories = createRepositories(db, { now, newId: uuid, actorId, home });
  const me = { id: actorId, name: repositories.users.get(actorId)?.name ?? '' };
  const firstRun = repositories.settings.get('firstRunDone') === undefined;

  // Satellites come only after everything below is wired; until then nobody listens.
  let hub: Hub | undefined;
  const tell: Hub['broadcast'] = (event, payload) => hub?.broadcast(event, payload);

  const troubles = createTroubles((problem) => tell('system.problem', problem));

  const settings = createSettings(repositories, (changed) => tell('settings.changed', changed));
  const secrets = createSecrets(dataDir, options.secretKey);
  const vault = createVault(secrets, repositories.settings);
  const onContactsChanged = (ids: string[]) => {
    tell('contacts.changed', { ids });
    agent.contactsChanged();
    promises.contactsChanged(ids);
    campaigns.contactsChanged();
    talkRuns.contactsChanged(ids);
  };
  const onTasksChanged = (ids: string[]) => promises.changed(ids);
  const onScriptsChanged = (ids: string[]) => tell('talkScripts.changed', { ids });
  /** Who is told when an undo changes a row of this table; of all others the customers are. */
  const undone: Readonly<Record<string, (ids: string[]) => void>> = {
    tasks: (ids) => promises.undone(ids),
    reminder_rules: () => promises.rulesChanged(),
    talk_scripts: onScriptsChanged,
  };

  const recordings = createRecordings({
    dir: join(dataDir, 'recordings'),
    repositories,
    log: log.child({ part: 'recordings' }),
    onChanged: (callId) => live.announce(callId),
    onTrouble: (failure) => troubles.set('recordingDisk', failure),
  });
  const recording = createRecordingOfCalls({
    repositories,
    recordings,
    live: () => live,
    phone: () => phone,
    settings: settings.get,
    troubles,
    log,
  });
  const live = createLiveCalls({
    repositories,
    log: log.child({ part: 'calls' }),
    now,
    identify: (remote, contactId) => identify(remote, repositories, settings.get(), contactId),
    card: (id) =>
      repositories.contacts.get(id)
        ? repositories.contacts.card(id, settings.get().mandatoryFields)
        : undefined,
    lastHeard: (callId) => recordings.lastHeard(callId),
    onChanged: (changed) => {
      tell('calls.changed', changed);
      campaigns.callChanged(changed.call);
      talkRuns.callChanged(changed.call);
    },
    onEffect(effect, callId) {
      if (effect === 'startRecording') recording.start(callId);
      // The phone ends its recording itself when the talk ends; if it is gone, `abandon` does it.
    },
    onEnded(callId) {
      warnings.callOver(callId);
      machineMessage.callOver(callId);
      diagnosis.settle(callId);
      talkRuns.callEnded(callId);
    },
  });
  const warnings = createWarnings((warning) => tell('phone.warning', warning));
  const phone = createPhoneLink({
    onState: (state) => tell('phone.changed', state),
    onAttached: ({ liveCallIds, recordingCallIds }) => {
      const talks = live.talks();
      live.reclaim(liveCallIds);
      interruptAllBut(liveCallIds);
      // An order to record that was on its way when we died never came, and the answer that causes it is not news twice.
      for (const callId of talks) {
        if (live.isLive(callId) && !recordingCallIds.includes(callId)) recording.start(callId);
      }
      recording.repairAfter(LAST_CHUNKS_MS);
      errands.giveUpOld(agent.mailbox());
    },
    onGone: () => {
      agent.lineChanged();
      onBase(() => interruptAllBut([]));
      recording.repairAfter(0);
    },
  });

  /** Something that must come into the base. A disk that does not take it is told, and the asker tries again. */
  function onBase(work: () => void): void {
    try {
      work();
      troubles.set('base', undefined);
    } catch (error) {
      const failure = asFailure(error);
      if (failure.code !== 'internal') troubles.set('base', failure);
      throw failure;
    }
  }

  /** Calls that no phone holds any more end as interrupted. */
  function interruptAllBut(held: readonly string[]): void {
    const lost = live.interruptAllBut(held);
    if (lost.length > 0) log.warn({ lost }, 'calls were interrupted');
  }

  const configuration = createPhoneConfiguration({
    repositories,
    accounts: () => accounts,
    agent: () => agent,
    phone,
    settings: settings.get,
    troubles,
    log,
  });
  const accounts = createAccounts({
    repositories,
    vault,
    onListChanged: (list) => tell('accounts.changed', list),
    onLineChanged: () => {
      agent.lineChanged();
      configuration.send({ again: true });
    },
  });
  const machineMessage = createMachineMessage({
    dataDir,
    repositories,
    live: () => live,
    phone: () => phone,
    wrapUp: (callId) => wrapUp({ callId, outcome: 'voicemail', close: true }),
    onChanged: (state) => tell('machineMessage.changed', state),
  });
  const dialling = createDialling({ phone, live });
  const errands = createErrands({
    live,
    dialling,
    phone,
    ...(options.featureLimits ? { limits: options.featureLimits } : {}),
  });
  const agent = createAgent({
    repositories,
    errands,
    onChanged: (state) => {
      tell('agent.changed', state);
      if (state.pausedFor !== undefined) campaigns.breakBegins();
    },
    onPhoneConfig: () => configuration.send(),
  });
  const diagnosis = createDiagnosis({
    repositories,
    live,
    accounts: accounts.list,
    version: options.version,
    now,
    log,
  });
  const training = createTraining({
    dataDir,
    ...(options.clipsDir ? { clipsDir: options.clipsDir } : {}),
    repositories,
    vault,
    accounts: () => accounts,
    language: () => settings.get().language,
    onChanged: (state) => tell('training.changed', state),
    log,
  });
  const talkRuns = createTalkRuns({
    db,
    repositories,
    settings: settings.get,
    me,
    now,
    log: log.child({ part: 'talks' }),
    onChanged: (run) => tell('talkRuns.changed', run),
    onContactsChanged: (ids) => onContactsChanged(ids),
    onTasksChanged,
    onListsChanged: (ids) => tell('campaigns.changed', { ids }),
  });
  const promises = createPromises({
    db,
    repositories,
    vault,
    me,
    now,
    settings: settings.get,
    listens: options.mode === 'desktop',
    onChanged: (ids) => tell('tasks.changed', { ids }),
    onRulesChanged: (rules) => tell('tasks.rulesChanged', rules),
    onDue: (task) => tell('tasks.due', task),
    log: log.child({ part: 'promises' }),
  });
  const outcomes = createOutcomes({
    repositories,
    newId: uuid,
    onChanged: (tree) => tell('outcomes.changed', tree),
  });
  const imports = createImports({
    repositories,
    db,
    dataDir,
    log: log.child({ part: 'imports' }),
    settings: settings.get,
    onProgress: (progress) => tell('imports.progress', progress),
    onContactsChanged,
  });

  const results = createResults({
    databaseFile: db.file,
    outcomes: repositories.outcomes.list,
    settings: settings.get,
    now,
  });
  const campaigns = createCampaigns({
    db,
    repositories,
    actorId,
    settings: settings.get,
    now,
    log: log.child({ part: 'campaigns' }),
    live: () => live,
    closeWrapUp: (callId) => void wrapUp({ callId, close: true, unattended: true }),
    dialling: () => dialling,
    phone: () => phone,
    ...(options.dialerLimits ? { limits: options.dialerLimits } : {}),
    onCampaignsChanged: (ids) => tell('campaigns.changed', { ids }),
    onDialerChanged: (state) => tell('dialer.changed', state),
  });

  const wrapUp = createWrapUp({
    db,
    repositories,
    live,
    onTasksChanged,
    onContactsChanged,
    onWrapUpClosed: (callId) => campaigns.onWrapUpClosed(callId),
  });

  const handlers: CoreHandlers = {
    ...callHandlers({
      db,
      repositories,
      live,
      phone,
      dialling,
      settings: settings.get,
      needPermission: (asked, override) => campaigns.permission.need(asked, override),
      wrapUp,
      onContactsChanged,
    }),
    ...diagnosis.handlers,
    ...agentHandlers({ agent, dialling, settings: settings.get }),
    ...contactHandlers({
      repositories,
      settings: settings.get,
      onContactsChanged,
      onUndone: (table, id) => (undone[table] ?? onContactsChanged)([id]),
    }),
    ...talkScriptHandlers({
      repositories,
      settings: settings.get,
      world: () => ({
        outcomes: new Set(repositories.outcomes.list().flatMap(({ key, retired }) => (retired ? [] : [key]))),
        campaigns: new Set(repositories.campaigns.list({ ended: true }).map(({ id }) => id)),
        stages: new Set(Stage.options),
      }),
      onChanged: onScriptsChanged,
    }),
    ...talkRuns.handlers,
    ...promises.handlers,
    ...phoneHandlers({
      phone,
      live,
      recordings,
      agent,
      diagnosis,
      warnings,
      phoneConfig: configuration.config,
      tell,
      troubles,
      onBase,
      onRegistration: createUnknownHost({
        serverOf: (accountId) => repositories.accounts.get(accountId)?.server,
        tell: (registration) => phone.setRegistration(registration),
      }),
      log: log.child({ part: 'phone' }),
    }),
    ...accounts.handlers,
    ...desktopHandlers({ onChanged: (state) => tell('desktop.changed', state) }),
    ...training.handlers,
    ...machineMessage.handlers,
    ...imports.handlers,
    ...results.handlers,
    ...campaigns.handlers,
    ...outcomes.handlers,
    'recordings.get': ({ recordingId }) => {
      const recording = recordings.get(recordingId);
      const { callId, startedAt, durationMs = 0 } = recording;
      const facts = repositories.calls.facts(callId).map(({ fact }) => fact);
      return { ...recording, silences: silences(facts, { startedAt, durationMs }) };
    },
    'recordings.read': ({ recordingId, offset, length }) => recordings.read(recordingId, offset, length),
    'system.info': (_, { session }) => {
      // The first question of every desk: it has to learn what stands in the way.
      if (session.role === 'desk') {
        queueMicrotask(() => {
          troubles.tellAgain();
          warnings.tellAgain();
        });
      }
      return {
        version: options.version,
        mode: options.mode,
        dataDir,
        settings: settings.get(),
        firstRun,
        me,
        secrets: secrets.protection,
      };
    },
    'settings.save': (patch) => {
      const saved = settings.save(patch);
      if (patch.language) training.setLanguage(patch.language);
      if (patch.audio || patch.recordAutomatically !== undefined) configuration.send();
      return saved;
    },
  };

  hub = createHub(createDispatch(handlers, log));

  if (firstRun) {
    if (!options.empty) {
      fillWithSampleData({ db, repositories, settings: settings.get(), now, newId: uuid });
      await training.turn(true);
    }
    repositories.settings.set('firstRunDone', true);
  } else {
    await training.resume();
  }
  // Calls that were live when we died: their phone has some seconds to claim them.
  phone.expect();
  await promises.start();
  diagnosis.start();
  campaigns.resume();
  log.info({ version: options.version, mode: options.mode, firstRun }, 'core is ready');

  const running = hub;
  return {
    accept(channel, role) {
      const session = running.accept(channel, role);
      if (role !== 'desk') return;
      campaigns.presence.came();
      session.onClose(() => campaigns.presence.left());
    },
    feed: promises.feed,
    async close() {
      await promises.stop();
      errands.stop();
      agent.stop();
      recording.stop();
      phone.close();
      running.closeAll();
      await training.stop();
      await imports.close();
      await results.close();
      await campaigns.close();
      await recordings.close();
      diagnosis.stop();
      db.close();
      log.info({}, 'core is closed');
    },
  };
}

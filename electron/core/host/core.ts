import { join } from 'node:path';
import { v7 as uuid } from 'uuid';
import { createAgent } from '../agent/agent.ts';
import { createErrands } from '../agent/errand.ts';
import { agentHandlers } from '../agent/handlers.ts';
import { createDialling } from '../calls/dialling.ts';
import { callHandlers } from '../calls/handlers.ts';
import { createHeldCalls } from '../calls/held-calls.ts';
import { identify } from '../calls/identify.ts';
import { createLiveCalls } from '../calls/live-calls.ts';
import { createWrapUp } from '../calls/wrap-up.ts';
import { createCampaigns } from '../campaigns/campaigns.ts';
import { contactHandlers } from '../contacts/handlers.ts';
import { desktopHandlers } from '../desktop/handlers.ts';
import { createImports } from '../imports/imports.ts';
import { createLibrary } from '../library/library.ts';
import { createMachineMessage } from '../machine-message/machine-message.ts';
import { createMissed } from '../missed/missed.ts';
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
import { recordingHandlers } from '../recordings/handlers.ts';
import { createListeners } from '../recordings/listeners.ts';
import { createRecordingOfCalls } from '../recordings/of-calls.ts';
import { createRecordings } from '../recordings/recordings.ts';
import { createResults } from '../results/handlers.ts';
import { settingsHandlers } from '../settings/handlers.ts';
import { createSettings } from '../settings/settings.ts';
import { talkScriptHandlers } from '../talk-scripts/handlers.ts';
import { createTalkRuns } from '../talk-scripts/runs.ts';
import { createPromises } from '../tasks/promises.ts';
import { createTraining } from '../training/training.ts';
import { createTrust } from '../trust/trust.ts';
import { createBaseWatch, openBase } from './base.ts';
import type { CoreHandlers } from './dispatch.ts';
import { createDoor } from './door.ts';
import { settleIn } from './first-run.ts';
import type { Hub } from './hub.ts';
import type { Core, CoreOptions } from './options.ts';
import { createPeople, type People } from './people.ts';
import { createTroubles } from './troubles.ts';

/**
 * Composes the core: opens (and if need be migrates) the base, settles what a crash left behind, and wires the
 * domains to each other. Nothing else knows more than one domain.
 *
 * @throws Failure `databaseNewer`, `databaseDamaged`, `databaseMismatch`, `diskFull`, `diskReadOnly` when the profile cannot be used.
 */
export async function createCore(options: CoreOptions): Promise<Core> {
  const { dataDir, log } = options;
  const now = options.now ?? Date.now;
  let people: People | undefined;
  // The firm's home is a setting, and settings are in the base: it is asked for only when it is needed.
  const { db, repositories, owner, firstRun } = openBase({
    ...options,
    now,
    home: () => settings.get(),
    person: () => people?.seat.personId(),
  });
  const me = () => people?.seat.person() ?? owner;

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
    missed.contactsChanged(ids);
  };
  const onTasksChanged = (ids: string[]) => promises.changed(ids);
  const onScriptsChanged = (ids: string[]) => tell('talkScripts.changed', { ids });
  /** Who is told when an undo changes a row of this table; of all others the customers are. */
  const undone: Readonly<Record<string, (ids: string[]) => void>> = {
    tasks: (ids) => promises.undone(ids),
    reminder_rules: () => promises.rulesChanged(),
    talk_scripts: onScriptsChanged,
    recording_comments: (ids) => library.commentsUndone(ids),
    missed_entries: () => missed.changed(),
  };

  const recordings = createRecordings({
    dir: join(dataDir, 'recordings'),
    repositories,
    log: log.child({ part: 'recordings' }),
    onChanged(callId) {
      live.announce(callId);
      library.callRecorded(callId);
    },
    onTrouble: (failure) => troubles.set('recordingDisk', failure),
  });
  const library = createLibrary({
    repositories,
    recordings,
    settings: settings.get,
    onChanged: (recordingIds) => tell('library.changed', { recordingIds }),
    log: log.child({ part: 'library' }),
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
    zone: ({ contact }, { identity }) =>
      campaigns.zoneOf(contact, identity.reading.kind === 'e164' ? identity.reading.e164 : undefined),
    lastHeard: (callId) => recordings.lastHeard(callId),
    onChanged: (changed) => {
      tell('calls.changed', changed);
      people?.callsChanged();
      campaigns.callChanged(changed.call);
      talkRuns.callChanged(changed.call);
      missed.callChanged(changed.call);
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
    onAttached(held) {
      heldCalls.phoneCame(held);
      errands.giveUpOld(agent.mailbox());
    },
    onGone() {
      agent.lineChanged();
      heldCalls.phoneLost();
    },
  });

  const onBase = createBaseWatch(troubles);
  const heldCalls = createHeldCalls({ live, recording, onBase, log });

  const configuration = createPhoneConfiguration({
    repositories,
    accounts: () => accounts,
    agent: () => agent,
    phone,
    settings: settings.get,
    troubles,
    manned: () => people?.seat.taken() ?? true,
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
  const missed = createMissed({
    db,
    repositories,
    vault,
    me: () => me().id,
    now,
    settings: settings.get,
    tell,
    log,
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
    actorId: () => people?.seat.personId() ?? owner.id,
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

  people = createPeople({
    db,
    repositories,
    live,
    owner,
    now,
    log,
    onChanged: () => tell('session.changed', {}),
    // The shell shows calls in front of a locked screen too: it is told them again, without names.
    onLocked() {
      for (const call of live.list()) tell('calls.changed', call);
    },
    onLeaving(next) {
      campaigns.personLeaves();
      // A talk that waits to be written up waits for whose it is: the next one neither sees it nor writes under it.
      for (const { call } of next === undefined ? [] : live.list()) {
        const his = repositories.ownersOf('call', call.id)?.includes(next ?? '') === true;
        if (call.endedAt !== undefined && !his) wrapUp({ callId: call.id, close: true, unattended: true });
      }
    },
    onPerson() {
      configuration.send();
      promises.changed([]);
    },
  });
  const { seat, trail } = people;

  const trust = createTrust({
    ...options,
    db,
    repositories,
    secrets,
    settings: settings.get,
    troubles,
    now,
    tell,
  });

  const handlers: CoreHandlers = {
    ...people.handlers,
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
    ...recordingHandlers({ repositories, recordings, listeners: createListeners(repositories.audit) }),
    ...library.handlers,
    ...missed.handlers,
    ...trust.handlers,
    ...settingsHandlers({
      settings,
      troubles,
      warnings,
      info: {
        version: options.version,
        mode: options.mode,
        dataDir,
        firstRun,
        secrets: secrets.protection,
      },
      me: (session) => seat.nameTo(session),
      onSaved(patch) {
        if (patch.language) training.setLanguage(patch.language);
        if (patch.audio || patch.recordAutomatically !== undefined) configuration.send();
      },
    }),
  };

  hub = createDoor({ handlers, repositories, live, seat, trail, log });

  if (firstRun) await settleIn({ ...options, db, repositories, settings: settings.get(), now, training });
  else await training.resume();
  // Calls that were live when we died: their phone has some seconds to claim them.
  phone.expect();
  await promises.start();
  await missed.start();
  diagnosis.start();
  campaigns.resume();
  library.start();
  trust.start();
  log.info({ version: options.version, mode: options.mode, firstRun }, 'core is ready');

  const running = hub;
  return {
    accept(channel, role) {
      const session = running.accept(channel, role);
      if (role !== 'desk') return;
      campaigns.presence.came();
      session.onClose(() => campaigns.presence.left());
    },
    admitsPhone: seat.redeem,
    feed: promises.feed,
    async close() {
      people?.stop();
      await promises.stop();
      await trust.stop();
      await missed.stop();
      errands.stop();
      agent.stop();
      recording.stop();
      library.stop();
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

import { v7 as uuid } from 'uuid';
import { createCampaigns } from '../campaigns/campaigns.ts';
import { contactHandlers } from '../contacts/handlers.ts';
import { createNarrowedList } from '../contacts/narrowed-list.ts';
import { desktopHandlers } from '../desktop/handlers.ts';
import { goodsUndone } from '../goods/handlers.ts';
import { createOutcomes } from '../outcomes/outcomes.ts';
import { createSecrets } from '../pbx/secrets.ts';
import { createVault } from '../pbx/vault.ts';
import { createSealing } from '../sealing/sealing.ts';
import { settingsHandlers } from '../settings/handlers.ts';
import { createSettings } from '../settings/settings.ts';
import { talkScriptHandlers } from '../talk-scripts/handlers.ts';
import { createTalkRuns } from '../talk-scripts/runs.ts';
import { createPromises } from '../tasks/promises.ts';
import { createTraining } from '../training/training.ts';
import { createTrust } from '../trust/trust.ts';
import { openBase } from './base.ts';
import { createCustomerBase } from './customer-base.ts';
import type { CoreHandlers } from './dispatch.ts';
import { createDoor } from './door.ts';
import { settleIn } from './first-run.ts';
import type { Hub } from './hub.ts';
import type { Core, CoreOptions } from './options.ts';
import { createPeople, type People } from './people.ts';
import { createSupervision } from './supervision.ts';
import { createTelephony } from './telephony.ts';
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

  const settings = createSettings(repositories, (changed) => {
    tell('settings.changed', changed);
    board.settingsChanged();
  });
  const secrets = createSecrets(dataDir, options.secretKey);
  const vault = createVault(secrets, repositories.settings);
  const onContactsChanged = (ids: string[]) => {
    tell('contacts.changed', { ids });
    telephony.contactsChanged();
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
    targets: () => tell('targets.changed', {}),
    own_fields: () => customerBase.ownFields.undone(),
    report_views: () => undefined,
    recording_shares: () => tell('recordingShares.changed', {}),
    scorecards: () => reviews.scorecardsChanged(),
    review_tasks: () => reviews.changed(),
    merges: (ids) => customerBase.duplicates.undone('merges', ids),
    distinct_contacts: (ids) => customerBase.duplicates.undone('distinct_contacts', ids),
    ...goodsUndone(repositories, onContactsChanged),
  };

  const sealing = createSealing({
    dataDir,
    store: repositories.settings,
    audit: repositories.audit,
    vault,
    now,
    troubles,
    onChanged: (state) => tell('sealing.changed', state),
    onRecovered: () => telephony.keysRecovered(),
    log: log.child({ part: 'sealing' }),
  });
  const telephony = createTelephony({
    ...options,
    db,
    repositories,
    vault,
    seal: sealing.seal,
    settings: settings.get,
    troubles,
    now,
    tell,
    manned: () => people?.seat.taken() ?? true,
    zone: ({ contact }, { identity }) =>
      campaigns.zoneOf(contact, identity.reading.kind === 'e164' ? identity.reading.e164 : undefined),
    needPermission: (asked, override) => campaigns.permission.need(asked, override),
    onCallChanged(changed) {
      people?.callsChanged();
      board.callChanged(changed.call);
      campaigns.callChanged(changed.call);
      talkRuns.callChanged(changed.call);
      missed.callChanged(changed.call);
    },
    onCallEnded: (callId) => talkRuns.callEnded(callId),
    onRecorded: (callId) => library.callRecorded(callId),
    onBreak: () => campaigns.breakBegins(),
    onStanding: () => board.looked(),
    onWrapUpClosed: (callId) => campaigns.onWrapUpClosed(callId),
    onTasksChanged,
    onContactsChanged,
  });
  const { accounts, configuration, dialling, live, phone, wrapUp } = telephony;

  const supervision = createSupervision({
    db,
    repositories,
    vault,
    telephony,
    people: () => people,
    me: () => me().id,
    settings: settings.get,
    now,
    tell,
    onContactsChanged: (ids) => onContactsChanged(ids),
    onTasksChanged,
    log,
  });
  const { board, library, missed, reviews } = supervision;
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
  const customerBase = createCustomerBase({
    dataDir,
    db,
    repositories,
    vault,
    live,
    me: () => me().id,
    settings: settings.get,
    now,
    tell,
    onContactsChanged,
    onTasksChanged,
    log,
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

  people = createPeople({
    db,
    repositories,
    live,
    owner,
    now,
    log,
    onChanged() {
      tell('session.changed', {});
      board.looked();
    },
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
      board.looked();
      promises.changed([]);
    },
  });
  const { seat, trail } = people;

  const trust = createTrust({
    ...options,
    db,
    repositories,
    secrets,
    keys: sealing.keys,
    settings: settings.get,
    live,
    troubles,
    now,
    flushAudit: trail.flush,
    onContactsChanged(ids) {
      customerBase.duplicates.erased(ids);
      onContactsChanged(ids);
      promises.changed([]);
      missed.changed();
    },
    tell,
  });

  const narrowedList = createNarrowedList({
    db,
    contacts: repositories.contacts,
    settings: settings.get,
    actorId: () => me().id,
  });

  const handlers: CoreHandlers = {
    ...people.handlers,
    ...telephony.handlers,
    ...contactHandlers({
      repositories,
      list: narrowedList.list,
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
    ...desktopHandlers({ onChanged: (state) => tell('desktop.changed', state) }),
    ...training.handlers,
    ...customerBase.handlers,
    ...campaigns.handlers,
    ...outcomes.handlers,
    ...supervision.handlers,
    ...trust.handlers,
    ...sealing.handlers,
    ...settingsHandlers({
      settings,
      troubles,
      warnings: telephony.warnings,
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
        const { audio, recordAutomatically, announcement, lineAnnouncements } = patch;
        if (audio || announcement || lineAnnouncements || recordAutomatically !== undefined)
          configuration.send();
      },
    }),
  };

  hub = createDoor({ handlers, repositories, live, seat, trail, log });

  if (firstRun) await settleIn({ ...options, db, repositories, settings: settings.get(), now, training });
  else training.resume();
  // Calls that were live when we died: their phone has some seconds to claim them.
  phone.expect();
  await promises.start();
  await customerBase.start();
  await supervision.start();
  telephony.start();
  campaigns.resume();
  trust.start();
  sealing.start();
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
      await customerBase.stop();
      await promises.stop();
      await trust.stop();
      await sealing.close();
      await supervision.stop();
      telephony.stop();
      running.closeAll();
      await training.stop();
      await customerBase.close();
      await narrowedList.close();
      await campaigns.close();
      await supervision.close();
      await telephony.close();
      db.close();
      log.info({}, 'core is closed');
    },
  };
}

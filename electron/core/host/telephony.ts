import { join } from 'node:path';
import type { Db } from '../../../db/open.ts';
import type { Repositories } from '../../../db/repositories/index.ts';
import type { LiveCall } from '../../../shared/contract/calls.ts';
import type { Settings } from '../../../shared/contract/settings.ts';
import { createAgent } from '../agent/agent.ts';
import { createErrands } from '../agent/errand.ts';
import { agentHandlers } from '../agent/handlers.ts';
import { createDialling } from '../calls/dialling.ts';
import { type CallHandlersOptions, callHandlers } from '../calls/handlers.ts';
import { createHeldCalls } from '../calls/held-calls.ts';
import { identify } from '../calls/identify.ts';
import { createLiveCalls, type LiveCallsOptions } from '../calls/live-calls.ts';
import { createWrapUp, type WrapUpOptions } from '../calls/wrap-up.ts';
import { createMachineMessage } from '../machine-message/machine-message.ts';
import { createAccounts } from '../pbx/accounts.ts';
import { createUnknownHost } from '../pbx/unknown-host.ts';
import type { Vault } from '../pbx/vault.ts';
import { createPhoneConfiguration } from '../phone/configure.ts';
import { phoneHandlers } from '../phone/handlers.ts';
import { createPhoneLink } from '../phone/phone-link.ts';
import { createWarnings } from '../phone/warnings.ts';
import { createDiagnosis } from '../quality/diagnosis.ts';
import { announcementHandlers } from '../recordings/announcement.ts';
import { recordingHandlers } from '../recordings/handlers.ts';
import { createListeners } from '../recordings/listeners.ts';
import { createRecordingOfCalls } from '../recordings/of-calls.ts';
import { createPauses } from '../recordings/pauses.ts';
import { createRecordings, type RecordingSeal } from '../recordings/recordings.ts';
import { createBaseWatch } from './base.ts';
import type { Hub } from './hub.ts';
import type { CoreOptions } from './options.ts';
import type { Troubles } from './troubles.ts';

export interface TelephonyOptions
  extends Pick<CoreOptions, 'dataDir' | 'version' | 'featureLimits' | 'pauseLimits' | 'log'>,
    Pick<WrapUpOptions, 'onTasksChanged' | 'onContactsChanged' | 'onWrapUpClosed'>,
    Pick<CallHandlersOptions, 'needPermission'> {
  readonly db: Db;
  readonly repositories: Repositories;
  readonly vault: Vault;
  readonly seal: RecordingSeal;
  readonly settings: () => Settings;
  readonly troubles: Troubles;
  readonly now: () => number;
  readonly tell: Hub['broadcast'];
  readonly zone: NonNullable<LiveCallsOptions['zone']>;
  /** Somebody sits here, so that calls may come. */
  readonly manned: () => boolean;
  /** After everybody was told. */
  readonly onCallChanged: (changed: LiveCall) => void;
  /** The call is over and kept. */
  readonly onCallEnded: (callId: string) => void;
  readonly onRecorded: (callId: string) => void;
  readonly onBreak: () => void;
  /** Phone, line or operator stand otherwise than before. */
  readonly onStanding: () => void;
}

/** All that a call goes through: the line, the phone page, the call itself, its recording, its wrap-up and how it sounded. */
export function createTelephony(options: TelephonyOptions) {
  const { dataDir, db, repositories, vault, settings, troubles, now, tell, log } = options;

  const recordings = createRecordings({
    dir: join(dataDir, 'recordings'),
    repositories,
    seal: options.seal,
    log: log.child({ part: 'recordings' }),
    onChanged(callId) {
      pauses.recordingChanged(callId);
      live.announce(callId);
      options.onRecorded(callId);
    },
    onTrouble: (failure) => troubles.set('recordingDisk', failure),
  });
  const pauses = createPauses({
    repositories,
    live: () => live,
    phone: () => phone,
    now,
    ...(options.pauseLimits ? { limits: options.pauseLimits } : {}),
    log: log.child({ part: 'recordings' }),
  });
  const recording = createRecordingOfCalls({
    repositories,
    recordings,
    pauses,
    live: () => live,
    phone: () => phone,
    settings,
    troubles,
    log,
  });
  const live = createLiveCalls({
    repositories,
    log: log.child({ part: 'calls' }),
    now,
    identify: (remote, contactId) => identify(remote, repositories, settings(), contactId),
    card: (id) => repositories.contacts.findCard(id, settings().mandatoryFields),
    zone: options.zone,
    lastHeard: (callId) => recordings.lastHeard(callId),
    pauseOf: (callId) => pauses.of(callId),
    show: (shown) => tell('calls.changed', shown),
    onChanged: options.onCallChanged,
    onEffect(effect, callId) {
      if (effect === 'startRecording') recording.start(callId);
      // The phone ends its recording itself when the talk ends; if it is gone, `abandon` does it.
    },
    onEnded(callId) {
      warnings.callOver(callId);
      machineMessage.callOver(callId);
      pauses.callOver(callId);
      diagnosis.settle(callId);
      options.onCallEnded(callId);
    },
  });
  const warnings = createWarnings((warning) => tell('phone.warning', warning));
  const phone = createPhoneLink({
    onState(state) {
      tell('phone.changed', state);
      options.onStanding();
    },
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
    settings,
    troubles,
    manned: options.manned,
    log,
  });
  const accounts = createAccounts({
    repositories,
    vault,
    onListChanged: (list) => tell('accounts.changed', list),
    onLineChanged() {
      agent.lineChanged();
      options.onStanding();
      configuration.send({ again: true });
    },
  });
  const wrapUp = createWrapUp({
    db,
    repositories,
    live,
    onTasksChanged: options.onTasksChanged,
    onContactsChanged: options.onContactsChanged,
    ...(options.onWrapUpClosed ? { onWrapUpClosed: options.onWrapUpClosed } : {}),
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
    onChanged(state) {
      tell('agent.changed', state);
      options.onStanding();
      if (state.pausedFor !== undefined) options.onBreak();
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

  return {
    recordings,
    agent,
    live,
    phone,
    warnings,
    accounts,
    configuration,
    dialling,
    wrapUp,
    handlers: {
      ...callHandlers({
        db,
        repositories,
        live,
        phone,
        dialling,
        settings,
        needPermission: options.needPermission,
        wrapUp,
        onContactsChanged: options.onContactsChanged,
      }),
      ...diagnosis.handlers,
      ...agentHandlers({ agent, dialling, settings }),
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
      ...machineMessage.handlers,
      ...announcementHandlers({ dataDir, onChanged: (state) => tell('announcement.changed', state) }),
      ...pauses.handlers,
      ...recordingHandlers({ repositories, recordings, listeners: createListeners(repositories.audit) }),
    },
    /** The customer is another one than a moment before. */
    contactsChanged: (): void => agent.contactsChanged(),
    /** What was sealed can be opened again: talks that could not be finished are. */
    keysRecovered(): void {
      recordings.forgetOpened();
      recording.repairAfter(0);
    },
    start(): void {
      pauses.resume();
      diagnosis.start();
    },
    /** No call goes out or comes in any more; what is being recorded is not cut off. */
    stop(): void {
      errands.stop();
      agent.stop();
      recording.stop();
      pauses.stop();
      phone.close();
    },
    /** The last: satellites are gone, and with them who brings sound. */
    async close(): Promise<void> {
      await recordings.close();
      diagnosis.stop();
    },
  };
}

export type Telephony = ReturnType<typeof createTelephony>;

import type { AgentState } from '../../../shared/contract/agent.ts';
import type { CallView } from '../../../shared/contract/calls.ts';
import { DONE } from '../../../shared/contract/common.ts';
import type { ContactRow } from '../../../shared/contract/contacts.ts';
import { Settings } from '../../../shared/contract/settings.ts';
import { builtInOutcomes } from '../../../shared/domain/outcome/outcome.ts';
import { BUILT_IN_GRANTS } from '../../../shared/domain/rights/profiles.ts';
import { formatPhone } from '../../ui/phone-number.ts';
import type { FakeHandlers } from './fake-handlers.ts';
import * as sample from './sample.ts';
import { AGENT } from './sample-agent.ts';
import { backupHandlers } from './sample-backups.ts';
import { boardHandlers } from './sample-board.ts';
import { directoryHandlers } from './sample-directories.ts';
import { duplicateHandlers } from './sample-duplicates.ts';
import { erasureHandlers } from './sample-erasures.ts';
import { goodsHandlers } from './sample-goods.ts';
import { listHandlers } from './sample-lists.ts';
import { missedHandlers } from './sample-missed.ts';
import { planHandlers } from './sample-plan.ts';
import { resultHandlers } from './sample-results.ts';
import { retentionHandlers } from './sample-retention.ts';
import { sealingHandlers } from './sample-sealing.ts';

const FIRST = ['Anna', 'Viktor', 'Oksana', 'Дмитрий', 'Оксана', 'Pavel', 'Олена', 'Marta', 'Тарас', 'Nina'];
const LAST = [
  'Petrova',
  'Lebedev',
  'Melnyk',
  'Соколов',
  'Коваленко',
  'Novak',
  'Шевченко',
  'Weber',
  'Бондар',
  'Orlova',
];
const FIRMS = ['Volga Bearings', 'ООО «Север»', 'ТОВ «Дніпро»', 'Baltic Foods', undefined];

export function sampleRows(count = 240): ContactRow[] {
  return Array.from({ length: count }, (_, n) => {
    const firm = FIRMS[n % FIRMS.length];
    return sample.row(
      sample.contact(1000 + n, {
        name: `${FIRST[n % FIRST.length]} ${LAST[(n * 7 + Math.floor(n / 10)) % LAST.length]}`,
        stage: (['new', 'contacted', 'interested', 'negotiation', 'customer'] as const)[n % 5] ?? 'new',
        ...(firm === undefined ? {} : { organisationName: firm }),
        ...(n % 3 === 0 ? { role: 'Buyer' } : {}),
      }),
      {
        phone: `+7916${String(1_000_000 + n * 7919).slice(0, 7)}`,
        lastContactAt: Date.now() - n * 5_400_000,
      },
    );
  });
}

export function sampleLog(count = 300): CallView[] {
  const results = [
    'answered',
    'answered',
    'missed',
    'answered',
    'noAnswer',
    'declined',
    'busy',
    'interrupted',
  ] as const;
  const rows = sampleRows(count);
  return rows.map((person, n) => {
    const result = results[n % results.length] ?? 'answered';
    const startedAt = Date.now() - 600_000 - n * 2_700_000;
    const talked = result === 'answered' || result === 'interrupted';
    const known = n % 6 !== 2;
    const outbound = result === 'noAnswer' || result === 'busy' || n % 4 === 1;
    return sample.call(5000 + n, {
      direction: outbound && result !== 'missed' ? 'outbound' : 'inbound',
      state: 'ended',
      startedAt,
      ...(talked ? { answeredAt: startedAt + 7_000 } : {}),
      endedAt: startedAt + (talked ? 60_000 + ((n * 37_000) % 600_000) : 21_000),
      result,
      remote: { number: person.phone ?? '', displayName: '', anonymous: false },
      identity: {
        reading: { kind: 'e164', e164: person.phone ?? '', display: formatPhone(person.phone ?? '') },
        matches: known ? [{ contactId: person.id, name: person.name, reason: 'mainNumber' }] : [],
      },
      ...(known ? { contactId: person.id, contactName: person.name } : {}),
      ...(known && person.organisationName ? { organisationName: person.organisationName } : {}),
      ...(talked
        ? { outcome: n % 3 === 0 ? 'order' : 'callback', note: n % 3 === 0 ? 'Ordered two boxes' : '' }
        : {}),
      ...(talked
        ? {
            recording: {
              id: sample.id(8000 + n),
              state: 'finished',
              durationMs: 60_000 + ((n * 37_000) % 600_000),
              bytes: 120_000,
            },
          }
        : {}),
      wrapUp: 'done',
    });
  });
}

/** Twelve seconds of two voices in turn, 8 kHz stereo PCM: the operator left, the customer right. */
function sampleSound(): Uint8Array<ArrayBuffer> {
  const rate = 8000;
  const frames = rate * 12;
  const view = new DataView(new ArrayBuffer(44 + frames * 4));
  const word = (at: number, text: string) => {
    for (const [n, letter] of [...text].entries()) view.setUint8(at + n, letter.charCodeAt(0));
  };
  word(0, 'RIFF');
  view.setUint32(4, 36 + frames * 4, true);
  word(8, 'WAVEfmt ');
  view.setUint32(16, 16, true);
  view.setUint16(20, 1, true);
  view.setUint16(22, 2, true);
  view.setUint32(24, rate, true);
  view.setUint32(28, rate * 4, true);
  view.setUint16(32, 4, true);
  view.setUint16(34, 16, true);
  word(36, 'data');
  view.setUint32(40, frames * 4, true);
  for (let n = 0; n < frames; n++) {
    const second = n / rate;
    const operatorSpeaks = Math.floor(second / 2) % 2 === 0;
    const voice = (hertz: number, speaks: boolean) =>
      Math.sin(2 * Math.PI * hertz * second) * Math.abs(Math.sin(second * 6)) * (speaks ? 9000 : 200);
    view.setInt16(44 + n * 4, voice(180, operatorSpeaks), true);
    view.setInt16(46 + n * 4, voice(240, !operatorSpeaks), true);
  }
  return new Uint8Array(view.buffer);
}

/** Answers of a firm in the middle of its day. */
export function sampleHandlers(): FakeHandlers {
  const rows = sampleRows();
  const log = sampleLog();
  let serial = 90_000;
  const changed = (of: string) => ({ id: of, changeId: sample.id(serial++) });
  const done = () => DONE;
  return {
    'system.info': () => sample.INFO,
    'settings.save': (patch) => Settings.parse({ ...sample.SETTINGS, ...patch }),
    'accounts.list': () => [sample.ACCOUNT],
    'contacts.timeline': ({ filter }) => ({
      entries: sample.TIMELINE.filter(
        ({ kind }) =>
          filter === 'all' ||
          (filter === 'calls' && kind === 'call') ||
          (filter === 'notes' && kind === 'note'),
      ),
      more: false,
    }),
    ...goodsHandlers(),
    'users.list': () => [sample.ME, sample.COLLEAGUE],
    'desktop.state': () => ({}),
    'phone.state': () => ({
      attached: true,
      registration: { accountId: sample.ACCOUNT.id, state: 'registered' },
      devices: [{ id: 'default', label: 'Headset', kind: 'microphone' }],
      microphone: 'granted',
    }),
    'phone.watch': done,
    'calls.live': () => [],
    'calls.list': ({ search, results, direction, before, limit = 100 }) => {
      const found = log.filter(
        (call) =>
          (!search ||
            `${call.contactName ?? ''} ${call.remote.number}`.toLowerCase().includes(search.toLowerCase())) &&
          (!results || (call.result && results.includes(call.result))) &&
          (!direction || call.direction === direction),
      );
      const from = before ? found.findIndex((call) => call.id === before) + 1 : 0;
      return { calls: found.slice(from, from + limit), more: found.length > from + limit };
    },
    'calls.get': ({ callId }) => ({ call: log.find((call) => call.id === callId) ?? sample.call(1) }),
    'calls.dial': () => ({ callId: sample.id(serial++) }),
    'calls.answer': done,
    'calls.decline': done,
    'calls.silence': done,
    'calls.hangUp': done,
    'calls.mute': done,
    'calls.hold': done,
    'calls.sendTones': done,
    'calls.transfer': done,
    'calls.transferTo': done,
    'calls.join': done,
    'session.state': () => ({
      asked: false,
      who: { id: sample.id(900), name: 'Alex' },
      locked: false,
      grants: BUILT_IN_GRANTS.administrator,
      onLine: [],
    }),
    'session.active': done,
    'calls.part': done,
    'calls.redial': () => ({ callId: sample.id(serial++) }),
    'calls.timeline': () => [],
    'calls.quality': () => ({ samples: [], verdicts: [] }),
    'calls.trace': () => [],
    'calls.report': () => ({ fileName: 'ringdesk-call.txt', text: 'report' }),
    'phone.runCheck': done,
    ...agentHandlers(() => sample.id(serial++)),
    ...resultHandlers,
    ...backupHandlers(),
    ...directoryHandlers(),
    ...retentionHandlers(),
    ...erasureHandlers(),
    ...sealingHandlers(),
    ...missedHandlers(() => sample.id(serial++)),
    ...boardHandlers(() => sample.id(serial++)),
    ...listHandlers(),
    'calls.wrapUp': ({ callId }) =>
      sample.call(Number(callId.slice(-6)), { id: callId, state: 'ended', wrapUp: 'done' }),
    'calls.assign': ({ callId }) => ({
      ...sample.annaCalls(1),
      call: { ...sample.annaCalls(1).call, id: callId },
    }),
    'calls.register': ({ callId }) => ({
      ...sample.annaCalls(1),
      call: { ...sample.annaCalls(1).call, id: callId },
    }),
    'contacts.list': ({ search = '', kind, stage, offset = 0, limit = 100 }) => {
      const words = search.toLowerCase().split(/\s+/).filter(Boolean);
      const found = rows.filter(
        (person) =>
          (!kind || person.kind === kind) &&
          (!stage || person.stage === stage) &&
          words.every((word) =>
            `${person.name} ${person.organisationName ?? ''} ${person.phone ?? ''}`
              .toLowerCase()
              .includes(word),
          ),
      );
      return {
        contacts: found.slice(offset, offset + limit),
        total: found.length,
        uncounted: false,
        more: found.length > offset + limit,
      };
    },
    'contacts.card': ({ id }) => {
      if (id === sample.EMPTY_CARD.contact.id) return sample.EMPTY_CARD;
      if (id === sample.COMPANY.id) {
        return {
          ...sample.CARD,
          contact: sample.COMPANY,
          organisation: undefined,
          people: [sample.row(sample.ANNA), ...sample.PEOPLE],
          missing: [],
          missingOwn: [],
        };
      }
      const person = rows.find((other) => other.id === id);
      return person ? { ...sample.CARD, contact: { ...sample.ANNA, id, name: person.name } } : sample.CARD;
    },
    'recordings.get': ({ recordingId }) => ({
      id: recordingId,
      callId: sample.id(1),
      mime: 'audio/wav',
      state: 'finished',
      startedAt: Date.now() - 600_000,
      bytes: sampleSound().length,
      silences: [{ fromMs: 400, toMs: 900, because: 'network' }],
    }),
    'recordings.read': ({ offset, length }) => ({
      bytes: sampleSound().slice(offset, offset + length),
      total: sampleSound().length,
    }),
    'contacts.byNumber': () => [],
    'contacts.create': () => changed(sample.ANNA.id),
    'contacts.update': ({ id }) => changed(id),
    'contacts.remove': ({ id }) => changed(id),
    'contacts.addNote': ({ contactId }) => changed(contactId),
    'changes.undo': done,
    ...planHandlers(changed),
    ...duplicateHandlers(changed),
    'tasks.list': () => [sample.TASK],
    'tasks.create': () => changed(sample.TASK.id),
    'tasks.postpone': ({ id }) => changed(id),
    'tasks.complete': ({ id }) => changed(id),
    'outcomes.list': () => builtInOutcomes(),
    'ownFields.list': () => [],
    'machineMessage.get': () => ({}),
    'announcement.get': () => ({}),
    'talkRuns.begin': () => null,
    'talkRuns.ofCall': () => null,
    'talkRuns.ofContact': () => [],
    'talkRuns.account': () => [],
    'pacing.callingTime': () => ({ zone: sample.SETTINGS.zone }),
    'talkScripts.list': () => [],
    'training.state': () => ({
      on: false,
      ready: false,
      personas: [],
      shift: { running: false, done: 0, of: 0 },
    }),
  };
}

/** An agent that becomes what is asked; the answer is the new state, as the core's is. */
function agentHandlers(newId: () => string): FakeHandlers {
  let agent = AGENT;
  const become = (change: Partial<AgentState>) => {
    agent = { ...agent, ...change };
    return agent;
  };
  return {
    'agent.state': () => agent,
    'agent.doNotDisturb': ({ on }) => become({ doNotDisturb: on }),
    'agent.forward': ({ to }) => {
      const { forwardTo: _before, ...rest } = agent;
      agent = rest;
      return to === null ? agent : become({ forwardTo: to });
    },
    'agent.queues': ({ in: inQueues }) => become({ inQueues }),
    'agent.pause': ({ reason }) => {
      const { pausedFor: _before, ...rest } = agent;
      agent = rest;
      return reason === null ? agent : become({ pausedFor: reason });
    },
    'agent.pickUp': () => ({ callId: newId() }),
    'agent.voicemail': () => ({ callId: newId() }),
    'agent.preset': ({ preset }) => ({ ...sample.PROFILE, preset }),
  };
}

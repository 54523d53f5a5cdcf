import fc from 'fast-check';
import { v7 } from 'uuid';
import { describe, expect, it } from 'vitest';
import { CallView } from '../../../shared/contract/calls.ts';
import type { Call } from '../../../shared/domain/call/call.ts';
import type { Fact, FactBody } from '../../../shared/domain/call/fact.ts';
import { transition } from '../../../shared/domain/call/transition.ts';
import { checkIntegrity } from '../../integrity.ts';
import { callRecord, draft, testBase } from '../../testing.ts';

const remote = {
  number: '+79161234567',
  displayName: 'Ivan "X" <b>',
  assertedNumber: '89161234567',
  divertedFrom: '204',
  anonymous: false,
};

describe('calls', () => {
  it('comes back exactly as any chain of facts made it', () => {
    using base = testBase();
    const body = fc.oneof(
      fc.constantFrom<FactBody[]>(
        { kind: 'progress', sipCode: 180, earlyMedia: false },
        { kind: 'answered', by: 'operator' },
        { kind: 'held', by: 'operator' },
        { kind: 'held', by: 'customer' },
        { kind: 'resumed', by: 'operator' },
        { kind: 'muted' },
        { kind: 'unmuted' },
        { kind: 'toneSent', tone: '5' },
        { kind: 'transferred', target: '205' },
        { kind: 'ended', cause: 'hangup', by: 'customer' },
        { kind: 'ended', cause: 'busy', by: 'network', sipCode: 486, reason: 'Busy; drop table' },
        { kind: 'interrupted' },
        { kind: 'reclaimed' },
      ),
    );
    const first = fc.constantFrom<FactBody[]>(
      { kind: 'incoming', accountId: 'a', remote, dialled: '74951112233' },
      { kind: 'dialing', accountId: 'a', remote },
    );
    fc.assert(
      fc.property(first, fc.array(body, { maxLength: 12 }), (head, tail) => {
        const callId = v7();
        let call: Call | undefined;
        for (const [i, fact] of [head, ...tail].entries()) {
          const stated = { ...fact, callId, at: 1_700_000_000_000 + i * 700 } as Fact;
          const next = transition(call, stated);
          if ('ignored' in next) {
            base.repos.calls.appendFact(stated);
            continue;
          }
          call = next.call;
          const record = { ...callRecord(), call };
          base.repos.calls.saveWithFact(record, stated);
          expect(base.repos.calls.get(callId)).toEqual(record);
          expect(CallView.parse(base.repos.calls.view(callId)).state).toBe(call.state);
        }
        expect(base.repos.calls.facts(callId).map(({ fact }) => fact.kind)).toEqual(
          [head, ...tail].map((fact) => fact.kind),
        );
      }),
      { numRuns: 150 },
    );
    expect(checkIntegrity(base.db.file).troubles.filter((trouble) => trouble.check !== 'call twice')).toEqual(
      [],
    );
  });

  it('is one row however often it is saved, and an equal save writes nothing', () => {
    using base = testBase();
    const record = callRecord();
    for (let i = 0; i < 3; i += 1) base.repos.calls.save(record);
    expect(base.repos.calls.list({ limit: 10 }).calls).toHaveLength(1);
    expect(
      base.db.sqlite.prepare("select count(*) from outbox where table_name = 'calls'").pluck().get(),
    ).toBe(1);
  });

  it('tells which calls are open, and which wrap-ups', () => {
    using base = testBase();
    const { end: _, endedAt: __, ...talking } = callRecord({ state: 'talking' }).call;
    base.repos.calls.save({ ...callRecord(), call: talking });
    const wrapUp = callRecord({}, { wrapUp: 'open' });
    base.repos.calls.save(wrapUp);
    expect(base.repos.calls.open().map((record) => record.call.id)).toEqual([talking.id]);
    expect(base.repos.calls.openWrapUps()).toEqual([wrapUp]);
  });

  it('shows whom it was with and its recording', () => {
    using base = testBase();
    const { id } = base.repos.contacts.create(draft({ name: 'Anna', organisationName: 'Firm' }));
    const record = callRecord({}, { contactId: id, outcome: 'order', note: 'two' });
    base.repos.calls.save(record);
    const recordingId = v7();
    base.repos.recordings.create({
      id: recordingId,
      callId: record.call.id,
      mime: 'audio/webm',
      startedAt: 1,
    });
    base.repos.recordings.setProgress(recordingId, 4200);
    expect(base.repos.calls.view(record.call.id)).toMatchObject({
      contactName: 'Anna',
      organisationName: 'Firm',
      outcome: 'order',
      recording: { id: recordingId, state: 'recording', bytes: 4200 },
    });
    const { changeId } = base.repos.contacts.remove(id);
    expect(base.repos.calls.view(record.call.id).contactName).toBeUndefined();
    base.repos.changes.undo(changeId);
    expect(base.repos.calls.view(record.call.id).contactName).toBe('Anna');
  });

  it('lists by any filter, newest first, page by page without gap or repeat', () => {
    using base = testBase();
    const { id } = base.repos.contacts.create(draft({ name: 'Алёна' }));
    for (let i = 0; i < 57; i += 1) {
      // Several at the same moment, so that pages must break ties.
      const startedAt = 1000 * Math.floor(i / 4);
      const { answeredAt: _, ...call } = callRecord({
        startedAt,
        endedAt: startedAt + 1,
        direction: i % 2 === 0 ? 'inbound' : 'outbound',
        remote: {
          number: `+7916${String(1_000_000 + i)}`,
          displayName: i === 9 ? 'Ёжик' : '',
          anonymous: false,
        },
        end: { result: i % 3 === 0 ? 'missed' : 'busy', cause: 'busy', by: 'network' },
      }).call;
      base.repos.calls.save({ ...callRecord({ ...call }), call, ...(i % 5 === 0 ? { contactId: id } : {}) });
    }
    const pages = (filter: object, limit = 10) => {
      const found: CallView[] = [];
      for (let before: string | undefined; ; before = found.at(-1)?.id) {
        const page = base.repos.calls.list({ ...filter, before, limit });
        found.push(...page.calls);
        if (!page.more) return found;
      }
    };
    const all = pages({});
    expect(all).toHaveLength(57);
    expect(new Set(all.map((call) => call.id)).size).toBe(57);
    expect(all.map((call) => call.startedAt)).toEqual(
      all.map((call) => call.startedAt).toSorted((a, b) => b - a),
    );
    expect(pages({ direction: 'inbound' }, 7)).toHaveLength(29);
    expect(pages({ results: ['missed'] })).toHaveLength(19);
    expect(pages({ results: [] })).toHaveLength(0);
    expect(pages({ contactId: id })).toHaveLength(12);
    expect(pages({ search: 'алена' })).toHaveLength(12);
    expect(pages({ search: 'ежик' })).toHaveLength(1);
    expect(pages({ search: '100 00 12' })).toHaveLength(1);
    expect(pages({ search: '%' })).toHaveLength(0);
    expect(pages({ contactId: id, direction: 'inbound', results: ['missed'], search: 'ал' }, 2)).toHaveLength(
      2,
    );
  });
});

describe('calls for a feature code', () => {
  it('are in no list of calls, nor the last number that was dialled', () => {
    using base = testBase();
    const { calls } = base.repos;
    const startedAt = Date.UTC(2026, 10, 22, 8);
    const outbound = (at: number, number: string) =>
      callRecord({
        direction: 'outbound',
        startedAt: startedAt + at,
        remote: { number, displayName: '', anonymous: false },
      });
    expect(calls.lastDialled()).toBeUndefined();
    calls.save(outbound(0, '+79161234567'));
    calls.save({ ...outbound(1, '204'), purpose: 'consult', consultFor: 'k1', mos: 3.5 });
    calls.save({ ...outbound(2, '+79160000000'), purpose: 'service' });
    calls.save(callRecord({ startedAt: startedAt + 3 }));
    expect(calls.lastDialled()).toMatchObject({
      call: { remote: { number: '204' } },
      ...{ purpose: 'consult', consultFor: 'k1', mos: 3.5 },
    });
    expect(calls.list({ limit: 10 }).calls.map(({ purpose }) => purpose)).toEqual([
      'talk',
      'consult',
      'talk',
    ]);
    expect(calls.recentOf('+79160000000', 10)).toEqual([]);
  });
});

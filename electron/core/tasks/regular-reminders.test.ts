import { v7 } from 'uuid';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { callRecord, draft, ME, type TestBase, testBase } from '../../../db/testing.ts';
import type { ContactDraftInput } from '../../../shared/contract/contacts.ts';
import { CustomerContractFields } from '../../../shared/contract/goods.ts';
import type { ReminderRule } from '../../../shared/contract/tasks.ts';
import { defaultSettings } from '../settings/settings.ts';
import { createRegularReminders, type RegularReminders } from './regular-reminders.ts';

const DAY = 86_400_000;
const ZONE = 'Europe/Kyiv';
/** Tuesday, eight in the morning in Kyiv. */
const MORNING = Date.parse('2026-11-24T08:00:00+02:00');

let base: TestBase;
let reminders: RegularReminders;
let failures: unknown[];

beforeEach(() => {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
  base = testBase();
  base.clock.now = MORNING;
  failures = [];
  start();
});
afterEach(() => {
  reminders.stop();
  base[Symbol.dispose]();
  vi.useRealTimers();
  expect(failures).toEqual([]);
});

/** As at each start of the program. */
function start(): void {
  reminders?.stop();
  reminders = createRegularReminders({
    db: base.db,
    repositories: base.repos,
    me: () => ME,
    now: () => base.clock.now,
    settings: () => ({ ...defaultSettings(), zone: ZONE }),
    onChanged: () => {},
    onFailed: (error) => failures.push(error),
  });
}

function sweep(): void {
  reminders.sweep();
  vi.runAllTimers();
}

const rule = (fields: Partial<ReminderRule> = {}) =>
  base.repos.reminderRules.save({
    kind: 'contractEnd',
    days: 30,
    title: 'Contract of {{contact.name}} ends',
    time: '09:30',
    enabled: true,
    ...fields,
  });

const customer = (fields: Partial<ContactDraftInput> = {}): string =>
  base.repos.contacts.create(draft({ name: 'Anna', ...fields })).id;

function change(id: string, fields: Partial<ContactDraftInput>): void {
  const version = base.repos.contacts.get(id)?.version ?? 0;
  base.repos.contacts.update(id, version, draft({ name: 'Anna', ...fields }));
  reminders.contactsChanged([id]);
}

const promises = () => base.repos.tasks.list({ state: 'open', limit: 1000 });
const moments = () => promises().map(({ dueAt }) => new Date(dueAt).toISOString());

describe('the contracts of a card', () => {
  const contract = (fields: Partial<CustomerContractFields>) =>
    CustomerContractFields.parse({ number: '12/26', state: 'signed', ...fields });

  it('are reminded of each by itself, once, and taken back when they are', () => {
    const { contracts } = base.repos.goods;
    const contactId = customer({ contractEndsOn: '2026-12-20' });
    const first = contracts.create(contactId, contract({ endsOn: '2026-12-21' })).id;
    // The same day as the card's: one reason, one promise.
    contracts.create(contactId, contract({ number: '13/26', endsOn: '2026-12-20' }));
    contracts.create(contactId, contract({ number: '14/26', endsOn: '2026-12-22', state: 'draft' }));
    rule({ days: 25 });
    sweep();
    sweep();
    expect(moments()).toEqual(['2026-11-25T07:30:00.000Z', '2026-11-26T07:30:00.000Z']);
    contracts.remove(first);
    reminders.contactsChanged([contactId]);
    expect(moments()).toEqual(['2026-11-25T07:30:00.000Z']);
    contracts.create(contactId, contract({ number: '15/26', endsOn: '2026-12-23' }));
    reminders.contactsChanged([contactId]);
    expect(moments()).toEqual(['2026-11-25T07:30:00.000Z', '2026-11-28T07:30:00.000Z']);
  });

  it('are read page by page, however many end on one day', () => {
    for (let n = 0; n < 450; n++)
      base.repos.goods.contracts.create(
        customer({ name: `Customer ${n}` }),
        contract({ endsOn: '2026-12-21' }),
      );
    rule({ days: 25 });
    sweep();
    expect(promises()).toHaveLength(450);
  });
});

describe('a rule', () => {
  it('makes the promise ahead, at its wall clock, for the customer’s responsible', () => {
    const taras = v7();
    base.repos.users.save({ id: taras, name: 'Taras' });
    const contactId = customer({ contractEndsOn: '2026-12-28', responsibleId: taras });
    customer({ name: 'Later', contractEndsOn: '2027-03-01' });
    const { id: ruleId } = rule();
    sweep();
    expect(promises()).toEqual([
      expect.objectContaining({
        title: 'Contract of Anna ends',
        contactId,
        ruleId,
        assigneeId: taras,
        dueAt: Date.parse('2026-11-28T09:30:00+02:00'),
        zone: ZONE,
      }),
    ]);
  });

  it('makes each occasion once: over starts, days, changes of the rule, what was done and what was deleted', () => {
    const [done, deleted] = ['2026-12-26', '2026-12-27'].map((contractEndsOn) =>
      customer({ contractEndsOn }),
    );
    customer({ contractEndsOn: '2026-12-28' });
    const { id } = rule();
    sweep();
    for (const task of promises()) {
      if (task.contactId === done) base.repos.tasks.complete(task.id);
      if (task.contactId === deleted) base.repos.tasks.remove(task.id);
    }
    expect(promises()).toHaveLength(1);
    for (let day = 0; day < 40; day += 1) {
      base.clock.now += DAY;
      start();
      reminders.onClock();
      vi.runAllTimers();
    }
    rule({ id, days: 45, title: 'Other words' });
    sweep();
    expect(promises()).toHaveLength(1);
  });

  it('speaks again about another contract of the same customer', () => {
    const contactId = customer({ contractEndsOn: '2026-12-10' });
    rule();
    sweep();
    base.repos.tasks.complete(promises()[0]?.id ?? '');
    change(contactId, { contractEndsOn: '2026-12-20' });
    expect(promises()).toHaveLength(1);
  });

  it('does not speak twice about customers who became one', () => {
    const [kept, merged] = ['Anna', 'Anna K.'].map((name) => customer({ name, birthday: '1980-11-26' }));
    rule({ kind: 'birthday', days: 1 });
    sweep();
    expect(promises()).toHaveLength(2);
    // What a merge does to the promises of the one that goes.
    base.db.sqlite.prepare('update tasks set contact_id = ? where contact_id = ?').run(kept, merged);
    base.db.sqlite.prepare("delete from tasks where occasion like '%' || ? || '%'").run(kept);
    base.repos.contacts.remove(merged ?? '');
    reminders.contactsChanged([kept ?? '', merged ?? '']);
    sweep();
    expect(promises()).toHaveLength(1);
  });

  it('that is off, or gone, makes nothing', () => {
    customer({ contractEndsOn: '2026-12-10' });
    const { id } = rule({ enabled: false });
    sweep();
    base.repos.reminderRules.remove(id);
    sweep();
    expect(promises()).toEqual([]);
    expect(() =>
      base.repos.reminderRules.save({ ...base.repos.reminderRules.list()[0], ...RULE, id }),
    ).toThrow(expect.objectContaining({ code: 'notFound' }));
  });
});

const RULE = { kind: 'birthday', days: 1, title: 'Birthday', time: '10:00', enabled: true } as const;

describe('a birthday', () => {
  it('of 29 February is told on 27 February of a common year, a day before', () => {
    base.clock.now = Date.parse('2027-02-22T08:00:00+02:00');
    customer({ birthday: '--02-29' });
    customer({ name: 'Boris', birthday: '1975-02-28' });
    rule(RULE);
    sweep();
    expect(moments()).toEqual(['2027-02-27T08:00:00.000Z', '2027-02-27T08:00:00.000Z']);
  });

  it('comes every year, and moves with its day as long as nobody has heard of it', () => {
    const contactId = customer({ birthday: '--11-28' });
    rule(RULE);
    sweep();
    expect(moments()).toEqual(['2026-11-27T08:00:00.000Z']);
    change(contactId, { birthday: '1980-11-29' });
    expect(moments()).toEqual(['2026-11-28T08:00:00.000Z']);
    change(contactId, {});
    expect(promises()).toEqual([]);
    change(contactId, { birthday: '1980-11-29' });
    base.repos.tasks.complete(promises()[0]?.id ?? '');
    change(contactId, { birthday: '1980-11-30' });
    expect(promises()).toEqual([]);
    base.clock.now += 364 * DAY;
    reminders.onClock();
    vi.runAllTimers();
    expect(moments()).toEqual(['2027-11-29T08:00:00.000Z']);
  });

  it('is nobody’s business who refused to be called', () => {
    const contactId = customer({ birthday: '--11-28', consent: 'refused' });
    rule(RULE);
    sweep();
    expect(promises()).toEqual([]);
    change(contactId, { birthday: '--11-28', consent: 'given' });
    expect(promises()).toHaveLength(1);
  });
});

describe('a silence', () => {
  const talk = (contactId: string, startedAt: number) =>
    base.repos.calls.save(
      callRecord({ startedAt, answeredAt: startedAt + 4000, endedAt: startedAt + 64_000 }, { contactId }),
    );
  const noContact = () => rule({ kind: 'noContact', days: 60, title: 'Ask how {{contact.name}} is' });

  it('is told on the day it is long enough, of those who were talked to and of no colleague', () => {
    const silent = customer({ name: 'Silent' });
    talk(silent, MORNING - 200 * DAY);
    talk(silent, MORNING - 60 * DAY);
    const lively = customer({ name: 'Lively' });
    talk(lively, MORNING - 60 * DAY);
    talk(lively, MORNING - 3 * DAY);
    talk(customer({ name: 'Colleague', relation: 'colleague' }), MORNING - 60 * DAY);
    customer({ name: 'Never called' });
    noContact();
    sweep();
    expect(promises().map(({ title }) => title)).toEqual(['Ask how Silent is']);
  });

  it('that is broken before anybody heard of it is forgotten, and begins anew', () => {
    const contactId = customer();
    talk(contactId, MORNING - 60 * DAY);
    noContact();
    sweep();
    talk(contactId, MORNING - DAY);
    reminders.contactsChanged([contactId]);
    expect(promises()).toEqual([]);
    base.clock.now += 59 * DAY;
    sweep();
    expect(promises()).toHaveLength(1);
  });
});

describe('a base of many', () => {
  it('is swept in steps, between which others have their turn', () => {
    for (let n = 0; n < 450; n += 1) customer({ name: `Customer ${n}`, contractEndsOn: '2026-12-10' });
    rule();
    reminders.sweep();
    const seen: number[] = [];
    while (vi.getTimerCount() > 0) {
      vi.runOnlyPendingTimers();
      seen.push(promises().length);
    }
    expect(seen.at(-1)).toBe(450);
    // Never more than a page at once.
    expect(Math.max(...seen.map((count, n) => count - (seen[n - 1] ?? 0)))).toBe(200);
  });

  it('is swept once after an import, and not beside it', () => {
    rule();
    const ids = Array.from({ length: 201 }, (_, n) =>
      customer({ name: `Customer ${n}`, contractEndsOn: '2026-12-10' }),
    );
    const looked = vi.spyOn(base.repos.occasions, 'unheard');
    for (let second = 0; second < 60; second += 1) {
      reminders.contactsChanged(ids);
      vi.advanceTimersByTime(1_000);
    }
    expect(looked).not.toHaveBeenCalled();
    vi.runAllTimers();
    expect(looked).toHaveBeenCalledOnce();
    expect(promises()).toHaveLength(201);
  });

  it('begins anew after a failure', () => {
    customer({ contractEndsOn: '2026-12-10' });
    rule();
    const create = vi.spyOn(base.repos.tasks, 'create').mockImplementationOnce(() => {
      throw new Error('disk full');
    });
    sweep();
    expect(failures).toHaveLength(1);
    failures = [];
    create.mockRestore();
    reminders.onClock();
    vi.runAllTimers();
    expect(promises()).toHaveLength(1);
  });
});

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Task } from '../../../shared/contract/contacts.ts';
import { feedCalendar } from './feed-calendar.ts';

const ID = '01900000-0000-7000-8000-00000000000';
const task = (fields: Partial<Task> = {}): Task => ({
  id: `${ID}1`,
  version: 3,
  title: 'Send the offer',
  contactName: 'Anna',
  phone: '+79161234567',
  dueAt: Date.parse('2026-11-24T10:00:00+03:00'),
  zone: 'Europe/Moscow',
  minutes: 30,
  state: 'open',
  postponements: 0,
  ...fields,
});

const AT = Date.parse('2026-11-24T08:00:00Z');
const write = (tasks: readonly Task[], zone = 'Europe/Moscow') =>
  feedCalendar(tasks, { zone, name: 'Firm', at: AT });

interface Part {
  readonly name: string;
  readonly fields: Map<string, string>;
  readonly parts: Part[];
}

/** RFC 5545 read by hand: unfold, split at the first colon outside of quotes, unescape text. */
function read(calendar: string): Part {
  const root: Part = { name: '', fields: new Map(), parts: [] };
  const open = [root];
  for (const line of calendar.replaceAll('\r\n ', '').split('\r\n')) {
    if (line === '') continue;
    const [, name = '', value = ''] = /^([A-Z-]+)(?:;(?:"[^"]*"|[^":])*)?:(.*)$/s.exec(line) ?? [];
    if (name === '') throw new Error(`not a line: ${line}`);
    if (name === 'BEGIN') {
      const part: Part = { name: value, fields: new Map(), parts: [] };
      open.at(-1)?.parts.push(part);
      open.push(part);
    } else if (name === 'END') expect(open.pop()?.name).toBe(value);
    else
      open.at(-1)?.fields.set(
        name,
        value.replaceAll(/\\(.)/gs, (_, c: string) => (c === 'n' ? '\n' : c)),
      );
  }
  expect(open).toEqual([root]);
  return root;
}

const events = (calendar: string) =>
  read(calendar).parts[0]?.parts.filter(({ name }) => name === 'VEVENT') ?? [];

describe('the calendar', () => {
  it('has each promise at its moment, with an alarm and a name that stays', () => {
    const [event] = events(write([task()]));
    expect(Object.fromEntries(event?.fields ?? [])).toMatchObject({
      UID: `${ID}1@ringdesk`,
      SEQUENCE: '3',
      DTSTART: '20261124T070000Z',
      DTEND: '20261124T073000Z',
      SUMMARY: 'Anna: Send the offer',
      DESCRIPTION: '+79161234567',
    });
    const [alarm] = event?.parts ?? [];
    expect(alarm?.name).toBe('VALARM');
    expect(alarm?.fields.get('ACTION')).toBe('DISPLAY');
    expect(alarm?.fields.get('TRIGGER')).toMatch(/^-?PT0S$/);
    expect(events(write([task({ version: 4, dueAt: AT })]))[0]?.fields.get('UID')).toBe(`${ID}1@ringdesk`);
  });

  it('says what the customer’s clock shows where it differs, and names the zone of the workplace', () => {
    const calendar = write([task({ zone: 'Asia/Novosibirsk' })]);
    expect(events(calendar)[0]?.fields.get('DESCRIPTION')).toBe('+79161234567\n14:00 Asia/Novosibirsk');
    expect(read(calendar).parts[0]?.fields.get('X-WR-TIMEZONE')).toBe('Europe/Moscow');
  });

  it('keeps both hours of the night in which clocks go back apart', () => {
    const twice = ['2026-10-25T02:30:00+02:00', '2026-10-25T02:30:00+01:00'].map((iso, n) =>
      task({ id: `${ID}${n}`, dueAt: Date.parse(iso), zone: 'Europe/Berlin' }),
    );
    expect(events(write(twice, 'Europe/Berlin')).map(({ fields }) => fields.get('DTSTART'))).toEqual([
      '20261025T003000Z',
      '20261025T013000Z',
    ]);
  });

  it('takes no order from a title', () => {
    const evil = 'x\r\nEND:VEVENT\r\nBEGIN:VALARM\nACTION:PROCEDURE\rATTACH:file:///bin/sh\u2028;,\\n\u0000';
    const [event, ...more] = events(
      write([task({ title: evil, contactName: evil, zone: 'x\r\nBEGIN:VTODO' })]),
    );
    expect(more).toEqual([]);
    expect(event?.parts.map(({ name }) => name)).toEqual(['VALARM']);
    expect([...(event?.fields.keys() ?? [])]).not.toContain('ATTACH');
    expect(event?.fields.get('SUMMARY')).toContain(';,\\n ');
  });

  it('comes back as it went, whatever people write', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', minLength: 1, maxLength: 300 }), (title) => {
        const calendar = write([task({ title, contactName: 'Anna' })]);
        const kept = title.replaceAll(/(?!\n)[\p{Cc}\u2028\u2029]/gu, ' ');
        expect(events(calendar)[0]?.fields.get('SUMMARY')).toBe(`Anna: ${kept}`);
        for (const line of calendar.split('\r\n')) expect(Buffer.byteLength(line)).toBeLessThanOrEqual(75);
      }),
      { numRuns: 200 },
    );
  });

  it('is a calendar also without a promise', () => {
    expect(read(write([])).parts[0]?.name).toBe('VCALENDAR');
  });
});

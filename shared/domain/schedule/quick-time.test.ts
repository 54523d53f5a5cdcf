import fc from 'fast-check';
import { DateTime } from 'luxon';
import { describe, expect, it } from 'vitest';
import { stepQuickTime, suggestQuickTimes, writeQuickTime } from './quick-steps.ts';
import { type QuickSetting, readQuickTime } from './quick-time.ts';

const at = (iso: string): number => Date.parse(iso);
/** A Friday. */
const SAMARA: QuickSetting = { now: at('2026-11-27T11:20:00+04:00'), zone: 'Europe/Samara' };

function read(text: string, setting = SAMARA): string {
  const found = readQuickTime(text, setting);
  if ('refused' in found) return found.refused;
  return DateTime.fromMillis(found.at, { zone: setting.zone }).toFormat('yyyy-MM-dd HH:mm');
}

describe('what a caller types', () => {
  it.each([
    ['tue 10', '2026-12-01 10:00'],
    ['вт 10', '2026-12-01 10:00'],
    ['пт 14:30', '2026-11-27 14:30'],
    ['fri 9', '2026-12-04 09:00'],
    ['Tue. 10:00', '2026-12-01 10:00'],
    ['10:00 tue', '2026-12-01 10:00'],
    ['у п’ятницю о 10', '2026-12-04 10:00'],
    ['в среду 15', '2026-12-02 15:00'],
    ['нд 10', '2026-11-29 10:00'],
    ['next tue 10', '2026-12-01 10:00'],
    ['tomorrow 9', '2026-11-28 09:00'],
    ['завтра в 9', '2026-11-28 09:00'],
    ['післязавтра 16', '2026-11-29 16:00'],
    ['day after tomorrow 10', '2026-11-29 10:00'],
    ['next week', '2026-11-30 10:00'],
    ['на следующей неделе', '2026-11-30 10:00'],
    ['наступного тижня', '2026-11-30 10:00'],
    ['+2h', '2026-11-27 13:20'],
    ['+30m', '2026-11-27 11:50'],
    ['1h30m', '2026-11-27 12:50'],
    ['через 2 часа', '2026-11-27 13:20'],
    ['через час', '2026-11-27 12:20'],
    ['за 2 год', '2026-11-27 13:20'],
    ['через полчаса', '2026-11-27 11:50'],
    ['3d', '2026-11-30 11:20'],
    ['через 3 дня в 10', '2026-11-30 10:00'],
    ['in 2 weeks', '2026-12-11 11:20'],
    ['через год', '2027-11-27 11:20'],
    ['12.12 10:00', '2026-12-12 10:00'],
    ['12/12 9', '2026-12-12 09:00'],
    ['2026-12-24 16:00', '2026-12-24 16:00'],
    ['12 dec', '2026-12-12 10:00'],
    ['dec 12 14:00', '2026-12-12 14:00'],
    ['5 грудня о 9', '2026-12-05 09:00'],
    ['3 июня', '2027-06-03 10:00'],
    ['29 feb 10', '2028-02-29 10:00'],
    ['1.01.2020', 'past'],
    ['1.01.2040', 'tooFar'],
    ['today 9', 'past'],
    ['31.11', 'noSuchDay'],
    ['10:75', 'unknown'],
    ['25', 'unknown'],
    ['call her', 'unknown'],
    ['tue 10 please', 'unknown'],
    ['', 'empty'],
  ])('%s means %s', (text, meant) => {
    expect(read(text)).toBe(meant);
  });

  it.each([
    ['10', '2026-11-28 10:00'],
    ['18', '2026-11-27 18:00'],
    ['1430', '2026-11-27 14:30'],
    ['10.30', '2026-11-28 10:30'],
    ['2 pm', '2026-11-27 14:00'],
    ['в 3 дня', '2026-11-27 15:00'],
    ['в 9 утра', '2026-11-28 09:00'],
    ['noon', '2026-11-27 12:00'],
  ])('%s without a day is the nearest to come: %s', (text, meant) => {
    expect(read(text)).toBe(meant);
    expect(readQuickTime(text, SAMARA)).toMatchObject({ assumed: ['day'] });
  });

  it('a bare hour of the night is meant in the afternoon, and says so; a written one is what it says', () => {
    expect(readQuickTime('пн 3', SAMARA)).toMatchObject({
      at: at('2026-11-30T15:00:00+04:00'),
      assumed: ['afternoon'],
    });
    expect(read('пн 03:00')).toBe('2026-11-30 03:00');
  });

  it('is on the customer’s clock', () => {
    const found = readQuickTime('tue 10', { ...SAMARA, zone: 'Asia/Vladivostok' });
    expect(found).toMatchObject({ at: at('2026-12-01T10:00:00+10:00') });
  });
});

describe('around a change of clocks', () => {
  const eve: QuickSetting = { now: at('2026-10-24T12:00:00+02:00'), zone: 'Europe/Berlin' };

  it('a time that comes twice is the first of the two, and told', () => {
    expect(readQuickTime('tomorrow 02:30', eve)).toEqual({
      at: at('2026-10-25T02:30:00+02:00'),
      assumed: [],
      change: 'twice',
    });
    const between = { ...eve, now: at('2026-10-25T02:45:00+02:00') };
    expect(readQuickTime('02:30', between)).toMatchObject({ at: at('2026-10-25T02:30:00+01:00') });
  });

  it('a time that is left out is as much later, and told', () => {
    const spring = { ...eve, now: at('2026-03-28T12:00:00+01:00') };
    expect(readQuickTime('tomorrow 02:30', spring)).toEqual({
      at: at('2026-03-29T03:30:00+02:00'),
      assumed: [],
      change: 'gap',
    });
  });

  it('hours are hours, days are the same time of day', () => {
    expect(readQuickTime('+24h', eve)).toMatchObject({ at: at('2026-10-25T11:00:00+01:00') });
    expect(readQuickTime('1d', eve)).toMatchObject({ at: at('2026-10-25T12:00:00+01:00') });
    expect(read('mon 10', eve)).toBe('2026-10-26 10:00');
  });
});

const setting = fc.record({
  now: fc.integer({ min: at('2024-01-01T00:00Z'), max: at('2032-01-01T00:00Z') }),
  zone: fc.constantFrom(...Intl.supportedValuesOf('timeZone')),
});
const words = [
  'tue',
  'завтра',
  '10',
  '02:30',
  '+',
  '2',
  'h',
  'дня',
  'через',
  '31.12',
  'dec',
  'next',
  'week',
  'в',
  '3d',
  'foo',
];

it('never answers with a moment that has passed, whatever is typed, in every zone', () => {
  fc.assert(
    fc.property(fc.array(fc.constantFrom(...words), { maxLength: 4 }), setting, (typed, where) => {
      const found = readQuickTime(typed.join(' '), where);
      if ('at' in found) expect(found.at).toBeGreaterThan(where.now);
    }),
    { numRuns: 2000 },
  );
});

it('reads what it writes, in every zone and language', () => {
  const ahead = fc.integer({ min: 1, max: 2 * 365 * 24 * 60 });
  fc.assert(
    fc.property(setting, ahead, fc.constantFrom('en', 'ru', 'uk'), (where, minutes, language) => {
      const minute = Math.floor(where.now / 60_000) * 60_000;
      const moment = minute + minutes * 60_000;
      const found = readQuickTime(writeQuickTime(moment, where, language), where);
      const shown = (ms: number) =>
        DateTime.fromMillis(ms, { zone: where.zone }).toFormat('yyyy-MM-dd HH:mm');
      expect('at' in found && shown(found.at)).toBe(shown(moment));
      if ('at' in found && found.change === undefined) expect(found.at).toBe(moment);
    }),
    { numRuns: 2000 },
  );
});

describe('arrow keys', () => {
  it('go by full quarters, full hours and days', () => {
    const from = at('2026-11-27T14:37:00+04:00');
    const step = (...args: ['quarter' | 'hour' | 'day', 1 | -1]) =>
      DateTime.fromMillis(stepQuickTime(from, ...args, SAMARA), { zone: SAMARA.zone }).toFormat('dd HH:mm');
    expect(step('quarter', 1)).toBe('27 14:45');
    expect(step('quarter', -1)).toBe('27 14:30');
    expect(step('hour', 1)).toBe('27 15:00');
    expect(step('hour', -1)).toBe('27 14:00');
    expect(step('day', 1)).toBe('28 14:37');
    expect(step('day', -1)).toBe('27 14:37');
  });

  it('never lead into the past, and up again from anywhere', () => {
    const kind = fc.constantFrom('quarter', 'hour', 'day');
    fc.assert(
      fc.property(setting, fc.integer({ min: 1, max: 100_000 }), kind, (where, minutes, step) => {
        const from = where.now + minutes * 60_000;
        expect(stepQuickTime(from, step, -1, where)).toBeGreaterThan(where.now);
        expect(stepQuickTime(from, step, 1, where)).toBeGreaterThan(from);
      }),
    );
  });
});

it('suggests moments to come; the last one is a working day', () => {
  fc.assert(
    fc.property(setting, (where) => {
      const suggested = suggestQuickTimes(where);
      for (const each of suggested) expect(each.at).toBeGreaterThan(where.now);
      const last = DateTime.fromMillis(suggested.at(-1)?.at ?? 0, { zone: where.zone });
      expect(last.weekday).toBeLessThanOrEqual(5);
    }),
  );
});

import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { Failure } from '../../../shared/contract/failure.ts';
import type { BoardNews, SeenPerson } from '../../../shared/domain/board/board.ts';
import type { Context } from '../host/dispatch.ts';
import { silentLog } from '../host/log.ts';
import { defaultSettings } from '../settings/settings.ts';
import { createBoard } from './board.ts';
import { createToday } from './today.ts';

const NOW = Date.UTC(2026, 10, 27, 21, 30);
const IRINA = '01938f2e-7b5a-7000-8000-000000000001';
const MAX = '01938f2e-7b5a-7000-8000-000000000002';
const settings = { ...defaultSettings(), zone: 'Europe/Kyiv' };

let now: number;
let calls: { endedAt?: number }[];
let done: string[];
const onChanged = vi.fn();
const figures = vi.fn();
let board: ReturnType<typeof createBoard>;
let today: ReturnType<typeof createToday>;

/** Whoever asks may see and hear these people; nobody given: everybody. */
const asker = (...owners: string[]) =>
  ({ within: () => (owners.length === 0 ? undefined : new Set(owners)) }) as unknown as Context;
const state = (...owners: string[]) => board.handlers['board.state']({}, asker(...owners));
const listen = (extension: string, ...owners: string[]) =>
  board.handlers['board.listen']({ extension, how: 'whisper' }, asker(...owners));
const person = (some: Partial<SeenPerson>): BoardNews => ({
  source: 'workstation',
  at: now,
  kind: 'person',
  person: { key: some.extension ?? '', name: 'Somebody', state: 'talking', ...some },
});

beforeEach(() => {
  now = NOW;
  calls = [];
  done = [];
  onChanged.mockReset();
  figures.mockReset();
  figures.mockResolvedValue({ total: { offered: 4, answered: 3, inService: 2, abandoned: 1, missed: 9 } });
  today = createToday({ figures, zone: () => settings.zone, now: () => now, log: silentLog });
  board = createBoard({
    repositories: {
      audit: {
        add: (line: Record<string, string>) =>
          void done.push(`${line.kind} ${line.action} ${line.subjectId}`),
      },
    } as never,
    live: { list: () => calls.map((call) => ({ call })) } as never,
    dialling: {
      needLine: () => {},
      dial: async (code: string, { purpose }: { purpose: string }) => {
        done.push(`dial ${code} as ${purpose}`);
        return MAX;
      },
    },
    codeFor: (way, { extension }) => {
      if (way !== 'whisper') throw new Failure('featureMissing');
      return `*223${extension}`;
    },
    codes: () => ({ listen: '', whisper: '*223{extension}', join: '' }) as never,
    pbx: () => 'heard',
    today,
    settings: () => settings,
    onChanged,
  });
});
afterEach(() => board.stop());

describe('the board', () => {
  it('is told of at once, and in a storm not oftener than ten times a second', async () => {
    for (let n = 0; n < 50; n += 1) board.tell([person({ extension: String(100 + n) })]);
    await vi.waitFor(() => expect(onChanged).toHaveBeenCalledTimes(1));
    board.tell([person({ extension: '101', state: 'free' })]);
    board.tell([person({ extension: '102', state: 'free' })]);
    await new Promise((resolve) => setImmediate(resolve));
    expect(onChanged).toHaveBeenCalledTimes(1);
    await vi.waitFor(() => expect(onChanged).toHaveBeenCalledTimes(2));
  });

  it('shows whom one may see, and who is nobody’s; asked, it knows what was told a moment ago', async () => {
    board.tell([
      person({ extension: '101', userId: IRINA }),
      person({ extension: '102', userId: MAX }),
      person({ extension: '103' }),
    ]);
    expect((await state()).people).toHaveLength(3);
    expect((await state(MAX)).people.map(({ extension }) => extension)).toEqual(['102', '103']);
    expect((await state()).can).toEqual({ listen: false, whisper: true, join: false });
  });

  it('counts today at the workplace, once for all calls that ended meanwhile', async () => {
    expect((await state()).today).toBeUndefined();
    await state();
    await vi.waitFor(() => expect(onChanged).toHaveBeenCalledTimes(1));
    expect((await state()).today).toEqual({ offered: 4, answered: 3, inService: 2, abandoned: 1 });
    expect(figures.mock.calls.map(([filter]) => filter)).toEqual([
      { firstDay: '2026-11-27', lastDay: '2026-11-27', direction: 'inbound' },
    ]);
    today.callsChanged();
    today.callsChanged();
    // The figures of a moment ago stay until there are newer ones.
    expect((await state()).today).toMatchObject({ offered: 4 });
    expect(figures).toHaveBeenCalledTimes(2);
    // Midnight in Kyiv.
    now += 3_600_000;
    expect((await state()).today).toBeUndefined();
  });

  it('says nothing of today when it cannot be counted, and tries again with the next call', async () => {
    figures.mockRejectedValue(new Error('the disk is gone'));
    await state();
    await vi.waitFor(() => expect(onChanged).toHaveBeenCalled());
    await state();
    expect(figures).toHaveBeenCalledTimes(1);
    today.callsChanged();
    await state();
    expect(figures).toHaveBeenCalledTimes(2);
  });
});

describe('listening', () => {
  beforeEach(() => {
    board.tell([
      person({ extension: '101', userId: IRINA }),
      person({ extension: '102', userId: MAX, state: 'free' }),
      person({ extension: '103' }),
    ]);
  });

  it('is written down before it is dialled, as a call to the PBX', async () => {
    expect(await listen('101', IRINA)).toEqual({ callId: MAX });
    expect(done).toEqual([`heard board.whisper ${IRINA}`, 'dial *223101 as service']);
  });

  it.each([
    ['outOfReach', '101', MAX],
    // Nobody of the firm by name: only whoever may hear everybody.
    ['outOfReach', '103', IRINA],
    ['boardNotTalking', '102', MAX],
    ['boardNotTalking', '999', IRINA],
  ])('fails with %s for %s', async (code, extension, owner) => {
    await expect(listen(extension, owner)).rejects.toMatchObject({ code });
    expect(done).toEqual([]);
  });

  it('needs a line without a call, and a code of the PBX', async () => {
    calls = [{}];
    await expect(listen('101')).rejects.toMatchObject({ code: 'alreadyTalking' });
    calls = [{ endedAt: NOW }];
    const how = 'join' as const;
    await expect(board.handlers['board.listen']({ extension: '101', how }, asker())).rejects.toMatchObject({
      code: 'featureMissing',
    });
    expect(done).toEqual([]);
    expect(await listen('103')).toBeTruthy();
  });
});

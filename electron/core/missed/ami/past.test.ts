import { appendFileSync, mkdtempSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { endsOf, type PastRead, readPast, troubleOfFile } from './past.ts';

let dir: string;
let queueLog: string;
let cdr: string;
beforeEach(() => {
  dir = mkdtempSync(join(tmpdir(), 'ringdesk-past-'));
  queueLog = join(dir, 'queue_log');
  cdr = join(dir, 'Master.csv');
});
afterEach(() => rmSync(dir, { recursive: true, force: true }));

const files = (incoming: string[] = []) => ({ queueLog, cdr: '', incoming });
const records = (incoming: string[] = []) => ({ queueLog: '', cdr, incoming });
const BORN = 1_795_780_368;

const enters = (name: string, number: string, at = BORN, queue = 'sales') =>
  `${at}|${name}|${queue}|NONE|ENTERQUEUE||${number}|1\n`;
const leaves = (name: string, at: number, event = 'ABANDON') => `${at}|${name}|sales|NONE|${event}|1|1|2\n`;
/** As Asterisk writes it, with a clock three hours ahead of UTC. */
const row = (
  some: Partial<
    Record<
      'src' | 'dst' | 'context' | 'peer' | 'app' | 'data' | 'start' | 'answer' | 'end' | 'how' | 'name',
      string
    >
  >,
) => {
  const {
    src = '+79161112233',
    dst = '1101',
    context = 'from-trunk',
    peer = '',
    app = 'Dial',
    data = 'PJSIP/101,90',
  } = some;
  const {
    start = '2026-11-27 14:52:48',
    answer = '',
    end = '2026-11-27 14:53:00',
    how = 'NO ANSWER',
    name = `${BORN}.1`,
  } = some;
  return `"","${src}","${dst}","${context}","""A"" <${src}>","PJSIP/trunk-1","${peer}","${app}","${data}","${start}","${answer}","${end}",12,0,"${how}","DOCUMENTATION","${name}"\n`;
};

describe('the queue log', () => {
  it('tells who left a queue, who was connected, and who was sent out of it', async () => {
    writeFileSync(
      queueLog,
      [
        `${BORN}|NONE|NONE|NONE|QUEUESTART|\n`,
        enters('1.0', '+79161110000'),
        leaves('1.0', BORN + 20),
        enters('1.1', '+79161110001'),
        `${BORN + 5}|1.1|sales|PJSIP/101|CONNECT|5|1.9|4\n`,
        enters('1.2', '+79161110002'),
        leaves('1.2', BORN + 30, 'EXITWITHTIMEOUT'),
        enters('1.3', '+79161110003'),
        leaves('1.3', BORN + 30, 'EXITWITHTIMEOUT'),
        enters('1.3', '+79161110003', BORN + 31, 'support'),
        `${BORN + 40}|1.3|support|PJSIP/101|CONNECT|9|1.9|4\n`,
        enters('1.4', '102'),
        leaves('1.4', BORN + 20),
        'no line of a log\n',
      ].join(''),
    );
    const { missed, talks } = await readPast(files(), {}, 0);
    expect(missed.map(({ report }) => report)).toEqual([
      {
        ref: 'ami:1.0',
        source: 'ami',
        at: BORN * 1_000,
        endedAt: (BORN + 20) * 1_000,
        cause: 'leftQueue',
        line: 'sales',
      },
      {
        ref: 'ami:1.2',
        source: 'ami',
        at: BORN * 1_000,
        endedAt: (BORN + 30) * 1_000,
        cause: 'unanswered',
        line: 'sales',
      },
    ]);
    expect(talks.map(({ caller, at }) => [caller.number, at / 1_000 - BORN])).toEqual([
      ['+79161110001', 5],
      ['+79161110003', 40],
    ]);
  });
});

describe('the call records', () => {
  it('tell who rang in vain, in UTC whatever the clock of the PBX shows', async () => {
    writeFileSync(
      cdr,
      row({}) +
        row({ how: 'BUSY', name: `${BORN}.2` }) +
        row({
          app: 'Queue',
          data: 'sales,,,,120',
          how: 'ANSWERED',
          answer: '2026-11-27 14:52:48',
          name: `pbx-${BORN}.3`,
        }),
    );
    const { missed } = await readPast(records(), {}, 0);
    const told = { source: 'ami', at: BORN * 1_000, endedAt: (BORN + 12) * 1_000 };
    expect(missed.map(({ report }) => report)).toEqual([
      { ...told, ref: `ami:${BORN}.1`, line: '1101', cause: 'unanswered' },
      { ...told, ref: `ami:${BORN}.2`, line: '1101', cause: 'busy' },
      { ...told, ref: `ami:pbx-${BORN}.3`, line: 'sales', cause: 'leftQueue' },
    ]);
  });

  it('tell of talks, also with whom somebody inside has called', async () => {
    const talk = { how: 'ANSWERED', answer: '2026-11-27 14:52:55', peer: 'PJSIP/101-1' };
    writeFileSync(
      cdr,
      // Rang at one phone in vain, then the other took it: rows of one call.
      row({ peer: 'PJSIP/102-1' }) +
        row(talk) +
        row({
          ...talk,
          src: '101',
          context: 'from-internal',
          data: 'PJSIP/89160000001@trunk,60',
          name: `${BORN}.2`,
        }) +
        row({ ...talk, src: '101', data: 'PJSIP/102', dst: '102', name: `${BORN}.3` }),
    );
    const { missed, talks } = await readPast(records(), {}, 0);
    expect(missed).toEqual([]);
    expect(talks.map(({ caller, at }) => [caller.number, at / 1_000 - BORN])).toEqual([
      ['+79161112233', 7],
      ['89160000001', 7],
    ]);
  });

  it('tell nothing of machines, of colleagues, and of contexts that are not named', async () => {
    writeFileSync(cdr, row({ app: 'Echo', how: 'ANSWERED' }) + row({ src: '102', name: `${BORN}.2` }));
    expect((await readPast(records(), {}, 0)).missed).toEqual([]);
    writeFileSync(cdr, row({}));
    expect((await readPast(records(['from-pstn']), {}, 0)).missed).toEqual([]);
  });

  it('are left out where they are damaged', async () => {
    writeFileSync(cdr, `"""\n,,,\n\u0000\n${'x'.repeat(100_000)}\n${row({})}"","half`);
    expect((await readPast(records(), {}, 0)).missed).toHaveLength(1);
  });
});

describe('a file is read on', () => {
  const numbers = async (read: PastRead) => {
    const past = await readPast(files(), read, 0);
    return { told: past.missed.map(({ caller }) => caller.number), read: past.read };
  };

  it('from where it was, whole lines alone, with who came before', async () => {
    writeFileSync(
      queueLog,
      enters('1.0', '+79161110000') + leaves('1.0', BORN) + enters('1.1', '+79161110001'),
    );
    const first = await numbers({});
    expect(first.told).toEqual(['+79161110000']);
    const line = leaves('1.1', BORN + 9);
    appendFileSync(queueLog, line.slice(0, 20));
    const second = await numbers(first.read);
    expect(second.told).toEqual([]);
    appendFileSync(queueLog, line.slice(20));
    expect((await numbers(second.read)).told).toEqual(['+79161110001']);
  });

  it('to the end of the one that was put aside meanwhile', async () => {
    writeFileSync(queueLog, enters('1.0', '+79161110000') + leaves('1.0', BORN));
    const first = await numbers({});
    appendFileSync(queueLog, enters('1.1', '+79161110001') + leaves('1.1', BORN));
    renameSync(queueLog, `${queueLog}-20261127`);
    writeFileSync(`${queueLog}.1`, enters('1.8', '+79161110008') + leaves('1.8', BORN));
    writeFileSync(queueLog, enters('1.2', '+79161110002') + leaves('1.2', BORN));
    expect((await numbers(first.read)).told).toEqual(['+79161110001', '+79161110002']);
  });

  it('from its end as it was when it was chosen, and nothing from before that', async () => {
    writeFileSync(queueLog, enters('1.0', '+79161110000') + leaves('1.0', BORN));
    const read = await endsOf(files(), {});
    appendFileSync(queueLog, enters('1.1', '+79161110001') + leaves('1.1', BORN + 60));
    expect((await numbers(read)).told).toEqual(['+79161110001']);
    // One that could not be reached then is read whole, but nothing before that moment counts.
    const past = await readPast(files(), {}, (BORN + 30) * 1_000);
    expect(past.missed.map(({ caller }) => caller.number)).toEqual(['+79161110001']);
  });
});

describe('what is wrong with a file is said', () => {
  it('when it is not there, no file, or of another kind', async () => {
    expect(await troubleOfFile('queueLog', queueLog)).toBe('fileMissing');
    expect((await readPast(files(), {}, 0)).trouble).toBe('fileMissing');
    expect(await troubleOfFile('cdr', dir)).toBe('fileUnreadable');
    writeFileSync(queueLog, row({}));
    writeFileSync(cdr, enters('1.0', '1'));
    expect(await troubleOfFile('queueLog', queueLog)).toBe('notQueueLog');
    expect(await troubleOfFile('cdr', cdr)).toBe('notCdr');
    expect(await troubleOfFile('cdr', queueLog)).toBeUndefined();
    writeFileSync(cdr, row({ name: '' }));
    expect(await troubleOfFile('cdr', cdr)).toBe('cdrNameless');
    writeFileSync(cdr, '');
    expect(await troubleOfFile('cdr', cdr)).toBeUndefined();
  });
});

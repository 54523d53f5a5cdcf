// Each command as a process of its own, as an administrator or a timer starts it.
import { spawn } from 'node:child_process';
import {
  closeSync,
  copyFileSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  openSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
  writeSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { checkIntegrity } from '../../db/integrity.ts';
import { claimProfile } from '../../electron/core/host/single-core.ts';
import { startCore } from '../support/core-harness.ts';
import { openOffice, PASSWORD } from '../support/office.ts';

const PROJECT = resolve(import.meta.dirname, '../..');
const PROGRAM = join(PROJECT, 'out/core/ringdesk.mjs');
/** Each start would read the whole core anew. */
const COMPILED = join(PROJECT, '.cache/compiled');
/** So many that a command is still at work when it is stopped at the first word about how far it is. */
const MANY = 20_000;

let root: string;
/** A profile with many customers, a key, and a folder for backups; copied where a command changes it. */
let full: string;
let dir: string;
let folders = 0;

beforeAll(async () => {
  root = mkdtempSync(join(tmpdir(), 'ringdesk-command-'));
  full = join(root, 'full');
  const { core, connect } = await startCore(full);
  const desk = connect('desk');
  await desk.request('sealing.makeKey', {});
  await desk.request('backups.save', {
    on: false,
    folder: join(root, 'disk'),
    minutes: 0,
    daily: 7,
    weekly: 4,
  });
  await core.close();
  const many = Array.from({ length: MANY }, (_, n) => `Person ${n};+7916${1_000_000 + n};of a list`);
  writeFileSync(join(root, 'many.csv'), ['Name;Phone;Notes', ...many].join('\n'));
  const { code } = await ringdesk(['import', join(root, 'many.csv'), '--data', full]);
  expect(code).toBe(0);
}, 120_000);
afterAll(() => rmSync(root, { recursive: true, force: true }));
beforeEach(() => {
  dir = join(root, String(++folders));
  mkdirSync(dir);
});

interface Ended {
  readonly code: number | null;
  readonly out: string;
  readonly words: string;
}

/** @param stop sends SIGINT as soon as it says how far it is */
function ringdesk(
  args: readonly string[],
  more: { env?: Record<string, string>; cwd?: string; stop?: boolean; through?: readonly string[] } = {},
): Promise<Ended> {
  return new Promise((done, fail) => {
    const child = spawn(process.execPath, [...(more.through ?? [PROGRAM]), ...args], {
      cwd: more.cwd ?? root,
      env: { ...process.env, NODE_COMPILE_CACHE: COMPILED, LANG: 'C.UTF-8', LC_ALL: '', ...more.env },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    let out = '';
    let words = '';
    let stopped = false;
    child.stdout.setEncoding('utf8').on('data', (text) => {
      out += text;
    });
    child.stderr.setEncoding('utf8').on('data', (text) => {
      words += text;
      if (!more.stop || stopped || !/ rows|customers|%|"progress"/.test(words)) return;
      stopped = true;
      child.kill('SIGINT');
    });
    child.once('error', fail);
    child.once('close', (code) => done({ code, out, words }));
  });
}

const json = async (args: readonly string[], more?: Parameters<typeof ringdesk>[1]) => {
  const { code, out, words } = await ringdesk([...args, '--json'], more);
  // Nothing but lines of JSON, whatever happened.
  const facts = out
    .split('\n')
    .filter(Boolean)
    .map((line) => JSON.parse(line) as Record<string, unknown>);
  return { code, facts, words };
};

const copyOfFull = (): string => {
  const copy = join(dir, 'profile');
  mkdirSync(copy);
  for (const name of readdirSync(full).filter((each) => /^ringdesk\.db$|^secrets\.key$/.test(each)))
    copyFileSync(join(full, name), join(copy, name));
  return copy;
};

const countsIn = (data: string) => {
  const { troubles, counts } = checkIntegrity(join(data, 'ringdesk.db'));
  expect(troubles).toEqual([]);
  return counts;
};
const namesIn = async (data: string): Promise<string[]> => {
  const { core, connect } = await startCore(data);
  const { contacts } = await connect('desk').request('contacts.list', { limit: 100 });
  await core.close();
  return contacts.map(({ name }) => name).sort();
};

describe('what is asked wrongly', () => {
  it('is said in words and as JSON, with code 2, and changes nothing', async () => {
    const data = ['--data', join(dir, 'none')];
    for (const [args, words] of [
      [['erase'], /no command "erase".*--help/s],
      [['import', 'nowhere.csv', ...data], /There is no file .*nowhere\.csv/],
      [['export', 'customers.doc', ...data], /\.csv, \.xlsx or \.vcf/],
      [['export', 'no/such/folder.csv', ...data], /There is no folder/],
      [['check', ...data], /no base/],
    ] as const) {
      const ended = await json(args);
      expect(ended.code, args.join(' ')).toBe(2);
      expect(ended.words).toMatch(words);
      expect(ended.facts).toEqual([expect.objectContaining({ result: 'failed', code: 'usage' })]);
    }
    const help = await ringdesk([]);
    expect(help).toMatchObject({ code: 0, words: '' });
    expect(help.out).toContain('ringdesk import FILE');
  });
});

describe('import', () => {
  const table = () => {
    writeFileSync(
      join(dir, 'people.csv'),
      'Имя;Телефон\nАнна Петрова;8 916 123-45-67\n;\n"Борис ""Боб""";+7 916 123-45-68\nАнна Петрова;89161234567\n'.replace(
        ';\n',
        `${'Я'.repeat(5_000)};+79161234569\n`,
      ),
    );
    return join(dir, 'people.csv');
  };

  it('takes customers in, keeps what it refused, says how far it is, and makes nobody twice', async () => {
    const data = join(dir, 'profile');
    const file = table();
    const dry = await json(['import', file, '--data', data, '--country', 'RU', '--dry-run']);
    expect(dry).toMatchObject({ code: 0, facts: [{ command: 'import', result: 'previewed' }] });
    expect(countsIn(data).contacts).toBe(0);
    const rejected = join(dir, 'refused.csv');
    const first = await json(['import', file, '--data', data, '--country', 'RU', '--rejected', rejected]);
    expect(first).toMatchObject({ code: 4, facts: [{ result: 'done', created: 2, rows: 4 }] });
    const progress = first.words
      .split('\n')
      .filter(Boolean)
      .map((line) => JSON.parse(line));
    expect(progress.at(-1)).toMatchObject({ command: 'import', progress: { done: 4, total: 4 } });
    expect(readFileSync(rejected, 'utf8').split('\n').length).toBeGreaterThan(1);
    expect(await json(['import', file, '--data', data, '--country', 'RU'])).toMatchObject({
      facts: [{ created: 0, merged: 3, rejected: 1 }],
    });
    expect(await namesIn(data)).toEqual(['Анна Петрова', 'Борис "Боб"']);
    expect(readdirSync(dir).filter((name) => name.endsWith('.part'))).toEqual([]);
  });

  it('says in words that the base belongs to a program that runs, and lets it alone', async () => {
    const data = copyOfFull();
    const program = claimProfile(data);
    try {
      const ended = await json(['import', table(), '--data', data]);
      expect(ended).toMatchObject({ code: 3, facts: [{ result: 'failed', code: 'alreadyRunning' }] });
      expect(ended.words).toContain('already running');
      const inRussian = await ringdesk(['backup', '--data', data], { env: { LC_ALL: 'ru_RU.UTF-8' } });
      expect(inRussian.code).toBe(3);
      expect(inRussian.words).toMatch(/уже/);
      // It only reads.
      expect(await json(['check', '--data', data])).toMatchObject({
        code: 0,
        facts: [{ result: 'sound', counts: { contacts: MANY } }],
      });
    } finally {
      program.release();
    }
  });

  it('ends at Ctrl+C after its transaction; the same file again brings the rest', async () => {
    const data = join(dir, 'profile');
    const stopped = await json(['import', join(root, 'many.csv'), '--data', data], { stop: true });
    expect(stopped.code).toBe(130);
    const [told] = stopped.facts;
    expect(['cancelled', undefined]).toContain(told?.result);
    const half = countsIn(data).contacts;
    expect(half).toBe(told?.created ?? 0);
    expect(half).toBeLessThan(MANY);
    const rest = await json(['import', join(root, 'many.csv'), '--data', data]);
    expect(rest).toMatchObject({ code: 0, facts: [{ created: MANY - half }] });
    expect(countsIn(data).contacts).toBe(MANY);
  });
});

describe('export', () => {
  it('writes a table, a sheet or vCards, whole or not at all', async () => {
    const data = join(dir, 'profile');
    writeFileSync(join(dir, 'two.csv'), 'Name;Phone;Tags\n=Anna;+79161234567;vip\nBoris;+79161234568;\n');
    expect((await ringdesk(['import', join(dir, 'two.csv'), '--data', data])).code).toBe(0);
    const file = (name: string) => join(dir, name);
    expect(await json(['export', 'all.csv', '--data', data], { cwd: dir })).toMatchObject({
      code: 0,
      facts: [{ result: 'done', rows: 2, file: file('all.csv') }],
    });
    const csv = readFileSync(file('all.csv'), 'utf8');
    expect(csv).toContain('Boris');
    expect(csv).not.toMatch(/(^|[;,"])=Anna/m);
    expect((await ringdesk(['export', file('all.xlsx'), '--data', data])).code).toBe(0);
    expect(readFileSync(file('all.xlsx')).subarray(0, 2).toString()).toBe('PK');
    const [four, three] = [file('4.vcf'), file('3.VCF')];
    expect((await ringdesk(['export', four, '--data', data, '--tag', 'vip'])).code).toBe(0);
    expect((await ringdesk(['export', three, '--data', data, '--vcard', '3'])).code).toBe(0);
    expect(readFileSync(four, 'utf8')).toMatch(/VERSION:4\.0[\s\S]*FN:=Anna/);
    expect(readFileSync(four, 'utf8')).not.toContain('Boris');
    expect(readFileSync(three, 'utf8').match(/VERSION:3\.0/g)).toHaveLength(2);
    // And back.
    const other = join(dir, 'other');
    expect(await json(['import', three, '--data', other])).toMatchObject({
      code: 0,
      facts: [{ created: 2 }],
    });
    expect(readdirSync(dir).filter((name) => name.endsWith('.part'))).toEqual([]);
  });

  it('leaves no file behind at Ctrl+C', async () => {
    const data = copyOfFull();
    const file = join(dir, 'all.xlsx');
    const ended = await json(['export', file, '--data', data], { stop: true });
    expect(ended).toMatchObject({ code: 130, facts: [{ result: 'cancelled' }] });
    expect(readdirSync(dir)).toEqual(['profile']);
    expect(existsSync(join(data, 'exports'))).toBe(false);
  });

  it('asks who it is where logins are on, and lets him do what he may', async () => {
    const data = join(dir, 'profile');
    const { core } = await openOffice(data);
    await core.close();
    const args = ['export', join(dir, 'all.csv'), '--data', data];
    expect(await json(args)).toMatchObject({ code: 1, facts: [{ code: 'loginNeeded' }] });
    const login = (password: string) =>
      json([...args, '--user', 'Boss'], { env: { RINGDESK_PASSWORD: password } });
    expect(await login('wrong one')).toMatchObject({ code: 1, facts: [{ code: 'loginWrong' }] });
    expect(existsSync(join(dir, 'all.csv'))).toBe(false);
    expect(await login(PASSWORD)).toMatchObject({ code: 0 });
  });
});

describe('backup and restore', () => {
  it('make one, list it, bring it back, and put what was there aside', async () => {
    const data = copyOfFull();
    expect(await json(['backup', '--data', join(dir, 'fresh')])).toMatchObject({
      code: 1,
      facts: [
        {
          command: 'backup',
          result: 'failed',
          code: expect.stringMatching(/^(sealKeyMissing|backupFolder)$/),
        },
      ],
    });
    const disk = join(root, 'disk');
    const made = await json(['backup', '--data', data]);
    expect(made).toMatchObject({ code: 0, facts: [{ result: 'done', folder: disk, missing: 0 }] });
    expect(made.words).toMatch(/"progress"/);
    const { facts } = await json(['restore', disk, '--list', '--data', data]);
    expect(facts).toEqual([expect.objectContaining({ contacts: MANY, keyKnown: true })]);
    writeFileSync(join(dir, 'one.csv'), 'Name;Phone\nNewcomer;+79990000000\n');
    expect((await ringdesk(['import', join(dir, 'one.csv'), '--data', data])).code).toBe(0);
    expect(countsIn(data).contacts).toBe(MANY + 1);
    for (const [args, code] of [
      [['restore', disk, '--backup', '2000-01-01T00-00-00-000Z'], 'backupGone'],
      [['restore', join(dir, 'nowhere')], 'backupFolder'],
    ] as const)
      expect(await json([...args, '--data', data])).toMatchObject({ code: 1, facts: [{ code }] });

    const stopped = await json(['restore', disk, '--data', data], { stop: true });
    expect(stopped).toMatchObject({ code: 130, facts: [{ result: 'cancelled' }] });
    expect(countsIn(data).contacts).toBe(MANY + 1);

    const restored = await json(['restore', disk, '--data', data]);
    expect(restored.code).toBe(0);
    expect(countsIn(data).contacts).toBe(MANY);
    const [aside = ''] = readdirSync(data).filter((name) => name.startsWith('before-restore-'));
    expect(countsIn(join(data, aside)).contacts).toBe(MANY + 1);
  });

  it('leaves nothing of a backup at Ctrl+C', async () => {
    const data = copyOfFull();
    const { core, connect } = await startCore(data);
    const folder = join(dir, 'disk');
    await connect('desk').request('backups.save', { on: false, folder, minutes: 0, daily: 7, weekly: 4 });
    await core.close();
    expect(await json(['backup', '--data', data], { stop: true })).toMatchObject({
      code: 130,
      facts: [{ result: 'cancelled' }],
    });
    expect((await json(['restore', folder, '--list', '--data', data])).facts).toEqual([]);
  });
});

describe('check', () => {
  it('finds a damaged base and changes nothing of it', async () => {
    const data = copyOfFull();
    const file = join(data, 'ringdesk.db');
    const damage = (at: number) => {
      const base = openSync(file, 'r+');
      writeSync(base, Buffer.alloc(4096, 0xa5), 0, 4096, at);
      closeSync(base);
      return readFileSync(file);
    };
    for (const at of [200 * 4096, 0]) {
      const bytes = damage(at);
      const ended = await json(['check', '--data', data]);
      expect(ended).toMatchObject({ code: 5, facts: [{ command: 'check', result: 'unsound' }] });
      expect(readFileSync(file).equals(bytes)).toBe(true);
    }
  });

  it('runs through npm, from where the person stands, and hands on how it ended', async () => {
    const through = [join(PROJECT, 'scripts/run.mjs'), join(PROJECT, 'electron/core/cli/ringdesk.ts')];
    const env = { npm_lifecycle_event: 'ringdesk', INIT_CWD: root };
    const ended = await json(['check', '--data', 'full'], { through, env, cwd: PROJECT });
    expect(ended).toMatchObject({ code: 0, facts: [{ result: 'sound', counts: { contacts: MANY } }] });
    expect((await ringdesk(['check', '--data', 'nowhere'], { through, env, cwd: PROJECT })).code).toBe(2);
    expect((await ringdesk(['--help'], { through, env, cwd: PROJECT })).out).toContain(
      'npm run ringdesk -- check',
    );
  });
});

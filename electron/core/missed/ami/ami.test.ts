import { appendFileSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { ME, type TestBase, testBase } from '../../../../db/testing.ts';
import type { Context } from '../../host/dispatch.ts';
import { silentLog } from '../../host/log.ts';
import { createSecrets } from '../../pbx/secrets.ts';
import { createVault } from '../../pbx/vault.ts';
import { defaultSettings } from '../../settings/settings.ts';
import { createMissedQueue } from '../queue.ts';
import { createAmiSource } from './ami.ts';
import { amiEvent, startFakeAsterisk } from './fake-asterisk.ts';

const asked = {} as Context;
const CALLER = '+79161112233';
const NOW = 1_795_780_368_000;

let dir: string;
let base: TestBase;
let asterisk: Awaited<ReturnType<typeof startFakeAsterisk>>;
let source: ReturnType<typeof createAmiSource>;
let queueLog: string;
const changed = vi.fn();

function make() {
  const queue = createMissedQueue({
    db: base.db,
    repositories: base.repos,
    me: () => ME,
    now: () => base.clock.now,
    settings: () => ({ ...defaultSettings(), country: 'RU', zone: 'UTC' }),
    onChanged: () => {},
    onLate: () => {},
    log: silentLog,
  });
  const store = base.repos.settings;
  const vault = createVault(createSecrets(dir), store);
  return createAmiSource({
    db: base.db,
    store,
    vault,
    queue,
    watcher: { opened: () => {}, event: () => {}, gone: () => {} },
    now: () => base.clock.now,
    onChanged: changed,
    log: silentLog,
  });
}
beforeEach(async () => {
  dir = mkdtempSync(join(tmpdir(), 'ringdesk-ami-'));
  queueLog = join(dir, 'queue_log');
  base = testBase();
  base.clock.now = NOW;
  asterisk = await startFakeAsterisk('right');
  source = make();
});
afterEach(async () => {
  await source.stop();
  await asterisk.close();
  base[Symbol.dispose]();
  rmSync(dir, { recursive: true, force: true });
});

const wanted = (some = {}) => ({
  on: true,
  host: '127.0.0.1',
  port: asterisk.port,
  user: 'ringdesk',
  secret: 'right',
  incoming: '',
  queueLog: '',
  cdr: '',
  ...some,
});
const set = (some = {}) => source.handlers['missedPbx.set'](wanted(some), asked);
const check = (some = {}) => source.handlers['missedPbx.check'](wanted(some), asked);
const state = () => source.handlers['missedPbx.state']({}, asked);
const open = () => base.repos.missed.list('open', { now: base.clock.now, offset: 0, limit: 10 }).entries;
const connected = () => expect.poll(async () => (await state()).link).toBe('connected');

/** Somebody rings 5101 in vain, as call `name`. */
function inVain(name: string, number = CALLER): string {
  const call = { Channel: 'PJSIP/trunk-1', CallerIDNum: number, Linkedid: name, Uniqueid: name };
  return (
    amiEvent('Newchannel', { ...call, Context: 'from-trunk', Exten: '5101' }) +
    amiEvent('QueueCallerJoin', { ...call, Queue: 'sales' }) +
    amiEvent('QueueCallerAbandon', { ...call, Queue: 'sales' }) +
    amiEvent('Hangup', { ...call, Cause: '0' })
  );
}
const abandoned = (name: string, number: string, at: number) =>
  `${at / 1_000}|${name}|sales|NONE|ENTERQUEUE||${number}|1\n${at / 1_000 + 20}|${name}|sales|NONE|ABANDON|1|1|20\n`;

describe('Asterisk', () => {
  it('is off until somebody wants it, and its secret is not told again', async () => {
    expect(await state()).toMatchObject({ on: false, link: 'off', hasSecret: false });
    await source.start();
    await set();
    await connected();
    expect(JSON.stringify(await state())).not.toContain('right');
    expect(await state()).toMatchObject({ on: true, hasSecret: true });
    await set({ on: false, secret: undefined });
    expect(await state()).toMatchObject({ link: 'off', hasSecret: true });
  });

  it('puts who was not spoken with into the queue, once, and a talk on any phone closes it', async () => {
    await set();
    await connected();
    asterisk.write(inVain('7.1') + inVain('7.1'));
    await expect
      .poll(() => open())
      .toMatchObject([{ number: CALLER, callCount: 1, calls: [{ line: 'sales' }] }]);
    base.clock.now += 60_000;
    const call = { Channel: 'PJSIP/102-1', CallerIDNum: '102', Linkedid: '8.1' };
    asterisk.write(
      amiEvent('Newchannel', { ...call, Uniqueid: '8.1', Context: 'from-internal', Exten: '9' }) +
        amiEvent('DialBegin', { ...call, Uniqueid: '8.1', DialString: `${CALLER}@trunk` }) +
        amiEvent('BridgeEnter', {
          ...call,
          Uniqueid: '8.2',
          BridgeNumChannels: '2',
          BridgeTechnology: 'simple_bridge',
        }),
    );
    // Our own log goes first, so it takes a moment.
    await expect.poll(() => open(), { timeout: 15_000 }).toEqual([]);
  });

  it('may hang up in the middle of a line: it is called again, and what it tells then counts', async () => {
    await set();
    await connected();
    const whole = inVain('7.1');
    asterisk.write(whole.slice(0, whole.length - 30));
    await new Promise((resolve) => setTimeout(resolve, 50));
    const again = asterisk.login();
    asterisk.cut();
    await expect.poll(async () => (await state()).link).toBe('waiting');
    expect(await state()).toMatchObject({ trouble: 'closed' });
    await again;
    await connected();
    expect(open()).toEqual([]);
    asterisk.write(inVain('7.2', '+79160000002'));
    await expect.poll(() => open()).toMatchObject([{ number: '+79160000002' }]);
  });

  it('is heard behind a flood of a hundred thousand events, and meanwhile others have their turn', async () => {
    await set();
    await connected();
    let turns = 0;
    const ticking = setInterval(() => {
      turns += 1;
    }, 1);
    const noise = amiEvent('VarSet', { Channel: 'PJSIP/1', Variable: 'x', Value: 'y'.repeat(60) });
    const calls = Array.from({ length: 100 }, (_, n) => inVain(`9.${n}`, `+7916000${1_000 + n}`));
    for (const call of calls) asterisk.write(noise.repeat(1_000) + call);
    await expect.poll(() => base.repos.missed.counts(base.clock.now).open, { timeout: 15_000 }).toBe(100);
    clearInterval(ticking);
    // Ten megabytes are at least twenty moments.
    expect(turns).toBeGreaterThan(20);
  });
});

describe('the check', () => {
  it('says what is right and what is not, and changes nothing', async () => {
    writeFileSync(queueLog, abandoned('1.1', CALLER, NOW));
    expect(await check({ queueLog, cdr: join(dir, 'Master.csv') })).toEqual([
      { part: 'ami' },
      { part: 'queueLog' },
      { part: 'cdr', trouble: 'fileMissing' },
    ]);
    expect(await check({ secret: 'wrong' })).toEqual([{ part: 'ami', trouble: 'refused' }]);
    expect(await check({ secret: undefined })).toEqual([{ part: 'ami', trouble: 'noSecret' }]);
    expect(await check({ host: '' })).toEqual([]);
    const other = await startFakeAsterisk('right', 'SSH-2.0-OpenSSH');
    expect(await check({ port: other.port })).toEqual([{ part: 'ami', trouble: 'notAsterisk' }]);
    await other.close();
    expect(await check({ port: other.port })).toEqual([{ part: 'ami', trouble: 'unreachable' }]);
    expect(await state()).toMatchObject({ on: false, host: '', hasSecret: false });
  });
});

describe('what happened while nobody listened', () => {
  const file = () => ({ host: '', queueLog });
  const read = () => expect.poll(async () => (await state()).readAt).toBe(base.clock.now);

  it('is read at the next start, and nothing twice', async () => {
    writeFileSync(queueLog, abandoned('1.0', '+79160000000', NOW - 60_000));
    await set(file());
    await read();
    await source.stop();
    appendFileSync(queueLog, abandoned('1.1', CALLER, NOW + 60_000));
    base.clock.now += 120_000;
    source = make();
    await source.start();
    await read();
    // Before it was switched on, calls were nobody's work.
    expect(open()).toMatchObject([
      { number: CALLER, callCount: 1, calls: [{ cause: 'leftQueue', waitedMs: 20_000 }] },
    ]);
    await source.stop();
    source = make();
    await source.start();
    await read();
    expect(open()).toMatchObject([{ callCount: 1 }]);
  });

  it('is one call with what was heard of it', async () => {
    writeFileSync(queueLog, '');
    await set({ queueLog });
    await connected();
    base.clock.now += 20_000;
    asterisk.write(inVain('1.1'));
    await expect.poll(() => open()).toHaveLength(1);
    appendFileSync(queueLog, abandoned('1.1', CALLER, NOW));
    await source.stop();
    source = make();
    await source.start();
    await read();
    expect(open()).toMatchObject([{ callCount: 1 }]);
  });

  it('says when the file is gone, and reads it when it is back', async () => {
    await set(file());
    await expect.poll(async () => (await state()).fileTrouble).toBe('fileMissing');
    base.clock.now += 60_000;
    writeFileSync(queueLog, abandoned('1.1', CALLER, NOW));
    await source.stop();
    source = make();
    await source.start();
    await expect.poll(() => open()).toMatchObject([{ number: CALLER }]);
    expect((await state()).fileTrouble).toBeUndefined();
  });
});

import { mkdtempSync, readdirSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { createLog } from './log.ts';

async function written(say: (log: ReturnType<typeof createLog>) => void): Promise<string> {
  const dir = mkdtempSync(join(tmpdir(), 'ringdesk-log-'));
  const log = createLog(dir);
  say(log);
  await log.close();
  return readFileSync(join(dir, 'core.log'), 'utf8');
}

it('writes one JSON object a line, facts first', async () => {
  const text = await written((log) => log.child({ part: 'calls' }).info({ callId: 'c1' }, 'a call began'));
  expect(JSON.parse(text)).toMatchObject({ level: 'info', part: 'calls', callId: 'c1', msg: 'a call began' });
});

it('hides secrets by name, at every depth that is logged', async () => {
  const text = await written((log) => {
    log.info(
      { password: 's3cret-a', account: { password: 's3cret-b', deep: { turnPassword: 's3cret-c' } } },
      'x',
    );
    log.info({ headers: { authorization: 's3cret-d', cookie: 's3cret-e' }, token: 's3cret-f' }, 'y');
  });
  expect(text).not.toContain('s3cret');
  expect(text.match(/\[hidden\]/g)).toHaveLength(6);
});

it('hides the digest inside an error of a library', async () => {
  const header = 'Authorization: Digest username="101", nonce="n0nce", response="d1gest", cnonce=cl1ent';
  const text = await written((log) => log.error({ err: new Error(header) }, 'refused'));
  expect(text).toContain('username=');
  for (const secret of ['n0nce', 'd1gest', 'cl1ent']) expect(text).not.toContain(secret);
});

it('begins a new file when one is full', async () => {
  const dir = mkdtempSync(join(tmpdir(), 'ringdesk-log-'));
  const log = createLog(dir);
  for (let n = 0; n < 60; n += 1) {
    log.info({ filling: 'x'.repeat(100_000) }, 'line');
    // The stream rotates between writes, so it must get its turn.
    await new Promise((done) => setTimeout(done, 2));
  }
  await log.close();
  expect(readdirSync(dir).length).toBeGreaterThan(1);
});

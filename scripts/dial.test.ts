import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

let data: string;
let server: Server;
let address: string;
const asked: { key: unknown; path: unknown; body: string }[] = [];
let answer = '';

beforeAll(async () => {
  data = mkdtempSync(join(tmpdir(), 'ringdesk-dial-'));
  server = createServer(async (request, response) => {
    let body = '';
    for await (const piece of request) body += piece;
    asked.push({
      key: request.headers['x-ringdesk-control'],
      path: `${request.method} ${request.url}`,
      body,
    });
    response.end(answer);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  address = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});
afterAll(async () => {
  await new Promise((resolve) => server.close(resolve));
  rmSync(data, { recursive: true, force: true });
});

const runs = (card: object) => writeFileSync(join(data, 'core.json'), JSON.stringify(card));
function dial(...args: string[]): Promise<{ code: number | null; out: string; err: string }> {
  const child = spawn(process.execPath, [join(import.meta.dirname, 'dial.ts'), ...args], { cwd: tmpdir() });
  let out = '';
  let err = '';
  child.stdout.on('data', (text) => {
    out += text;
  });
  child.stderr.on('data', (text) => {
    err += text;
  });
  return new Promise((resolve) => child.once('close', (code) => resolve({ code, out, err })));
}

describe('npm run dial', () => {
  it('asks the running browser mode, with the key of the profile, and says what became of it', async () => {
    runs({ pid: process.pid, address, controlKey: 'the key' });
    answer = JSON.stringify({ callId: 'c1' });
    expect(await dial('--data', data, '+7', '916', '123-45-67')).toEqual({
      code: 0,
      out: 'Dialling +7 916 123-45-67.\n',
      err: '',
    });
    expect(asked.splice(0)).toEqual([
      { key: 'the key', path: 'POST /control/dial', body: '{"number":"+7 916 123-45-67"}' },
    ]);
    const { code, out } = await dial('--json', '--data', data, '112');
    expect([code, JSON.parse(out)]).toEqual([
      0,
      { result: 'dialled', number: '112', callId: 'c1', message: 'Dialling 112.' },
    ]);
  });

  it('a refusal is a sentence that says what to do, and exit code 1', async () => {
    runs({ pid: process.pid, address, controlKey: 'the key' });
    answer = JSON.stringify({ failure: { code: 'notRegistered', params: {} } });
    const plain = await dial('--data', data, '112');
    expect([plain.code, plain.out]).toEqual([1, '']);
    expect(plain.err).toMatch(/^The line is not connected .*\n$/);
    expect(JSON.parse((await dial('--json', '--data', data, '112')).out)).toMatchObject({
      code: 'notRegistered',
    });
    for (const strange of ['', 'Not allowed.', 'null', '{}']) {
      answer = strange;
      expect((await dial('--data', data, '112')).code).toBe(1);
    }
  });

  it('nothing that runs: exit code 3 and how to start it', async () => {
    const gone = spawn(process.execPath, ['-e', '']);
    await new Promise((resolve) => gone.once('close', resolve));
    for (const card of [undefined, { pid: gone.pid, address }, { pid: 'x' }]) {
      rmSync(join(data, 'core.json'), { force: true });
      if (card) runs(card);
      const { code, err } = await dial('--data', data, '112');
      expect([code, err]).toEqual([
        3,
        'Ringdesk is not running with this data. Start it with "npm start", and dial again.\n',
      ]);
    }
  });

  it('without a number, or with words that it does not know, it shows how: exit code 2', async () => {
    for (const args of [[], ['--json'], ['--colour', '112'], ['--data', '', '112'], ['']]) {
      const { code, err } = await dial(...args);
      expect(code).toBe(2);
      expect(err).toContain('npm run dial --');
    }
  });
});

import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { request } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { createBrowserSessions } from '../../electron/core/host/browser-session.ts';
import { silentLog } from '../../electron/core/host/log.ts';
import { serveWeb, type Web } from '../../electron/core/host/web.ts';
import { Failure } from '../../shared/contract/failure.ts';
import { ScriptedPhone, startCore } from '../support/core-harness.ts';

let started: Awaited<ReturnType<typeof startCore>>;
let web: Web;
let pagesDir: string;
let phone: ScriptedPhone | undefined;

beforeAll(async () => {
  pagesDir = mkdtempSync(join(tmpdir(), 'ringdesk-pages-'));
  mkdirSync(join(pagesDir, 'desk'));
  writeFileSync(join(pagesDir, 'desk/index.html'), '');
  started = await startCore();
  const sessions = createBrowserSessions(started.dataDir);
  web = await serveWeb({ core: started.core, pagesDir, port: 0, sessions, log: silentLog });
});
afterAll(async () => {
  phone?.leave();
  await web.close();
  await started.core.close();
  for (const path of [pagesDir, started.dataDir]) rmSync(path, { recursive: true });
});

interface Asked {
  readonly body?: string;
  readonly key?: string | undefined;
  readonly method?: string;
  readonly host?: string;
}

/** Not `fetch`, which would set the Host header itself. */
function dial({ body = '', key = web.controlKey, method = 'POST', host }: Asked) {
  const { port } = new URL(web.origin);
  const headers = {
    ...(key ? { 'x-ringdesk-control': key } : {}),
    ...(host ? { host } : {}),
    'content-length': Buffer.byteLength(body),
  };
  return new Promise<{ status: number; body: string }>((resolve, reject) => {
    const asked = request({ host: '127.0.0.1', port, path: '/control/dial', method, headers }, (response) => {
      let said = '';
      response.on('data', (part) => {
        said += part;
      });
      response.on('end', () => resolve({ status: response.statusCode ?? 0, body: said }));
    });
    asked.once('error', reject);
    asked.end(body);
  });
}

const number = (written: string) => JSON.stringify({ number: written });

describe('another program of the same person', () => {
  it('hears that there is no telephone', async () => {
    const { status, body } = await dial({ body: number('+442079460101') });
    expect([status, JSON.parse(body)]).toEqual([200, { failure: { code: 'noPhone', params: {} } }]);
  });

  describe('with a telephone', () => {
    beforeEach(async () => {
      phone?.leave();
      const here = new ScriptedPhone(started.connect);
      phone = here;
      await here.attach();
      await here.register();
    });

    it('dials, and learns which call it is', async () => {
      const { status, body } = await dial({ body: number('tel:+44 20 7946 0101') });
      const answer = JSON.parse(body) as { callId: string };
      expect(status).toBe(200);
      expect(phone?.told('phone.dial')).toEqual({ callId: answer.callId, target: '+442079460101' });
    });

    it('hears why not', async () => {
      const wrong = await dial({ body: number('not a number') });
      expect(JSON.parse(wrong.body)).toEqual({
        failure: { code: 'invalidNumber', params: { number: 'not a number' } },
      });
      if (phone)
        phone.onCommand = () => {
          throw new Failure('microphoneMissing');
        };
      const deaf = await dial({ body: number('+442079460101') });
      expect(JSON.parse(deaf.body)).toMatchObject({ failure: { code: 'microphoneMissing' } });
    });

    it.each([
      ['nothing', ''],
      ['no JSON', '{'],
      ['no number', '{}'],
      ['a number that is none', '{"number": 5}'],
      ['more than a number', '{"number": "600", "contactId": "x"}'],
      ['too much', number('1'.repeat(5000))],
      ['far too much', number('1'.repeat(2_000_000))],
    ])('is told that %s is no question', async (_name, body) => {
      const said = await dial({ body });
      expect([said.status, JSON.parse(said.body)]).toEqual([
        400,
        { failure: { code: 'badRequest', params: {} } },
      ]);
      expect(phone?.commands).toEqual([]);
    });

    it.each([
      ['without the key', { key: '' }],
      ['with a guess', { key: 'guess' }],
      ['by GET', { method: 'GET' }],
      ['from a page that made its name point here', { host: 'evil.example' }],
    ])('is not let in %s', async (_name, asked) => {
      expect((await dial({ body: number('+442079460101'), ...asked })).status).toBe(403);
      expect(phone?.commands).toEqual([]);
    });
  });
});

import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Harness } from '../harness.ts';
import { type ScriptedPbx, startScriptedPbx } from '../scripted-pbx.ts';

const info = (version: number, state: string, dialogs: string) =>
  `<?xml version="1.0"?><dialog-info xmlns="urn:ietf:params:xml:ns:dialog-info" version="${version}" state="${state}" entity="sip:102@pbx.test">${dialogs}</dialog-info>`;
const dialog = (state: string, direction = 'recipient') =>
  `<dialog id="102" direction="${direction}"><state>${state}</state></dialog>`;

/** What the PBX tells of itself: the light of the mailbox, the state of colleagues. */
export function watchContract(h: Harness): void {
  const { bench, until, registered, registration, rests } = h;

  describe('watching', () => {
    let pbx: ScriptedPbx;
    beforeEach(async () => {
      pbx = await startScriptedPbx();
    });
    afterEach(() => pbx.stop());

    const begin = async () => {
      await registered({ server: pbx.url, login: '101', domain: 'pbx.test' });
      await bench('watch', { mailbox: true, extensions: ['102', '103'] });
      await until('three subscriptions', async () => pbx.requests('SUBSCRIBE').length === 3);
    };
    const states = async (extension: string) =>
      (await bench('colleagues')).filter((one) => one.extension === extension).map(({ state }) => state);

    it('tells how many messages wait, asked for or not', async () => {
      await begin();
      pbx.notify('message-summary', 'Messages-Waiting: yes\r\nVoice-Message: 2/8 (0/2)\r\n', { to: '101' });
      await until('light', async () => (await bench('voicemails')).length === 1);
      pbx.notify('message-summary', 'Messages-Waiting: no\r\nVoice-Message: 0/10\r\n');
      await until('light out', async () => (await bench('voicemails')).length === 2);
      expect(await bench('voicemails')).toEqual([
        { fresh: 2, old: 8 },
        { fresh: 0, old: 10 },
      ]);
    });

    it('tells what a colleague does', async () => {
      await begin();
      for (const [version, state] of ['terminated', 'early', 'confirmed', 'terminated'].entries()) {
        pbx.notify('dialog', info(version, 'full', dialog(state)), { to: '102' });
        await rests(50);
      }
      // Late, and junk: nothing happens.
      pbx.notify('dialog', info(1, 'full', dialog('early')), { to: '102' });
      pbx.notify('dialog', '<!DOCTYPE x [<!ENTITY a "b">]><dialog-info>&a;</dialog-info>', { to: '102' });
      pbx.notify('dialog', '<<<', { to: '102' });
      await rests(200);
      expect(await states('102')).toEqual(['unknown', 'free', 'ringing', 'talking', 'free']);
      expect(await states('103')).toEqual(['unknown']);
    });

    it('knows nothing while the PBX is away, and asks again when it is back', async () => {
      await begin();
      pbx.notify('dialog', info(0, 'full', dialog('confirmed')), { to: '102' });
      await until('talking', async () => (await states('102')).at(-1) === 'talking');
      const before = pbx.requests('SUBSCRIBE').length;
      await bench('reconnectNow');
      expect((await states('102')).at(-1)).toBe('unknown');
      await registration('registered');
      await until('asked again', async () => pbx.requests('SUBSCRIBE').length >= before + 3);
      pbx.notify('dialog', info(0, 'full', dialog('early')), { to: '102' });
      await until('ringing', async () => (await states('102')).at(-1) === 'ringing');
    });

    it('asks a refused one again, and one that the PBX ended', async () => {
      pbx.refuse('103', 404);
      await begin();
      const asked = (user: string) =>
        pbx.requests('SUBSCRIBE').filter((one) => one.header('to').includes(`sip:${user}@`)).length;
      pbx.notify('dialog', info(0, 'full', dialog('early')), { to: '102' });
      pbx.notify('dialog', '', { to: '102', state: 'terminated;reason=timeout' });
      await until('unknown', async () => (await states('102')).at(-1) === 'unknown');
      await until('asked again', async () => asked('102') === 2 && asked('103') === 2, 6_000);
      await rests(1_000);
      expect([asked('101'), asked('102'), asked('103')]).toEqual([1, 2, 2]);
    });
  });
}

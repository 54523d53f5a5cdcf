import { describe, expect, it } from 'vitest';
import { accountUri, targetUri, webSocketUrl } from './uri.ts';

describe('the URI of a target', () => {
  it.each([
    ['+49 (30) 123-45 67', 'sip:+49301234567@pbx.test'],
    ['101', 'sip:101@pbx.test'],
    ['*97', 'sip:*97@pbx.test'],
    ['*#06#', 'sip:*%2306%23@pbx.test'],
    ['tel:+380441234567;ext=5', 'sip:+380441234567@pbx.test'],
    ['sip:anna@other.test:5080;transport=udp', 'sip:anna@other.test:5080'],
    ['anna@other.test', 'sip:anna@other.test'],
    ['anna', 'sip:anna@pbx.test'],
    ['иван', 'sip:%D0%B8%D0%B2%D0%B0%D0%BD@pbx.test'],
  ])('%s', (target, uri) => {
    expect(targetUri(target, 'pbx.test')).toBe(uri);
  });

  it.each([
    [''],
    ['   '],
    ['@pbx.test'],
    ['101\r\nX: y'],
    ['anna@'],
    ['anna@evil host'],
    ['a b'],
    ['1'.repeat(300)],
    ['anna@[::1'],
  ])('refuses %j', (target) => {
    expect(targetUri(target, 'pbx.test')).toBeUndefined();
  });

  it('keeps nothing of a pasted URI that could change the request', () => {
    expect(targetUri('sip:101@pbx.test?Replaces=abc&X=y', 'pbx.test')).toBe('sip:101@pbx.test');
    expect(targetUri('sip:101@pbx.test>;<evil', 'pbx.test')).toBeUndefined();
  });
});

describe('the account', () => {
  it('has an address of record', () => {
    expect(accountUri('agent1', 'pbx.test')).toBe('sip:agent1@pbx.test');
    expect(accountUri('agent1@cloud.test', 'pbx.test')).toBe('sip:agent1@cloud.test');
    expect(accountUri('', 'pbx.test')).toBeUndefined();
    expect(accountUri('agent1', 'no host')).toBeUndefined();
  });

  it('has a WebSocket address, secure when it does not say', () => {
    expect(webSocketUrl('wss://pbx.test:8089/ws')).toBe('wss://pbx.test:8089/ws');
    expect(webSocketUrl('pbx.test/ws')).toBe('wss://pbx.test/ws');
    expect(webSocketUrl(' ws://127.0.0.1:5066/ws ')).toBe('ws://127.0.0.1:5066/ws');
    for (const server of ['', 'https://pbx.test', 'wss://', 'javascript:alert(1)', 'wss://a b']) {
      expect(webSocketUrl(server), server).toBeUndefined();
    }
  });
});

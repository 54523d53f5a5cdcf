import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { contentSecurityPolicy, headersFor } from './headers.ts';
import { externalAddress } from './navigation.ts';
import { mayRequest } from './network.ts';
import { isOurs } from './origin.ts';
import { mayHave, mayUseDevice } from './permissions.ts';
import { resolveAsset } from './resolve-asset.ts';

describe('files of the scheme', () => {
  const root = '/program/out/renderer';
  it('are found below the root', () => {
    expect(resolveAsset(root, 'app://ringdesk/desk/index.html?x#y')).toEqual({
      file: '/program/out/renderer/desk/index.html',
      pathname: '/desk/index.html',
    });
  });

  it('never lie outside, whatever the address', () => {
    const part = fc.oneof(
      fc.constantFrom('..', '.', '%2e%2e', '%2f', '%5c', '\\', '/', '%00', '%25', ':', '~', 'desk'),
      fc.string(),
    );
    fc.assert(
      fc.property(fc.array(part), fc.constantFrom('/', '%2f', ''), (parts, glue) => {
        const asset = resolveAsset(root, `app://ringdesk/${parts.join(glue)}`);
        if (asset)
          expect(asset.file.startsWith(`${root}/`) && !asset.file.split('/').includes('..')).toBe(true);
      }),
    );
  });

  it.each([
    'app://other/desk/index.html',
    'https://ringdesk/desk/index.html',
    'app://ringdesk/.env',
    'app://ringdesk/',
    'x',
  ])('%s is none', (address) => expect(resolveAsset(root, address)).toBeUndefined());
});

describe('headers', () => {
  it('the phone may use WebSockets, the desk may not; scripts are ours only', () => {
    expect(contentSecurityPolicy('/phone/index.html')).toMatch(/connect-src [^;]*wss:/);
    expect(contentSecurityPolicy('/desk/index.html')).not.toMatch(/ws/);
    for (const page of ['/desk/index.html', '/phone/index.html', '/assets/x.js']) {
      expect(contentSecurityPolicy(page)).toMatch(/default-src 'none'; script-src 'self';/);
    }
  });
  it('an unknown ending is only bytes', () => {
    expect(headersFor('/a/b.exe')['Content-Type']).toBe('application/octet-stream');
    expect(headersFor('/a/x.JS')['Content-Type']).toMatch(/^text\/javascript/);
  });
});

describe('permissions', () => {
  const ask = (change: object) =>
    mayHave({
      permission: 'media',
      role: 'phone',
      origin: 'app://ringdesk/',
      isMainFrame: true,
      media: ['audio'],
      ...change,
    } as never);
  it('the phone has audio and nothing else of the kind', () => {
    expect(ask({})).toBe(true);
    expect(ask({ media: [] })).toBe(true);
    expect(ask({ media: ['video'] })).toBe(false);
    expect(ask({ media: ['audio', 'video'] })).toBe(false);
    expect(ask({ permission: 'speaker-selection' })).toBe(true);
  });
  it('nobody else, from nowhere else, in no frame', () => {
    expect(ask({ role: 'desk' })).toBe(false);
    expect(ask({ role: undefined })).toBe(false);
    expect(ask({ origin: 'https://example.com/' })).toBe(false);
    expect(ask({ origin: 'app://ringdesk.example.com/' })).toBe(false);
    expect(ask({ isMainFrame: false })).toBe(false);
  });
  it.each([
    'geolocation',
    'midi',
    'serial',
    'usb',
    'display-capture',
    'clipboard-read',
    'openExternal',
    'fileSystem',
    'anything new',
  ])('%s is nobody’s', (permission) => {
    for (const role of ['desk', 'phone', 'ringCard'])
      expect(ask({ permission, role, media: [] })).toBe(false);
  });
});

describe('devices', () => {
  const ask = (change: object) =>
    mayUseDevice({
      deviceType: 'hid',
      origin: 'app://ringdesk',
      device: { collections: [{ usagePage: 0x0c }, { usagePage: 0x0b }] },
      ...change,
    });
  it('a headset with call buttons is for our pages, of which the policy leaves the phone', () => {
    expect(ask({})).toBe(true);
    expect(
      mayHave({ permission: 'hid', role: 'phone', origin: 'app://ringdesk/', isMainFrame: true, media: [] }),
    ).toBe(true);
    for (const role of ['desk', 'ringCard'] as const)
      expect(
        mayHave({ permission: 'hid', role, origin: 'app://ringdesk/', isMainFrame: true, media: [] }),
      ).toBe(false);
    expect(headersFor('/phone/index.html')['Permissions-Policy']).toMatch(/^hid=\(self\), usb=\(\)/);
    for (const page of ['/desk/index.html', '/ring-card/index.html', '/'])
      expect(headersFor(page)['Permissions-Policy']).toMatch(/^hid=\(\), usb=\(\)/);
  });
  it('nothing else, for nobody else', () => {
    expect(ask({ device: { collections: [{ usagePage: 1 }, { usagePage: 0xf1d0 }] } })).toBe(false);
    expect(ask({ device: { collections: [] } })).toBe(false);
    // An Electron that does not say what a device is.
    expect(ask({ device: {} })).toBe(false);
    for (const deviceType of ['usb', 'serial']) expect(ask({ deviceType })).toBe(false);
    for (const origin of ['https://example.com', 'app://other', 'null']) expect(ask({ origin })).toBe(false);
  });
});

describe('network', () => {
  it.each([
    ['app://ringdesk/assets/x.js', true, true],
    ['blob:app://ringdesk/1', true, true],
    ['wss://pbx.example.com/ws', false, true],
    ['ws://127.0.0.1:8080/', false, true],
    ['https://example.com/', false, false],
    ['http://127.0.0.1/', false, false],
    ['file:///etc/passwd', false, false],
    ['app://other/x', false, false],
    ['chrome://gpu', false, false],
    ['not an address', false, false],
  ])('%s: desk %s, phone %s', (address, desk, phone) => {
    expect([mayRequest(address, 'desk'), mayRequest(address, 'phone')]).toEqual([desk, phone]);
  });
});

describe('links to the outside', () => {
  it.each(['https://example.com/a?b#c', 'http://crm.local/', 'mailto:a@example.com'])(
    '%s may go',
    (address) => expect(externalAddress(address)).toBe(address),
  );
  it.each([
    'http://bank.example@evil.example/',
    'file:///etc/passwd',
    'javascript:alert(1)',
    'smb://host/share',
    'ms-msdt:/id',
    'https://bank.example@evil.example/',
    `https://example.com/${'x'.repeat(3000)}`,
    'x',
  ])('%s may not', (address) => expect(externalAddress(address)).toBeUndefined());
});

it('our origin is ours, and not a longer name of somebody else', () => {
  expect(['app://ringdesk', 'app://ringdesk/x'].every(isOurs)).toBe(true);
  expect(
    ['app://ringdesk.evil/x', 'app://ringdeskx', 'https://app://ringdesk/', 'null', ''].some(isOurs),
  ).toBe(false);
});

import { setTimeout as sleep } from 'node:timers/promises';
import type { DirectorySettings } from '../../../shared/contract/directories.ts';
import { Failure } from '../../../shared/contract/failure.ts';
import { type AttributeMap, USUAL_SERVER } from '../../../shared/domain/directory/ldap-server.ts';
import type { Home } from '../../../shared/domain/phone-number/index.ts';
import { openCardDav } from './carddav.ts';
import { findBooks } from './carddav-books.ts';
import { openFolder } from './folder.ts';
import type { Tested } from './job.ts';
import { openLdap } from './ldap.ts';
import type { DirectorySource } from './port.ts';

/** @throws Failure `directoryAddress` */
export function openSource(settings: DirectorySettings, password: string, home: Home): DirectorySource {
  switch (settings.kind) {
    case 'carddav':
      return openCardDav({
        url: needUrl(settings.url, ['http:', 'https:']),
        access: { login: settings.login, password },
        home,
        now: Date.now,
      });
    case 'ldap':
      return openLdap({
        ...settings,
        url: needUrl(settings.url, ['ldap:', 'ldaps:']),
        password,
        attributes: attributesFor(settings.attributes),
        home,
      });
    case 'folder':
      return openFolder({ folder: settings.folder, home, sleep, now: Date.now });
  }
}

/** @throws Failure as `DirectorySource`, `directoryAddress` */
export async function testSource(settings: DirectorySettings, password: string, home: Home): Promise<Tested> {
  if (settings.kind === 'carddav') {
    const url = needUrl(settings.url, ['http:', 'https:']);
    const books = await findBooks(url, { login: settings.login, password });
    const [only, ...more] = books;
    if (!only || more.length > 0 || only.url !== url) return { entries: 0, books };
  }
  const source = openSource(settings, password, home);
  try {
    return await source.test();
  } finally {
    await source.close();
  }
}

function needUrl(written: string, protocols: readonly string[]): string {
  try {
    const url = new URL(written.trim());
    if (protocols.includes(url.protocol) && url.hostname !== '') return url.href;
  } catch {
    // No address at all.
  }
  throw new Failure('directoryAddress', { address: written.trim().slice(0, 200) });
}

function attributesFor(given: Partial<Record<keyof AttributeMap, string | undefined>>): AttributeMap {
  const filled = Object.entries(given).filter(([, value]) => value !== undefined && value.trim() !== '');
  return { ...USUAL_SERVER.attributes, ...Object.fromEntries(filled) };
}

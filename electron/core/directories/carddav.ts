import {
  addressBookMultiGet,
  createObject,
  deleteObject,
  propfind,
  syncCollection,
  updateObject,
} from 'tsdav';
import { Failure } from '../../../shared/contract/failure.ts';
import type { DirectoryEntry } from '../../../shared/domain/directory/entry.ts';
import type { Home } from '../../../shared/domain/phone-number/index.ts';
import { cardIn, editCard, newCard } from './card-edits.ts';
import { entryOfCard, isCounterpart } from './card-entry.ts';
import { type Access, DavWay, statusFailure, textOf } from './carddav-http.ts';
import { type DirectorySource, type Listing, Moved, type RemoteEntry } from './port.ts';

/** Cards asked for at once. */
const AT_ONCE = 100;
/** A server that gives its changes in parts must come to an end. */
const MOST_PARTS = 1000;

export interface CardDavOptions {
  /** Of the address book itself. */
  readonly url: string;
  readonly access: Access;
  readonly home: Home;
  readonly now: () => number;
}

/** An address book of CardDAV (RFC 6352), by sync-collection (RFC 6578) where the server has it and by ETags where not. */
export function openCardDav({ url: written, access, home, now }: CardDavOptions): DirectorySource {
  const way = new DavWay(access);
  const url = written.endsWith('/') ? written : `${written}/`;
  const { pathname } = new URL(url);
  const pathOf = (href: string) => new URL(href, url).pathname;
  const urlOf = (id: string) => new URL(id, url).href;
  const request = { headers: way.headers };

  /** Ids are paths, as the server writes them; the book itself is among the answers. */
  const isCard = (href: string | undefined): href is string =>
    href !== undefined && !pathOf(href).endsWith('/') && pathOf(href).startsWith(pathname);

  async function whole(): Promise<Listing> {
    const { answers } = await way.many(() =>
      propfind({
        ...request,
        url,
        depth: '1',
        props: { 'd:getetag': {}, 'd:resourcetype': {}, 'd:sync-token': {} },
        fetchOptions: way.options,
      }),
    );
    const book = answers.find((answer) => answer.href !== undefined && pathOf(answer.href) === pathname);
    if (book && !Object.keys(book.props?.resourcetype ?? {}).includes('addressbook')) {
      throw new Failure('directoryNotThere');
    }
    const entries = new Map<string, string>();
    for (const { href, props } of answers) {
      const etag = textOf(props?.getetag);
      if (isCard(href) && etag !== undefined) entries.set(pathOf(href), etag);
    }
    return { entries, removed: [], whole: true, cursor: textOf(book?.props?.syncToken), unread: 0 };
  }

  /** What changed since; undefined: the server does not know the token any more. */
  async function since(cursor: string): Promise<Listing | undefined> {
    const entries = new Map<string, string>();
    const removed = new Set<string>();
    let token = cursor;
    for (let part = 0; part < MOST_PARTS; part++) {
      const asked = await way.ask(() =>
        syncCollection({
          ...request,
          url,
          props: { 'd:getetag': {} },
          syncLevel: 1,
          syncToken: token,
          fetchOptions: way.options,
        }),
      );
      const status = asked[0]?.status ?? 0;
      const refused =
        typeof asked[0]?.raw !== 'object' && [400, 403, 405, 409, 410, 412, 415, 501].includes(status);
      if (refused) return undefined;
      const { answers, token: next } = await way.many(async () => asked);
      for (const { href, status: one, props } of answers) {
        if (!isCard(href)) continue;
        const id = pathOf(href);
        const etag = textOf(props?.getetag);
        if (one === 404 || one === 410) {
          entries.delete(id);
          removed.add(id);
        } else if (etag !== undefined) {
          removed.delete(id);
          entries.set(id, etag);
        }
      }
      if (next === undefined) return undefined;
      token = next;
      // 507: there is more behind the new token.
      if (!answers.some((answer) => answer.status === 507)) {
        return { entries, removed: [...removed], whole: false, cursor: token, unread: 0 };
      }
    }
    throw new Failure('directoryAnswer');
  }

  async function* read(ids: readonly string[]): AsyncGenerator<RemoteEntry[]> {
    for (let from = 0; from < ids.length; from += AT_ONCE) {
      const asked = ids.slice(from, from + AT_ONCE);
      const { answers } = await way.many(() =>
        addressBookMultiGet({
          ...request,
          url,
          depth: '1',
          props: { 'd:getetag': {}, 'card:address-data': {} },
          objectUrls: [...asked],
          fetchOptions: way.options,
        }),
      );
      yield answers.flatMap(({ href, props }) => {
        const text = textOf(props?.addressData);
        const etag = textOf(props?.getetag);
        const card = text === undefined ? undefined : cardIn(text);
        if (!isCard(href) || etag === undefined || !card || !isCounterpart(card)) return [];
        return [{ id: pathOf(href), etag, entry: entryOfCard(card, home) }];
      });
    }
  }

  /** The card as it is there, octet by octet: what is written back must have lost nothing. */
  async function get(id: string): Promise<{ text: string; etag: string } | undefined> {
    const response = await way.ask(() =>
      fetch(urlOf(id), { headers: way.headers, ...way.options }).then(async (answer) => ({
        status: answer.status,
        etag: answer.headers.get('etag'),
        text: await answer.text(),
      })),
    );
    if (response.status === 404 || response.status === 410) return undefined;
    if (response.status !== 200) throw statusFailure(response.status);
    if (response.etag === null) throw new Failure('directoryAnswer');
    return { text: response.text, etag: response.etag };
  }

  async function put(work: () => Promise<Response>, id: string): Promise<string> {
    const answer = await way.ask(work);
    if (answer.status === 412) throw new Moved();
    if (!answer.ok) throw statusFailure(answer.status);
    const etag = answer.headers.get('etag');
    // A server that changed the card while it took it says none (RFC 6352, 6.3.2.3).
    return etag ?? (await get(id))?.etag ?? '';
  }

  const headers = { ...way.headers, 'content-type': 'text/vcard; charset=utf-8' };
  return {
    async test() {
      return { entries: (await whole()).entries.size };
    },
    async list(cursor) {
      return (cursor === undefined ? undefined : await since(cursor)) ?? whole();
    },
    read,
    write: {
      idOf: (key) => `${pathname}${key}.vcf`,
      keyOf: (id) => /([^/]+)\.vcf$/.exec(id)?.[1],
      async change(seen, next: DirectoryEntry) {
        const held = await get(seen.id);
        if (!held || held.etag !== seen.etag) throw new Moved();
        const data = editCard(held.text, next, home, now());
        if (data === held.text) return { etag: held.etag };
        const etag = await put(
          () =>
            updateObject({ url: urlOf(seen.id), data, etag: held.etag, headers, fetchOptions: way.options }),
          seen.id,
        );
        return { etag };
      },
      async create(key, entry) {
        const id = `${pathname}${key}.vcf`;
        const etag = await put(
          () =>
            createObject({
              url: urlOf(id),
              data: newCard(key, entry),
              headers: { ...headers, 'If-None-Match': '*' },
              fetchOptions: way.options,
            }),
          id,
        );
        return { id, etag };
      },
      async remove(id, etag) {
        const answer = await way.ask(() =>
          deleteObject({ url: urlOf(id), etag, headers: way.headers, fetchOptions: way.options }),
        );
        if (answer.status === 412) throw new Moved();
        if (!answer.ok && answer.status !== 404 && answer.status !== 410) throw statusFailure(answer.status);
      },
    },
    close: async () => {},
  };
}

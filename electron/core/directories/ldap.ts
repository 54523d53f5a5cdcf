import { createHash } from 'node:crypto';
import { isIP } from 'node:net';
import {
  AndFilter,
  Client,
  type Entry,
  EqualityFilter,
  type Filter,
  FilterParser,
  InsufficientAccessError,
  InvalidCredentialsError,
  InvalidDNSyntaxError,
  NoSuchObjectError,
  OrFilter,
  ResultCodeError,
  type SearchOptions,
} from 'ldapts';
import { Failure } from '../../../shared/contract/failure.ts';
import { type AttributeMap, USUAL_SERVER } from '../../../shared/domain/directory/ldap-server.ts';
import type { Home } from '../../../shared/domain/phone-number/index.ts';
import { attributesOf, entryOfLdap, ID_ATTRIBUTES, STAMP_ATTRIBUTES, valuesOf } from './ldap-attributes.ts';
import type { DirectorySource, Listing, RemoteEntry } from './port.ts';
import { sourceFailure } from './source-failure.ts';

/** Entries of one page; servers refuse more than 500 to 1000 at once. */
const PAGE = 250;
const ANSWER_MS = 30_000;
/** Ids that fit one filter; more changes than that are found by reading all of it. */
const AT_ONCE = 40;
const FEW = 400;

export interface LdapOptions {
  /** `ldap://host:389` or `ldaps://host:636`. */
  readonly url: string;
  readonly startTls: boolean;
  /** PEM of a house's own authority; undefined: those of the system. */
  readonly authority?: string | undefined;
  /** DN, or what the server takes for one; empty: nobody. */
  readonly login: string;
  readonly password: string;
  readonly base: string;
  readonly filter: string;
  readonly attributes: AttributeMap;
  readonly home: Home;
}

/** A server of LDAP, read only. All ids with their stamps are read each time, and only what has another stamp is read in full. */
export function openLdap(options: LdapOptions): DirectorySource {
  const { base, attributes, home } = options;
  const secure = options.url.toLowerCase().startsWith('ldaps:');
  const host = new URL(options.url).hostname.replace(/^\[|\]$/g, '');
  const tls = {
    // Said, since on a connection that was there before Node compares an address's certificate with "localhost".
    host,
    ...(isIP(host) === 0 ? { servername: host } : {}),
    ...(options.authority ? { ca: options.authority } : {}),
  };
  const client = new Client({
    url: options.url,
    timeout: ANSWER_MS,
    connectTimeout: 10_000,
    strictDN: false,
    ...(secure ? { tlsOptions: tls } : {}),
  });
  const wanted = attributesOf(attributes);
  let reached = false;
  let bound: Promise<void> | undefined;
  let idName: string | undefined;

  async function bind(): Promise<void> {
    if (options.startTls && !secure) await client.startTLS(tls);
    await client.bind(options.login, options.password);
    reached = true;
  }

  /** @throws Failure */
  async function ask<T>(work: () => Promise<T>): Promise<T> {
    try {
      bound ??= bind();
      await bound;
      return await work();
    } catch (error) {
      throw ldapFailure(error, reached);
    }
  }

  async function* pages(filter: string | Filter, names: readonly string[]): AsyncGenerator<Entry[]> {
    const search: SearchOptions = {
      scope: 'sub',
      filter,
      attributes: [...names],
      paged: { pageSize: PAGE },
      explicitBufferAttributes: ['objectGUID'],
    };
    const found = client.searchPaginated(base, search);
    for (;;) {
      const page = await ask(() => found.next());
      if (page.done) return;
      yield page.value.searchEntries;
    }
  }

  const filter = options.filter.trim() || USUAL_SERVER.filter;
  const IDS = [...ID_ATTRIBUTES, ...STAMP_ATTRIBUTES];

  /** Id and stamp; an entry without an id of its own is known by its name, one without a stamp by what it says. */
  function keyOf(found: Entry): { id: string; etag: string } {
    for (const name of ID_ATTRIBUTES) {
      const value = found[name];
      const raw = Array.isArray(value) ? value[0] : value;
      if (raw === undefined || raw.length === 0) continue;
      idName ??= name;
      const id = Buffer.isBuffer(raw) ? raw.toString('hex') : raw;
      return { id, etag: stampOf(found) };
    }
    return { id: found.dn.toLowerCase(), etag: stampOf(found) };
  }

  function stampOf(found: Entry): string {
    for (const name of STAMP_ATTRIBUTES) {
      const [stamp] = valuesOf(found, name);
      if (stamp !== undefined) return `${name}:${stamp}`;
    }
    const said = wanted.map((name) => [name, valuesOf(found, name)]);
    return `hash:${createHash('sha256').update(JSON.stringify(said)).digest('base64url').slice(0, 22)}`;
  }

  async function list(): Promise<Listing> {
    const entries = new Map<string, string>();
    // Without stamps only the whole entry tells whether it changed: the first page says it.
    let names: readonly string[] = IDS;
    for (let again = true; again; ) {
      again = false;
      entries.clear();
      for await (const page of pages(filter, names)) {
        for (const found of page) {
          const { id, etag } = keyOf(found);
          if (etag.startsWith('hash:') && names === IDS) {
            names = [...IDS, ...wanted];
            again = true;
            break;
          }
          entries.set(id, etag);
        }
        if (again) break;
      }
    }
    return { entries, removed: [], whole: true, cursor: undefined, unread: 0 };
  }

  const toRemote = (found: Entry): RemoteEntry[] => {
    const entry = entryOfLdap(found, attributes, home);
    return entry ? [{ ...keyOf(found), entry }] : [];
  };

  async function* read(ids: readonly string[]): AsyncGenerator<RemoteEntry[]> {
    const names = [...IDS, ...wanted];
    if (ids.length > FEW || idName === undefined) {
      const asked = new Set(ids);
      for await (const page of pages(filter, names)) {
        yield page.flatMap(toRemote).filter(({ id }) => asked.has(id));
      }
      return;
    }
    for (let from = 0; from < ids.length; from += AT_ONCE) {
      const any = new OrFilter({
        filters: ids.slice(from, from + AT_ONCE).map((id) => hasId(idName ?? '', id)),
      });
      const asked = new AndFilter({ filters: [FilterParser.parseString(bracketed(filter)), any] });
      for await (const page of pages(asked, names)) {
        yield page.flatMap(toRemote);
      }
    }
  }

  return {
    async test() {
      return { entries: (await list()).entries.size };
    },
    list,
    read,
    close: () => client.unbind().catch(() => {}),
  };
}

const bracketed = (filter: string): string => (filter.startsWith('(') ? filter : `(${filter})`);

/** As a filter, and not as its text: the library reads an escaped byte above 7f there as a letter, and no GUID fits any more. */
const hasId = (attribute: string, id: string) =>
  new EqualityFilter({ attribute, value: attribute === 'objectGUID' ? Buffer.from(id, 'hex') : id });

function ldapFailure(error: unknown, reached: boolean): unknown {
  const fail = (code: 'directoryRefused' | 'directoryNotThere' | 'directoryAnswer') =>
    new Failure(code, {}, { cause: error });
  if (error instanceof InvalidCredentialsError || error instanceof InsufficientAccessError)
    return fail('directoryRefused');
  if (error instanceof NoSuchObjectError || error instanceof InvalidDNSyntaxError)
    return fail('directoryNotThere');
  if (error instanceof ResultCodeError) return fail('directoryAnswer');
  return sourceFailure(error, reached);
}

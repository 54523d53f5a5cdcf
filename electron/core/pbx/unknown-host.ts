import { lookup } from 'node:dns/promises';
import { isIP } from 'node:net';
import type { Registration } from '../../../shared/contract/phone.ts';

export interface UnknownHostOptions {
  /** Address of the PBX of this account, `wss://…`. */
  readonly serverOf: (accountId: string) => string | undefined;
  readonly tell: (registration: Registration) => void;
  /** Rejects with the code `ENOTFOUND` when there is no such name. */
  readonly resolve?: (host: string) => Promise<unknown>;
}

/**
 * A browser does not say why a WebSocket did not open. We ask for the name ourselves, so that a typing mistake in the
 * address is told from a PBX that is down. What the phone said is passed on at once; the better word follows.
 */
export function createUnknownHost({ serverOf, tell, resolve = (host) => lookup(host) }: UnknownHostOptions) {
  const unknown = new Set<string>();
  /** One question at a time: a lookup without a network holds a thread that files are written with. */
  let asking = false;
  let newest: Registration | undefined;

  function say(registration: Registration, host: string | undefined): void {
    const better = host !== undefined && unknown.has(host) && registration.problem === 'pbxUnreachable';
    tell(better ? { ...registration, problem: 'pbxUnknownHost' } : registration);
  }

  async function ask(host: string): Promise<void> {
    asking = true;
    const known = await isKnown(host, resolve);
    asking = false;
    if (known === undefined || known === !unknown.has(host)) return;
    if (known) unknown.delete(host);
    else unknown.add(host);
    if (newest && hostOf(serverOf(newest.accountId)) === host) say(newest, host);
  }

  return function heard(registration: Registration): void {
    newest = registration;
    const host =
      registration.problem === 'pbxUnreachable' ? hostOf(serverOf(registration.accountId)) : undefined;
    say(registration, host);
    if (host !== undefined && !asking) void ask(host);
  };
}

/** Undefined when nobody could be asked. */
async function isKnown(host: string, resolve: (host: string) => Promise<unknown>) {
  // RFC 6761 §6.4: never a name of anything, and not to be asked for.
  if (/(^|\.)invalid$/i.test(host)) return false;
  try {
    await resolve(host);
    return true;
  } catch (error) {
    return error instanceof Error && 'code' in error && error.code === 'ENOTFOUND' ? false : undefined;
  }
}

/** The name in an address; undefined for an IP address, which nobody has to be asked for. */
function hostOf(server: string | undefined): string | undefined {
  const host = server === undefined ? undefined : URL.parse(server)?.hostname;
  return host === undefined || host === '' || isIP(host.replace(/^\[|\]$/g, '')) !== 0 ? undefined : host;
}

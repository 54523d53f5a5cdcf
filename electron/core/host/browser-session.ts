import { createHash, randomBytes, timingSafeEqual } from 'node:crypto';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';

const COOKIE_DAYS = 30;

/**
 * Who may use the browser mode. The printed address holds a token that works once and buys a cookie; only hashes of
 * cookies are kept, so the profile tells nobody how to get in.
 */
export function createBrowserSessions(dataDir: string) {
  const path = join(dataDir, 'browser-sessions.json');
  // Browsers keep cookies by host and not by port: two profiles would put each other's out.
  const cookie = `ringdesk-${hash(resolve(dataDir)).slice(0, 8)}`;
  const tokens = new Set<string>();
  const known = new Set<string>(readHashes(path));

  return {
    /** A fresh one-time token. */
    issue(): string {
      const token = randomBytes(24).toString('base64url');
      tokens.add(hash(token));
      return token;
    },
    /** Trades a token for the value of a Set-Cookie header; `undefined` when it is used up or was never given. */
    redeem(token: string): string | undefined {
      if (!tokens.delete(hash(token))) return undefined;
      const value = randomBytes(24).toString('base64url');
      known.add(hash(value));
      try {
        writeFileSync(path, JSON.stringify([...known].slice(-20)), { mode: 0o600 });
      } catch {
        // On a full disk the browser is let in all the same; it is forgotten with the end of the program.
      }
      return `${cookie}=${value}; HttpOnly; SameSite=Strict; Path=/; Max-Age=${COOKIE_DAYS * 86_400}`;
    },
    admits(cookieHeader: string | undefined): boolean {
      const value = cookieHeader?.match(new RegExp(`(?:^|;\\s*)${cookie}=([\\w-]+)`))?.[1];
      return value !== undefined && known.has(hash(value));
    },
  };
}

export type BrowserSessions = ReturnType<typeof createBrowserSessions>;

export function sameSecret(one: string, other: string): boolean {
  return timingSafeEqual(
    createHash('sha256').update(one).digest(),
    createHash('sha256').update(other).digest(),
  );
}

const hash = (value: string) => createHash('sha256').update(value).digest('hex');

function readHashes(path: string): string[] {
  if (!existsSync(path)) return [];
  try {
    const stored: unknown = JSON.parse(readFileSync(path, 'utf8'));
    return Array.isArray(stored) ? stored.filter((entry) => typeof entry === 'string') : [];
  } catch {
    return [];
  }
}

import { readFile } from 'node:fs/promises';
import { protocol, type Session } from 'electron';
import { headersFor } from './headers.ts';
import { SCHEME } from './origin.ts';
import { resolveAsset } from './resolve-asset.ts';

/** Before `ready`. Secure and standard, so that pages have an origin, module scripts and the microphone. */
export function declareScheme(): void {
  protocol.registerSchemesAsPrivileged([
    { scheme: SCHEME, privileges: { standard: true, secure: true, supportFetchAPI: true, codeCache: true } },
  ]);
}

/**
 * Serves the built pages under our scheme.
 * @param builtIn pages that live inside the shell, by pathname
 */
export function servePages(
  session: Session,
  root: string,
  builtIn: Readonly<Partial<Record<string, string>>>,
): void {
  session.protocol.handle(SCHEME, async (request) => {
    if (request.method !== 'GET' && request.method !== 'HEAD') return refuse(405);
    const asset = resolveAsset(root, request.url);
    if (!asset) return refuse(404);
    const headers = headersFor(asset.pathname);
    try {
      const body = builtIn[asset.pathname] ?? new Uint8Array(await readFile(asset.file));
      return new Response(body, { headers });
    } catch {
      return refuse(404);
    }
  });
}

const refuse = (status: number) => new Response(null, { status, headers: headersFor('') });

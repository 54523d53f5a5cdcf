const BASE = {
  'default-src': "'none'",
  'script-src': "'self'",
  // Mantine writes its theme into <style> elements; no text from outside ever gets there, and scripts stay closed.
  'style-src': "'self' 'unsafe-inline'",
  'font-src': "'self'",
  'img-src': "'self' data: blob:",
  // Recordings arrive over the channel as bytes and are played from memory.
  'media-src': "'self' blob:",
  'connect-src': "'self' blob:",
  'worker-src': "'self'",
  'frame-src': "'none'",
  'frame-ancestors': "'none'",
  'object-src': "'none'",
  'base-uri': "'none'",
  'form-action': "'none'",
} as const;

/** Only the phone page talks to a network, and only in WebSockets: the PBX is wherever the user's account says. */
const PHONE = { ...BASE, 'connect-src': "'self' blob: ws: wss:" };

export function contentSecurityPolicy(pathname: string): string {
  const policy = pathname.startsWith('/phone/') ? PHONE : BASE;
  return Object.entries(policy)
    .map(([directive, sources]) => `${directive} ${sources}`)
    .join('; ');
}

/** Only the phone page has headset buttons (WebHID): Electron's own question for a device does not name the page. */
const permissionsPolicy = (pathname: string): string =>
  `hid=(${pathname.startsWith('/phone/') ? 'self' : ''}), usb=(), serial=(), bluetooth=()`;

const TYPES: Readonly<Record<string, string>> = {
  html: 'text/html; charset=utf-8',
  js: 'text/javascript; charset=utf-8',
  mjs: 'text/javascript; charset=utf-8',
  css: 'text/css; charset=utf-8',
  json: 'application/json; charset=utf-8',
  map: 'application/json; charset=utf-8',
  svg: 'image/svg+xml',
  png: 'image/png',
  ico: 'image/x-icon',
  woff2: 'font/woff2',
  wasm: 'application/wasm',
  mp3: 'audio/mpeg',
  ogg: 'audio/ogg',
  wav: 'audio/wav',
  webm: 'audio/webm',
};

/** Headers of every answer of our scheme; with `nosniff`, an unknown ending is only bytes. */
export function headersFor(pathname: string): Record<string, string> {
  const ending = /\.([a-z0-9]+)$/i.exec(pathname)?.[1]?.toLowerCase() ?? '';
  return {
    'Content-Type': TYPES[ending] ?? 'application/octet-stream',
    'Content-Security-Policy': contentSecurityPolicy(pathname),
    'Permissions-Policy': permissionsPolicy(pathname),
    'X-Content-Type-Options': 'nosniff',
    'Referrer-Policy': 'no-referrer',
    'Cross-Origin-Opener-Policy': 'same-origin',
    'Cross-Origin-Resource-Policy': 'same-origin',
    'Cache-Control': 'no-cache',
  };
}

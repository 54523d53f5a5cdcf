/**
 * The address of a PBX's WebSocket from what a person wrote, or `undefined` when it cannot be one. People paste hosts
 * without a scheme; a WebSocket address with TLS is what such a host means. Credentials do not belong into an address,
 * and a WebSocket address has no fragment (RFC 6455 §3).
 */
export function readServer(written: string): string | undefined {
  const trimmed = written.trim();
  const url = URL.parse(/^[a-z][a-z\d+.-]*:\/\//i.test(trimmed) ? trimmed : `wss://${trimmed}`);
  if (!url || !['ws:', 'wss:'].includes(url.protocol) || url.hostname === '') return undefined;
  if (url.username !== '' || url.password !== '' || url.hash !== '') return undefined;
  return url.href;
}

/**
 * How long the registrar keeps this contact, in seconds (RFC 3261 §10.3 step 8): its `expires` parameter, or the
 * Expires header. A registrar lists all devices of the account, so the own one is found by its URI.
 *
 * @param contacts raw Contact header values of the 200
 * @param own the URI of our contact, or the unique part of it
 */
export function grantedExpires(
  contacts: readonly string[],
  own: string,
  expires: string | undefined,
): number | undefined {
  const lines = contacts.flatMap((line) => line.split(/,(?=[^,]*<)/));
  const mine = lines.find((line) => line.includes(own)) ?? (lines.length === 1 ? lines[0] : undefined);
  const parameter = /;\s*expires\s*=\s*"?(\d+)/i.exec(mine?.replace(/^[^>]*>/, '') ?? '')?.[1];
  const seconds = Number(parameter ?? expires);
  return Number.isInteger(seconds) && seconds > 0 ? seconds : undefined;
}

/** Seconds of a Retry-After header (RFC 3261 §20.33: a number, then a comment and parameters), at most an hour. */
export function retryAfter(header: string | undefined): number | undefined {
  const seconds = /^\s*(\d{1,9})/.exec(header ?? '')?.[1];
  return seconds === undefined ? undefined : Math.min(3_600, Number(seconds));
}

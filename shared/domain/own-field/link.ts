import { OWN_LIMITS } from './field.ts';

/** Where a link may lead: a page, a letter, a call. Anything else (file, javascript, other programs) is text. */
const WAYS = ['http:', 'https:', 'mailto:', 'tel:'];
const BARE = /^(?:www\.)?(?:[\p{L}\p{N}-]+\.)+\p{L}{2,}(?::\d{1,5})?(?:[/?#]\S*)?$/u;
const ADDRESS = /^[^\s@/:]+@[^\s@/:]+\.[^\s@/:]+$/;

/** As it is opened; undefined when it may not be. "www.firm.com" is a page, "anna@firm.com" a letter. */
export function linkOf(text: string): string | undefined {
  const words = text.trim();
  if (words === '' || words.length > OWN_LIMITS.link || /[\s\p{Cc}]/u.test(words)) return undefined;
  if (ADDRESS.test(words)) return `mailto:${words}`;
  const written = BARE.test(words) ? `https://${words}` : words;
  const parsed = URL.parse(written);
  if (parsed === null || !WAYS.includes(parsed.protocol)) return undefined;
  const web = parsed.protocol === 'http:' || parsed.protocol === 'https:';
  // A name before the host dresses one site as another: https://bank.com@other.net
  if (web && (parsed.hostname === '' || parsed.username !== '' || parsed.password !== '')) return undefined;
  return written;
}

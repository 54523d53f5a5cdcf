import { resolve, sep } from 'node:path';
import { HOST, SCHEME } from './origin.ts';

/**
 * The file that an address of our scheme means, or undefined when it means none.
 * Everything that could leave `root` is refused, not repaired: the address was then never one of ours.
 */
export function resolveAsset(root: string, address: string): { file: string; pathname: string } | undefined {
  let url: URL;
  let pathname: string;
  try {
    url = new URL(address);
    pathname = decodeURIComponent(url.pathname);
  } catch {
    return undefined;
  }
  if (url.protocol !== `${SCHEME}:` || url.host !== HOST) return undefined;
  // A second layer of escapes, a backslash or a colon is a disk or a parent somewhere.
  if (/[\\:%]/.test(pathname) || pathname.includes('\0')) return undefined;
  const parts = pathname.split('/').slice(1);
  if (parts.some((part) => part === '' || part.startsWith('.'))) return undefined;
  const base = resolve(root);
  const file = resolve(base, ...parts);
  return file.startsWith(base + sep) ? { file, pathname } : undefined;
}

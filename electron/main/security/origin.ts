/** Where our pages live. A scheme of our own, standard and secure, gives them one origin and `getUserMedia`. */
export const SCHEME = 'app';
export const HOST = 'ringdesk';
export const ORIGIN = `${SCHEME}://${HOST}`;

export const PAGES = {
  desk: `${ORIGIN}/desk/index.html`,
  phone: `${ORIGIN}/phone/index.html`,
  ringCard: `${ORIGIN}/ring-card/index.html`,
} as const;

/** Whether an address (or an origin, with or without its slash) is one of our own pages. */
export function isOurs(address: string): boolean {
  return address === ORIGIN || address.startsWith(`${ORIGIN}/`);
}

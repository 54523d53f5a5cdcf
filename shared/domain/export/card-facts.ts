/** What a customer has and an electronic card has no property for. It goes along in properties of our own, and comes back. */
export const RINGDESK_FACTS = [
  'relation',
  'stage',
  'responsible',
  'channel',
  'region',
  'field',
  'headCount',
  'needs',
  'consent',
  'contractEndsOn',
] as const;
export type RingdeskFact = (typeof RINGDESK_FACTS)[number];

/** One of the firm's own fields: its name and its value as text, parted by a semicolon. */
export const OWN_PROPERTY = 'X-RINGDESK-OWN';

/** `X-RINGDESK-HEAD-COUNT` */
export const ringdeskProperty = (fact: RingdeskFact): string =>
  `X-RINGDESK-${fact.replaceAll(/[A-Z]/g, (letter) => `-${letter}`).toUpperCase()}`;

/** How far a customer has come with the firm. The first five are a way forward. */
export const STAGES = [
  'new',
  'contacted',
  'interested',
  'negotiation',
  'customer',
  'lapsed',
  'refused',
] as const;
export type Stage = (typeof STAGES)[number];

const WAY: readonly Stage[] = ['new', 'contacted', 'interested', 'negotiation', 'customer'];

/**
 * The stage after a talk that calls for `wanted`. Nobody goes back by one talk: who negotiates already stays there when he
 * agrees once more, and a customer who refuses an offer stays a customer. Who had lapsed or refused begins anew.
 */
export function stageAfter(now: Stage, wanted: Stage): Stage {
  if (wanted === 'lapsed') return wanted;
  if (wanted === 'refused') return now === 'customer' ? now : wanted;
  return WAY.indexOf(now) > WAY.indexOf(wanted) ? now : wanted;
}

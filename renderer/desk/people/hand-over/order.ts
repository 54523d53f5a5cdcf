import type { HandOverOrder } from '../../../../shared/contract/handovers.ts';
import {
  faultOf,
  HANDOVER_KINDS,
  type HandOverKey,
  type HandOverKind,
} from '../../../../shared/domain/handover/hand-over.ts';

export const HOWS = ['one', 'evenly', 'stage', 'segment', 'list'] as const;
export type How = (typeof HOWS)[number];

/** The form as it is filled in; `rest` is who shares what no part names. */
export interface HandOverForm {
  readonly kinds: readonly HandOverKind[];
  readonly how: How;
  readonly rest: readonly string[];
  /** Key of the part → who gets it. */
  readonly parts: Readonly<Record<string, string>>;
}

export const EMPTY_FORM: HandOverForm = { kinds: HANDOVER_KINDS, how: 'one', rest: [], parts: {} };

const keyOf = (how: How): HandOverKey | undefined => (how === 'one' || how === 'evenly' ? undefined : how);

/** What is asked of the core; undefined while something is missing. */
export function orderOf(
  { kinds, how, rest, parts }: HandOverForm,
  fromId: string,
): HandOverOrder | undefined {
  const by = keyOf(how);
  const rule = {
    ...(by === undefined ? {} : { by }),
    parts: by === undefined ? [] : Object.entries(parts).map(([key, to]) => ({ key, to })),
    rest: how === 'one' ? rest.slice(0, 1) : [...rest],
  };
  if (kinds.length === 0 || faultOf(rule, fromId) !== undefined) return undefined;
  return { fromId, kinds: [...kinds], rule };
}

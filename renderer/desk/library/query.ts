import type { LibraryFilter } from '../../../shared/contract/library.ts';

export const LENGTHS = ['short', 'middle', 'long', 'longest'] as const;
export const SILENCES = ['little', 'some', 'much'] as const;
export const SCORES = ['good', 'middling', 'poor'] as const;

/** What the person chose; lengths and silence in steps that can be told apart by eye. */
export interface LibraryQuery {
  readonly search: string;
  readonly firstDay?: string | undefined;
  readonly lastDay?: string | undefined;
  readonly agentId?: string | undefined;
  readonly campaignId?: string | undefined;
  readonly accountId?: string | undefined;
  /** One and what belongs to it. */
  readonly outcome?: string | undefined;
  readonly direction?: 'inbound' | 'outbound' | undefined;
  readonly length?: (typeof LENGTHS)[number] | undefined;
  readonly silence?: (typeof SILENCES)[number] | undefined;
  readonly score?: (typeof SCORES)[number] | undefined;
  readonly commented?: boolean | undefined;
}

export const EVERYTHING: LibraryQuery = { search: '' };

const MINUTE = 60_000;
const LENGTH: Readonly<Record<(typeof LENGTHS)[number], Pick<LibraryFilter, 'minMs' | 'maxMs'>>> = {
  short: { maxMs: MINUTE },
  middle: { minMs: MINUTE, maxMs: 5 * MINUTE },
  long: { minMs: 5 * MINUTE, maxMs: 15 * MINUTE },
  longest: { minMs: 15 * MINUTE },
};
const SILENCE: Readonly<Record<(typeof SILENCES)[number], Pick<LibraryFilter, 'minSilence' | 'maxSilence'>>> =
  {
    little: { maxSilence: 0.2 },
    some: { minSilence: 0.2, maxSilence: 0.5 },
    much: { minSilence: 0.5 },
  };

const SCORE: Readonly<Record<(typeof SCORES)[number], Pick<LibraryFilter, 'minScore' | 'maxScore'>>> = {
  good: { minScore: 85 },
  middling: { minScore: 60, maxScore: 85 },
  poor: { maxScore: 60 },
};

/** @param parts of the tree of outcomes: which of them have this parent */
export function toFilter(
  { search, outcome, length, silence, score, ...rest }: LibraryQuery,
  parts: (outcome: string) => readonly string[],
): LibraryFilter {
  const given = Object.fromEntries(
    Object.entries(rest).filter(([, value]) => value !== undefined && value !== false),
  ) as LibraryFilter;
  return {
    ...given,
    ...(search.trim() === '' ? {} : { search: search.trim() }),
    ...(outcome === undefined ? {} : { outcomes: [outcome, ...parts(outcome)] }),
    ...(length === undefined ? {} : LENGTH[length]),
    ...(silence === undefined ? {} : SILENCE[silence]),
    ...(score === undefined ? {} : SCORE[score]),
  };
}

/** Of those behind "more filters". */
export const moreChosen = ({
  campaignId,
  accountId,
  direction,
  length,
  silence,
  score,
  commented,
}: LibraryQuery) =>
  [campaignId, accountId, direction, length, silence, score, commented || undefined].filter(
    (value) => value !== undefined,
  ).length;

export const isFiltered = (query: LibraryQuery): boolean => Object.keys(toFilter(query, () => [])).length > 0;

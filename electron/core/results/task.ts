import type { Input, Output } from '../../../shared/contract/index.ts';
import type { Settings } from '../../../shared/contract/settings.ts';
import type { OutcomeNode } from '../../../shared/domain/outcome/outcome.ts';
import type { OwnField } from '../../../shared/domain/own-field/field.ts';

export type ResultsRequest =
  | 'results.choices'
  | 'results.calls'
  | 'results.script'
  | 'results.talks'
  | 'results.export'
  | 'reports.figures'
  | 'reports.calls'
  | 'reports.export'
  | 'targets.standing'
  | 'targets.own'
  | 'funnel.figures'
  | 'funnel.customers';

/** What a report needs to know besides the base. */
export interface Surroundings {
  readonly outcomes: readonly OutcomeNode[];
  /** The firm's own, archived ones too. */
  readonly ownFields: readonly OwnField[];
  /** IANA zone of the workplace: its days are counted. */
  readonly zone: string;
  readonly language: 'en' | 'ru' | 'uk';
  /** What reports hold the firm to. */
  readonly thresholds: Settings['reports'];
  /** UTC ms. */
  readonly now: number;
  /** Who asks. */
  readonly me: string;
  /** When the firm works, and whose public holidays it keeps. */
  readonly workHours: Settings['workHours'];
  readonly country: string;
  /** Whose calls the asker may see; absent: everybody's. */
  readonly owners?: ReadonlySet<string> | undefined;
}

/** One report for the thread; inputs are parsed. */
export type ResultsTask = {
  readonly [K in ResultsRequest]: {
    readonly name: K;
    readonly input: ParsedInput<K>;
    readonly surroundings: Surroundings;
  };
}[ResultsRequest];

/** With the defaults in their places. */
export type ParsedInput<K extends ResultsRequest> = K extends
  | 'results.talks'
  | 'reports.calls'
  | 'funnel.customers'
  ? Input<K> & { readonly limit: number }
  : Input<K>;

export type Report<K extends ResultsRequest = ResultsRequest> = Output<K>;

import type { AccountStep, Moment } from '../../../../shared/domain/talk-script/account.ts';

export interface ToldStep {
  /** Its place in the talk: a step may come several times, and this is what it is known by. */
  readonly place: number;
  readonly step: AccountStep;
  readonly moment: Moment;
}

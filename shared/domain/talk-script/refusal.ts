/** Why a move is not made. Each has a sentence in the catalogue (`talkScripts:refusal.<reason>`). */
export const REFUSAL_REASONS = [
  /** The talk. */
  'answerRequired',
  'notAQuestion',
  'noSuchObjection',
  'objectionOpen',
  'leadsNowhere',
  'missingStep',
  'goesInCircles',
  'nothingToReturnTo',
  'ended',
  /** The answer. */
  'wrongKind',
  'unknownOption',
  'tooFew',
  'tooMany',
  'tooSmall',
  'tooLarge',
  'notWhole',
  'notANumber',
  'otherCurrency',
  'notADate',
  'tooEarly',
  'tooLate',
  'empty',
  'tooLong',
  'offScale',
] as const;
export type RefusalReason = (typeof REFUSAL_REASONS)[number];

export interface Refused {
  readonly refused: RefusalReason;
  /** What would have been allowed, as the question has it: a number, minor units of money, a count. */
  readonly limit?: number | undefined;
}

export const refused = (reason: RefusalReason, limit?: number): Refused =>
  limit === undefined ? { refused: reason } : { refused: reason, limit };

export const isRefused = <T extends object>(result: T | Refused): result is Refused => 'refused' in result;

import type { Repositories } from '../../../db/repositories/index.ts';
import type { Language } from '../../../shared/contract/common.ts';
import { Scorecard } from '../../../shared/contract/scorecards.ts';
import { copyOf } from '../../../shared/domain/review/scorecard.ts';
import { SAMPLE_SCORECARD } from '../../../shared/domain/training/sample-scorecard.ts';

/** Makes and publishes the scorecard that the program brings. In the transaction of the caller. */
export function addSampleScorecard(
  { scorecards }: Pick<Repositories, 'scorecards'>,
  language: Language,
  newId: () => string,
): void {
  const { name, card } = SAMPLE_SCORECARD[language];
  // As the editor will send it back: a draft that nobody has edited must not look changed.
  const { id } = scorecards.create({ name, card: Scorecard.parse(copyOf(card, newId)) });
  scorecards.publish(id, 1, '');
}

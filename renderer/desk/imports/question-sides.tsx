import type { ImportQuestion } from '../../../shared/contract/import-questions.ts';
import { useTranslation } from '../../i18n/index.ts';
import { useChangedValue } from './changed-value.ts';
import classes from './imports.module.css';

/** Who they are is seen at once; of all else only what the file has something to say of. */
const WHO: ReadonlySet<string> = new Set(['name', 'organisation', 'phones', 'emails']);
const matters = ({ field, inFile }: ImportQuestion['sides'][number]): boolean =>
  inFile !== '' || WHO.has(field);

/** What the file says and what stands on the card, field by field; where an answer would change something it says so. */
export function QuestionSides({ question }: { question: ImportQuestion }) {
  const { t } = useTranslation('imports');
  const inWords = useChangedValue();
  return (
    <table className={classes.table}>
      <thead>
        <tr>
          <th scope="col">{t('dryRun.field')}</th>
          <th scope="col">{t('ask.inFile')}</th>
          <th scope="col">{t('ask.onCard')}</th>
          <th scope="col">{t('ask.change')}</th>
        </tr>
      </thead>
      <tbody>
        {question.sides.filter(matters).map(({ field, inFile, onCard }) => {
          const fills = question.fills.includes(field);
          const replaces = question.replaces.includes(field);
          return (
            <tr key={field} data-differs={fills || replaces || undefined}>
              <th scope="row">{t(`changed.${field}`)}</th>
              <td>{inWords(field, inFile)}</td>
              <td>{inWords(field, onCard)}</td>
              <td className={classes.dim}>{fills ? t('ask.fills') : replaces ? t('ask.replaces') : ''}</td>
            </tr>
          );
        })}
      </tbody>
    </table>
  );
}

import { SegmentedControl } from '@mantine/core';
import { useState } from 'react';
import type { ImportDryRun } from '../../../shared/contract/import-dry-runs.ts';
import { useTranslation } from '../../i18n/index.ts';
import { Section } from '../../ui/index.ts';
import { useChangedValue } from './changed-value.ts';
import classes from './imports.module.css';

const KINDS = ['merged', 'created', 'rejected'] as const;
type Kind = (typeof KINDS)[number];
type Examples = ImportDryRun['examples'];

/** The first rows of each kind. */
export function DryRunExamples({ examples }: { examples: Examples }) {
  const { t } = useTranslation('imports');
  const [chosen, setChosen] = useState<Kind>();
  const filled = KINDS.filter((kind) => examples[kind].length > 0);
  const kind = chosen !== undefined && filled.includes(chosen) ? chosen : filled[0];
  if (kind === undefined) return null;
  return (
    <Section title={t('dryRun.examples')}>
      <SegmentedControl
        size="xs"
        aria-label={t('dryRun.examples')}
        value={kind}
        data={filled.map((value) => ({ value, label: t(`dryRun.kind.${value}`) }))}
        onChange={(value) => setChosen(KINDS.find((one) => one === value))}
      />
      <table className={classes.table}>
        <tbody>
          {kind === 'merged' && examples.merged.map((one) => <Merged key={one.line} {...one} />)}
          {kind === 'created' &&
            examples.created.map(({ line, name, number }) => (
              <tr key={line}>
                <td className={classes.lineCell}>{line}</td>
                <td>{name}</td>
                <td>{number}</td>
              </tr>
            ))}
          {kind === 'rejected' &&
            examples.rejected.map(({ line, reason, cells }) => (
              <tr key={line}>
                <td className={classes.lineCell}>{line}</td>
                <td className={classes.samples}>{cells.filter(Boolean).join(' · ')}</td>
                <td className={classes.reason}>{t(`reason.${reason}`)}</td>
              </tr>
            ))}
        </tbody>
      </table>
    </Section>
  );
}

function Merged({ line, name, changes }: Examples['merged'][number]) {
  const { t } = useTranslation('imports');
  const inWords = useChangedValue();
  return (
    <tr>
      <td className={classes.lineCell}>{line}</td>
      <td>{name}</td>
      <td>
        {changes.map(({ field, before, after }) => (
          <div key={field}>
            <span className={classes.dim}>{t(`changed.${field}`)}: </span>
            {before !== '' && (
              <>
                <del>{inWords(field, before)}</del>{' '}
              </>
            )}
            <ins>{inWords(field, after)}</ins>
          </div>
        ))}
      </td>
    </tr>
  );
}

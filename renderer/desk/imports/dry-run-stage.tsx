import { Button, Progress } from '@mantine/core';
import type { ImportDryRun } from '../../../shared/contract/import-dry-runs.ts';
import { useFormat, useTranslation } from '../../i18n/index.ts';
import { Section, Trouble } from '../../ui/index.ts';
import { DryRunExamples } from './dry-run-examples.tsx';
import classes from './imports.module.css';
import { failureOf } from './result-stage.tsx';
import { useImport, useImportFailureText } from './use-import.ts';

/** What the whole file would do: how many of each kind, why not, what is replaced, and the first of each to be looked at. */
export function DryRun() {
  const { t } = useTranslation('imports');
  const file = useImport((state) => state.file);
  const dryRun = useImport((state) => state.dryRun);
  const failure = useImport((state) => state.failure);
  const asText = dryRun?.asText ?? 0;
  const failureText = useImportFailureText();
  return (
    <>
      {failure && <Trouble text={failureText(failure)} />}
      {dryRun?.state === 'failed' && dryRun.failure !== undefined && (
        <Trouble text={failureText(failureOf(dryRun.failure))} />
      )}
      <div className={classes.panel}>
        <h2 className={classes.panelTitle} role="status">
          {t(dryRun?.state === 'done' ? 'dryRun.done' : 'dryRun.running', { name: file?.name ?? '' })}
        </h2>
        {(dryRun === undefined || dryRun.state === 'running') && <HowFar dryRun={dryRun} />}
        <Counts dryRun={dryRun} />
        {asText > 0 && <p>{t('dryRun.asText', { count: asText })}</p>}
        <p className={classes.dim}>{t('dryRun.hint')}</p>
      </div>
      {dryRun && (
        <div className={`${classes.workshop} ${classes.below}`}>
          <div>
            <Fields fields={dryRun.fields} />
            <Reasons reasons={dryRun.reasons} />
          </div>
          <DryRunExamples examples={dryRun.examples} />
        </div>
      )}
    </>
  );
}

function HowFar({ dryRun }: { dryRun: ImportDryRun | undefined }) {
  const { t } = useTranslation('imports');
  const format = useFormat();
  const back = useImport((state) => state.back);
  const { rows = 0, processed = 0 } = dryRun ?? {};
  return (
    <>
      <Progress value={rows === 0 ? 0 : (processed / rows) * 100} aria-label={t('dryRun.look')} size="md" />
      <div className={classes.between}>
        <span className={classes.number}>
          {t('running.progress', { done: format.number(processed), total: format.number(rows) })}
        </span>
        <Button variant="default" onClick={back}>
          {t('dryRun.stop')}
        </Button>
      </div>
    </>
  );
}

function Counts({ dryRun }: { dryRun: ImportDryRun | undefined }) {
  const { t } = useTranslation('imports');
  const format = useFormat();
  const { created = 0, merged = 0, unchanged = 0, rejected = 0, asked = 0 } = dryRun ?? {};
  const counts = { created, changed: merged - unchanged, unchanged, asked, rejected };
  return (
    <dl className={classes.counts}>
      {(['created', 'changed', 'unchanged', 'asked', 'rejected'] as const)
        .filter((kind) => kind !== 'asked' || asked > 0)
        .map((kind) => (
          <div key={kind} className={classes.count}>
            <dt>{t(`dryRun.count.${kind}`)}</dt>
            <dd>{format.number(counts[kind])}</dd>
          </div>
        ))}
    </dl>
  );
}

function Fields({ fields }: Pick<ImportDryRun, 'fields'>) {
  const { t } = useTranslation('imports');
  const format = useFormat();
  return (
    <Section title={t('dryRun.fields')}>
      {fields.length === 0 ? (
        <p className={classes.dim}>{t('dryRun.noFields')}</p>
      ) : (
        <table className={classes.table}>
          <thead>
            <tr>
              <th scope="col">{t('dryRun.field')}</th>
              <th scope="col" className={classes.figure}>
                {t('dryRun.filled')}
              </th>
              <th scope="col" className={classes.figure}>
                {t('dryRun.replaced')}
              </th>
            </tr>
          </thead>
          <tbody>
            {fields.map(({ field, filled, replaced }) => (
              <tr key={field}>
                <th scope="row">{t(`changed.${field}`)}</th>
                <td className={classes.figure}>{format.number(filled)}</td>
                <td className={classes.figure} data-replaces={replaced > 0 || undefined}>
                  {format.number(replaced)}
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
    </Section>
  );
}

function Reasons({ reasons }: Pick<ImportDryRun, 'reasons'>) {
  const { t } = useTranslation('imports');
  const format = useFormat();
  if (reasons.length === 0) return null;
  return (
    <Section title={t('dryRun.reasons')}>
      <table className={classes.table}>
        <tbody>
          {reasons.map(({ reason, count }) => (
            <tr key={reason}>
              <th scope="row">{t(`reason.${reason}`)}</th>
              <td className={classes.figure}>{format.number(count)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </Section>
  );
}

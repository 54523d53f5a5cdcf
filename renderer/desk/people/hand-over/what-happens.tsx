import type { HandOverCounts, HandOverPreview } from '../../../../shared/contract/handovers.ts';
import { HANDOVER_KINDS } from '../../../../shared/domain/handover/hand-over.ts';
import { byName } from '../../../../shared/domain/text/by-name.ts';
import { useFormat, useTranslation } from '../../../i18n/index.ts';
import classes from '../people.module.css';

interface CountsProps {
  counts: HandOverCounts;
  nameOf: (id: string) => string;
}

/** Kind by kind, who gets how many. */
export function Counts({ counts, nameOf }: CountsProps) {
  const { t } = useTranslation('people');
  const format = useFormat();
  const lines = HANDOVER_KINDS.flatMap((kind) =>
    Object.entries(counts[kind] ?? {})
      .map(([to, count]) => ({ kind, to, name: nameOf(to), count }))
      .sort((one, other) => byName(one.name, other.name)),
  );
  if (lines.length === 0) return null;
  return (
    <table className={classes.counts}>
      <thead>
        <tr>
          <th scope="col">{t('handOver.column.kind')}</th>
          <th scope="col">{t('handOver.column.to')}</th>
          <th scope="col" className={classes.number}>
            {t('handOver.column.count')}
          </th>
        </tr>
      </thead>
      <tbody>
        {lines.map(({ kind, to, name, count }, i) => (
          <tr key={`${kind} ${to}`}>
            <td>{lines[i - 1]?.kind === kind ? '' : t(`handOver.kind.${kind}`)}</td>
            <td className={classes.cut} title={name}>
              {name}
            </td>
            <td className={classes.number}>{format.number(count)}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

/** What would happen, before anything does. */
export function WhatWouldHappen({
  preview,
  nameOf,
}: { preview: HandOverPreview } & Pick<CountsProps, 'nameOf'>) {
  const { t } = useTranslation('people');
  if (preview.total === 0) return <p className={classes.text}>{t('handOver.nothing')}</p>;
  return (
    <section className={classes.outcome} aria-live="polite">
      <p>{t('handOver.total', { count: preview.total })}</p>
      <Counts counts={preview.counts} nameOf={nameOf} />
      <p className={classes.text}>{t('handOver.examples')}</p>
      <ul className={classes.examples}>
        {preview.examples.map(({ kind, name, to }, i) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: two customers may have one name, and the list never changes.
          <li key={i}>
            <span className={classes.dim}>{t(`handOver.kind.${kind}`)}: </span>
            {t('handOver.example', { name, to: nameOf(to) })}
          </li>
        ))}
      </ul>
    </section>
  );
}

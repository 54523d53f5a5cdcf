import { NativeSelect } from '@mantine/core';
import { useMemo } from 'react';
import { type ImportOptions, type ImportPreview, ImportTarget } from '../../../shared/contract/imports.ts';
import { ownTarget } from '../../../shared/domain/import/column.ts';
import { isImportable } from '../../../shared/domain/import/mapping.ts';
import { useTranslation } from '../../i18n/index.ts';
import { Section } from '../../ui/index.ts';
import { useOwnFields } from '../state/own-fields.tsx';
import classes from './imports.module.css';
import { targetGroups, withTarget } from './mapping.ts';

interface ColumnTableProps {
  preview: ImportPreview;
  options: ImportOptions;
  onChange: (options: ImportOptions) => void;
}

const SAMPLES = 3;
type TargetGroup = 'ignore' | 'who' | 'numbers' | 'facts' | 'goods';

/** Empty cells tell nothing, and three of them would look like an answer. */
const shownSamples = (samples: readonly string[]): string =>
  samples
    .filter((sample) => sample.trim() !== '')
    .slice(0, SAMPLES)
    .join(' · ');

/** Each column of the file: its heading, some of what is in it, and where it goes. */
export function ColumnTable({ preview, options, onChange }: ColumnTableProps) {
  const { t } = useTranslation('imports');
  const { kind = 'customers' } = options;
  const fields = useOwnFields();
  const own = useMemo(() => fields.filter(isImportable), [fields]);
  // A native select: a sheet may have hundreds of columns, and typing the first letters chooses.
  const targets = useMemo(
    () => [
      ...Object.entries(targetGroups(kind)).map(([group, items]) => ({
        group: t(`targetGroup.${group as TargetGroup}`),
        items: items.map((target) => ({ value: target as string, label: t(`target.${target}`) })),
      })),
      ...(kind === 'customers' && own.length > 0
        ? [
            {
              group: t('targetGroup.own'),
              items: own.map(({ id, name }) => ({ value: ownTarget(id) as string, label: name })),
            },
          ]
        : []),
    ],
    [t, kind, own],
  );
  return (
    <Section title={t('mapping.title')}>
      <p className={classes.dim}>{t('mapping.hint')}</p>
      <table className={classes.table}>
        <thead>
          <tr>
            <th scope="col" className={classes.columnCell}>
              {t('mapping.column')}
            </th>
            <th scope="col">{t('mapping.samples')}</th>
            <th scope="col" className={classes.targetCell}>
              {t('mapping.target')}
            </th>
          </tr>
        </thead>
        <tbody>
          {preview.columns.map((column, index) => {
            const name = column.header.trim() || t('mapping.unnamed', { number: index + 1 });
            const target = options.mapping[index] ?? 'ignore';
            return (
              // biome-ignore lint/suspicious/noArrayIndexKey: a column is its position; headings repeat
              <tr key={index} data-ignored={target === 'ignore' || undefined}>
                <th scope="row" className={classes.columnName} title={name}>
                  {name}
                </th>
                <td className={classes.samples}>
                  {shownSamples(column.samples) || <span className={classes.dim}>{t('mapping.empty')}</span>}
                </td>
                <td>
                  <NativeSelect
                    size="xs"
                    aria-label={t('mapping.targetOf', { column: name })}
                    data={targets}
                    value={target}
                    onChange={(event) => {
                      onChange(withTarget(options, index, ImportTarget.parse(event.currentTarget.value)));
                    }}
                  />
                </td>
              </tr>
            );
          })}
        </tbody>
      </table>
    </Section>
  );
}

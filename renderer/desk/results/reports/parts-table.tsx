import { Button, Menu, SegmentedControl, Select } from '@mantine/core';
import { IconColumns } from '@tabler/icons-react';
import type { ReportFigures, ReportPart } from '../../../../shared/contract/reports.ts';
import { GROUPING_TYPES } from '../../../../shared/domain/reports/by-own.ts';
import { DIMENSIONS, type Dimension } from '../../../../shared/domain/reports/columns.ts';
import { figureOf, REPORT_FIGURES, type ReportFigure } from '../../../../shared/domain/reports/figures.ts';
import { useTranslation } from '../../../i18n/index.ts';
import { Section } from '../../../ui/index.ts';
import { useOwnFields } from '../../state/own-fields.tsx';
import { CountCell } from '../bar-cell.tsx';
import classes from '../results.module.css';
import { usePartName } from './part-name.ts';
import type { ReportQuery } from './report-query.ts';
import own from './reports.module.css';
import { figureIn, useValue } from './show-value.ts';

const COLUMNS: readonly ReportFigure[] = [
  'calls',
  'offered',
  'answered',
  'serviceLevel',
  'missed',
  'lost',
  'talks',
  'aht',
  'reached',
  'agreed',
];

interface PartsTableProps {
  readonly per: ReportFigures['per'];
  readonly dimension: Dimension;
  /** Absent: the usual ones. */
  readonly columns: readonly ReportFigure[] | undefined;
  /** The firm's own field that it is parted by, in place of the dimension, and its parts as soon as they are there. */
  readonly ownDimension: string | undefined;
  readonly perOwn: readonly ReportPart[] | undefined;
  readonly onShow: (shown: Pick<ReportQuery, 'dimension' | 'columns' | 'ownDimension'>) => void;
  /** `dimension` absent: a part of `ownDimension`. */
  readonly onOpen: (
    figure: ReportFigure,
    dimension: Dimension | undefined,
    part: ReportPart,
    name: string,
  ) => void;
}

/** The figures of each person, line, list, outcome, channel, region or choice of a field; each of them opens its calls. */
export function PartsTable({
  per,
  dimension,
  columns: chosen,
  ownDimension,
  perOwn,
  onShow,
  onOpen,
}: PartsTableProps) {
  const { t } = useTranslation('reports');
  const show = useValue();
  const nameOf = usePartName();
  // How busy somebody is can be said of people only.
  const byOwn = ownDimension !== undefined;
  const usual = dimension === 'agent' && !byOwn ? [...COLUMNS, 'occupancy' as const] : COLUMNS;
  const columns = chosen ?? usual;
  const ownFields = useOwnFields();
  const ownName = ownFields.find(({ id }) => id === ownDimension)?.name ?? t('gone');
  const title = byOwn ? ownName : t(`dimension.${dimension}`);
  const parts = byOwn ? (perOwn ?? []) : per[dimension];
  return (
    <Section
      title={t('section.parts')}
      actions={
        <div className={own.verbs}>
          <SegmentedControl
            size="xs"
            aria-label={t('by')}
            data={DIMENSIONS.map((value) => ({ value: value as string, label: t(`dimension.${value}`) }))}
            // None of them while a field parts the table: the choice beside says which.
            value={byOwn ? '' : dimension}
            onChange={(value) => onShow({ dimension: value as Dimension, ownDimension: undefined })}
          />
          <OwnDimension value={ownDimension} onChange={(id) => onShow({ ownDimension: id })} />
          <ColumnsMenu columns={columns} onChange={(next) => onShow({ columns: next })} />
        </div>
      }
    >
      <div className={own.scroll}>
        <table className={classes.table} aria-label={title}>
          <thead>
            <tr>
              <th scope="col">{title}</th>
              {columns.map((figure) => (
                <th key={figure} scope="col" className={classes.count} title={t(`definition.${figure}`)}>
                  {t(`figure.${figure}`)}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {parts.map((part) => {
              const name = nameOf(byOwn ? undefined : dimension, part);
              return (
                <tr key={part.key ?? ''}>
                  <th scope="row" className={classes.rowName}>
                    {name}
                  </th>
                  {columns.map((figure) => {
                    const text = show(figure, figureIn(figure, part.counts));
                    return (
                      <CountCell
                        key={figure}
                        count={part.counts[figureOf[figure].behind]}
                        text={text}
                        label={`${name}, ${t(`figure.${figure}`)}: ${text}`}
                        onOpen={() => onOpen(figure, byOwn ? undefined : dimension, part, name)}
                      />
                    );
                  })}
                </tr>
              );
            })}
          </tbody>
        </table>
      </div>
    </Section>
  );
}

/** Fields whose values are few. Nothing while the firm has none. */
function OwnDimension({
  value,
  onChange,
}: {
  readonly value: string | undefined;
  readonly onChange: (id: string | undefined) => void;
}) {
  const { t } = useTranslation('reports');
  const fields = useOwnFields().filter(
    ({ id, type, archived }) => id === value || (!archived && GROUPING_TYPES.includes(type)),
  );
  if (fields.length === 0) return null;
  return (
    <Select
      size="xs"
      w={210}
      aria-label={t('byOwn')}
      placeholder={t('byOwn')}
      clearable
      searchable
      data={fields.map(({ id, name }) => ({ value: id, label: name }))}
      value={value ?? null}
      onChange={(id) => onChange(id ?? undefined)}
    />
  );
}

/** Which figures the table has; always in the order of the report. */
function ColumnsMenu({
  columns,
  onChange,
}: {
  readonly columns: readonly ReportFigure[];
  readonly onChange: (columns: ReportFigure[]) => void;
}) {
  const { t } = useTranslation('reports');
  return (
    <Menu position="bottom-end" closeOnItemClick={false}>
      <Menu.Target>
        <Button variant="default" size="compact-sm" leftSection={<IconColumns size={14} aria-hidden />}>
          {t('columns')}
        </Button>
      </Menu.Target>
      <Menu.Dropdown mah={420} style={{ overflowY: 'auto' }}>
        {REPORT_FIGURES.map((figure) => {
          const on = columns.includes(figure);
          return (
            <Menu.CheckboxItem
              key={figure}
              checked={on}
              onChange={() => {
                const next = REPORT_FIGURES.filter((one) => (one === figure ? !on : columns.includes(one)));
                if (next.length > 0) onChange(next);
              }}
            >
              {t(`figure.${figure}`)}
            </Menu.CheckboxItem>
          );
        })}
      </Menu.Dropdown>
    </Menu>
  );
}

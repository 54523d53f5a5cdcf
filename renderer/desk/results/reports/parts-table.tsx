import { Button, Menu, SegmentedControl } from '@mantine/core';
import { IconColumns } from '@tabler/icons-react';
import type { ReportFigures, ReportPart } from '../../../../shared/contract/reports.ts';
import { DIMENSIONS, type Dimension } from '../../../../shared/domain/reports/columns.ts';
import { figureOf, REPORT_FIGURES, type ReportFigure } from '../../../../shared/domain/reports/figures.ts';
import { useTranslation } from '../../../i18n/index.ts';
import { Section } from '../../../ui/index.ts';
import { CountCell } from '../bar-cell.tsx';
import classes from '../results.module.css';
import { usePartName } from './part-name.ts';
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
  readonly onShow: (shown: { dimension?: Dimension; columns?: ReportFigure[] }) => void;
  readonly onOpen: (figure: ReportFigure, dimension: Dimension, part: ReportPart, name: string) => void;
}

/** The figures of each person, line, list, outcome, channel or region; each of them opens its calls. */
export function PartsTable({ per, dimension, columns: chosen, onShow, onOpen }: PartsTableProps) {
  const { t } = useTranslation('reports');
  const show = useValue();
  const nameOf = usePartName();
  // How busy somebody is can be said of people only.
  const usual = dimension === 'agent' ? [...COLUMNS, 'occupancy' as const] : COLUMNS;
  const columns = chosen ?? usual;
  return (
    <Section
      title={t('section.parts')}
      actions={
        <div className={own.verbs}>
          <SegmentedControl
            size="xs"
            aria-label={t('by')}
            data={DIMENSIONS.map((value) => ({ value, label: t(`dimension.${value}`) }))}
            value={dimension}
            onChange={(value) => onShow({ dimension: value as Dimension })}
          />
          <ColumnsMenu columns={columns} onChange={(next) => onShow({ columns: next })} />
        </div>
      }
    >
      <div className={own.scroll}>
        <table className={classes.table} aria-label={t(`dimension.${dimension}`)}>
          <thead>
            <tr>
              <th scope="col">{t(`dimension.${dimension}`)}</th>
              {columns.map((figure) => (
                <th key={figure} scope="col" className={classes.count} title={t(`definition.${figure}`)}>
                  {t(`figure.${figure}`)}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {per[dimension].map((part) => {
              const name = nameOf(dimension, part);
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
                        onOpen={() => onOpen(figure, dimension, part, name)}
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

import { Button, Menu } from '@mantine/core';
import { IconDownload, IconPrinter } from '@tabler/icons-react';
import { useState } from 'react';
import { CHANNELS } from '../../../../shared/contract/contacts.ts';
import type { ReportFilter } from '../../../../shared/contract/reports.ts';
import { DIMENSIONS } from '../../../../shared/domain/reports/columns.ts';
import { REPORT_FIGURES } from '../../../../shared/domain/reports/figures.ts';
import { useTranslation } from '../../../i18n/index.ts';
import { offerFile } from '../../../ui/index.ts';
import { useOutcomeName, useOutcomes } from '../../state/outcomes.tsx';
import { useOwnFields } from '../../state/own-fields.tsx';
import { useMay } from '../../state/seat.tsx';
import { useAsk } from '../../state/use-ask.ts';
import { FILE_TYPES, FORMATS, type Format, named } from '../file-formats.ts';
import { useWeekdays } from './weekdays.ts';

/** The report as a file for a spreadsheet program, or on paper (a PDF is a printer of the system). */
export function ReportActions({ filter }: { filter: ReportFilter }) {
  const { t } = useTranslation(['reports', 'results']);
  const [busy, setBusy] = useState(false);
  const make = useReportExport(filter);
  const mayExport = useMay('results.export');
  const start = async (format: Format) => {
    setBusy(true);
    await make(format);
    setBusy(false);
  };
  return (
    <>
      <Button
        variant="default"
        leftSection={<IconPrinter size={14} aria-hidden />}
        onClick={() => window.print()}
      >
        {t('reports:print')}
      </Button>
      {mayExport && (
        <Menu position="bottom-end">
          <Menu.Target>
            <Button variant="default" loading={busy} leftSection={<IconDownload size={14} aria-hidden />}>
              {t('results:export.title')}
            </Button>
          </Menu.Target>
          <Menu.Dropdown>
            {FORMATS.map((format) => (
              <Menu.Item key={format} onClick={() => void start(format)}>
                {t('reports:export', { format: format.toUpperCase() })}
              </Menu.Item>
            ))}
          </Menu.Dropdown>
        </Menu>
      )}
    </>
  );
}

function useReportExport(filter: ReportFilter): (format: Format) => Promise<void> {
  const { t } = useTranslation(['reports', 'contacts', 'results']);
  const parted = useOwnFields().find(({ id }) => id === filter.ownDimension);
  const ask = useAsk();
  const outcomes = useOutcomes();
  const outcomeName = useOutcomeName();
  const weekdays = useWeekdays();
  return async (format) => {
    const file = await ask('reports.export', {
      ...filter,
      format,
      words: {
        table: t('reports:word.table'),
        part: t('reports:word.part'),
        total: t('reports:word.total'),
        before: t('reports:word.before'),
        day: t('reports:word.day'),
        hour: t('reports:section.hours'),
        none: t('reports:none'),
        yes: t('results:yes'),
        no: t('results:no'),
        ...(parted === undefined ? {} : { ownDimension: parted.name.slice(0, 100) }),
        dimensions: named(DIMENSIONS, (dimension) => t(`reports:dimension.${dimension}`)),
        figures: named(REPORT_FIGURES, (figure) => t(`reports:figure.${figure}`)),
        weekdays: [...weekdays].sort((a, b) => a.weekday - b.weekday).map(({ long }) => long),
      },
      outcomeNames: Object.fromEntries(outcomes.map(({ key }) => [key, outcomeName(key)])),
      channelNames: named(CHANNELS, (channel) => t(`contacts:channel.${channel}`)),
    });
    if (file) offerFile(new Blob([new Uint8Array(file.bytes)], { type: FILE_TYPES[format] }), file.fileName);
  };
}

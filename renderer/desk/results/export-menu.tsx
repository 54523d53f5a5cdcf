import { Button, Menu } from '@mantine/core';
import { IconDownload } from '@tabler/icons-react';
import { useState } from 'react';
import type { ResultsFilter } from '../../../shared/contract/results.ts';
import { CALL_RESULTS, type CallResult } from '../../../shared/domain/call/call.ts';
import { EXPORT_KINDS, EXPORT_WORDS, type ExportKind } from '../../../shared/domain/results/export-words.ts';
import { useTranslation } from '../../i18n/index.ts';
import { offerFile } from '../../ui/index.ts';
import { useOutcomeName, useOutcomes } from '../state/outcomes.tsx';
import { useMay } from '../state/seat.tsx';
import { useAsk } from '../state/use-ask.ts';
import { FILE_TYPES, FORMATS, type Format, named } from './file-formats.ts';

/** Everything that the screen counts, as a file for a spreadsheet program. */
export function ExportMenu({ filter }: { filter: ResultsFilter }) {
  const { t } = useTranslation('results');
  const [busy, setBusy] = useState(false);
  const make = useExport(filter);
  const may = useMay('results.export');
  const start = async (kind: ExportKind, format: Format) => {
    setBusy(true);
    await make(kind, format);
    setBusy(false);
  };
  if (!may) return null;
  return (
    <Menu position="bottom-end">
      <Menu.Target>
        <Button variant="default" loading={busy} leftSection={<IconDownload size={14} aria-hidden />}>
          {t('export.title')}
        </Button>
      </Menu.Target>
      <Menu.Dropdown>
        {EXPORT_KINDS.map((kind) => {
          const needsScript = kind === 'answers' && filter.scriptId === undefined;
          return FORMATS.map((format) => (
            <Menu.Item
              key={`${kind}.${format}`}
              disabled={needsScript}
              onClick={() => void start(kind, format)}
            >
              {t(`export.${kind}`, { format: format.toUpperCase() })}
              {needsScript && ` (${t('export.needsScript')})`}
            </Menu.Item>
          ));
        })}
      </Menu.Dropdown>
    </Menu>
  );
}

function useExport(filter: ResultsFilter): (kind: ExportKind, format: Format) => Promise<void> {
  const { t } = useTranslation(['results', 'calls']);
  const ask = useAsk();
  const outcomes = useOutcomes();
  const nameOf = useOutcomeName();
  return async (kind, format) => {
    const file = await ask('results.export', {
      ...filter,
      kind,
      format,
      words: named(EXPORT_WORDS, (word) => t(`results:word.${word}`)),
      resultNames: named<CallResult>(CALL_RESULTS, (result) => t(`calls:result.${result}`)),
      outcomeNames: Object.fromEntries(outcomes.map(({ key }) => [key, nameOf(key)])),
    });
    if (file) offerFile(new Blob([new Uint8Array(file.bytes)], { type: FILE_TYPES[format] }), file.fileName);
  };
}

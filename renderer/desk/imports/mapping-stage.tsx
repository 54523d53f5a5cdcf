import { Button } from '@mantine/core';
import { IconFileSpreadsheet } from '@tabler/icons-react';
import { useTranslation } from '../../i18n/index.ts';
import { Trouble } from '../../ui/index.ts';
import { ColumnTable } from './column-table.tsx';
import { CountryHint } from './country-hint.tsx';
import { ImportOptionsForm } from './import-options.tsx';
import classes from './imports.module.css';
import { LastTime } from './last-time.tsx';
import { fileSize, mappingGap } from './mapping.ts';
import { PreviewTable } from './preview-table.tsx';
import { useImport, useImportFailureText } from './use-import.ts';

export function Mapping() {
  const { t, i18n } = useTranslation('imports');
  const file = useImport((state) => state.file);
  const preview = useImport((state) => state.preview);
  const options = useImport((state) => state.options);
  const previewing = useImport((state) => state.previewing);
  const failure = useImport((state) => state.failure);
  const cancel = useImport((state) => state.cancel);
  const change = useImport((state) => state.change);
  const changeKind = useImport((state) => state.changeKind);
  const failureText = useImportFailureText();
  if (!preview || !options) return null;
  // Cards and phone books say themselves what is what.
  const isTable = preview.format === 'csv' || preview.format === 'xlsx';
  const gap = mappingGap(options.mapping, options.kind);
  const facts = [
    t('file.rows', { count: preview.rows }),
    file && fileSize(file.size, i18n.language),
    preview.format === 'csv'
      ? t('file.csv', { encoding: preview.encoding ?? 'UTF-8' })
      : t(`file.${preview.format}`),
  ];
  return (
    <>
      <div className={classes.file}>
        <IconFileSpreadsheet size={16} stroke={1.6} aria-hidden />
        <strong className={classes.fileName}>{preview.fileName}</strong>
        <span className={classes.dim}>{facts.filter(Boolean).join(' · ')}</span>
        <Button variant="subtle" size="compact-sm" onClick={() => void cancel()}>
          {t('file.another')}
        </Button>
      </div>
      <LastTime />
      {failure && <Trouble text={failureText(failure)} />}
      {gap && !failure && (
        <Trouble
          text={
            gap.code === 'noGoods'
              ? t('mapping.noGoods', { column: t(`target.${gap.target}`) })
              : t(`mapping.${gap.code}`)
          }
        />
      )}
      <div className={classes.workshop}>
        <div>
          <ImportOptionsForm options={options} isTable={isTable} onChange={change} onKind={changeKind} />
          <CountryHint />
          {isTable && <ColumnTable preview={preview} options={options} onChange={change} />}
        </div>
        <PreviewTable preview={preview} updating={previewing} />
      </div>
    </>
  );
}

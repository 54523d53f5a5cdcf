import { Button } from '@mantine/core';
import { IconFileSpreadsheet } from '@tabler/icons-react';
import { type DragEvent, useRef, useState } from 'react';
import { useTranslation } from '../../i18n/index.ts';
import { Trouble } from '../../ui/index.ts';
import classes from './imports.module.css';
import { useImport, useImportFailureText } from './use-import.ts';

/** A hint for the file dialog and no more: what a file is, the core finds out from its contents. */
const ACCEPT = '.csv,.tsv,.txt,.xlsx,.vcf,.xml';

export function ChooseFile() {
  const { t } = useTranslation('imports');
  const take = useImport((state) => state.take);
  const failure = useImport((state) => state.failure);
  const lastFile = useImport((state) => state.file);
  const failureText = useImportFailureText();
  const input = useRef<HTMLInputElement>(null);
  const [over, setOver] = useState(false);
  const [several, setSeveral] = useState(false);

  const choose = (files: FileList | null) => {
    const file = files?.[0];
    if (!file) return;
    setSeveral((files?.length ?? 0) > 1);
    void take(file);
  };
  const onDrag = (event: DragEvent) => {
    event.preventDefault();
    setOver(event.type !== 'dragleave');
  };

  return (
    <div className={classes.narrow}>
      {failure && (
        <Trouble
          text={
            lastFile
              ? t('failure.of', { name: lastFile.name, what: failureText(failure) })
              : failureText(failure)
          }
        />
      )}
      {/* biome-ignore lint/a11y/noStaticElementInteractions: dropping is the mouse's way; the button is everybody's */}
      <div
        className={classes.drop}
        data-over={over || undefined}
        onDragEnter={onDrag}
        onDragOver={onDrag}
        onDragLeave={onDrag}
        onDrop={(event) => {
          event.preventDefault();
          setOver(false);
          choose(event.dataTransfer.files);
        }}
      >
        <IconFileSpreadsheet size={40} stroke={1.2} aria-hidden className={classes.dropIcon} />
        <div className={classes.dropTitle}>{over ? t('dropActive') : t('drop')}</div>
        <Button size="sm" onClick={() => input.current?.click()}>
          {t('choose')}
        </Button>
        <input
          ref={input}
          type="file"
          accept={ACCEPT}
          hidden
          aria-label={t('choose')}
          onChange={(event) => {
            choose(event.currentTarget.files);
            // So that choosing the same, corrected file again is a change.
            event.currentTarget.value = '';
          }}
        />
        <p className={classes.dim}>{t('intro')}</p>
        {several && <p role="status">{t('onlyOne')}</p>}
      </div>
    </div>
  );
}

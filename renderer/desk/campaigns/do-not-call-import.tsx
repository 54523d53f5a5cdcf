import { Button, Modal, Textarea, TextInput } from '@mantine/core';
import { useRef, useState } from 'react';
import type { Output } from '../../../shared/contract/index.ts';
import { useFormat, useTranslation } from '../../i18n/index.ts';
import { BESIDE_CALLS, Trouble } from '../../ui/index.ts';
import { useCore } from '../state/core.tsx';
import { doNotCallChanged } from '../state/do-not-call.ts';
import { useFailureText } from '../state/use-ask.ts';
import classes from './do-not-call.module.css';

/** The contract's longest text. */
const LONGEST = 5_000_000;
/** More refused lines than this are a wrong file and not a list to be mended line by line. */
const SHOWN = 50;

/** Many numbers at once: pasted, or out of a file. */
export function DoNotCallImport({ opened, onClose }: { opened: boolean; onClose: () => void }) {
  const { t } = useTranslation(['campaigns', 'common']);
  return (
    <Modal opened={opened} onClose={onClose} title={t('doNotCall.importTitle')} size={620} {...BESIDE_CALLS}>
      <Fields onClose={onClose} />
    </Modal>
  );
}

function Fields({ onClose }: { onClose: () => void }) {
  const { t } = useTranslation(['campaigns', 'common']);
  const core = useCore();
  const failureText = useFailureText();
  const file = useRef<HTMLInputElement>(null);
  const [text, setText] = useState('');
  const [reason, setReason] = useState('');
  const [busy, setBusy] = useState(false);
  const [refused, setRefused] = useState<string>();
  const [result, setResult] = useState<Output<'doNotCall.import'>>();

  const read = async (chosen: File | undefined) => {
    if (!chosen) return;
    if (chosen.size > LONGEST) return setRefused(t('doNotCall.tooLarge'));
    setRefused(undefined);
    setText(await chosen.text());
  };
  const send = async () => {
    setBusy(true);
    setRefused(undefined);
    try {
      setResult(await core.request('doNotCall.import', { text, reason: reason.trim() }));
      doNotCallChanged();
    } catch (error) {
      setRefused(failureText(error));
    }
    setBusy(false);
  };
  if (result) return <Result result={result} onClose={onClose} />;
  return (
    <div className={classes.fields}>
      {refused !== undefined && <Trouble text={refused} />}
      <Textarea
        label={t('doNotCall.lines')}
        description={t('doNotCall.linesHint')}
        rows={8}
        value={text}
        maxLength={LONGEST}
        data-autofocus
        onChange={(event) => setText(event.currentTarget.value)}
      />
      <div>
        <Button variant="default" onClick={() => file.current?.click()}>
          {t('doNotCall.file')}
        </Button>
        <input
          ref={file}
          type="file"
          accept=".csv,.tsv,.txt"
          hidden
          aria-label={t('doNotCall.file')}
          onChange={(event) => {
            void read(event.currentTarget.files?.[0]);
            // So that choosing the same, corrected file again is a change.
            event.currentTarget.value = '';
          }}
        />
      </div>
      <TextInput
        label={t('doNotCall.reason')}
        placeholder={t('doNotCall.reasonPlaceholder')}
        value={reason}
        maxLength={300}
        onChange={(event) => setReason(event.currentTarget.value)}
      />
      <div className={classes.verbs}>
        <Button loading={busy} disabled={text.trim() === ''} onClick={() => void send()}>
          {t('doNotCall.importDo')}
        </Button>
        <Button variant="default" onClick={onClose}>
          {t('common:cancel')}
        </Button>
      </div>
    </div>
  );
}

function Result({ result, onClose }: { result: Output<'doNotCall.import'>; onClose: () => void }) {
  const { t } = useTranslation(['campaigns', 'common']);
  const format = useFormat();
  const { added, known, refused } = result;
  return (
    <div className={classes.fields}>
      <p role="status">
        {t('doNotCall.importAdded', { count: added, formatted: format.number(added) })}{' '}
        {known > 0 && t('doNotCall.importKnown', { count: known, formatted: format.number(known) })}{' '}
        {refused.length > 0 &&
          t('doNotCall.importRefused', { count: refused.length, formatted: format.number(refused.length) })}
      </p>
      {refused.length > 0 && (
        <ol className={classes.refused} aria-label={t('doNotCall.refusedLines')}>
          {refused.slice(0, SHOWN).map(({ line, text }) => (
            <li key={line}>
              <span className={classes.line}>{t('doNotCall.line', { line })}</span> {text}
            </li>
          ))}
        </ol>
      )}
      <div className={classes.verbs}>
        <Button data-autofocus onClick={onClose}>
          {t('common:close')}
        </Button>
      </div>
    </div>
  );
}

import { type ReactNode, useRef, useState } from 'react';
import { type FileFault, readScriptFile } from '../../../../shared/contract/script-file.ts';
import { useTranslation } from '../../../i18n/index.ts';
import { Trouble } from '../../../ui/index.ts';
import { useAsk } from '../../state/use-ask.ts';
import { moveSteps } from './edits.ts';

/** Far more than the largest template has. */
const MAX_BYTES = 20_000_000;
const SHOWN = 5;

/** Makes a new script of a file, or says what is wrong in it and where. */
export function useImportScript(onMade: (id: string) => void): {
  choose: () => void;
  /** To be put somewhere on the screen. */
  input: ReactNode;
  faults: ReactNode;
} {
  const { t } = useTranslation(['scriptStudio', 'common']);
  const ask = useAsk();
  const input = useRef<HTMLInputElement>(null);
  const [faults, setFaults] = useState<readonly FileFault[]>([]);
  const take = async (file: File) => {
    if (file.size > MAX_BYTES) {
      setFaults([{ code: 'notAScript', where: file.name, params: {} }]);
      return;
    }
    const reading = readScriptFile(await file.text());
    if ('faults' in reading) {
      setFaults(reading.faults);
      return;
    }
    setFaults([]);
    const { name, script, testCases } = reading.file;
    // The layout comes with the editor's code, which nobody has loaded yet.
    const placed = reading.placed ? script : moveSteps(script, (await import('./layout.ts')).layOut(script));
    const made = await ask('talkScripts.create', { name, script: placed, testCases: [...testCases] });
    if (made) onMade(made.id);
  };
  const lines = faults.slice(0, SHOWN).map(({ code, where, params }) => {
    const why = t(`file.${code}`, {
      line: '',
      column: '',
      format: '',
      count: 0,
      max: '',
      expected: '',
      ...params,
    });
    return where === '' ? why : `${where}: ${why}`;
  });
  return {
    choose: () => input.current?.click(),
    input: (
      <input
        ref={input}
        type="file"
        hidden
        accept=".json,application/json"
        aria-label={t('list.importLabel')}
        onChange={(event) => {
          const file = event.currentTarget.files?.[0];
          // The same file, mended, must be a new choice.
          event.currentTarget.value = '';
          if (file) void take(file);
        }}
      />
    ),
    faults:
      faults.length === 0 ? null : (
        <Trouble
          text={[t('file.refused'), ...lines].join(' · ')}
          verb={t('common:close')}
          onAct={() => setFaults([])}
        />
      ),
  };
}

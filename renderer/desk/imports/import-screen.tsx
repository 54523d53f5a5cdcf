import { Button } from '@mantine/core';
import { useTranslation } from '../../i18n/index.ts';
import { Screen } from '../../ui/index.ts';
import { ChooseFile } from './choose-file.tsx';
import { Mapping } from './mapping-stage.tsx';
import { Result } from './result-stage.tsx';
import { Running } from './running-stage.tsx';
import { Uploading } from './uploading-stage.tsx';
import { useImport } from './use-import.ts';

/** Import on one page: the file, what its columns are, what will happen, and what happened. */
export function ImportScreen() {
  const { t } = useTranslation('imports');
  const stage = useImport((state) => state.stage);
  return (
    <Screen title={t('title')} actions={stage === 'mapping' ? <StartButton /> : undefined}>
      <StageBody />
    </Screen>
  );
}

function StageBody() {
  const stage = useImport((state) => state.stage);
  switch (stage) {
    case 'choose':
      return <ChooseFile />;
    case 'uploading':
    case 'looking':
      return <Uploading />;
    case 'mapping':
      return <Mapping />;
    case 'running':
      return <Running />;
    case 'result':
      return <Result />;
  }
}

function StartButton() {
  const { t } = useTranslation('imports');
  const rows = useImport((state) => state.preview?.rows ?? 0);
  const busy = useImport((state) => state.busy);
  const start = useImport((state) => state.start);
  return (
    <Button loading={busy} onClick={() => void start()}>
      {t('start.button', { count: rows })}
    </Button>
  );
}

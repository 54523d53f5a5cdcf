import { Button } from '@mantine/core';
import { useTranslation } from '../../i18n/index.ts';
import { Screen } from '../../ui/index.ts';
import { ChooseFile } from './choose-file.tsx';
import { DryRun } from './dry-run-stage.tsx';
import type { Stage } from './import-store.ts';
import classes from './imports.module.css';
import { Mapping } from './mapping-stage.tsx';
import { PastImports } from './past-imports.tsx';
import { Result } from './result-stage.tsx';
import { Running } from './running-stage.tsx';
import { Uploading } from './uploading-stage.tsx';
import { useImport } from './use-import.ts';

/** Import on one page: the file, what its columns are, what will happen, and what happened. */
export function ImportScreen() {
  const { t } = useTranslation('imports');
  const stage = useImport((state) => state.stage);
  return (
    <Screen title={t('title')} actions={<Verbs stage={stage} />}>
      <StageBody />
    </Screen>
  );
}

function StageBody() {
  const stage = useImport((state) => state.stage);
  switch (stage) {
    case 'choose':
      return (
        <div className={classes.stack}>
          <ChooseFile />
          <PastImports />
        </div>
      );
    case 'uploading':
    case 'looking':
      return <Uploading />;
    case 'mapping':
      return <Mapping />;
    case 'dryRun':
      return <DryRun />;
    case 'running':
      return <Running />;
    case 'result':
      return <Result />;
  }
}

function Verbs({ stage }: { stage: Stage }) {
  const { t } = useTranslation('imports');
  const busy = useImport((state) => state.busy);
  const look = useImport((state) => state.look);
  const back = useImport((state) => state.back);
  if (stage === 'dryRun') {
    return (
      <>
        <Button key="back" variant="default" onClick={back}>
          {t('dryRun.back')}
        </Button>
        <StartButton />
      </>
    );
  }
  if (stage !== 'mapping') return null;
  return (
    <>
      <Button key="look" variant="default" disabled={busy} onClick={() => void look()}>
        {t('dryRun.look')}
      </Button>
      <StartButton />
    </>
  );
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

import { Tabs } from '@mantine/core';
import { type KeyboardEvent, useMemo } from 'react';
import { useTranslation } from '../../../i18n/index.ts';
import { ChoicesContext, useAskedChoices } from './choices.ts';
import classes from './editor.module.css';
import { EditorHead } from './editor-head.tsx';
import { type PanelName, scriptOf, useEditor, useEditorStore } from './editor-store.ts';
import { FaultsPanel } from './faults-panel.tsx';
import { Graph } from './graph.tsx';
import { Outline } from './outline.tsx';
import { Overtaken } from './overtaken.tsx';
import { Simulator } from './simulator.tsx';
import { StepPanel } from './step-panel.tsx';
import { TestResultsContext, TestsPanel, useTested } from './tests-panel.tsx';
import { useAutosave } from './use-autosave.ts';
import { useOutcomeChoices } from './use-outcomes.ts';
import { useChecked, VerdictContext } from './use-verdict.ts';
import { VersionsPanel } from './versions-panel.tsx';

interface EditorScreenProps {
  onOpen: (id: string) => void;
  onClose: () => void;
}

export function EditorScreen({ onOpen, onClose }: EditorScreenProps) {
  const { t } = useTranslation('scriptStudio');
  const store = useEditorStore();
  const autosave = useAutosave(store);
  const script = useEditor(scriptOf);
  const cases = useEditor(({ history }) => history.now.testCases);
  const choices = useOutcomeChoices();
  const outcomes = useMemo(() => new Set(choices.map(({ value }) => value)), [choices]);
  const named = useAskedChoices();
  const verdict = useChecked(script, outcomes, named);
  const results = useTested(script, cases);
  const onKeyDown = (event: KeyboardEvent) => {
    if (!(event.ctrlKey || event.metaKey) || event.altKey) return;
    const key = event.key.toLowerCase();
    const { undo, redo } = store.getState();
    if (key === 'z' && !event.shiftKey) undo();
    else if (key === 'y' || (key === 'z' && event.shiftKey)) redo();
    else return;
    event.preventDefault();
  };
  return (
    <ChoicesContext value={named}>
      <VerdictContext value={verdict}>
        <TestResultsContext value={results}>
          <section className={classes.editor} aria-label={t('editor.label')} onKeyDown={onKeyDown}>
            <EditorHead autosave={autosave} onClose={onClose} />
            <Overtaken autosave={autosave} onOpen={onOpen} />
            <div className={classes.parts}>
              <Outline />
              <div className={classes.graph}>
                <Graph />
              </div>
              <Panel />
            </div>
          </section>
        </TestResultsContext>
      </VerdictContext>
    </ChoicesContext>
  );
}

const PANELS: readonly PanelName[] = ['step', 'faults', 'tests', 'try', 'versions'];

const CONTENT = {
  step: StepPanel,
  faults: FaultsPanel,
  tests: TestsPanel,
  try: Simulator,
  versions: VersionsPanel,
} as const satisfies Record<PanelName, unknown>;

function Panel() {
  const { t } = useTranslation('scriptStudio');
  const panel = useEditor((editor) => editor.panel);
  const open = useEditor((editor) => editor.open);
  return (
    <Tabs
      className={classes.panel ?? ''}
      value={panel}
      keepMounted={false}
      onChange={(value) => {
        const name = PANELS.find((one) => one === value);
        if (name) open(name);
      }}
    >
      <Tabs.List>
        {PANELS.map((name) => (
          <Tabs.Tab key={name} value={name} className={classes.tab ?? ''}>
            {t(`panel.${name}`)}
          </Tabs.Tab>
        ))}
      </Tabs.List>
      {PANELS.map((name) => {
        const Content = CONTENT[name];
        return (
          <Tabs.Panel key={name} value={name} className={classes.content ?? ''}>
            <Content />
          </Tabs.Panel>
        );
      })}
    </Tabs>
  );
}

import { ActionIcon } from '@mantine/core';
import { IconCircleCheck, IconCircleX, IconTrash } from '@tabler/icons-react';
import { createContext, useContext, useEffect, useState } from 'react';
import type { ScriptTestCase } from '../../../../shared/contract/talk-scripts.ts';
import type { TalkScript } from '../../../../shared/domain/talk-script/script.ts';
import { runTestCase, type TestResult, untested } from '../../../../shared/domain/talk-script/test-case.ts';
import { useTranslation } from '../../../i18n/index.ts';
import { EmptyState, Section } from '../../../ui/index.ts';
import { scriptOf, useEditor } from './editor-store.ts';
import { useDifferenceText } from './fault-text.ts';
import classes from './panel.module.css';

export const TestResultsContext = createContext<readonly TestResult[]>([]);
export const useTestResults = (): readonly TestResult[] => useContext(TestResultsContext);

/** Two hundred walks of a thousand steps are not for each letter. */
const PAUSE_MS = 250;

/** All cases against the script as it is, run again after each change. In the order of the cases. */
export function useTested(script: TalkScript, cases: readonly ScriptTestCase[]): readonly TestResult[] {
  const [results, setResults] = useState<readonly TestResult[]>([]);
  useEffect(() => {
    const run = () => setResults(cases.map((test) => runTestCase(script, test)));
    const timer = setTimeout(run, PAUSE_MS);
    return () => clearTimeout(timer);
  }, [script, cases]);
  return results;
}

export function TestsPanel() {
  const { t } = useTranslation('scriptStudio');
  const cases = useEditor(({ history }) => history.now.testCases);
  const change = useEditor((editor) => editor.change);
  const results = useTestResults();
  const text = useDifferenceText();
  if (cases.length === 0) return <EmptyState title={t('test.none')} text={t('test.noneText')} />;
  return (
    <>
      <ul aria-label={t('panel.tests')}>
        {cases.map((test, index) => {
          const result = results[index];
          return (
            <li key={test.id} className={classes.line}>
              {result?.difference ? (
                <IconCircleX size={16} className={classes.fault} aria-label={t('test.failed')} />
              ) : (
                result && <IconCircleCheck size={16} className={classes.good} aria-label={t('test.passed')} />
              )}
              <div className={classes.grow}>
                <div>{test.name}</div>
                {result?.difference && <div className={classes.fault}>{text(result.difference)}</div>}
              </div>
              <ActionIcon
                variant="subtle"
                aria-label={t('test.remove', { name: test.name })}
                onClick={() =>
                  change((now) => ({ ...now, testCases: now.testCases.filter(({ id }) => id !== test.id) }))
                }
              >
                <IconTrash size={15} aria-hidden />
              </ActionIcon>
            </li>
          );
        })}
      </ul>
      <Untested />
    </>
  );
}

function Untested() {
  const { t } = useTranslation('scriptStudio');
  const script = useEditor(scriptOf);
  const show = useEditor((editor) => editor.show);
  const results = useTestResults();
  // They have not been run yet.
  if (results.length === 0) return null;
  const left = untested(script, results);
  if (left.length === 0) return <p className={classes.line}>{t('test.all')}</p>;
  return (
    <div className={classes.fields}>
      <Section title={t('test.untested', { count: left.length })}>
        <ul>
          {left.slice(0, 100).map((id) => (
            <li key={id}>
              <button type="button" className={classes.line} onClick={() => show(id)}>
                {script.nodes.find((node) => node.id === id)?.title || id}
              </button>
            </li>
          ))}
        </ul>
      </Section>
    </div>
  );
}

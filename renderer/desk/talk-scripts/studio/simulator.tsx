import { Button, Group, Select, TextInput } from '@mantine/core';
import { useState } from 'react';
import type { ScriptTestCase } from '../../../../shared/contract/talk-scripts.ts';
import { begin, step, type TalkState } from '../../../../shared/domain/talk-script/interpreter.ts';
import { isRefused, type Refused } from '../../../../shared/domain/talk-script/refusal.ts';
import type {
  ReadableField,
  ScriptFacts,
  ScriptInput,
  TalkScript,
} from '../../../../shared/domain/talk-script/script.ts';
import { useTranslation } from '../../../i18n/index.ts';
import { toastDone } from '../../../ui/index.ts';
import { useOutcomeName } from '../../state/outcomes.tsx';
import { useSession } from '../../state/session.tsx';
import { type Content, scriptOf, useEditor } from './editor-store.ts';
import classes from './panel.module.css';
import { SimulatedStep } from './simulated-step.tsx';

/** What most conditions ask; others are edited in the file of a test case. */
const EDITABLE: readonly ReadableField[] = ['name', 'organisation', 'stage', 'lastOutcome', 'tags'];

/** Replayed as a whole at each change: the script under the talk is a draft and may change at any letter. */
function walk(script: TalkScript, facts: ScriptFacts, inputs: readonly ScriptInput[]) {
  let state: TalkState | Refused = begin(script, facts);
  const made: ScriptInput[] = [];
  for (const input of inputs) {
    if (isRefused(state)) break;
    const next: TalkState | Refused = step(script, state, input, facts);
    if (isRefused(next)) return { state, made, refused: next };
    made.push(input);
    state = next;
  }
  return isRefused(state) ? { state: undefined, made, refused: state } : { state, made, refused: undefined };
}

/** The talk as the operator will have it, on the draft as it is at this moment. */
export function Simulator() {
  const { t } = useTranslation(['scriptStudio', 'talkScripts']);
  const script = useEditor(scriptOf);
  const user = useSession((session) => session.info?.me.name) ?? '';
  const [contact, setContact] = useState<ScriptFacts['contact']>({ name: 'Anna Petrova', stage: 'new' });
  const [inputs, setInputs] = useState<readonly ScriptInput[]>([]);
  const [asked, setAsked] = useState<Refused>();
  const today = new Date().toISOString().slice(0, 10);
  const facts: ScriptFacts = { contact, me: { name: user }, today };
  const { state, made, refused } = walk(script, facts, inputs);
  const say = (input: ScriptInput) => {
    if (!state) return;
    const next = step(script, state, input, facts);
    setAsked(isRefused(next) ? next : undefined);
    if (!isRefused(next)) setInputs([...made, input]);
  };
  const problem = asked ?? refused;
  return (
    <div className={classes.fields}>
      <LanguageOfTry />
      <Facts contact={contact} onChange={setContact} />
      {state && <SimulatedStep script={script} state={state} facts={facts} onInput={say} />}
      {problem && (
        <p role="alert" className={classes.fault}>
          {t(`talkScripts:refusal.${problem.refused}`, { limit: problem.limit ?? '' })}
        </p>
      )}
      <Group gap={6}>
        <Button
          variant="default"
          disabled={made.length === 0}
          onClick={() => {
            setAsked(undefined);
            setInputs(made.slice(0, -1));
          }}
        >
          {t('try.back')}
        </Button>
        <Button
          variant="default"
          disabled={made.length === 0}
          onClick={() => {
            setAsked(undefined);
            setInputs([]);
          }}
        >
          {t('try.restart')}
        </Button>
      </Group>
      {state && <Keep facts={facts} inputs={made} state={state} />}
    </div>
  );
}

function Facts({
  contact,
  onChange,
}: {
  contact: ScriptFacts['contact'];
  onChange: (contact: ScriptFacts['contact']) => void;
}) {
  const { t } = useTranslation(['scriptStudio', 'talkScripts']);
  return (
    <details>
      <summary>{t('try.facts')}</summary>
      {EDITABLE.map((field) => (
        <TextInput
          key={field}
          label={t(`fact.${field}`)}
          value={contact[field] ?? ''}
          maxLength={300}
          onChange={(event) => onChange({ ...contact, [field]: event.currentTarget.value })}
        />
      ))}
    </details>
  );
}

interface KeepProps {
  facts: ScriptFacts;
  inputs: readonly ScriptInput[];
  state: TalkState;
}

const MAX_CASES = 200;

function Keep({ facts, inputs, state }: KeepProps) {
  const { t } = useTranslation(['scriptStudio', 'talkScripts']);
  const change = useEditor((editor) => editor.change);
  const count = useEditor(({ history }) => history.now.testCases.length);
  const outcome = useOutcomeName();
  const [name, setName] = useState('');
  const keep = () => {
    const given = name.trim() || outcome(state.outcome) || state.at;
    change((now) =>
      withCase(now, { name: given, facts, inputs: [...inputs], endsAt: state.at, outcome: state.outcome }),
    );
    setName('');
    toastDone(t('test.kept', { name: given }));
  };
  return (
    <Group gap={6} wrap="nowrap" align="end">
      <TextInput
        className={classes.grow ?? ''}
        label={t('test.name')}
        value={name}
        maxLength={200}
        onChange={(event) => setName(event.currentTarget.value)}
      />
      <Button variant="light" disabled={count >= MAX_CASES} onClick={keep}>
        {t('test.keep')}
      </Button>
    </Group>
  );
}

function withCase(content: Content, test: Omit<ScriptTestCase, 'id'>): Content {
  const taken = new Set(content.testCases.map(({ id }) => id));
  let number = 1;
  while (taken.has(`case${number}`)) number++;
  const { outcome, ...rest } = test;
  const kept = { id: `case${number}`, ...rest, ...(outcome === undefined ? {} : { outcome }) };
  return { ...content, testCases: [...content.testCases, kept] };
}

/** The language of the texts is the one in which the talk is tried. */
function LanguageOfTry() {
  const { t } = useTranslation(['scriptStudio', 'talkScripts']);
  const languages = useEditor((editor) => scriptOf(editor).languages);
  const language = useEditor((editor) => editor.language);
  const setLanguage = useEditor((editor) => editor.setLanguage);
  return (
    <Select
      label={t('language.label')}
      allowDeselect={false}
      data={languages.map((value) => ({ value, label: t(`language.${value}`) }))}
      value={language}
      onChange={(value) => {
        const chosen = languages.find((one) => one === value);
        if (chosen) setLanguage(chosen);
      }}
    />
  );
}

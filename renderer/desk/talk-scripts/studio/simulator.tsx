import { Button, Checkbox, Group, Select, TextInput } from '@mantine/core';
import { type KeyboardEvent, memo, useCallback, useEffect, useRef, useState } from 'react';
import type { ScriptTestCase } from '../../../../shared/contract/talk-scripts.ts';
import { segmentsIn } from '../../../../shared/domain/talk-script/condition.ts';
import { objectionsOf } from '../../../../shared/domain/talk-script/graph.ts';
import type { ReadableField, ScriptFacts } from '../../../../shared/domain/talk-script/script.ts';
import { useTranslation } from '../../../i18n/index.ts';
import { KeyHint, toastDone } from '../../../ui/index.ts';
import { useOutcomeName } from '../../state/outcomes.tsx';
import { pressOf, type ScriptCommand, scriptCommand } from '../../state/script-keys.ts';
import { chosen, type LedTalk, moved, nodeAt, wentBack, wentOn } from '../../state/talk-run-model.ts';
import { isControl, isTextField } from '../../state/typing.ts';
import { ObjectionSearch } from '../run/objection-search.tsx';
import { useRefusal } from '../run/use-refusal.ts';
import { useChoices } from './choices.ts';
import { type Content, scriptOf, useEditor, useEditorStore } from './editor-store.ts';
import classes from './panel.module.css';
import { SimulatedStep } from './simulated-step.tsx';
import { useTriedTalk } from './use-tried-talk.ts';

/** What most conditions ask; others are edited in the file of a test case. */
const EDITABLE: readonly ReadableField[] = ['name', 'organisation', 'stage', 'lastOutcome', 'tags'];

/** The talk as the operator will have it, by the same keys, on the draft as it is at this moment. */
export function Simulator() {
  const { t } = useTranslation(['scriptStudio', 'talkScripts']);
  const store = useEditorStore();
  const [contact, setContact] = useState<ScriptFacts['contact']>({ name: 'Anna Petrova', stage: 'new' });
  const [segments, setSegments] = useState<readonly string[]>([]);
  const [objecting, setObjecting] = useState(false);
  const { talk, refused, act, restart, walked } = useTriedTalk({ contact, segments });
  const refusal = useRefusal();
  const keys = useRef<HTMLElement>(null);
  const at = talk?.state.at;
  useEffect(() => store.getState().setTried(at), [store, at]);
  useEffect(() => () => store.getState().setTried(undefined), [store]);
  /** What was pressed may be gone with its step; the keys go on all the same. */
  const take = useCallback(
    (how: (before: LedTalk) => LedTalk) => {
      keys.current?.focus();
      setObjecting(false);
      act(how);
    },
    [act],
  );
  const run = (command: ScriptCommand) => {
    if (command.kind === 'scriptAnswer') take((before) => chosen(before, command.key));
    else if (command.kind === 'scriptGo') take(wentOn);
    else if (command.kind === 'scriptBack') take(wentBack);
    else if (command.kind === 'objections') setObjecting(true);
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.defaultPrevented || event.nativeEvent.isComposing) return;
    const target = event.target instanceof Element ? event.target : null;
    const command = scriptCommand(pressOf(event), {
      script: 'shown',
      typing: isTextField(target),
      keypadOpen: false,
      onControl: isControl(target),
    });
    if (!command || command.kind === 'scriptAside') return;
    event.preventDefault();
    // A talk that goes on at the same time has the same keys.
    event.stopPropagation();
    run(command);
  };
  const problem = talk?.problem ?? refused;
  return (
    <div className={classes.fields}>
      <LanguageOfTry />
      <Facts contact={contact} onChange={setContact} segments={segments} onSegments={setSegments} />
      <section
        ref={keys}
        // biome-ignore lint/a11y/noNoninteractiveTabindex: the keys of the talk hold where the focus is.
        tabIndex={0}
        className={classes.tried}
        aria-label={t('try.label')}
        onKeyDown={onKeyDown}
      >
        {talk && <SimulatedStep talk={talk} onAct={take} onType={act} onKey={run} />}
        {problem && (
          <p role="alert" className={classes.fault}>
            {refusal(problem, talk && nodeAt(talk))}
          </p>
        )}
        {talk && objecting && (
          <ObjectionSearch
            all={objectionsOf(talk.script).filter(({ id }) => id !== talk.state.at)}
            language={talk.run.language}
            onTake={(nodeId) => take((before) => moved(before, { kind: 'objection', nodeId }))}
            onClose={() => setObjecting(false)}
          />
        )}
        <Returns began={talk !== undefined && talk.moves.length > 0} onAct={take} onRestart={restart} />
        <p className={classes.hint}>{t('try.keys')}</p>
      </section>
      {talk && <Keep walked={walked} />}
    </div>
  );
}

interface ReturnsProps {
  began: boolean;
  onAct: (how: (before: LedTalk) => LedTalk) => void;
  onRestart: () => void;
}

// What stands beside the step is drawn by itself: no step changes it, and its parts are dear.
const Returns = memo(function Returns({ began, onAct, onRestart }: ReturnsProps) {
  const { t } = useTranslation('scriptStudio');
  return (
    <Group gap={6}>
      <Button
        variant="default"
        disabled={!began}
        rightSection={<KeyHint>⌫</KeyHint>}
        aria-keyshortcuts="Backspace"
        onClick={() => onAct(wentBack)}
      >
        {t('try.back')}
      </Button>
      <Button variant="default" disabled={!began} onClick={onRestart}>
        {t('try.restart')}
      </Button>
    </Group>
  );
});

interface FactsProps {
  contact: ScriptFacts['contact'];
  onChange: (contact: ScriptFacts['contact']) => void;
  segments: readonly string[];
  onSegments: (segments: readonly string[]) => void;
}

const Facts = memo(function Facts({ contact, onChange, segments, onSegments }: FactsProps) {
  const { t } = useTranslation(['scriptStudio', 'talkScripts']);
  const asked = useEditor((editor) => segmentsIn(scriptOf(editor)));
  const { segments: choices = [] } = useChoices();
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
      {asked.map((id) => (
        <Checkbox
          key={id}
          mt={8}
          size="xs"
          label={t('try.inSegment', {
            name: choices.find(({ value }) => value === id)?.label ?? t('condition.gone'),
          })}
          checked={segments.includes(id)}
          onChange={({ currentTarget: { checked } }) => {
            const others = segments.filter((one) => one !== id);
            onSegments(checked ? [...others, id] : others);
          }}
        />
      ))}
    </details>
  );
});

const MAX_CASES = 200;

const Keep = memo(function Keep({ walked }: { walked: () => LedTalk | undefined }) {
  const { t } = useTranslation(['scriptStudio', 'talkScripts']);
  const change = useEditor((editor) => editor.change);
  const count = useEditor(({ history }) => history.now.testCases.length);
  const outcome = useOutcomeName();
  const [name, setName] = useState('');
  const keep = () => {
    const talk = walked();
    if (!talk) return;
    const { run, moves, state } = talk;
    const inputs = moves.map(({ input }) => input);
    const given = name.trim() || outcome(state.outcome) || state.at;
    change((now) =>
      withCase(now, { name: given, facts: run.facts, inputs, endsAt: state.at, outcome: state.outcome }),
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
});

function withCase(content: Content, test: Omit<ScriptTestCase, 'id'>): Content {
  const taken = new Set(content.testCases.map(({ id }) => id));
  let number = 1;
  while (taken.has(`case${number}`)) number++;
  const { outcome, ...rest } = test;
  const kept = { id: `case${number}`, ...rest, ...(outcome === undefined ? {} : { outcome }) };
  return { ...content, testCases: [...content.testCases, kept] };
}

/** The language of the texts is the one in which the talk is tried. */
const LanguageOfTry = memo(function LanguageOfTry() {
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
});

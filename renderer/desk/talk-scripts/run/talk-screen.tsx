import { ActionIcon, Button } from '@mantine/core';
import { IconArrowBackUp, IconX } from '@tabler/icons-react';
import { memo, useEffect } from 'react';
import type { ScriptNode } from '../../../../shared/domain/talk-script/script.ts';
import { useFormat, useTranslation } from '../../../i18n/index.ts';
import { KeyHint } from '../../../ui/index.ts';
import { showCardParts } from '../../state/card-parts.ts';
import { SENSITIVE, SensitiveHint } from '../../state/sensitive.tsx';
import { isTyped, type LedTalk, nodeAt } from '../../state/talk-run-model.ts';
import { useTalkRuns, useTalkRunsStore } from '../../state/talk-runs.tsx';
import { AnswerChoices } from './answer-choices.tsx';
import { AnswerField } from './answer-field.tsx';
import { Objections } from './objections.tsx';
import classes from './run.module.css';
import { SaidBefore } from './said-before.tsx';
import { ScriptChooser } from './script-chooser.tsx';
import { StepText } from './step-text.tsx';
import { useRefusal } from './use-refusal.ts';

/** The script while one talks: one column, one question at a time, big. */
export function TalkScreen({ talk }: { talk: LedTalk }) {
  const { t } = useTranslation('talkScripts');
  const node = nodeAt(talk);
  const { callId, scriptId, resumedFrom, moves, language } = talk.run;
  const shown = node && 'show' in node ? node.show : undefined;
  useEffect(() => {
    showCardParts(shown);
    return () => showCardParts();
  }, [shown]);
  return (
    <section className={classes.talk} aria-label={t('run.title', { name: talk.name })} data-call-area="">
      <Head
        name={talk.name}
        callId={callId}
        scriptId={scriptId}
        resumedAt={resumedFrom === undefined ? undefined : moves[0]?.at}
      />
      <div className={classes.column}>
        <SaidBefore talk={talk} />
        {node && <Step talk={talk} node={node} />}
        <Objections
          script={talk.script}
          at={node?.kind === 'objection' ? node.id : undefined}
          language={language}
          callId={callId}
        />
      </div>
    </section>
  );
}

interface HeadProps {
  name: string;
  callId: string;
  scriptId: string;
  /** When the talk that goes on here began. */
  resumedAt: number | undefined;
}

/** By itself: its parts are dear, and no step changes them. */
const Head = memo(function Head({ name, callId, scriptId, resumedAt }: HeadProps) {
  const { t } = useTranslation('talkScripts');
  const format = useFormat();
  const runs = useTalkRunsStore();
  return (
    <header className={classes.head}>
      <h1 className={classes.name}>{name}</h1>
      {resumedAt !== undefined && (
        <>
          <span className={classes.quiet}>{t('run.resumed', { date: format.dateTime(resumedAt) })}</span>
          <Button
            variant="subtle"
            color="gray"
            onClick={() =>
              void runs
                .getState()
                .begin(callId, scriptId, true)
                .catch(() => undefined)
            }
          >
            {t('run.anew')}
          </Button>
        </>
      )}
      <span className={classes.grow} />
      <ScriptChooser callId={callId} />
      <ActionIcon
        variant="subtle"
        color="gray"
        size={30}
        aria-label={t('run.aside')}
        title={t('run.asideKey')}
        aria-keyshortcuts="q"
        onClick={() => runs.getState().setAside(callId, true)}
      >
        <IconX size={18} aria-hidden />
      </ActionIcon>
    </header>
  );
});

function Step({ talk, node }: { talk: LedTalk; node: ScriptNode }) {
  const { t } = useTranslation('talkScripts');
  const runs = useTalkRunsStore();
  const answers = node.kind === 'ask' ? node.answer : undefined;
  if (!('text' in node)) return null;
  return (
    <section className={classes.step} data-kind={node.kind} aria-label={t(`run.kind.${node.kind}`)}>
      {node.kind !== 'say' && (
        <div className={classes.kind}>
          {t(`run.kind.${node.kind}`)}
          {node.kind === 'ask' && !node.required && ` · ${t('run.optional')}`}
        </div>
      )}
      <p className={classes.words} aria-live="polite">
        <StepText text={node.text} talk={talk} />
      </p>
      {node.kind === 'ask' && answers && (
        <div className={classes.answers} {...(node.sensitive ? SENSITIVE : {})}>
          {node.sensitive && <SensitiveHint />}
          {isTyped(answers) ? (
            <AnswerField key={talk.run.id} talk={talk} node={node} />
          ) : (
            <AnswerChoices
              talk={talk}
              node={node}
              onChoose={(choice) => runs.getState().choose(talk.run.callId, choice)}
            />
          )}
        </div>
      )}
      <Notices talk={talk} node={node} />
      <Ways callId={talk.run.callId} kind={node.kind} canGoBack={talk.moves.length > 0} />
    </section>
  );
}

/** Why it does not go on, and what stands between the answers and the disk. */
function Notices({ talk, node }: { talk: LedTalk; node: ScriptNode }) {
  const { t } = useTranslation(['talkScripts', 'errors']);
  const refusal = useRefusal();
  const trouble = useTalkRuns((runs) => runs.trouble);
  return (
    <div role="status" className={classes.notices}>
      {talk.problem && <p className={classes.problem}>{refusal(talk.problem, node)}</p>}
      {talk.overtaken && <p className={classes.problem}>{t('run.overtaken')}</p>}
      {trouble && talk.sent.length > 0 && (
        <p className={classes.problem}>
          {t('run.unsaved', { count: talk.sent.length })} {t(`errors:${trouble}`)}
        </p>
      )}
    </div>
  );
}

interface WaysProps {
  callId: string;
  kind: ScriptNode['kind'];
  canGoBack: boolean;
}

const Ways = memo(function Ways({ callId, kind, canGoBack }: WaysProps) {
  const { t } = useTranslation('talkScripts');
  const runs = useTalkRunsStore();
  return (
    <div className={classes.ways}>
      {kind !== 'end' && (
        <Button
          size="sm"
          variant={kind === 'ask' ? 'default' : 'filled'}
          rightSection={<KeyHint>↵</KeyHint>}
          aria-keyshortcuts="Enter"
          onMouseDown={(event) => event.preventDefault()}
          onClick={() => runs.getState().goOn(callId)}
        >
          {t('run.goOn')}
        </Button>
      )}
      {canGoBack && (
        <Button
          size="sm"
          variant="subtle"
          color="gray"
          leftSection={<IconArrowBackUp size={16} aria-hidden />}
          rightSection={<KeyHint>⌫</KeyHint>}
          aria-keyshortcuts="Backspace"
          onMouseDown={(event) => event.preventDefault()}
          onClick={() => runs.getState().back(callId)}
        >
          {t('run.back')}
        </Button>
      )}
    </div>
  );
});

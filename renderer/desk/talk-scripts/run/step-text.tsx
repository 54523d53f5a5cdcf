import { CHANNELS, RELATIONS, STAGES } from '../../../../shared/contract/contacts.ts';
import type { ScriptText } from '../../../../shared/domain/talk-script/script.ts';
import { renderText, type Segment, type TextScope } from '../../../../shared/domain/talk-script/text.ts';
import { useTranslation } from '../../../i18n/index.ts';
import { useOutcomeName } from '../../state/outcomes.tsx';
import type { LedTalk } from '../../state/talk-run-model.ts';
import classes from './run.module.css';

const scopeOf = ({ script, run, state }: LedTalk): TextScope => ({
  script,
  language: run.language,
  facts: run.facts,
  answers: state.answers,
});

/** Words to read out; what was filled in stands out, what is not known is a gap to fill by ear. */
export function StepText({ text, talk }: { text: ScriptText; talk: LedTalk }) {
  const { t } = useTranslation('talkScripts');
  const wordOf = useOwnWords();
  return renderText(text, scopeOf(talk)).map((segment, at) => {
    if (segment.kind === 'plain') return segment.text;
    // Segments have no identity but their place; the text of a step does not change its order.
    const key = `${at} ${segment.place}`;
    return segment.kind === 'filled' ? (
      <b key={key} className={classes.filled}>
        {wordOf(segment)}
      </b>
    ) : (
      <span key={key} className={classes.missing}>
        <span aria-hidden>…</span>
        <span className="rd-sr">{t('run.unknown')}</span>
      </span>
    );
  });
}

/** The same words without emphasis, for one quiet line. */
export function usePlainStep(): (text: ScriptText, talk: LedTalk) => string {
  const plain = usePlainText();
  return (text, talk) => plain(text, scopeOf(talk));
}

export function usePlainText(): (text: ScriptText, scope: TextScope) => string {
  const wordOf = useOwnWords();
  return (text, scope) =>
    renderText(text, scope)
      .map((segment) => (segment.kind === 'filled' ? wordOf(segment) : segment.text || '…'))
      .join('');
}

/** What the program has words of its own for comes by its key. */
export function useOwnWords(): (segment: Extract<Segment, { kind: 'filled' }>) => string {
  const { t } = useTranslation('contacts');
  const outcomeName = useOutcomeName();
  return ({ place, text }) => {
    if (place === 'contact.lastOutcome') return outcomeName(text);
    const stage = place === 'contact.stage' && STAGES.find((one) => one === text);
    const channel = place === 'contact.channel' && CHANNELS.find((one) => one === text);
    const relation = place === 'contact.relation' && RELATIONS.find((one) => one === text);
    if (stage) return t(`stage.${stage}`);
    if (channel) return t(`channel.${channel}`);
    return relation ? t(`relation.${relation}`) : text;
  };
}

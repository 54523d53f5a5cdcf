import type { CallView } from '../../../shared/contract/calls.ts';
import { useTranslation } from '../../i18n/index.ts';
import classes from './call-bar.module.css';

/** The state of a talk in one word, the weightiest first. */
export function CallStateWord({ call }: { call: CallView }) {
  const { t } = useTranslation('calls');
  if (call.state === 'dialing') {
    return <Word text={call.progressAt === undefined ? t('bar.outgoing') : t('bar.outgoingRings')} />;
  }
  if (call.joined)
    return (
      <Word
        tone={call.muted ? 'wait' : undefined}
        text={call.muted ? t('bar.muted') : t('conference.title')}
      />
    );
  if (call.hold.operator) return <Word tone="wait" text={t('bar.held')} />;
  if (call.hold.customer) return <Word tone="wait" text={t('bar.heldByCustomer')} />;
  if (call.muted) return <Word tone="wait" text={t('bar.muted')} />;
  return <Word text={t('bar.talking')} />;
}

function Word({ text, tone }: { text: string; tone?: 'wait' | undefined }) {
  return (
    <span className={classes.stateWord} data-tone={tone} role="status">
      {text}
    </span>
  );
}

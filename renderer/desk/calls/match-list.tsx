import { IconCheck } from '@tabler/icons-react';
import type { CallView } from '../../../shared/contract/calls.ts';
import { useTranslation } from '../../i18n/index.ts';
import { KeyHint } from '../../ui/index.ts';
import { useCallActions } from '../state/call-actions.ts';
import { useMatchReason } from '../state/caller.ts';
import classes from './match-list.module.css';

const KEYS = 9;

/** Several customers fit the number: ranked, each with its reason; one key says who it is, and that is remembered. */
export function MatchList({ call }: { call: CallView }) {
  const { t } = useTranslation('calls');
  const reasonOf = useMatchReason();
  const { assign } = useCallActions();
  const { matches } = call.identity;
  if (matches.length < 2) return null;
  return (
    <section className={classes.list} aria-label={t('matches.title')}>
      <span className={classes.title}>{t('matches.title')}</span>
      {matches.map((match, index) => {
        const chosen = match.contactId === call.contactId;
        return (
          <button
            key={match.contactId}
            type="button"
            className={classes.match}
            aria-pressed={chosen}
            aria-keyshortcuts={index < KEYS ? `Shift+${index + 1}` : undefined}
            onClick={() => assign(call, match.contactId)}
          >
            {chosen ? (
              <IconCheck size={16} aria-hidden />
            ) : (
              index < KEYS && <KeyHint>{`⇧${index + 1}`}</KeyHint>
            )}
            <span className={classes.name}>
              {match.name}
              {match.organisation !== undefined && (
                <span className={classes.firm}> {match.organisation}</span>
              )}
            </span>
            <span className={classes.reason}>{reasonOf(match)}</span>
          </button>
        );
      })}
    </section>
  );
}

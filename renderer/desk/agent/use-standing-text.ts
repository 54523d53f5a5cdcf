import type { AgentState } from '../../../shared/contract/agent.ts';
import { useTranslation } from '../../i18n/index.ts';
import { formatPhone } from '../../ui/index.ts';
import { type Standing, standingOf } from '../state/agent.tsx';

export interface StandingText {
  readonly standing: Standing;
  readonly title: string;
  /** What that means for those who call. */
  readonly means: string;
}

export function useStandingText(state: AgentState | undefined): StandingText | undefined {
  const { t } = useTranslation('agent');
  if (!state) return undefined;
  const standing = standingOf(state);
  const title = t(`standing.${standing}`, {
    to: formatPhone(state.forwardTo ?? ''),
    reason: state.pausedFor ?? '',
  });
  return { standing, title, means: t(`means.${standing}`) };
}

import type { PacingRules } from '../../../shared/domain/pacing/campaign.ts';
import classes from './campaigns.module.css';
import { useRulesText } from './use-rules-text.ts';

/** The rules of a list in words. */
export function RulesSentence({ rules }: { rules: PacingRules }) {
  const words = useRulesText();
  return <p className={classes.sentence}>{words(rules).join('. ')}.</p>;
}

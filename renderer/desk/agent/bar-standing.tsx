import { Button } from '@mantine/core';
import { IconChevronDown } from '@tabler/icons-react';
import { useTranslation } from '../../i18n/index.ts';
import { KeyHint } from '../../ui/index.ts';
import { standingOf, useAgent } from '../state/agent.tsx';
import { toggleBarPanel } from '../state/bar-ui.tsx';
import { type Line, useLine } from '../state/line.ts';
import classes from './agent.module.css';
import { StandingMark } from './standing-mark.tsx';
import { useAgentActions } from './use-agent-actions.ts';
import { useStandingText } from './use-standing-text.ts';

const KEY = 'D';

/** It needs nothing but a moment: no reason to speak of calls that cannot come. */
const isOnItsWay = ({ kind }: Line): boolean => kind === 'starting' || kind === 'connecting';

/** While nobody calls: can anybody? By place, words and shape; what keeps calls away is amber, and one click from gone. */
export function BarStanding() {
  const { t } = useTranslation(['agent', 'calls']);
  const line = useLine();
  const state = useAgent((agent) => agent);
  const text = useStandingText(state);
  const { makeAvailable, setQueues } = useAgentActions();
  const titleOf = (now: Line) =>
    isOnItsWay(now) ? now.text : now.ready ? t('calls:bar.ready') : t('calls:bar.notReady');
  const loud = line.ready && text !== undefined && text.standing !== 'available';
  return (
    <div className={classes.standing} data-loud={loud || undefined}>
      {text && line.ready && <StandingMark standing={text.standing} size={26} />}
      <div className={classes.words}>
        <div className={classes.title} title={loud ? text.title : undefined}>
          {loud ? text.title : titleOf(line)}
        </div>
        <div className={classes.means}>{loud ? text.means : isOnItsWay(line) ? '' : line.text}</div>
      </div>
      {state && (
        <div className={classes.verbs}>
          {loud && (
            <Button
              size="compact-sm"
              onClick={() => {
                if (standingOf(state) === 'outOfQueues') void setQueues(true);
                else void makeAvailable(state);
              }}
            >
              {text.standing === 'outOfQueues' ? t('joinQueues') : t('again')}
            </Button>
          )}
          <Button
            data-opens-panel
            variant="default"
            size="compact-sm"
            aria-keyshortcuts={KEY}
            leftSection={<IconChevronDown size={14} aria-hidden />}
            rightSection={<KeyHint>{KEY}</KeyHint>}
            onClick={() => toggleBarPanel('state')}
          >
            {t('mine')}
          </Button>
        </div>
      )}
    </div>
  );
}

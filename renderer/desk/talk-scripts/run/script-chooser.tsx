import { Button, Menu } from '@mantine/core';
import { IconListDetails } from '@tabler/icons-react';
import { useEffect, useState } from 'react';
import type { ScriptSummary } from '../../../../shared/contract/talk-scripts.ts';
import { useTranslation } from '../../../i18n/index.ts';
import { KeyHint, toastFailure } from '../../../ui/index.ts';
import { useCore } from '../../state/core.tsx';
import { ASIDE_KEY, useTalkRuns, useTalkRunsStore } from '../../state/talk-runs.tsx';
import { useFailureText } from '../../state/use-ask.ts';

/** Another script for this call, by hand. Asked for when it is unfolded: what is published changes while talks go on. */
export function ScriptChooser({ callId, hint }: { callId: string; hint?: boolean }) {
  const { t } = useTranslation('talkScripts');
  const core = useCore();
  const runs = useTalkRunsStore();
  const failureText = useFailureText();
  const open = useTalkRuns(({ choosing }) => choosing);
  const [scripts, setScripts] = useState<readonly ScriptSummary[]>();
  useEffect(() => {
    if (!open) return;
    core.request('talkScripts.list', {}).then(
      (found) => setScripts(found.filter(({ published }) => published !== undefined)),
      (error) => toastFailure(failureText(error)),
    );
  }, [open, core, failureText]);
  const begin = (scriptId: string) =>
    runs
      .getState()
      .begin(callId, scriptId)
      .catch((error: unknown) => toastFailure(failureText(error)));
  return (
    <Menu
      opened={open}
      onChange={runs.getState().setChoosing}
      position="bottom-end"
      returnFocus
      // It goes at once: a fading list would be drawn over the first words of the talk.
      transitionProps={{ duration: 0 }}
    >
      <Menu.Target>
        <Button
          variant="subtle"
          color="gray"
          flex="none"
          leftSection={<IconListDetails size={14} aria-hidden />}
          rightSection={hint ? <KeyHint>{ASIDE_KEY}</KeyHint> : null}
          aria-keyshortcuts={hint ? 'q' : undefined}
        >
          {t(hint ? 'run.start' : 'run.other')}
        </Button>
      </Menu.Target>
      <Menu.Dropdown>
        {scripts?.map(({ id, name }) => (
          <Menu.Item key={id} onClick={() => void begin(id)}>
            {name}
          </Menu.Item>
        ))}
        {scripts?.length === 0 && <Menu.Label>{t('run.noScripts')}</Menu.Label>}
      </Menu.Dropdown>
    </Menu>
  );
}

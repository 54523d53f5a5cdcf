import { Button, Checkbox, Popover } from '@mantine/core';
import { useTranslation } from '../../../i18n/index.ts';
import { useChoices } from './choices.ts';
import classes from './editor.module.css';
import { useEditor } from './editor-store.ts';
import { Pick } from './pick.tsx';

/** Which calls the script leads by itself; a list names its own script, and by hand it can lead any talk. */
export function ScriptUse() {
  const { t } = useTranslation('scriptStudio');
  const { lines = [], segments = [] } = useChoices();
  const use = useEditor(({ history }) => history.now.use);
  const change = useEditor((editor) => editor.change);
  const { inboundAccountIds, segmentId } = use;
  const count = inboundAccountIds.length + (segmentId === undefined ? 0 : 1);
  const turn = (id: string, on: boolean) => {
    const others = inboundAccountIds.filter((one) => one !== id);
    change((now) => ({ ...now, use: { ...now.use, inboundAccountIds: on ? [...others, id] : others } }));
  };
  const gone = inboundAccountIds.filter((id) => !lines.some(({ value }) => value === id));
  return (
    <Popover position="bottom-end" trapFocus withinPortal shadow="md">
      <Popover.Target>
        <Button variant="default">{t('use.verb', { number: count })}</Button>
      </Popover.Target>
      <Popover.Dropdown>
        <div className={classes.publish}>
          <p>{t('use.text')}</p>
          <Checkbox.Group label={t('use.lines')} value={[...inboundAccountIds]}>
            {[...lines, ...gone.map((id) => ({ value: id, label: t('use.goneLine') }))].map(
              ({ value, label }) => (
                <Checkbox
                  key={value}
                  mt={6}
                  size="xs"
                  value={value}
                  label={label}
                  onChange={(event) => turn(value, event.currentTarget.checked)}
                />
              ),
            )}
          </Checkbox.Group>
          <Pick
            label={t('use.segment')}
            none={t('use.noSegment')}
            data={segments}
            value={segmentId}
            onChange={(chosen) => change((now) => ({ ...now, use: { ...now.use, segmentId: chosen } }))}
          />
        </div>
      </Popover.Dropdown>
    </Popover>
  );
}

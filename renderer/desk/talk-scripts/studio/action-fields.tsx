import { ActionIcon, Button, Group, Menu, NumberInput, Select, TextInput } from '@mantine/core';
import { IconPlus, IconTrash } from '@tabler/icons-react';
import { STAGES } from '../../../../shared/contract/contacts.ts';
import type { ActNode, FillTarget, ScriptAction } from '../../../../shared/domain/talk-script/script.ts';
import { useTranslation } from '../../../i18n/index.ts';
import { useChoices } from './choices.ts';
import { useEditor } from './editor-store.ts';
import classes from './panel.module.css';
import { Pick } from './pick.tsx';
import { TextFields } from './text-fields.tsx';
import { useFields } from './use-fields.ts';

const NEW: readonly ScriptAction[] = [
  { kind: 'fillField', field: 'needs', value: '' },
  { kind: 'setStage', stage: 'contacted' },
  { kind: 'createTask', title: {}, inDays: 1, time: '10:00' },
  { kind: 'addTag', tag: '' },
  { kind: 'toList', campaignId: '' },
  { kind: 'doNotCall' },
];
const MAX_ACTIONS = 20;

export function ActionFields({ step }: { step: ActNode }) {
  const { t } = useTranslation('scriptStudio');
  const changeStep = useEditor((editor) => editor.changeStep);
  const { lists = [] } = useChoices();
  const { actions } = step;
  // The core keeps no action without its list, so that one begins with the first.
  const offered = NEW.flatMap((action): readonly ScriptAction[] => {
    if (action.kind !== 'toList') return [action];
    return lists.slice(0, 1).map(({ value }) => ({ kind: 'toList', campaignId: value }));
  });
  const put = (next: readonly ScriptAction[], about?: string) =>
    changeStep({ ...step, actions: next }, about);
  return (
    <div className={classes.options}>
      {actions.map((action, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: an action has nothing but its place.
        <fieldset key={index} className={classes.case}>
          <legend>{t(`action.${action.kind}`)}</legend>
          <div className={classes.option}>
            <div className={classes.grow}>
              <Details
                action={action}
                about={`action ${step.id} ${index}`}
                onChange={(next, about) =>
                  put(
                    actions.map((other) => (other === action ? next : other)),
                    about,
                  )
                }
              />
            </div>
            <ActionIcon
              variant="subtle"
              size={30}
              aria-label={t('action.remove', { action: t(`action.${action.kind}`) })}
              onClick={() => put(actions.filter((other) => other !== action))}
            >
              <IconTrash size={15} aria-hidden />
            </ActionIcon>
          </div>
        </fieldset>
      ))}
      <Menu withinPortal position="bottom-start">
        <Menu.Target>
          <Button
            variant="subtle"
            size="compact-xs"
            leftSection={<IconPlus size={13} aria-hidden />}
            disabled={actions.length >= MAX_ACTIONS}
          >
            {t('action.add')}
          </Button>
        </Menu.Target>
        <Menu.Dropdown>
          {offered.map((action) => (
            <Menu.Item key={action.kind} onClick={() => put([...actions, action])}>
              {t(`action.${action.kind}`)}
            </Menu.Item>
          ))}
        </Menu.Dropdown>
      </Menu>
    </div>
  );
}

interface DetailsProps {
  action: ScriptAction;
  about: string;
  onChange: (action: ScriptAction, about?: string) => void;
}

function Details({ action, about, onChange }: DetailsProps) {
  const { t } = useTranslation(['scriptStudio', 'contacts']);
  const { lists = [] } = useChoices();
  const { fillable } = useFields(action.kind === 'fillField' ? action.field : undefined);
  switch (action.kind) {
    case 'fillField':
      return (
        <>
          <Select
            label={t('action.field')}
            allowDeselect={false}
            data={fillable}
            value={action.field}
            onChange={(value) => value && onChange({ ...action, field: value as FillTarget })}
          />
          <TextInput
            label={t('action.value')}
            value={action.value}
            maxLength={2000}
            onChange={(event) => onChange({ ...action, value: event.currentTarget.value }, about)}
          />
        </>
      );
    case 'setStage':
      return (
        <Select
          aria-label={t('action.setStage')}
          allowDeselect={false}
          data={STAGES.map((value) => ({ value, label: t(`contacts:stage.${value}`) }))}
          value={action.stage}
          onChange={(value) => value && onChange({ ...action, stage: value })}
        />
      );
    case 'createTask':
      return (
        <>
          <TextFields
            oneLine
            label={t('action.title')}
            text={action.title}
            about={about}
            onChange={(title, what) => onChange({ ...action, title }, what)}
          />
          <Group gap={6} wrap="nowrap" grow>
            <NumberInput
              // Half typed it is no number yet, and stays in the step in which it was typed.
              key={about}
              label={t('action.inDays')}
              min={0}
              max={3650}
              allowDecimal={false}
              value={action.inDays}
              onChange={(value) => typeof value === 'number' && onChange({ ...action, inDays: value }, about)}
            />
            <TextInput
              type="time"
              label={t('action.time')}
              value={action.time}
              onChange={(event) =>
                /^\d{2}:\d{2}$/.test(event.currentTarget.value) &&
                onChange({ ...action, time: event.currentTarget.value }, about)
              }
            />
          </Group>
        </>
      );
    case 'addTag':
      return (
        <TextInput
          aria-label={t('action.addTag')}
          value={action.tag}
          maxLength={60}
          onChange={(event) => onChange({ ...action, tag: event.currentTarget.value }, about)}
        />
      );
    case 'toList':
      return (
        <Pick
          quiet
          label={t('action.toList')}
          data={lists}
          value={action.campaignId}
          onChange={(campaignId) => campaignId && onChange({ ...action, campaignId })}
        />
      );
    case 'doNotCall':
      return <span className={classes.hint}>{t('action.doNotCallHelp')}</span>;
  }
}

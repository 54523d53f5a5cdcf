import { Button } from '@mantine/core';
import { IconArrowBackUp, IconPlus } from '@tabler/icons-react';
import { useState } from 'react';
import type { OwnField } from '../../../shared/contract/own-fields.ts';
import { OWN_LIMITS } from '../../../shared/domain/own-field/field.ts';
import { useTranslation } from '../../i18n/index.ts';
import { Section } from '../../ui/index.ts';
import { useOwnFields } from '../state/own-fields.tsx';
import { useAsk, useUndo } from '../state/use-ask.ts';
import { GroupHeading } from './group-heading.tsx';
import { groupsOf, moved, movedBefore, type Placed, regrouped } from './order.ts';
import { OwnFieldForm } from './own-field-form.tsx';
import { OwnFieldRow } from './own-field-row.tsx';
import classes from './own-fields.module.css';

/** The fields that the firm made for its cards (row C4): made, named, ordered and put away here. */
export function OwnFieldSettings() {
  const { t } = useTranslation('ownFields');
  const ask = useAsk();
  const undo = useUndo();
  const all = useOwnFields();
  const fields = all.filter(({ archived }) => !archived);
  const archived = all.filter((field) => field.archived);
  /** The one that is open; '' is the new one. */
  const [openId, setOpenId] = useState<string>();
  const [dragged, setDragged] = useState<string>();
  const arrange = (order: Placed[]) => void ask('ownFields.reorder', { order });
  const archive = async ({ id, name }: OwnField, away: boolean) => {
    const changed = await ask('ownFields.archive', { id, archived: away });
    if (away) undo(changed, t('archivedDone', { name }));
  };
  return (
    <Section title={t('title')}>
      <p className={classes.intro}>{t('intro')}</p>
      {groupsOf(fields).map(({ group, fields: inGroup }) => (
        <div key={group}>
          <GroupHeading group={group} onRename={(name) => arrange(regrouped(fields, group, name))} />
          <ol className={classes.list} aria-label={group || t('noGroup')}>
            {inGroup.map((field) => (
              <OwnFieldRow
                key={field.id}
                field={field}
                fields={all}
                open={openId === field.id}
                onOpen={(open) => setOpenId(open ? field.id : undefined)}
                onMove={(by) => arrange(moved(fields, field.id, by))}
                onArchive={() => void archive(field, true)}
                drag={{
                  start: () => setDragged(field.id),
                  drop: () => {
                    if (dragged !== undefined) arrange(movedBefore(fields, dragged, field.id));
                    setDragged(undefined);
                  },
                }}
              />
            ))}
          </ol>
        </div>
      ))}
      {openId === '' ? (
        <div className={classes.body}>
          <OwnFieldForm fields={all} onDone={() => setOpenId(undefined)} />
        </div>
      ) : (
        <Button
          className={classes.add}
          size="xs"
          variant="default"
          leftSection={<IconPlus size={14} aria-hidden />}
          disabled={all.length >= OWN_LIMITS.fields}
          onClick={() => setOpenId('')}
        >
          {t('add')}
        </Button>
      )}
      {archived.length > 0 && (
        <section className={classes.archive} aria-label={t('archive')}>
          <h3 className={classes.group}>{t('archive')}</h3>
          <p className={classes.hint}>{t('archiveHint')}</p>
          <ul className={classes.list}>
            {archived.map((field) => (
              <li key={field.id} className={classes.row}>
                <span className={classes.name}>{field.name}</span>
                <span className={classes.words}>{t(`type.${field.type}`)}</span>
                <Button
                  size="xs"
                  variant="subtle"
                  color="gray"
                  leftSection={<IconArrowBackUp size={14} aria-hidden />}
                  aria-label={t('bringBackLabel', { name: field.name })}
                  onClick={() => void archive(field, false)}
                >
                  {t('bringBack')}
                </Button>
              </li>
            ))}
          </ul>
        </section>
      )}
    </Section>
  );
}

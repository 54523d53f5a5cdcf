import { Button, Checkbox, Menu, TextInput } from '@mantine/core';
import { IconBookmark } from '@tabler/icons-react';
import { useCallback, useEffect, useRef, useState } from 'react';
import type { ReportView } from '../../../../shared/contract/report-views.ts';
import { useTranslation } from '../../../i18n/index.ts';
import { Toolbar } from '../../../ui/index.ts';
import { useCore } from '../../state/core.tsx';
import { useMay } from '../../state/seat.tsx';
import { useAsk, useUndo } from '../../state/use-ask.ts';
import type { ReportQuery } from './report-query.ts';

interface ViewsMenuProps {
  readonly views: readonly ReportView[];
  readonly current: ReportView | undefined;
  readonly onChoose: (view: ReportView) => void;
  readonly onSaveAs: () => void;
  readonly onSave: (view: ReportView) => void;
  readonly onRemove: (view: ReportView) => void;
}

/** Reports that somebody set up, one's own and the shared ones; the one that is shown can be kept, changed and removed. */
export function ViewsMenu({ views, current, onChoose, onSaveAs, onSave, onRemove }: ViewsMenuProps) {
  const { t } = useTranslation('reports');
  return (
    <Menu position="bottom-end" width={280}>
      <Menu.Target>
        <Button variant="default" leftSection={<IconBookmark size={14} aria-hidden />}>
          {current?.name ?? t('views.title')}
        </Button>
      </Menu.Target>
      <Menu.Dropdown mah={420} style={{ overflowY: 'auto' }}>
        {views.length === 0 && <Menu.Label>{t('views.none')}</Menu.Label>}
        {views.map((view) => (
          <Menu.Item key={view.id} onClick={() => onChoose(view)}>
            {view.own ? view.name : t('views.of', { name: view.name, person: view.ownerName })}
            {view.own && view.shared && ` · ${t('views.shared')}`}
          </Menu.Item>
        ))}
        <Menu.Divider />
        <Menu.Item onClick={onSaveAs}>{t('views.saveAs')}</Menu.Item>
        {current?.own && (
          <>
            <Menu.Item onClick={() => onSave(current)}>{t('views.save', { name: current.name })}</Menu.Item>
            <Menu.Item onClick={() => onRemove(current)}>
              {t('views.remove', { name: current.name })}
            </Menu.Item>
          </>
        )}
      </Menu.Dropdown>
    </Menu>
  );
}

interface SaveViewProps {
  readonly onSave: (name: string, shared: boolean) => void;
  readonly onCancel: () => void;
}

/** The name of a new view, and whether it is for everybody. */
export function SaveView({ onSave, onCancel }: SaveViewProps) {
  const { t } = useTranslation(['reports', 'common']);
  const mayShare = useMay('results.share');
  const [name, setName] = useState('');
  const [shared, setShared] = useState(false);
  const field = useRef<HTMLInputElement>(null);
  // The menu gives the focus back to its button when it closes; the name is what comes next.
  useEffect(() => {
    const timer = setTimeout(() => field.current?.focus(), 50);
    return () => clearTimeout(timer);
  }, []);
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        if (name.trim() !== '') onSave(name.trim(), shared);
      }}
      onKeyDown={(event) => {
        if (event.key === 'Escape') onCancel();
      }}
    >
      <Toolbar>
        <TextInput
          ref={field}
          size="xs"
          w={240}
          aria-label={t('reports:views.name')}
          placeholder={t('reports:views.name')}
          maxLength={100}
          value={name}
          onChange={(event) => setName(event.currentTarget.value)}
        />
        {mayShare && (
          <Checkbox
            size="xs"
            label={t('reports:views.forAll')}
            checked={shared}
            onChange={(event) => setShared(event.currentTarget.checked)}
          />
        )}
        <Button type="submit" disabled={name.trim() === ''}>
          {t('common:save')}
        </Button>
        <Button variant="subtle" onClick={onCancel}>
          {t('common:cancel')}
        </Button>
      </Toolbar>
    </form>
  );
}

/** The views of this desk, and what can be done to them. */
export function useViews(query: ReportQuery) {
  const { t } = useTranslation('reports');
  const core = useCore();
  const ask = useAsk();
  const undo = useUndo();
  const [views, setViews] = useState<readonly ReportView[]>([]);
  const [currentId, setCurrentId] = useState<string>();
  const reload = useCallback(() => {
    // Without its views the report stands all the same.
    core.request('reportViews.list', {}).then(setViews, () => undefined);
  }, [core]);
  useEffect(reload, [reload]);
  async function save(name: string, shared: boolean, id?: string): Promise<boolean> {
    const changed = await ask('reportViews.save', {
      ...(id === undefined ? {} : { id }),
      ...(shared ? { shared: true as const } : {}),
      name,
      view: query,
    });
    if (!changed) return false;
    setCurrentId(changed.id);
    undo(changed, t('views.saved', { name }));
    reload();
    return true;
  }
  async function remove({ id, name }: ReportView): Promise<void> {
    const changed = await ask('reportViews.remove', { id });
    if (!changed) return;
    setCurrentId(undefined);
    undo(changed, t('views.removed', { name }));
    reload();
  }
  return { views, current: views.find(({ id }) => id === currentId), choose: setCurrentId, save, remove };
}

import { useMemo } from 'react';
import { MAX_NODES } from '../../../../shared/contract/talk-scripts.ts';
import { linksOf } from '../../../../shared/domain/talk-script/links.ts';
import type { NodeKind } from '../../../../shared/domain/talk-script/script.ts';
import { useTranslation } from '../../../i18n/index.ts';
import { toastFailure } from '../../../ui/index.ts';
import { scriptOf, useEditorStore } from './editor-store.ts';
import { duplicateStep, moveSteps, newStep, removeSteps, withStep, withStepAfter } from './edits.ts';
import { heightOf } from './graph-model.ts';
import { layOut } from './layout.ts';

const GAP = 60;

export interface StepActions {
  /** Below the selected step; with a port it takes over that way. */
  add(kind: NodeKind, port?: string): void;
  remove(id: string): void;
  duplicate(id: string): void;
  layOut(): void;
}

/** Verbs that the graph, the list and the keys share. */
export function useStepActions(): StepActions {
  const store = useEditorStore();
  const { t } = useTranslation('errors');
  return useMemo(() => {
    const full = (): boolean => {
      const count = scriptOf(store.getState()).nodes.length + 1;
      if (count > MAX_NODES) toastFailure(t('scriptTooLarge', { count, max: MAX_NODES }));
      return count > MAX_NODES;
    };
    return {
      add(kind, port) {
        if (full()) return;
        const editor = store.getState();
        const script = scriptOf(editor);
        const near = script.nodes.find(({ id }) => id === editor.selected);
        const position = near
          ? { x: near.position.x, y: near.position.y + heightOf(near) + GAP }
          : { x: 0, y: 0 };
        const node = newStep(script, kind, '', position);
        const open = near && (port ?? linksOf(near).find(({ to }) => to === undefined)?.port);
        // An objection is opened by the operator: nothing leads to it.
        const linked = near && open !== undefined && kind !== 'objection';
        editor.changeScript((now) =>
          linked ? withStepAfter(now, near.id, open, node) : withStep(now, node),
        );
        editor.show(node.id);
      },
      remove: (id) => store.getState().changeScript((now) => removeSteps(now, [id])),
      duplicate(id) {
        if (full()) return;
        const made = duplicateStep(scriptOf(store.getState()), id);
        if (!made) return;
        store.getState().changeScript(() => made.script);
        store.getState().show(made.id);
      },
      layOut: () => store.getState().changeScript((now) => moveSteps(now, layOut(now))),
    };
  }, [store, t]);
}

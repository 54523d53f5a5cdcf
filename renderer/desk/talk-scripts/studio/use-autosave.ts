import { useCallback, useEffect } from 'react';
import { useStore } from 'zustand';
import { useCore } from '../../state/core.tsx';
import { asFailure } from '../../state/use-ask.ts';
import { type EditorStore, loaded } from './editor-store.ts';

/** A pause in typing. */
const PAUSE_MS = 700;
/** A core that was away is asked again. */
const AGAIN_MS = 5_000;

export interface Autosave {
  /** Saves at once what is not saved yet; whether everything is. */
  flush(): Promise<boolean>;
  /** Takes what the core has, and lets go what was not saved. */
  reload(): Promise<void>;
}

/** Keeps the draft in the core up with the editor, one save at a time. */
export function useAutosave(store: EditorStore): Autosave {
  const core = useCore();
  const content = useStore(store, ({ history }) => history.now);
  const saving = useStore(store, (editor) => editor.saving);

  const flush = useCallback(async (): Promise<boolean> => {
    const { id, version, history, saved, saving: state } = store.getState();
    if (state === 'overtaken' || state === 'saving') return false;
    const { now } = history;
    if (now === saved) {
      store.setState({ saving: 'saved' });
      return true;
    }
    store.setState({ saving: 'saving' });
    try {
      const answer = await core.request('talkScripts.save', { id, version, ...now });
      store.setState({ version: answer.version, saved: now });
      const clean = store.getState().history.now === now;
      store.setState({ saving: clean ? 'saved' : 'waiting' });
      return clean;
    } catch (error) {
      const { code } = asFailure(error);
      store.setState({ saving: code === 'changedMeanwhile' ? 'overtaken' : 'failed' });
      return false;
    }
  }, [core, store]);

  const reload = useCallback(async () => {
    store.setState(loaded(await core.request('talkScripts.draft', { id: store.getState().id })));
  }, [core, store]);

  useEffect(() => {
    const { saved } = store.getState();
    if (saving === 'saving' || saving === 'overtaken' || content === saved) return;
    if (saving === 'saved') store.setState({ saving: 'waiting' });
    const timer = setTimeout(() => void flush(), saving === 'failed' ? AGAIN_MS : PAUSE_MS);
    return () => clearTimeout(timer);
  }, [content, saving, flush, store]);

  // Leaving the editor, or the page with it, must not lose the last word.
  useEffect(() => {
    const leave = () => void flush();
    window.addEventListener('pagehide', leave);
    return () => {
      window.removeEventListener('pagehide', leave);
      leave();
    };
  }, [flush]);

  useEffect(
    () =>
      core.on('talkScripts.changed', ({ ids }) => {
        const { id, history, saved, saving: state } = store.getState();
        if (!ids.includes(id) || history.now !== saved || state === 'saving') return;
        // Somebody else, while nothing of ours is unsaved: theirs is the one to see.
        core.request('talkScripts.draft', { id }).then(
          (draft) => {
            const now = store.getState();
            if (draft.version > now.version && now.history.now === now.saved) store.setState(loaded(draft));
          },
          () => undefined,
        );
      }),
    [core, store],
  );

  return { flush, reload };
}

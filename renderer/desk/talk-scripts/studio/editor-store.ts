import { createContext, useContext } from 'react';
import { createStore, type StoreApi, useStore } from 'zustand';
import type { ScriptDraft } from '../../../../shared/contract/talk-scripts.ts';
import type {
  NodeId,
  ScriptLanguage,
  ScriptNode,
  TalkScript,
} from '../../../../shared/domain/talk-script/script.ts';
import { replaceStep } from './edits.ts';
import { changed, type History, historyOf, redone, undone } from './history.ts';

/** What a person edits; the version belongs to saving. */
export type Content = Omit<ScriptDraft, 'id' | 'version'>;

export type Saving = 'saved' | 'waiting' | 'saving' | 'failed' | 'overtaken';
export type PanelName = 'step' | 'faults' | 'tests' | 'try' | 'versions';

export interface Editor {
  readonly id: string;
  /** As the core has it. */
  readonly version: number;
  readonly saved: Content;
  readonly saving: Saving;
  readonly history: History<Content>;
  readonly selected: NodeId | undefined;
  /** The graph brings the selected step into sight when this rises. */
  readonly shown: number;
  readonly language: ScriptLanguage;
  readonly panel: PanelName;
  /** Where the talk that is being tried stands. */
  readonly tried: NodeId | undefined;
  /** Two templates whose difference the graph draws. */
  readonly compared: Compared | undefined;
}

export interface Compared {
  readonly before: TalkScript;
  /** Undefined: the draft, as it is at each moment. */
  readonly after: TalkScript | undefined;
}

export interface EditorActions {
  /** `about`: see `History`. */
  change(edit: (content: Content) => Content, about?: string): void;
  changeScript(edit: (script: TalkScript) => TalkScript, about?: string): void;
  changeStep(node: ScriptNode, about?: string): void;
  undo(): void;
  redo(): void;
  select(id: NodeId | undefined): void;
  /** Selects it and brings it into sight, in the graph and in the panel. */
  show(id: NodeId): void;
  /** The same without leaving the panel that is open. */
  seek(id: NodeId): void;
  setTried(id: NodeId | undefined): void;
  compare(compared: Compared | undefined): void;
  setLanguage(language: ScriptLanguage): void;
  open(panel: PanelName): void;
}

export type EditorStore = StoreApi<Editor & EditorActions>;

const contentOf = ({ name, use, script, testCases }: ScriptDraft): Content => ({
  name,
  use,
  script,
  testCases,
});

/** What loading a draft sets; what a person edited since is gone. */
export const loaded = (draft: ScriptDraft): Partial<Editor> => {
  const content = contentOf(draft);
  return {
    id: draft.id,
    version: draft.version,
    saved: content,
    saving: 'saved',
    history: historyOf(content),
  };
};

export const createEditorStore = (draft: ScriptDraft, language: ScriptLanguage): EditorStore =>
  createStore<Editor & EditorActions>((set, get) => {
    const content = contentOf(draft);
    const { languages, start } = content.script;
    const move = (history: History<Content>) => set({ history });
    return {
      id: draft.id,
      version: draft.version,
      saved: content,
      saving: 'saved',
      history: historyOf(content),
      selected: start,
      shown: 0,
      language: languages.includes(language) ? language : (languages[0] ?? language),
      panel: 'step',
      tried: undefined,
      compared: undefined,
      change: (edit, about) => move(changed(get().history, edit(get().history.now), about)),
      changeScript: (edit, about) =>
        get().change((now) => {
          const script = edit(now.script);
          return script === now.script ? now : { ...now, script };
        }, about),
      changeStep: (node, about) => get().changeScript((script) => replaceStep(script, node), about),
      undo: () => move(undone(get().history)),
      redo: () => move(redone(get().history)),
      select: (selected) => set({ selected }),
      show: (selected) => set(({ shown }) => ({ selected, shown: shown + 1, panel: 'step' })),
      seek: (selected) => set(({ shown }) => ({ selected, shown: shown + 1 })),
      setTried: (tried) => set({ tried }),
      compare: (compared) => set({ compared }),
      setLanguage: (next) => set({ language: next }),
      open: (panel) => set({ panel }),
    };
  });

export const EditorContext = createContext<EditorStore | undefined>(undefined);

export function useEditorStore(): EditorStore {
  const store = useContext(EditorContext);
  if (!store) throw new Error('useEditor outside of the editor');
  return store;
}

export const useEditor = <T>(select: (editor: Editor & EditorActions) => T): T =>
  useStore(useEditorStore(), select);

export const scriptOf = ({ history }: Editor): TalkScript => history.now.script;

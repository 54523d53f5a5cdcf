import { lazy, Suspense, useState } from 'react';
import { ScriptList } from './script-list.tsx';

// The graph and its layout are a third of the desk's code, and most operators never open them.
const ScriptEditor = lazy(async () => ({ default: (await import('./script-editor.tsx')).ScriptEditor }));

/** Conversation templates: the list of them, or the editor of one. */
export function ScriptsScreen() {
  const [opened, setOpened] = useState<string>();
  if (opened === undefined) return <ScriptList onOpen={setOpened} />;
  return (
    <Suspense fallback={null}>
      <ScriptEditor key={opened} id={opened} onOpen={setOpened} onClose={() => setOpened(undefined)} />
    </Suspense>
  );
}

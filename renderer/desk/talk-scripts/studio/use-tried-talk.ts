import { useCallback, useMemo, useRef, useState } from 'react';
import type { TalkRun } from '../../../../shared/contract/talk-scripts.ts';
import {
  begin,
  type MadeMove,
  madeMove,
  step,
  type TalkState,
} from '../../../../shared/domain/talk-script/interpreter.ts';
import { isRefused, type Refused } from '../../../../shared/domain/talk-script/refusal.ts';
import type { ScriptFacts, ScriptInput, TalkScript } from '../../../../shared/domain/talk-script/script.ts';
import { useSession } from '../../state/session.tsx';
import type { LedTalk } from '../../state/talk-run-model.ts';
import { scriptOf, useEditor } from './editor-store.ts';

/** What a step keeps of the operator's hand. */
type Hand = Pick<LedTalk, 'problem' | 'typed' | 'picked' | 'before'>;
const EMPTY: Hand = { problem: undefined, typed: '', picked: [], before: undefined };

interface Walk {
  /** Undefined: the talk cannot even begin. */
  readonly state: TalkState | undefined;
  readonly moves: readonly MadeMove[];
  /** Why it did not come further. */
  readonly refused: Refused | undefined;
}

/** Replayed as a whole at each change: the script under the talk is a draft and may change at any letter. */
function walk(script: TalkScript, facts: ScriptFacts, inputs: readonly ScriptInput[]): Walk {
  const first = begin(script, facts);
  if (isRefused(first)) return { state: undefined, moves: [], refused: first };
  let state = first;
  const moves: MadeMove[] = [];
  for (const input of inputs) {
    const next = step(script, state, input, facts);
    if (isRefused(next)) return { state, moves, refused: next };
    moves.push(madeMove(state, input, next));
    state = next;
  }
  return { state, moves, refused: undefined };
}

/** A talk that is no call's and is kept nowhere: the rules of the real one read its facts and its language. */
const runOf = (facts: ScriptFacts, language: TalkRun['language']): TalkRun => ({
  id: '',
  revision: 0,
  callId: '',
  scriptId: '',
  versionId: '',
  language,
  facts,
  moves: [],
  takenBack: [],
  state: 'running',
  startedAt: 0,
});

/** The draft, walked by the rules of the talk itself (`state/talk-run-model.ts`). */
export function useTriedTalk({ contact, segments }: Pick<ScriptFacts, 'contact' | 'segments'>): {
  talk: LedTalk | undefined;
  refused: Refused | undefined;
  act: (how: (talk: LedTalk) => LedTalk) => void;
  restart: () => void;
  /** The talk as it stands, for who need not follow it. */
  walked: () => LedTalk | undefined;
} {
  const script = useEditor(scriptOf);
  const language = useEditor((editor) => editor.language);
  const user = useSession((session) => session.info?.me.name) ?? '';
  const [inputs, setInputs] = useState<readonly ScriptInput[]>([]);
  const [hand, setHand] = useState(EMPTY);
  const today = new Date().toISOString().slice(0, 10);
  const facts = useMemo<ScriptFacts>(
    () => ({ contact, me: { name: user }, ...(segments?.length ? { segments } : {}), today }),
    [contact, segments, user, today],
  );
  const { state, moves, refused } = useMemo(() => walk(script, facts, inputs), [script, facts, inputs]);
  const run = useMemo(() => runOf(facts, language), [facts, language]);
  const talk: LedTalk | undefined = state && {
    run,
    name: '',
    script,
    sent: [],
    moves,
    state,
    overtaken: false,
    ...hand,
  };
  const latest = useRef(talk);
  latest.current = talk;
  const walked = useCallback(() => latest.current, []);
  const act = useCallback((how: (talk: LedTalk) => LedTalk) => {
    if (!latest.current) return;
    const { moves: made, problem, typed, picked, before } = how(latest.current);
    if (made !== latest.current.moves) setInputs(made.map(({ input }) => input));
    setHand({ problem, typed, picked, before });
  }, []);
  const restart = useCallback(() => {
    setInputs([]);
    setHand(EMPTY);
  }, []);
  return { talk, refused, act, restart, walked };
}

// What the scripts show beside a call, wherever calls are shown: the domains know nothing of each other.
export interface CallTalkProps {
  readonly callId: string;
  /** The recording that has a player on the screen already; of another one the account brings its own. */
  readonly recordingId?: string | undefined;
  /** Plays that recording from there, ms from its beginning. */
  readonly onPlay: (atMs: number) => void;
}

/** What the benchmark needs of a phone, ours or a bare page of the same library. */
export interface SetupPhone {
  /** Resolves when registered. */
  start(login: Login): Promise<void>;
  /** What a click on "dial" does. Returns at once. */
  dial(number: string): void;
  /** What the answer key does, for the call that rings. Returns at once. */
  answer(): void;
  /** Ends the present call. */
  hangUp(): void;
  /** Whether a call rings here. */
  readonly rings: boolean;
  /** Whether there is a call in any state. */
  readonly busy: boolean;
}

export interface Login {
  readonly server: string;
  readonly extension: string;
  readonly password: string;
  readonly domain: string;
}

/** Called with the sound of the other side as soon as there is a stream. */
export type HearStream = (stream: MediaStream) => void;

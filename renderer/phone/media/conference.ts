/** One who takes part beside the operator. */
export interface Member {
  readonly id: string;
  /** The operator, as this member is to hear him: silent while muted. */
  readonly voice: MediaStream;
  readonly remote: MediaStream;
}

/** What a member is sent, and what the operator hears of all members together. */
export interface MemberMix {
  readonly sent: MediaStream;
  readonly heard: MediaStream;
}

/** Mixes a conference in the phone: each member hears the operator and all other members, and never itself. */
export interface ConferenceMixer {
  /** Who is in it from now on. The mix of a member that stays is the same stream as before. */
  use(members: readonly Member[]): void;
  mixOf(id: string): MemberMix | undefined;
  stop(): void;
}

interface Outlet extends MemberMix {
  readonly out: MediaStreamAudioDestinationNode;
}

/**
 * WebAudio hears a remote track only while an element plays it (Chromium); the phone plays each customer anyway.
 */
export function createConferenceMixer(context: AudioContext): ConferenceMixer {
  const outlets = new Map<string, Outlet>();
  const everybody = context.createMediaStreamDestination();
  everybody.channelCount = 1;
  let sources: MediaStreamAudioSourceNode[] = [];

  const source = (stream: MediaStream): MediaStreamAudioSourceNode => {
    const node = context.createMediaStreamSource(stream);
    sources.push(node);
    return node;
  };

  function outlet(id: string): Outlet {
    const known = outlets.get(id);
    if (known) return known;
    const out = context.createMediaStreamDestination();
    out.channelCount = 1;
    const made = { out, sent: out.stream, heard: everybody.stream };
    outlets.set(id, made);
    return made;
  }

  function unplug(): void {
    for (const node of sources) node.disconnect();
    sources = [];
  }

  function drop(id: string): void {
    for (const track of outlets.get(id)?.sent.getTracks() ?? []) track.stop();
    outlets.delete(id);
  }

  return {
    use(members) {
      // A conference that begins before any gesture would be silent.
      void context.resume().catch(() => {});
      const old = sources;
      sources = [];
      for (const { id, voice, remote } of members) {
        source(voice).connect(outlet(id).out);
        const heard = source(remote);
        heard.connect(everybody);
        for (const other of members) if (other.id !== id) heard.connect(outlet(other.id).out);
      }
      // After the new ones sound: no gap for those who stay.
      for (const node of old) node.disconnect();
    },
    mixOf: (id) => outlets.get(id),
    stop() {
      unplug();
      for (const id of [...outlets.keys()]) drop(id);
      for (const track of everybody.stream.getTracks()) track.stop();
    },
  };
}

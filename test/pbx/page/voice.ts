const LOUDNESS = 0.3;

/** Open microphones of the page: tracks that were handed out and not stopped. */
const handedOut = new Set<MediaStreamTrack>();

/** A microphone into which somebody sounds one pitch: in place of the browser's, which all phones would share. */
export function voiceAt(context: AudioContext, hertz: number): () => Promise<MediaStream> {
  return async () => {
    const oscillator = new OscillatorNode(context, { frequency: hertz });
    const destination = new MediaStreamAudioDestinationNode(context, { channelCount: 1 });
    oscillator.connect(new GainNode(context, { gain: LOUDNESS })).connect(destination);
    oscillator.start();
    const { stream } = destination;
    for (const track of stream.getTracks()) watch(track, () => oscillator.stop());
    return stream;
  };
}

function watch(track: MediaStreamTrack, stopped: () => void): void {
  handedOut.add(track);
  const stop = track.stop.bind(track);
  track.stop = () => {
    stop();
    if (handedOut.delete(track)) stopped();
  };
}

export const openMicrophones = (): number => handedOut.size;

import type { CallStreams } from '../engine/port.ts';

/** Operator left, customer right, as one stream; silence where a side is missing. */
export interface StereoMix {
  readonly stream: MediaStream;
  /** A side came, went, or speaks through another device now. */
  use(streams: CallStreams): void;
  stop(): void;
}

export function createStereoMix(context: AudioContext): StereoMix {
  const merger = context.createChannelMerger(2);
  const destination = context.createMediaStreamDestination();
  destination.channelCount = 2;
  merger.connect(destination);
  // Keeps both channels running when neither side is there: a recorder must get its samples in any case.
  const silence = context.createConstantSource();
  silence.offset.value = 0;
  silence.connect(merger, 0, 0);
  silence.connect(merger, 0, 1);
  silence.start();
  const left = side(context, merger, 0);
  const right = side(context, merger, 1);

  return {
    stream: destination.stream,
    use({ local, remote }) {
      left(local);
      right(remote);
    },
    stop() {
      left(undefined);
      right(undefined);
      silence.stop();
      merger.disconnect();
    },
  };
}

function side(context: AudioContext, merger: ChannelMergerNode, channel: 0 | 1) {
  let stream: MediaStream | undefined;
  let source: MediaStreamAudioSourceNode | undefined;
  return (next: MediaStream | undefined): void => {
    if (next === stream) return;
    source?.disconnect();
    stream = next;
    source = next && next.getAudioTracks().length > 0 ? context.createMediaStreamSource(next) : undefined;
    // A merger mixes each of its inputs down to one channel, so a stereo microphone stays on its side.
    source?.connect(merger, 0, channel);
  };
}

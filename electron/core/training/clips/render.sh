#!/bin/sh
# Renders texts.json to LANGUAGE/CLIP.ulaw: headerless 8 kHz µ-law, as it goes into RTP.
# Needs espeak-ng, sox and node; run it after a change of texts.json and commit the result.
set -eu
cd "$(dirname "$0")"
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

node -e '
  const texts = require("./texts.json");
  for (const [language, clips] of Object.entries(texts))
    for (const [clip, text] of Object.entries(clips)) console.log([language, clip, text].join("\t"));
' > "$work/list"

while IFS="$(printf '\t')" read -r language clip text; do
  mkdir -p "$language"
  espeak-ng -v "$language" -s 170 -w "$work/speech.wav" -- "$text"
  # Trimmed at both ends, at -6 dB, and with the band of a telephone.
  sox "$work/speech.wav" -t raw -r 8000 -c 1 -e mu-law -b 8 "$language/$clip.ulaw" \
    gain -6 highpass 200 silence 1 0.02 0.2% reverse silence 1 0.02 0.2% reverse norm -6 </dev/null
done < "$work/list"

du -cb ./*/*.ulaw | tail -1

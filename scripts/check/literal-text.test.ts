// biome-ignore-all lint/suspicious/noTemplateCurlyInString: sources as text.
import { describe, expect, it } from 'vitest';
import { literalTextIn } from './literal-text.ts';

describe('literal text in components', () => {
  it.each([
    ['<p>Missed call</p>', 'Missed call'],
    ['<p>Пропущен</p>', 'Пропущен'],
    ['<Button title="Answer" />', 'Answer'],
    ['<input placeholder={"Search"} />', 'Search'],
    ['<button aria-label={muted ? "Unmute" : t("mute")} />', 'Unmute'],
    ['<p>{count > 0 ? `${count} calls` : null}</p>', 'calls'],
    ['<p>{name ?? "Unknown"}</p>', 'Unknown'],
    ['<p>{ready && "Ready"}</p>', 'Ready'],
    ['<Field description="Shown to all" />', 'Shown to all'],
  ])('%s', (jsx, words) => {
    expect(literalTextIn(`export const X = () => ${jsx};`)).toEqual([`example.tsx:1: "${words}"`]);
  });

  it.each([
    '<p>{t("calls:missed")}</p>',
    '<p> · — 12:30 </p>',
    '<Button variant="filled" className="wide" title={t("answer")} />',
    '<p>{kind === "missed" ? <Icon /> : null}</p>',
    '<h1>Ringdesk</h1>',
  ])('leaves %s alone', (jsx) => {
    expect(literalTextIn(`export const X = () => ${jsx};`)).toEqual([]);
  });
});

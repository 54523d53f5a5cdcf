/** Of a window: a call may come at any moment, so the bar stays in sight and its keys stay alive. */
export const BESIDE_CALLS = { yOffset: 132, overlayProps: { backgroundOpacity: 0.15 } } as const;

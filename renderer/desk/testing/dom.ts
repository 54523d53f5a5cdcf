// What jsdom lacks and Mantine and the lists ask for.
class NoObserver {
  observe(): void {}
  unobserve(): void {}
  disconnect(): void {}
}

export function prepareDom(): void {
  window.matchMedia = (query) => ({
    matches: false,
    media: query,
    onchange: null,
    addListener: () => {},
    removeListener: () => {},
    addEventListener: () => {},
    removeEventListener: () => {},
    dispatchEvent: () => false,
  });
  window.ResizeObserver = NoObserver as unknown as typeof ResizeObserver;
  // Growing text fields wait for fonts.
  Object.defineProperty(document, 'fonts', {
    configurable: true,
    value: { ready: Promise.resolve(), addEventListener: () => {}, removeEventListener: () => {} },
  });
  Element.prototype.scrollIntoView = () => {};
  Element.prototype.scrollTo = () => {};
  // A list of nothing but height zero would show no row.
  for (const size of ['offsetHeight', 'offsetWidth', 'clientHeight', 'clientWidth'])
    Object.defineProperty(HTMLElement.prototype, size, { configurable: true, get: () => 600 });
}

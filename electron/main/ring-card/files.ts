import style from './card.css?raw';
import script from './card.js?raw';
import page from './index.html?raw';

/** The ring card's page lives inside the shell: it must be there even when the desk's files are not. */
export const ringCardFiles: Readonly<Record<string, string>> = {
  '/ring-card/index.html': page,
  '/ring-card/card.css': style,
  '/ring-card/card.js': script,
};

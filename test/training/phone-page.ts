/**
 * A page with two small telephones, for the tests of the training exchange. It runs in Chromium; the test drives it
 * through `window.phones`.
 */
import { jssipPhone } from './jssip-phone.ts';
import type { Phone } from './phone.ts';
import { sipjsPhone } from './sipjs-phone.ts';

declare global {
  interface Window {
    phones: { readonly jssip: Phone; readonly sipjs: Phone };
  }
}

window.phones = { jssip: jssipPhone(), sipjs: sipjsPhone() };

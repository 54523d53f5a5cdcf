// Erases a person until it is killed: DIR CONTACT NAME.
import { openErasures } from './erasure-base.ts';

const [dataDir = '', contactId = '', typed = ''] = process.argv.slice(2);
const { erasures, ask } = openErasures(dataDir);
process.send?.('begun');
await ask['erasures.erase']?.({ contactId, typed, keepFromCalls: true });
await erasures.idle();
process.send?.('done');
process.disconnect();

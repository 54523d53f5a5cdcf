import { startPhone } from './start-phone.ts';

startPhone();

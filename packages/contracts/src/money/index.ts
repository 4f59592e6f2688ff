// What minor units are, for browsers too: no schemas, nothing else to load.

export { currencyExponent } from './currency-exponent.js';

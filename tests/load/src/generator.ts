import { generateLoad, type Load } from './generate-load.js';

// A process of its own, so that what it measures shares neither its event loop nor its garbage. Takes a Load as JSON, says when it begins,
// prints Figures.
const load = JSON.parse(process.argv[2] ?? '') as Load;
console.log(JSON.stringify(await generateLoad(load, () => console.error('begun'))));

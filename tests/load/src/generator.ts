import { generateLoad, type Load } from './generate-load.js';

// A process of its own, so that what it measures shares neither its event loop nor its garbage. Takes a Load as JSON, prints Figures.
console.log(JSON.stringify(await generateLoad(JSON.parse(process.argv[2] ?? '') as Load)));

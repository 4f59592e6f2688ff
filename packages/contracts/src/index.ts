// All entrances in one, for imports that have not moved to ./api, ./crawl or ./sources yet.
export * from './api/index.js';
export * from './crawl/index.js';
export * from './sources/index.js';

export * from './channels.js';
export * from './system.js';
export * from './tasks.js';
export * from './timeline.js';

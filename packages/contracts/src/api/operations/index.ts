export * from './account.js';
export * from './channels.js';
export * from './people.js';
export * from './session.js';
export * from './sharing.js';
export * from './system.js';
export * from './tasks.js';
export * from './timeline.js';

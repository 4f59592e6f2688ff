/**
 * How long a test waits for what must come before it gives up, in ms. It is there to end a hung test and says nothing about
 * speed: a machine a fifth as fast, with others at work beside it, stays far below. jest.preset.mjs ends a test after more
 * than twice as long, so that it is this limit which speaks first and names what did not come.
 */
export const PATIENCE_MS = 120_000;

// Loaded into one scheduler of the suite by NODE_OPTIONS: its wall clock is `aheadMs` ahead of everybody else's (or behind), or, with
// `jumps`, by turns ahead and behind.
const { searchParams } = new URL(import.meta.url);
const aheadMs = Number(searchParams.get('aheadMs'));
const JUMP_EVERY_MS = 1500;
const RealDate = Date;

function now() {
  const real = RealDate.now();
  const isBehind = searchParams.has('jumps') && Math.floor(real / JUMP_EVERY_MS) % 2 === 1;
  return real + (isBehind ? -aheadMs : aheadMs);
}

globalThis.Date = class extends RealDate {
  constructor(...args) {
    super(...(args.length === 0 ? [now()] : args));
  }
  static now() {
    return now();
  }
};

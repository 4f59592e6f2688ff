export interface Clock {
  /** Milliseconds since the epoch. */
  now(): number;
}

/**
 * Shop time: it runs `speed` times as fast as the wall clock and can be frozen. Nothing here sets timers; whoever
 * looks at the stock asks how far shop time has come, so that a manual clock moves it exactly.
 */
export class StockClock {
  readonly #clock: Clock;
  #speed: number;
  #isFrozen = false;
  #wallMs: number;
  #shopMs = 0;

  /** @param speed shop seconds per second; 0 stands still */
  constructor(clock: Clock, speed: number) {
    this.#clock = clock;
    this.#speed = speed;
    this.#wallMs = clock.now();
  }

  get speed(): number {
    return this.#speed;
  }

  get isFrozen(): boolean {
    return this.#isFrozen;
  }

  /** Wall time, in ms since the epoch. */
  get wallMs(): number {
    return this.#clock.now();
  }

  /** Shop milliseconds since the start. */
  now(): number {
    const wallMs = this.#clock.now();
    if (!this.#isFrozen) this.#shopMs += Math.max(0, wallMs - this.#wallMs) * this.#speed;
    this.#wallMs = wallMs;
    return this.#shopMs;
  }

  /** The wall time at which shop time was `shopMs`, a moment not later than the last `now()`. */
  wallAt(shopMs: number): number {
    return this.#speed === 0 ? this.#wallMs : Math.round(this.#wallMs - (this.#shopMs - shopMs) / this.#speed);
  }

  setSpeed(speed: number): void {
    this.now();
    this.#speed = speed;
  }

  setFrozen(isFrozen: boolean): void {
    this.now();
    this.#isFrozen = isFrozen;
  }
}

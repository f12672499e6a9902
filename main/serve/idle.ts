/** Runs `stop` once nothing has been asked for `minutes`; never while a request is open or `isBusy` holds. */
export class IdleClock {
  private open = 0;
  private timer: NodeJS.Timeout | undefined;
  private readonly milliseconds: number;
  private readonly isBusy: () => boolean;
  private readonly stop: () => void;

  constructor(minutes: number, isBusy: () => boolean, stop: () => void) {
    this.milliseconds = minutes * 60_000;
    this.isBusy = isBusy;
    this.stop = stop;
    this.wind();
  }

  /** A request has come in. */
  enter(): void {
    this.open += 1;
    this.end();
  }

  /** A request has been answered, to the end of its stream. */
  leave(): void {
    this.open -= 1;
    if (this.open === 0) this.wind();
  }

  end(): void {
    clearTimeout(this.timer);
  }

  private wind(): void {
    this.end();
    this.timer = setTimeout(() => (this.isBusy() ? this.wind() : this.stop()), this.milliseconds);
    this.timer.unref();
  }
}

/** Lets a loop sleep until something may have changed. */
export class Signal {
  #waiting: (() => void)[] = [];

  /** Wakes everybody who waits now; who asks later waits for the next time. */
  notify(): void {
    const woken = this.#waiting;
    this.#waiting = [];
    for (const wake of woken) wake();
  }

  /** Resolves at the next `notify`, or after `timeoutMs`. */
  async wait(timeoutMs?: number): Promise<void> {
    await new Promise<void>((resolve) => {
      const timer = timeoutMs === undefined ? undefined : setTimeout(resolve, timeoutMs);
      this.#waiting.push(() => {
        clearTimeout(timer);
        resolve();
      });
    });
  }

  /** Resolves once the condition holds, which is looked at after each `notify`, or after `withinMs`. */
  async until(condition: () => boolean, withinMs = Infinity): Promise<void> {
    const deadline = performance.now() + withinMs;
    for (let left = withinMs; left > 0 && !condition(); left = deadline - performance.now())
      await this.wait(left === Infinity ? undefined : left);
  }
}

/** How long a read may keep the engine's thread before others get their turn, in ms. */
const SLICE = 15;

/**
 * Lets others have their turn: await what it returns between the pieces of a long read. It gives way only when a slice
 * of time is used up, so that it can be called often.
 */
export function slicer(): () => Promise<void> | undefined {
  let start = performance.now();
  return () => {
    if (performance.now() - start < SLICE) return undefined;
    return new Promise((resolve) => {
      setImmediate(() => {
        start = performance.now();
        resolve();
      });
    });
  };
}

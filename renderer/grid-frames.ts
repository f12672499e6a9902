import type { Plugin } from 'vite';

const ASKED = 'executeFrame.bind(this, 60)';
/** Ms of making rows in one frame: what is left of 50 is for the browser, which lays the rows out in the same task. */
const BUDGET = 8;

/**
 * AG Grid makes the rows that come into sight for up to 60 ms of each frame, and offers no option: the window would not
 * answer for longer than a person overlooks (50 ms, the long task of the W3C). Here the frame ends earlier, and the
 * rows left are made in the next one.
 *
 * @throws Error, ending the build, when the grid no longer has the words to change.
 */
export function gridFrames(): Plugin {
  let changed = false;
  return {
    name: 'grid-frames',
    apply: 'build',
    transform: {
      filter: { id: /ag-grid-community.*\.m?js/ },
      handler(code) {
        if (!code.includes(ASKED)) return;
        changed = true;
        return { code: code.replace(ASKED, `executeFrame.bind(this, ${BUDGET})`), map: null };
      },
    },
    generateBundle() {
      if (!changed) this.error(`renderer/grid-frames.ts: AG Grid no longer says ${ASKED}`);
    },
  };
}

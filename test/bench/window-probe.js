/*
 * What the window bench runs inside the page: it acts and looks frame by frame, so that no figure holds the way to the
 * browser and back. Plain script: it is evaluated in the page as it stands here.
 */
const probe = {
  /** Durations in ms of the tasks over 50 ms, as the browser tells them. */
  tasks: [],

  watchTasks() {
    const note = (list) => probe.tasks.push(...list.getEntries().map(({ duration }) => duration));
    new PerformanceObserver(note).observe({ type: 'longtask' });
  },

  /** The longest task since this was last asked; 0 when none took over 50 ms. */
  longestTask() {
    const longest = Math.round(Math.max(0, ...probe.tasks));
    probe.tasks = [];
    return longest;
  },

  /** Ms from now until the frame in which `stands` holds, at least `frames` frames from now; `what` is said when it never does. */
  until(what, stands, frames = 1) {
    return new Promise((done, fail) => {
      const start = performance.now();
      let seen = 0;
      const look = () => {
        if (performance.now() - start > 30_000) fail(new Error(`never seen: ${what}`));
        else if (++seen >= frames && stands()) requestAnimationFrame(() => done(performance.now() - start));
        else requestAnimationFrame(look);
      };
      requestAnimationFrame(look);
    });
  },

  /** Follows a link of the rail; ms until the page stands with what it shows. */
  change(href, heading) {
    document.querySelector(`nav a[href="${href}"]`).click();
    return probe.until(
      `${href} ${heading}`,
      () =>
        document.querySelector('main h1')?.textContent.trim() === heading &&
        // Why a pair weighs what it weighs is told beside it when it is known: the pair can be read and decided meanwhile.
        ![...document.querySelectorAll('main [aria-busy="true"]')].some(
          (busy) => !busy.closest('[aria-labelledby="review-why"]'),
        ),
    );
  },

  firstRow() {
    return document.querySelector('.ag-row[row-index="0"] [col-id="golden_id"]')?.textContent.trim();
  },

  /** Ms until the rows in sight show their values; `before`: the first row is another one than that. */
  rowsStand(before) {
    return probe.until('rows', () => probe.filled() && (before === undefined || probe.firstRow() !== before));
  },

  filled() {
    const area = document.querySelector('.ag-grid-viewport').getBoundingClientRect();
    const inSight = [...document.querySelectorAll('.ag-row [col-id="golden_id"]')].filter((cell) => {
      const { top, bottom } = cell.getBoundingClientRect();
      return bottom > area.top && top < area.bottom;
    });
    return inSight.length > 0 && inSight.every((cell) => cell.textContent.trim());
  },

  /** Presses the header of a column; ms until other rows stand. */
  sort(column) {
    const before = probe.firstRow();
    const start = performance.now();
    document.querySelector(`.ag-header-cell[col-id="${column}"] .ag-header-cell-label`).click();
    return probe.rowsStand(before).then(() => performance.now() - start);
  },

  /** Scrolls to a part of the whole height; ms until the rows there show their values. */
  jump(part) {
    const scrolled = [...document.querySelectorAll('.ag-grid-viewport')].find(
      (one) => one.scrollHeight > one.clientHeight + 1,
    );
    if (scrolled) scrolled.scrollTop = part * (scrolled.scrollHeight - scrolled.clientHeight);
    return probe.until('rows after a jump', probe.filled, 3);
  },
};
window.probe = probe;
probe.watchTasks();

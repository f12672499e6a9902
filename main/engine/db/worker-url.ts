/**
 * Where a worker thread's entry stands: in its folder of the engine when the sources run as they are, beside the
 * bundle when built (vite.config.ts gives each entry its own file).
 * @param entry path below main/engine without ending, e.g. `jobs/job-worker`.
 */
export function workerUrl(
  entry: 'jobs/job-worker' | 'sources/parse-worker' | 'match/threads/match-worker',
): URL {
  return import.meta.url.endsWith('.ts')
    ? new URL(`../${entry}.ts`, import.meta.url)
    : new URL(`./${entry.split('/').at(-1)}.js`, import.meta.url);
}

import type { App } from './browser.ts';

/** Makes the sample project in a new folder, imported and matched, and leaves it open. */
export async function sampleInto(app: App, directory: string, people: number): Promise<void> {
  const { jobId } = await app.client.workspace.sample({ directory, people });
  await app.client.jobs.result({ jobId });
}

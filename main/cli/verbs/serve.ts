import { once } from 'node:events';
import { router } from '../../engine/router.ts';
import { Session } from '../../engine/session.ts';
import { openBrowser } from '../../serve/open-browser.ts';
import { startServer } from '../../serve/server.ts';
import { type Call, type Command, text, wholeNumber } from '../command.ts';
import { EXIT } from '../exit-codes.ts';

export const command: Command = {
  options: { project: { type: 'string' }, port: { type: 'string' }, open: { type: 'boolean' } },
  async run(call) {
    const port = wholeNumber(call, 'port', 0);
    const session = new Session(call.typed);
    // First, so that a port that is taken leaves no project behind.
    const server = await startServer({ router, context: session.context, port });
    try {
      await openProject(call, session);
      const { url, token, link } = server;
      call.output.summary([call.output.t('serveDone.listening', { url, token, link })], { url, token, link });
      if (call.values.open === true) openBrowser(link);
      const stop = new AbortController();
      await Promise.race([
        once(process, 'SIGINT', { signal: stop.signal }),
        once(process, 'SIGTERM', { signal: stop.signal }),
        server.closed,
      ]);
      stop.abort();
    } finally {
      await server.close();
      await session.close();
    }
    return EXIT.done;
  },
};

/** The project named, made if it is not there; none: it is chosen in the application. */
async function openProject(call: Call, session: Session): Promise<void> {
  const project = text(call, 'project') ?? call.positionals[0];
  if (project === undefined) return;
  await session.open(project, { create: true });
  if (session.engine?.project.readOnly !== undefined)
    call.output.note(call.output.t('serveDone.readOnly', { project }));
}

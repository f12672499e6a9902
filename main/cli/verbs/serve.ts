import { once } from 'node:events';
import { router } from '../../engine/router.ts';
import { startServer } from '../../serve/server.ts';
import { type Command, projectPath, wholeNumber } from '../command.ts';
import { EXIT } from '../exit-codes.ts';
import { withEngine } from '../with-engine.ts';

export const command: Command = {
  options: { project: { type: 'string' }, port: { type: 'string' } },
  async run(call) {
    const port = wholeNumber(call, 'port', 0);
    await withEngine(call, projectPath(call, 0), { create: true }, async ({ context }) => {
      const server = await startServer({ router, context, port });
      const { url, token } = server;
      call.output.summary([call.output.t('serveDone.listening', { url, token })], { url, token });
      const stop = new AbortController();
      await Promise.race([
        once(process, 'SIGINT', { signal: stop.signal }),
        once(process, 'SIGTERM', { signal: stop.signal }),
        server.closed,
      ]);
      stop.abort();
      await server.close();
    });
    return EXIT.done;
  },
};

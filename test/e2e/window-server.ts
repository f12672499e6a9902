import { router } from '../../main/engine/router.ts';
import { Session } from '../../main/engine/session.ts';
import { startServer } from '../../main/serve/server.ts';

// The process behind the browser of a test: the engine and the window built into the folder given.
const session = new Session('test');
const server = await startServer({ router, context: session.context, renderer: process.argv[2] });
process.stdout.write(`${JSON.stringify({ url: server.url, token: server.token, link: server.link })}\n`);
process.once('SIGTERM', async () => {
  await server.close();
  await session.close();
  process.exit(0);
});

import { createHash } from 'node:crypto';

const STYLE =
  'body{font:1rem/1.5 system-ui,sans-serif;max-width:42rem;margin:3rem auto;padding:0 1rem}' +
  'code{background:#8882;padding:.1em .3em;border-radius:.2em;overflow-wrap:anywhere}' +
  ':root{color-scheme:light dark}hr{border:0;border-top:1px solid #8888;margin:2rem 0}';

const hash = createHash('sha256').update(STYLE).digest('base64');

/** Nothing is loaded, nothing runs, nobody may frame it; the one style sheet is named by its hash. */
const CONTENT_SECURITY_POLICY = [
  "default-src 'none'",
  `style-src 'sha256-${hash}'`,
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
].join('; ');

/** On every answer. No CORS header anywhere: no other site may read one. */
export const SECURITY_HEADERS: Readonly<Record<string, string>> = {
  'content-security-policy': CONTENT_SECURITY_POLICY,
  'x-content-type-options': 'nosniff',
  'x-frame-options': 'DENY',
  'referrer-policy': 'no-referrer',
  'cross-origin-opener-policy': 'same-origin',
  'cross-origin-resource-policy': 'same-origin',
  'cache-control': 'no-store',
};

/** What a browser shows at `/` while the interface is not built: what this is and how to talk to it. Says nothing of the project. */
export function landingPage(url: string): string {
  const call = `curl -H "Authorization: Bearer TOKEN" ${url}api/project`;
  return `<!doctype html>
<html lang="fr">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<title>Orfèvre</title>
<style>${STYLE}</style>
<main>
<h1>Orfèvre</h1>
<p>Le moteur d’Orfèvre répond à cette adresse, pour les programmes de cet ordinateur et pour eux seuls. Les données ne
quittent pas la machine.</p>
<p>La fenêtre de l’application n’est pas construite : <code>npm run build:renderer</code> la construit, puis rechargez cette page.</p>
<p>La description de l’interface (OpenAPI) se lit sur <code>${url}api/openapi.json</code>. Chaque appel porte le jeton affiché
au démarrage de <code>orfevre serve</code> :</p>
<p><code>${call}</code></p>
<hr>
<div lang="en">
<p>The engine of Orfèvre answers at this address, to programs on this computer and to them alone. The data does not leave
the machine.</p>
<p>The window of the application is not built: <code>npm run build:renderer</code> builds it, then reload this page.</p>
<p>The description of the interface (OpenAPI) is at <code>${url}api/openapi.json</code>. Every call carries the token shown
when <code>orfevre serve</code> started:</p>
<p><code>${call}</code></p>
</div>
</main>
</html>
`;
}

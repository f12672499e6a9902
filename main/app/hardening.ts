import { app, type IpcMainEvent, type IpcMainInvokeEvent, type Session, type WebContents } from 'electron';
import { ORIGIN, START } from './protocol.ts';

/**
 * Electron's security checklist, in its order (https://www.electronjs.org/docs/latest/tutorial/security):
 *  1 only local content, served by protocol.ts, every other request cancelled there; 2 no Node in pages, 3 context
 *  isolation, 4 sandbox, 6 web security, 8 no insecure content, 9 no experimental features, 10 no Blink features:
 *  WEB_PREFERENCES below; 5 permissions refused here; 7 policy in content-security.ts; 11, 12 no webview; 13 navigation and
 *  14 new windows refused here; 15 openExternal is never called; 16 current Electron, pinned in package.json; 17 senders
 *  checked by {@link isOwnPage}; 18 a protocol of its own instead of file://; 19 fuses in electron-builder.yml; 20 the bridge
 *  of preload.ts hands over neither Electron objects nor events.
 */
export const WEB_PREFERENCES = {
  contextIsolation: true,
  sandbox: true,
  nodeIntegration: false,
  nodeIntegrationInWorker: false,
  nodeIntegrationInSubFrames: false,
  webSecurity: true,
  allowRunningInsecureContent: false,
  experimentalFeatures: false,
  webviewTag: false,
  navigateOnDragDrop: false,
  // The speller would download its word lists.
  spellcheck: false,
  devTools: !app.isPackaged,
} as const;

const isOwnAddress = (url: string): boolean => url === ORIGIN || url.startsWith(`${ORIGIN}/`);

/** Did the application's own page send this, from its main frame? */
export function isOwnPage(event: IpcMainEvent | IpcMainInvokeEvent): boolean {
  const frame = event.senderFrame;
  return frame !== null && frame === event.sender.mainFrame && isOwnAddress(frame.url);
}

/** Refuses every permission but writing to the clipboard, which copying from a grid needs. */
export function refusePermissions(session: Session): void {
  const allowed = (permission: string, url: string) =>
    permission === 'clipboard-sanitized-write' && isOwnAddress(url);
  session.setPermissionRequestHandler((_contents, permission, callback, { requestingUrl }) =>
    callback(allowed(permission, requestingUrl)),
  );
  session.setPermissionCheckHandler((_contents, permission, origin) => allowed(permission, origin));
  session.setDevicePermissionHandler(() => false);
}

/** Whatever contents come to be, now or later: they stay where they are and open nothing. */
export function confineContents(): void {
  app.on('web-contents-created', (_event, contents) => confine(contents));
}

function confine(contents: WebContents): void {
  contents.setWindowOpenHandler(() => ({ action: 'deny' }));
  contents.on('will-frame-navigate', (event) => {
    // Reloading is the one way to go; addresses within the page are behind the #.
    if (!event.isMainFrame || event.url.split('#', 1)[0] !== START) event.preventDefault();
  });
  contents.on('will-redirect', (event) => event.preventDefault());
  contents.on('will-attach-webview', (event) => event.preventDefault());
}

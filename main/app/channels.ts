/** Messages between the page's preload script and the main process. */
export const CHANNEL = {
  connect: 'orfevre:connect',
  port: 'orfevre:port',
  engineLost: 'orfevre:engine-lost',
  menu: 'orfevre:menu',
  chooseFiles: 'orfevre:choose-files',
  chooseFolder: 'orfevre:choose-folder',
  chooseSave: 'orfevre:choose-save',
  showInFolder: 'orfevre:show-in-folder',
} as const;

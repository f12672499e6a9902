import { homedir } from 'node:os';
import { join } from 'node:path';

/**
 * Where preferences and recent projects of this user live: ORFEVRE_HOME if set, else where the system wants them
 * (Windows: %APPDATA%; macOS: ~/Library/Application Support; elsewhere the XDG base directory specification).
 */
export function configFolder(
  env: NodeJS.ProcessEnv = process.env,
  platform: NodeJS.Platform = process.platform,
  home: string = homedir(),
): string {
  if (env.ORFEVRE_HOME) return env.ORFEVRE_HOME;
  if (platform === 'win32') return join(env.APPDATA || join(home, 'AppData', 'Roaming'), 'Orfevre');
  if (platform === 'darwin') return join(home, 'Library', 'Application Support', 'Orfevre');
  return join(env.XDG_CONFIG_HOME || join(home, '.config'), 'orfevre');
}

// `node test/electron/package.ts`: the packaged application around the Electron of the tests, where the one that the
// application ships cannot be downloaded. Prints the executable; the folder stays.
import { packageApplication, stageApplication } from './stage.ts';

console.log(packageApplication(stageApplication()));

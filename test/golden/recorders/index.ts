import { ADMISSION } from './admission';
import { HEALTH } from './health';
import type { Recorder } from './recorder';
import { RENDER } from './render';
import { SECOND_COMPOSITE } from './second-composite';

/** All that `npm run record` asks. */
export const RECORDERS: readonly Recorder[] = [RENDER, SECOND_COMPOSITE, ADMISSION, HEALTH];

import { newLog, runUntilStopped } from '@concord/service';
import { readDoorConfig } from './config';
import { startDoor } from './door';

void runUntilStopped('edge', async () => {
  const config = readDoorConfig(process.env);
  const { url, stop } = await startDoor(config);
  return { url, log: newLog('edge', config.LOG_LEVEL), stop };
});

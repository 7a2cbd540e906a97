import type { ServiceName } from '@concord/client';
import { shop } from '../shop';
import { ONE_ATTEMPT } from './each-service';

const LOOK_EVERY_MS = 1_000;

/** Rebuilds a projection, and returns when it is in use. */
export async function rebuild(service: ServiceName, name: string): Promise<void> {
  const before = await buildOf(service, name);
  try {
    await shop.of(service).post('/v1/projections/{name}/rebuild', { path: { name }, retry: false, timeoutMs: 90_000 });
  } catch (error) {
    // The door gives up after a minute; a large view takes longer, and the service goes on with it.
    let now = await buildOf(service, name);
    if (!now.isUnderWay && now.live === before.live) throw error;
    while (now.isUnderWay) {
      await new Promise((resolve) => setTimeout(resolve, LOOK_EVERY_MS));
      now = await buildOf(service, name);
    }
    if (now.live === before.live) throw error;
  }
}

async function buildOf(service: ServiceName, name: string) {
  const { data } = await shop.of(service).get('/v1/projections', { ...ONE_ATTEMPT });
  const live = data.builds.find((build) => build.name === name && build.status === 'live')?.build;
  return { live, isUnderWay: data.rebuild?.projection === name };
}

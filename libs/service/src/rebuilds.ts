import { setTimeout as pause } from 'node:timers/promises';
import { Injectable } from '@nestjs/common';
import { foreignEventsFrom, InapplicableMessage, type FeedSource, type KafkaClient } from '@concord/event-bus';
import type { Engine, Model, EnginePorts } from '@concord/event-sourcing';
import { ProjectionBuild } from '@concord/event-store';
import type { DataSource } from 'typeorm';
import { Problem } from './problem';

/** Any number: with a projection's name it is the lock under which that is built. */
const REBUILD_LOCK = 7_230_118;
const LOOK_AGAIN_MS = 500;

/** Builds projections anew, one at a time, while the service goes on with the tables that it has. */
@Injectable()
export class Rebuilds {
  private underWay: { readonly name: string; readonly build: ProjectionBuild; readonly since: number } | undefined;

  constructor(
    private readonly model: Model,
    private readonly dataSource: DataSource,
    private readonly url: string,
    private readonly kafka: KafkaClient,
    private readonly topicPrefix: string,
    private readonly feed: FeedSource,
    private readonly ports: Omit<EnginePorts, 'store'>,
    /** Forgets the rows that it remembers of a view; absent where none is running. */
    private readonly engine?: Engine,
  ) {}

  /** The build that is under way, with the events that it has applied so far. */
  get progress() {
    return (
      this.underWay && {
        projection: this.underWay.name,
        applied: this.underWay.build.applied,
        ms: Date.now() - this.underWay.since,
      }
    );
  }

  /**
   * Builds a projection anew and swaps it in. Answers the number of events and the seconds that it took. Where another
   * instance builds it this one is refused, or waits with `isPatient`.
   */
  async rebuild(name: string, isPatient = false): Promise<{ events: number; seconds: number }> {
    const projection = this.model.projections.find((candidate) => candidate.name === name);
    if (!projection)
      throw new Problem(404, 'projection-unknown', `There is no projection ${name}; GET /v1/projections lists them.`);
    if (this.underWay)
      throw new Problem(409, 'rebuild-under-way', `${this.underWay.name} is being built; wait for it.`);
    const release = await this.take(name, isPatient);
    const since = Date.now();
    try {
      const foreign = foreignEventsFrom(this.kafka, this.topicPrefix, this.feed);
      let build: ProjectionBuild;
      do {
        build = await ProjectionBuild.begin(this.dataSource, this.url, this.model.name, projection, this.ports);
        this.underWay = { name, build, since };
      } while (!(await build.run(this.model.name, foreign)));
      this.engine?.forgetView(name);
      return { events: build.applied, seconds: (Date.now() - since) / 1000 };
    } catch (error) {
      if (error instanceof InapplicableMessage)
        throw new Problem(409, 'rebuild-impossible', `${name} stays as it is. ${error.message}`);
      throw error;
    } finally {
      this.underWay = undefined;
      await release();
    }
  }

  /** Two that fill one table would each take what the other one does for lost: only one builds a projection at a time. */
  private async take(name: string, isPatient: boolean): Promise<() => Promise<void>> {
    const guard = this.dataSource.createQueryRunner();
    const ask = async (lock: string) => {
      const [{ answer }] = await guard.query(`select ${lock}($1, hashtext($2)) as answer`, [REBUILD_LOCK, name]);
      return answer as boolean;
    };
    const release = async () => {
      await ask('pg_advisory_unlock').catch(() => undefined);
      await guard.release();
    };
    try {
      while (!(await ask('pg_try_advisory_lock'))) {
        if (!isPatient)
          throw new Problem(409, 'rebuild-under-way', `${name} is being built by another instance; wait for it.`);
        await pause(LOOK_AGAIN_MS);
      }
      return release;
    } catch (error) {
      await guard.release();
      throw error;
    }
  }
}

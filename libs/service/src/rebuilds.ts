import { setTimeout as pause } from 'node:timers/promises';
import { Injectable } from '@nestjs/common';
import { foreignEventsFrom, InapplicableMessage, type FeedSource, type KafkaClient } from '@concord/event-bus';
import type { Engine, Model, EnginePorts } from '@concord/event-sourcing';
import { ProjectionBuild } from '@concord/event-store';
import type { DataSource } from 'typeorm';
import { Problem } from './problem';

/** An arbitrary number: with a projection's name it is the key of the lock of its build. */
const REBUILD_LOCK = 7_230_118;
const LOOK_AGAIN_MS = 500;

/** Rebuilds projections, one at a time, while the service goes on with its live tables. */
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
    /** Forgets the remembered rows of a view; absent where no engine is running. */
    private readonly engine?: Engine,
  ) {}

  /** The present build, with the number of events that it has applied. */
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
   * Rebuilds a projection and swaps it in. Returns the number of events and the seconds that it took. Where another
   * instance builds it, this build is refused, or waits with `isPatient`.
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
        throw new Problem(409, 'rebuild-impossible', `${name} was not swapped. ${error.message}`);
      throw error;
    } finally {
      this.underWay = undefined;
      await release();
    }
  }

  /** Two builds of one table would each miss the other's rows: only one instance builds a projection at a time. */
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

import { Module, type DynamicModule, type Type } from '@nestjs/common';
import type { Tracing } from '@concord/event-sourcing';
import { CONFIG, type ServiceConfig } from './config';
import { ProblemCounts } from './problem.filter';
import { TRACING } from './service.module';

/** The module of a service with what exists before the application does. */
export const rootOf = (
  module: Type,
  config: ServiceConfig,
  counts: ProblemCounts,
  tracing: Tracing | undefined,
): DynamicModule => ({ module: Root, imports: [given(config, counts, tracing), module] });

const given = (config: ServiceConfig, counts: ProblemCounts, tracing: Tracing | undefined): DynamicModule => ({
  module: Given,
  global: true,
  providers: [
    { provide: CONFIG, useValue: config },
    { provide: ProblemCounts, useValue: counts },
    { provide: TRACING, useValue: tracing },
  ],
  exports: [CONFIG, ProblemCounts, TRACING],
});

@Module({})
class Root {}

@Module({})
class Given {}

import { Failures1764750000000 } from './failures.migration';
import { ParkedEvents1764900000000 } from './parked-events.migration';
import { ParkedPosition1764950000000 } from './parked-position.migration';
import { Retention1764600000000 } from './retention.migration';
import { RightsOfAnswers1764700000000 } from './rights-of-answers.migration';
import { EventStore1764000000000 } from './schema.migration';
import { SettledBy1764500000000 } from './settled-by.migration';
import { SmallSamples1764800000000 } from './small-samples.migration';
import { TokenOf1764650000000 } from './token-of.migration';

/** The migrations of the event store for a TypeORM data source: the same in every service's database. */
export const MIGRATIONS = [
  EventStore1764000000000,
  SettledBy1764500000000,
  Retention1764600000000,
  TokenOf1764650000000,
  RightsOfAnswers1764700000000,
  Failures1764750000000,
  SmallSamples1764800000000,
  ParkedEvents1764900000000,
  ParkedPosition1764950000000,
];

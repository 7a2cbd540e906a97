import { NoAnswer, Problem } from '@concord/client';
import { InfraProblem } from '@concord/local-infra';
import { Command } from 'commander';
import { chaosCommand } from './chaos/chaos.command';
import { benchCommand } from './bench/bench.command';
import { demoCommand } from './demo/demo.command';
import { doctorCommand } from './doctor/doctor.command';
import { auditCommand } from './operations/audit.command';
import { parkedCommand } from './operations/parked.command';
import { rebuildCommand } from './operations/rebuild.command';
import { replayCommand } from './replay/replay.command';
import { TradingFileProblem } from './replay/trading-file';
import { startCommand } from './start/start.command';
import { simulateCommand } from './simulate/simulate.command';
import { UserProblem } from './system/running-system';
import { tokenCommand } from './token/token.command';

const program = new Command('concord').description('Concord: the services of one shop that agree, provably.');
startCommand(program);
demoCommand(program);
replayCommand(program);
chaosCommand(program);
benchCommand(program);
rebuildCommand(program);
parkedCommand(program);
auditCommand(program);
doctorCommand(program);
tokenCommand(program);
simulateCommand(program);

program.parseAsync().catch((error: Error) => {
  // A problem that the user can solve is one sentence; a fault of ours comes with its stack trace.
  const forUser = [InfraProblem, UserProblem, TradingFileProblem, Problem, NoAnswer].some(
    (kind) => error instanceof kind,
  );
  console.error(forUser || /cannot start|NODE_ENV|There is no role/.test(error.message) ? error.message : error);
  process.exit(1);
});

import { startInfra } from '../src/index';

// A program that starts both servers, says which processes they are, and waits to be killed.
async function main(dataFolder: string): Promise<void> {
  const { postgres, kafka } = await startInfra({ dataFolder });
  console.log(JSON.stringify([postgres.pid, kafka.pid]));
  setInterval(() => undefined, 60_000);
}

void main(process.argv[2] ?? '');

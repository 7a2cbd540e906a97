import { isDatabaseAway } from './connection';

const error = (message: string, code?: string) => Object.assign(new Error(message), code !== undefined && { code });

describe('an error of the driver', () => {
  it.each([
    ['a connection that was reset', error('read ECONNRESET', 'ECONNRESET')],
    ['a server that is not there', error('connect ECONNREFUSED 127.0.0.1:5432', 'ECONNREFUSED')],
    ['a server that shuts down', error('terminating connection due to administrator command', '57P01')],
    ['a server that starts', error('the database system is starting up', '57P03')],
    ['a connection that ended', error('Connection terminated unexpectedly')],
    ['a pool that cannot connect', error('timeout exceeded when trying to connect')],
    ['too many connections', error('sorry, too many clients already', '53300')],
  ])('reports %s as an unavailable database', (_, given) => expect(isDatabaseAway(given)).toBe(true));
  it.each([
    ['a mistake of ours', error('column "x" does not exist', '42703')],
    ['a value that does not fit', error('value out of range', '22003')],
    ['any other error', new TypeError('undefined is not a function')],
    ['nothing', undefined],
  ])('does not report %s so', (_, given) => expect(isDatabaseAway(given)).toBe(false));
});

import { describe, expect, it } from '@jest/globals';
import { SqlError } from 'mariadb';
import { DatabaseUnavailableError, findUnavailableReason, isConflict, isTemporary, toDatabaseError } from './errors.js';
import { classifyServerError, listServerErrors } from './server-errors.js';

const thrown = (errno: number, message = '') =>
  new SqlError(message, 'UPDATE', false, undefined, 'HY000', errno, 'ER_X');

describe('the errors of the server', () => {
  it.each([
    [1290, 'The MariaDB server is running with the --read-only option', 'read_only'],
    [1836, '', 'read_only'],
    [1021, '', 'full'],
    [1114, '', 'full'],
    [28, '', 'full'],
    [1030, 'Got error 28 "No space left on device" from storage engine InnoDB', 'full'],
    [1180, 'Got error 28 "No space left on device" during COMMIT', 'full'],
    [1040, 'Too many connections', 'busy'],
    [1226, '', 'busy'],
    [1053, '', 'away'],
    [45_028, 'retrieve connection from pool timeout', 'away'],
  ] as const)('%d means that the database cannot take it now: %s', (errno, message, reason) => {
    const error = toDatabaseError(thrown(errno, message));
    expect(error).toBeInstanceOf(DatabaseUnavailableError);
    expect(findUnavailableReason(error)).toBe(reason);
    expect(isTemporary(error)).toBe(true);
  });

  it.each([1213, 1205, 1020])('%d means that another transaction was in the way', (errno) => {
    expect(isConflict(thrown(errno))).toBe(true);
    expect(findUnavailableReason(thrown(errno))).toBeUndefined();
    expect(isTemporary(thrown(errno))).toBe(true);
  });

  it.each([1045, 1062, 1064, 1146, 1153, 1406])('%d is the fault of the statement', (errno) => {
    expect(classifyServerError(errno)).toBeUndefined();
    expect(isTemporary(toDatabaseError(thrown(errno)))).toBe(false);
  });

  it('does not take another engine error for a full disk', () => {
    expect(classifyServerError(1030, 'Got error 175 "File too short" from storage engine Aria')).toBeUndefined();
  });

  it('stands in one table without doubles, sorted', () => {
    const numbers = [...listServerErrors().keys()];
    expect(numbers).toEqual([...numbers].sort((a, b) => a - b));
    expect(numbers.length).toBeGreaterThan(50);
  });
});

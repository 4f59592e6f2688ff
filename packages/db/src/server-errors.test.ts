import { describe, expect, it } from '@jest/globals';
import { SqlError } from 'mariadb';
import { DatabaseUnavailableError, findUnavailableReason, isConflict, isTemporary, toDatabaseError } from './errors.js';
import { classifyServerError, listServerErrors } from './server-errors.js';

const thrown = (errno: number, message = '') =>
  new SqlError(message, 'UPDATE task SET x = 24 + 30 + 122', false, { threadId: 28 } as never, 'HY000', errno);

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
    [1030, "Got error 28 - 'No space left on device' from storage engine", 'full'],
    [1030, 'Got error 165 "Table is read only" from storage engine InnoDB', 'read_only'],
    [1016, "Can't open file: './goodshunter/task.ibd' (errno: 24 \"Too many open files\")", 'busy'],
    [1004, "Can't create file '/tmp/#sql' (OS errno 30 - Read-only file system)", 'read_only'],
    [1026, 'Error writing file \'/tmp/MLfd=34\' (errno: 28 "No space left on device")', 'full'],
    [1026, 'Error writing file \'/tmp/MLfd=34\' (errno: 5 "Input/output error")', 'full'],
    [1156, '', 'away'],
    [3169, '', 'away'],
    [3797, '', 'busy'],
    [3989, '', 'read_only'],
    [45_028, 'retrieve connection from pool timeout', 'away'],
  ] as const)('%d means that the database cannot take it now: %s', (errno, message, reason) => {
    const error = toDatabaseError(thrown(errno, message));
    expect(error).toBeInstanceOf(DatabaseUnavailableError);
    expect(findUnavailableReason(error)).toBe(reason);
    expect(isTemporary(error)).toBe(true);
  });

  it.each([1213, 1205, 1020, 1412, 1615])('%d means that another transaction was in the way', (errno) => {
    expect(isConflict(thrown(errno))).toBe(true);
    expect(findUnavailableReason(thrown(errno))).toBeUndefined();
    expect(isTemporary(thrown(errno))).toBe(true);
  });

  it.each([1045, 1062, 1064, 1146, 1153, 1207, 1406, 3098])('%d is the fault of the statement', (errno) => {
    expect(classifyServerError(errno)).toBeUndefined();
    expect(isTemporary(toDatabaseError(thrown(errno)))).toBe(false);
  });

  it.each([
    [1030, 'Got error 175 "File too short" from storage engine Aria'],
    [1030, 'Got error 122 "Internal (unspecified) error in handler" from storage engine InnoDB'],
    [1180, 'Got error 90 "Message too long" during COMMIT'],
    [1016, "Can't open file: './goodshunter/task.ibd' (errno: 2 \"No such file or directory\")"],
  ])(
    'takes no other number for that of the trouble, such as the connection’s or the statement’s: %d %s',
    (...error) => {
      expect(isTemporary(toDatabaseError(thrown(...error)))).toBe(false);
      expect(isConflict(thrown(...error))).toBe(false);
    },
  );

  it('stands in one table without doubles, sorted', () => {
    const numbers = [...listServerErrors().keys()];
    expect(numbers).toEqual([...numbers].sort((a, b) => a - b));
    expect(numbers.length).toBeGreaterThan(70);
  });
});

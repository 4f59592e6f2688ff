/**
 * What a server's error means for us. `away`: nobody is there, or on the way out. `busy`: it has no room for this now. `read_only`: it answers
 * reads and refuses writes. `full`: it has nowhere to write to. `conflict`: another transaction was in the way, and this one may run again.
 * Every number that is not in the table is the fault of the statement.
 */
export type ServerTrouble = 'away' | 'busy' | 'read_only' | 'full' | 'conflict';

/**
 * The lists of MariaDB (to 11.x) and MySQL (to 8.4), gone through once for what says nothing about the statement. The names are those of the
 * servers; where the two differ, MariaDB's. Left out on purpose: 1045 and 1049 (wrong password, no such database), 1142 and 1227 (no right to),
 * which no waiting mends; 1153 (packet too large) and 1197 (transaction larger than the binary log's cache), which the statement causes.
 */
const TABLE: readonly [errno: number, name: string, trouble: ServerTrouble][] = [
  [3, 'EE_WRITE', 'full'],
  [20, 'EE_DISK_FULL', 'full'],
  // The operating system's ENOSPC, passed through by storage engines.
  [28, 'ENOSPC', 'full'],
  [1020, 'ER_CHECKREAD', 'conflict'],
  [1021, 'ER_DISK_FULL', 'full'],
  [1026, 'ER_ERROR_ON_WRITE', 'full'],
  [1036, 'ER_OPEN_AS_READONLY', 'read_only'],
  [1037, 'ER_OUTOFMEMORY', 'busy'],
  [1040, 'ER_CON_COUNT_ERROR', 'busy'],
  [1041, 'ER_OUT_OF_RESOURCES', 'busy'],
  // Galera: the node has left the cluster, or not joined yet.
  [1047, 'ER_UNKNOWN_COM_ERROR', 'away'],
  [1053, 'ER_SERVER_SHUTDOWN', 'away'],
  [1077, 'ER_NORMAL_SHUTDOWN', 'away'],
  [1079, 'ER_SHUTDOWN_COMPLETE', 'away'],
  [1114, 'ER_RECORD_FILE_FULL', 'full'],
  [1129, 'ER_HOST_IS_BLOCKED', 'away'],
  [1135, 'ER_CANT_CREATE_THREAD', 'busy'],
  [1152, 'ER_ABORTING_CONNECTION', 'away'],
  [1158, 'ER_NET_READ_ERROR', 'away'],
  [1159, 'ER_NET_READ_INTERRUPTED', 'away'],
  [1160, 'ER_NET_ERROR_ON_WRITE', 'away'],
  [1161, 'ER_NET_WRITE_INTERRUPTED', 'away'],
  [1184, 'ER_NEW_ABORTING_CONNECTION', 'away'],
  [1203, 'ER_TOO_MANY_USER_CONNECTIONS', 'busy'],
  [1205, 'ER_LOCK_WAIT_TIMEOUT', 'conflict'],
  [1206, 'ER_LOCK_TABLE_FULL', 'busy'],
  [1207, 'ER_READ_ONLY_TRANSACTION', 'read_only'],
  [1213, 'ER_LOCK_DEADLOCK', 'conflict'],
  [1226, 'ER_USER_LIMIT_REACHED', 'busy'],
  // read_only, super_read_only and innodb_read_only alike; other options of this number concern statements that we never send.
  [1290, 'ER_OPTION_PREVENTS_STATEMENT', 'read_only'],
  // Somebody killed the statement, not the connection.
  [1317, 'ER_QUERY_INTERRUPTED', 'busy'],
  [1598, 'ER_BINLOG_LOGGING_IMPOSSIBLE', 'full'],
  [1614, 'ER_XA_RBDEADLOCK', 'conflict'],
  [1637, 'ER_TOO_MANY_CONCURRENT_TRXS', 'busy'],
  [1689, 'ER_LOCK_ABORTED', 'conflict'],
  [1792, 'ER_CANT_EXECUTE_IN_READ_ONLY_TRANSACTION', 'read_only'],
  [1836, 'ER_READ_ONLY_MODE', 'read_only'],
  [1874, 'ER_INNODB_READ_ONLY', 'read_only'],
  [1878, 'ER_TEMP_FILE_WRITE_FAILURE', 'full'],
  [1927, 'ER_CONNECTION_KILLED', 'away'],
  [1964, 'ER_PRIOR_COMMIT_FAILED', 'conflict'],
  [1969, 'ER_STATEMENT_TIMEOUT', 'busy'],
  [2006, 'CR_SERVER_GONE_ERROR', 'away'],
  [2013, 'CR_SERVER_LOST', 'away'],
  [3015, 'ER_ENGINE_OUT_OF_MEMORY', 'busy'],
  [3019, 'ER_INNODB_UNDO_LOG_FULL', 'full'],
  // MySQL: max_execution_time; a server that is being taken over; group replication without a majority, or certifying against us.
  [3024, 'ER_QUERY_TIMEOUT', 'busy'],
  [3032, 'ER_SERVER_OFFLINE_MODE', 'away'],
  [3098, 'ER_BEFORE_DML_VALIDATION_ERROR', 'read_only'],
  [3100, 'ER_RUN_HOOK_ERROR', 'busy'],
  [3101, 'ER_TRANSACTION_ROLLBACK_DURING_COMMIT', 'conflict'],
  [3572, 'ER_LOCK_NOWAIT', 'conflict'],
  [4031, 'ER_CLIENT_INTERACTION_TIMEOUT', 'away'],
  // MariaDB, while BACKUP STAGE holds writes up.
  [4145, 'ER_BACKUP_LOCK_IS_ACTIVE', 'busy'],
];

const TROUBLES = new Map(TABLE.map(([errno, , trouble]) => [errno, trouble]));
const NAMES = new Map(TABLE.map(([errno, name]) => [errno, name]));

/** "Got error 28 from storage engine" and its like: the number that counts stands in the text. */
const ER_GET_ERRNO = 1030;
const ER_ERROR_DURING_COMMIT = 1180;
const NO_SPACE = /\b(28|122)\b|no space left|quota exceeded/i;
const READ_ONLY_ENGINE = /\b(30|165)\b|read.only/i;

/** Undefined: the statement is at fault. @param message the server's own words; a few numbers mean nothing without them */
export function classifyServerError(errno: number, message = ''): ServerTrouble | undefined {
  if (errno === ER_GET_ERRNO || errno === ER_ERROR_DURING_COMMIT) {
    if (NO_SPACE.test(message)) return 'full';
    return READ_ONLY_ENGINE.test(message) ? 'read_only' : undefined;
  }
  return TROUBLES.get(errno);
}

/** All numbers of the table with the servers' names for them. */
export function listServerErrors(): ReadonlyMap<number, string> {
  return NAMES;
}

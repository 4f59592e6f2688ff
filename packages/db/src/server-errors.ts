/**
 * What a server's error means for us. `away`: nobody is there, or on the way out. `busy`: it has no room for this now. `read_only`: it answers
 * reads and refuses writes. `full`: it has nowhere to write to. `conflict`: another transaction was in the way, and this one may run again.
 * Every number that is not in the table is the fault of the statement.
 */
export type ServerTrouble = 'away' | 'busy' | 'read_only' | 'full' | 'conflict';

/**
 * The lists of MariaDB (to 11.x) and MySQL (to 8.4), gone through once for what says nothing about the statement. The names are those of the
 * servers; where the two differ, MariaDB's. Where one number means two things (4031, 4081, 4082, 4139), the other one concerns statements that
 * we never send. Left out on purpose: 1045 and 1049 (wrong password, no such database), 1142 and 1227 (no right to), 3098 (a table that group
 * replication does not take), which no waiting mends; 1038, 1153, 1197 and 3231 (larger than what the server was given for sorting, a packet,
 * its log's cache, replication), which the statement causes; 1207 (an isolation level that we never ask for).
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
  [1080, 'ER_FORCING_CLOSE', 'away'],
  [1114, 'ER_RECORD_FILE_FULL', 'full'],
  [1129, 'ER_HOST_IS_BLOCKED', 'away'],
  [1135, 'ER_CANT_CREATE_THREAD', 'busy'],
  [1152, 'ER_ABORTING_CONNECTION', 'away'],
  [1154, 'ER_NET_READ_ERROR_FROM_PIPE', 'away'],
  [1155, 'ER_NET_FCNTL_ERROR', 'away'],
  [1156, 'ER_NET_PACKETS_OUT_OF_ORDER', 'away'],
  [1157, 'ER_NET_UNCOMPRESS_ERROR', 'away'],
  [1158, 'ER_NET_READ_ERROR', 'away'],
  [1159, 'ER_NET_READ_INTERRUPTED', 'away'],
  [1160, 'ER_NET_ERROR_ON_WRITE', 'away'],
  [1161, 'ER_NET_WRITE_INTERRUPTED', 'away'],
  [1184, 'ER_NEW_ABORTING_CONNECTION', 'away'],
  [1203, 'ER_TOO_MANY_USER_CONNECTIONS', 'busy'],
  [1205, 'ER_LOCK_WAIT_TIMEOUT', 'conflict'],
  [1206, 'ER_LOCK_TABLE_FULL', 'busy'],
  [1213, 'ER_LOCK_DEADLOCK', 'conflict'],
  [1226, 'ER_USER_LIMIT_REACHED', 'busy'],
  // read_only, super_read_only and innodb_read_only alike; other options of this number concern statements that we never send.
  [1290, 'ER_OPTION_PREVENTS_STATEMENT', 'read_only'],
  // Somebody killed the statement, not the connection.
  [1317, 'ER_QUERY_INTERRUPTED', 'busy'],
  // A migration changed the table between two statements of a transaction, or under a prepared one.
  [1412, 'ER_TABLE_DEF_CHANGED', 'conflict'],
  [1598, 'ER_BINLOG_LOGGING_IMPOSSIBLE', 'full'],
  [1614, 'ER_XA_RBDEADLOCK', 'conflict'],
  [1615, 'ER_NEED_REPREPARE', 'conflict'],
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
  [3058, 'ER_USER_LOCK_DEADLOCK', 'conflict'],
  [3100, 'ER_RUN_HOOK_ERROR', 'busy'],
  [3101, 'ER_TRANSACTION_ROLLBACK_DURING_COMMIT', 'conflict'],
  [3168, 'ER_SERVER_ISNT_AVAILABLE', 'away'],
  [3169, 'ER_SESSION_WAS_KILLED', 'away'],
  [3572, 'ER_LOCK_NOWAIT', 'conflict'],
  [3675, 'ER_DISK_FULL_NOWAIT', 'full'],
  // Group replication while its primary changes, a member recovers, or others are waited for.
  [3781, 'ER_GR_HOLD_WAIT_TIMEOUT', 'busy'],
  [3782, 'ER_GR_HOLD_KILLED', 'busy'],
  [3783, 'ER_GR_HOLD_MEMBER_STATUS_ERROR', 'away'],
  [3796, 'ER_GRP_TRX_CONSISTENCY_NOT_ALLOWED', 'away'],
  [3797, 'ER_GRP_TRX_CONSISTENCY_BEFORE', 'busy'],
  [3798, 'ER_GRP_TRX_CONSISTENCY_AFTER_ON_TRX_BEGIN', 'busy'],
  [3799, 'ER_GRP_TRX_CONSISTENCY_BEGIN_NOT_ALLOWED', 'away'],
  [3985, 'ER_MDL_OUT_OF_RESOURCES', 'busy'],
  [3989, 'ER_SCHEMA_READ_ONLY', 'read_only'],
  [4031, 'ER_CLIENT_INTERACTION_TIMEOUT', 'away'],
  [4081, 'ER_DA_GLOBAL_CONN_LIMIT', 'busy'],
  [4082, 'ER_DA_CONN_LIMIT', 'busy'],
  [4139, 'ER_INDEX_FILE_FULL', 'full'],
  // MariaDB, while BACKUP STAGE holds writes up.
  [4145, 'ER_BACKUP_LOCK_IS_ACTIVE', 'busy'],
];

const TROUBLES = new Map(TABLE.map(([errno, , trouble]) => [errno, trouble]));
const NAMES = new Map(TABLE.map(([errno, name]) => [errno, name]));

/**
 * "Got error 28 from storage engine", "Can't open file (errno: 24)" and their like: what counts is the number in the text. Numbers of the
 * operating system first, then of the storage engines (as `perror` knows them).
 */
const SPEAK_OF_ANOTHER: ReadonlySet<number> = new Set([1004, 1015, 1016, 1023, 1024, 1026, 1030, 1180, 1181, 1296]);
const OTHERS: ReadonlyMap<number, ServerTrouble> = new Map([
  [12, 'busy'],
  [23, 'busy'],
  [24, 'busy'],
  [28, 'full'],
  [30, 'read_only'],
  [128, 'busy'],
  [135, 'full'],
  [136, 'full'],
  [146, 'conflict'],
  [147, 'busy'],
  [148, 'read_only'],
  [149, 'conflict'],
  [157, 'away'],
  [165, 'read_only'],
  [177, 'busy'],
  [188, 'busy'],
  [189, 'full'],
]);
/** Of an operating system 122 is a full quota, of a storage engine nothing in particular. */
const NO_ROOM = /no space left|quota exceeded/i;
/** Only there: beside it the driver's message has the connection's number, and the statement. */
const ANOTHER = /(?:\bgot error|\berrno:?) (\d+)/i;

/** Undefined: the statement is at fault. @param message the server's own words; a few numbers mean nothing without them */
export function classifyServerError(errno: number, message = ''): ServerTrouble | undefined {
  return (SPEAK_OF_ANOTHER.has(errno) ? classifyText(message) : undefined) ?? TROUBLES.get(errno);
}

function classifyText(message: string): ServerTrouble | undefined {
  const [, number] = ANOTHER.exec(message) ?? [];
  return NO_ROOM.test(message) ? 'full' : OTHERS.get(Number(number));
}

/** All numbers of the table with the servers' names for them. */
export function listServerErrors(): ReadonlyMap<number, string> {
  return NAMES;
}

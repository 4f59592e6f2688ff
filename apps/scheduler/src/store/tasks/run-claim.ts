/** The right to run a task once. Whoever holds the row's present token may save; everybody else may not. */
export interface RunClaim {
  taskId: number;
  token: number;
}

/** In a share, the id of nobody in particular: every guest sees the hunt, also those who come later. As of a demo. */
export const EVERY_GUEST = 0;

/**
 * Which rows of `task_share` count for a user, as a condition with the parameters that {@link sharesParams} gives: their own, and those for
 * every guest where they are one.
 */
export const IS_SHARED = `(task_share.user_id IN (?, ${EVERY_GUEST}) AND (task_share.user_id <> ${EVERY_GUEST}
  OR EXISTS (SELECT 1 FROM user guest WHERE guest.id = ? AND guest.role = 'guest')))`;

export const sharesParams = (userId: number): [number, number] => [userId, userId];

-- Channels that reach the browser of a session end with it; see prisma/schema.prisma. Those of before belong to none.
ALTER TABLE `channel` ADD COLUMN `session_id` BIGINT UNSIGNED NULL;

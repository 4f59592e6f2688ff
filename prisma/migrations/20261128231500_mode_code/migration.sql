-- Why a scheduler polls, for words in somebody's language; older replicas leave it out.
ALTER TABLE `replica` ADD COLUMN `mode_code` VARCHAR(32) NULL;

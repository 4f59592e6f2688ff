-- Since when a task's listing has been much smaller than usual, so that its listings are not taken for sold yet.
ALTER TABLE `task` ADD COLUMN `doubt_since` DATETIME(3) NULL;

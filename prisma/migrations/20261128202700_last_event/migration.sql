-- Hunts are listed by their last event: reading it out of a million events for each of ten thousand hunts took half a second.
ALTER TABLE `task` ADD COLUMN `last_event_at` DATETIME(3) NULL;
UPDATE `task` SET `last_event_at` = (SELECT MAX(`created_at`) FROM `event` WHERE `event`.`task_id` = `task`.`id`);

-- When a task's looks showed a listing last, to within a month: what none has shown for long is forgotten. Rows that exist begin to count now.
ALTER TABLE `task_item` ADD COLUMN `listed_at` DATETIME(3) NOT NULL DEFAULT CURRENT_TIMESTAMP(3);

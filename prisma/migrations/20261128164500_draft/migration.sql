-- A draft is a task that looks once, tells nobody and is gone after an hour, unless it is kept.
ALTER TABLE `task`
    MODIFY `state` ENUM('active', 'paused', 'deleted', 'draft') NOT NULL DEFAULT 'active',
    ADD COLUMN `draft` JSON NULL,
    ADD COLUMN `draft_until` DATETIME(3) NULL,
    ADD COLUMN `is_baseline_cut` BOOLEAN NOT NULL DEFAULT false,
    ADD COLUMN `source_memory` JSON NULL,
    ADD INDEX `task_draft` (`draft_until`);

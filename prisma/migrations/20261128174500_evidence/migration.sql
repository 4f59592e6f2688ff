-- What a look that failed, or found nothing, saw: the newest of each task, for three days.
CREATE TABLE `evidence` (
    `task_id` BIGINT UNSIGNED NOT NULL,
    `seen_at` DATETIME(3) NOT NULL,
    `url` VARCHAR(2000) NOT NULL,
    `http_status` SMALLINT UNSIGNED NULL,
    `title` VARCHAR(300) NOT NULL,
    `text` TEXT NOT NULL,
    PRIMARY KEY (`task_id`),
    INDEX `evidence_seen` (`seen_at`)
) DEFAULT CHARACTER SET utf8mb4 COLLATE utf8mb4_unicode_ci;

-- The outbox in its final form: a notice is a piece of news for one destination, a delivery is one message with a stable id. Rows of
-- `notification` that older replicas wrote or will write are moved over by the schedulers.
CREATE TABLE `notice` (
  `id` BIGINT UNSIGNED NOT NULL AUTO_INCREMENT,
  `user_id` BIGINT UNSIGNED NOT NULL,
  `channel_id` BIGINT UNSIGNED NOT NULL,
  `task_id` BIGINT UNSIGNED NOT NULL,
  `item_id` BIGINT UNSIGNED NOT NULL,
  `run_token` BIGINT UNSIGNED NOT NULL,
  `news` JSON NOT NULL,
  `due_at` DATETIME(3) NULL,
  `held` VARCHAR(16) NULL,
  `ended` VARCHAR(16) NULL,
  `delivery_id` BIGINT UNSIGNED NULL,
  `created_at` DATETIME(3) NOT NULL DEFAULT CURRENT_TIMESTAMP(3),
  PRIMARY KEY (`id`),
  INDEX `notice_wait` (`channel_id`, `due_at`, `id`),
  INDEX `notice_delivery` (`delivery_id`),
  INDEX `notice_user` (`user_id`, `id`),
  INDEX `notice_created` (`created_at`),
  UNIQUE INDEX `notice_once` (`task_id`, `run_token`, `item_id`, `channel_id`)
) DEFAULT CHARACTER SET utf8mb4 COLLATE utf8mb4_unicode_ci;

CREATE TABLE `delivery` (
  `id` BIGINT UNSIGNED NOT NULL AUTO_INCREMENT,
  `message_id` VARCHAR(64) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin NOT NULL,
  `user_id` BIGINT UNSIGNED NOT NULL,
  `channel_id` BIGINT UNSIGNED NOT NULL,
  `item_id` BIGINT UNSIGNED NOT NULL,
  `content` JSON NOT NULL,
  `notices` INTEGER UNSIGNED NOT NULL DEFAULT 1,
  `state` ENUM('pending', 'sent', 'dead') NOT NULL DEFAULT 'pending',
  `attempt` SMALLINT UNSIGNED NOT NULL DEFAULT 0,
  `answer` VARCHAR(500) NULL,
  `created_at` DATETIME(3) NOT NULL DEFAULT CURRENT_TIMESTAMP(3),
  `sent_at` DATETIME(3) NULL,
  PRIMARY KEY (`id`),
  INDEX `delivery_channel` (`channel_id`, `state`, `id`),
  INDEX `delivery_created` (`created_at`),
  UNIQUE INDEX `delivery_message` (`message_id`)
) DEFAULT CHARACTER SET utf8mb4 COLLATE utf8mb4_unicode_ci;

CREATE TABLE `channel_gate` (
  `channel_id` BIGINT UNSIGNED NOT NULL,
  `destination` VARCHAR(64) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin NULL,
  `state` ENUM('ok', 'retrying', 'waiting', 'dead', 'misconfigured') NOT NULL DEFAULT 'ok',
  `due_at` DATETIME(3) NULL,
  `open_at` DATETIME(3) NULL,
  `token` BIGINT UNSIGNED NOT NULL DEFAULT 0,
  `lease_owner` VARCHAR(64) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin NULL,
  `is_rung` TINYINT(1) NOT NULL DEFAULT false,
  `failures` SMALLINT UNSIGNED NOT NULL DEFAULT 0,
  `last_success_at` DATETIME(3) NULL,
  `last_error` VARCHAR(500) NULL,
  `last_error_at` DATETIME(3) NULL,
  PRIMARY KEY (`channel_id`),
  INDEX `channel_gate_due` (`due_at`, `channel_id`),
  INDEX `channel_gate_destination` (`destination`)
) DEFAULT CHARACTER SET utf8mb4 COLLATE utf8mb4_unicode_ci;

CREATE TABLE `rhythm` (
  `user_id` BIGINT UNSIGNED NOT NULL,
  `time_zone` VARCHAR(64) NOT NULL,
  `quiet` JSON NOT NULL,
  `wake_under` JSON NULL,
  `rhythm` JSON NOT NULL,
  `per_hunt` JSON NOT NULL,
  `updated_at` DATETIME(3) NOT NULL DEFAULT CURRENT_TIMESTAMP(3),
  PRIMARY KEY (`user_id`)
) DEFAULT CHARACTER SET utf8mb4 COLLATE utf8mb4_unicode_ci;

CREATE TABLE `channel_setup` (
  `id` BIGINT UNSIGNED NOT NULL AUTO_INCREMENT,
  `user_id` BIGINT UNSIGNED NOT NULL,
  `kind` VARCHAR(32) NOT NULL,
  `code_hash` BINARY(32) NOT NULL,
  `found` JSON NULL,
  `tries` SMALLINT UNSIGNED NOT NULL DEFAULT 0,
  `created_at` DATETIME(3) NOT NULL DEFAULT CURRENT_TIMESTAMP(3),
  `expires_at` DATETIME(3) NOT NULL,
  PRIMARY KEY (`id`),
  INDEX `channel_setup_user` (`user_id`, `kind`),
  INDEX `channel_setup_expires` (`expires_at`),
  UNIQUE INDEX `channel_setup_code` (`code_hash`)
) DEFAULT CHARACTER SET utf8mb4 COLLATE utf8mb4_unicode_ci;

ALTER TABLE `channel` ADD COLUMN `on_for_new_hunts` TINYINT(1) NOT NULL DEFAULT true;

-- NULL: the kinds of events that each channel's audience is told by default.
ALTER TABLE `task` ADD COLUMN `rules` JSON NULL, ADD COLUMN `muted_until` DATETIME(3) NULL;

-- Why an event is told to nobody; NULL: it is, or there was nobody to tell.
ALTER TABLE `event` ADD COLUMN `untold` VARCHAR(32) NULL;

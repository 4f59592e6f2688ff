-- The tables of prisma/schema.prisma, on MySQL 8 and MariaDB >= 10.6. Instants are UTC: every connection runs with time_zone '+00:00'.
-- Names that come from elsewhere and must match exactly (sources, their keys, idempotency keys, owners) compare by utf8mb4_bin;
-- the default collation would call "ABC" and "abc" the same listing.

CREATE TABLE `user` (
  `id` BIGINT UNSIGNED NOT NULL AUTO_INCREMENT,
  `name` VARCHAR(100) NOT NULL,
  `is_admin` TINYINT(1) NOT NULL DEFAULT false,
  `created_at` DATETIME(3) NOT NULL DEFAULT CURRENT_TIMESTAMP(3),
  PRIMARY KEY (`id`),
  UNIQUE INDEX `user_name_key` (`name`)
) DEFAULT CHARACTER SET utf8mb4 COLLATE utf8mb4_unicode_ci;

CREATE TABLE `api_token` (
  `id` BIGINT UNSIGNED NOT NULL AUTO_INCREMENT,
  `user_id` BIGINT UNSIGNED NOT NULL,
  `name` VARCHAR(100) NOT NULL,
  `token_hash` BINARY(32) NOT NULL,
  `created_at` DATETIME(3) NOT NULL DEFAULT CURRENT_TIMESTAMP(3),
  `revoked_at` DATETIME(3) NULL,
  PRIMARY KEY (`id`),
  UNIQUE INDEX `api_token_token_hash_key` (`token_hash`),
  INDEX `api_token_user_id_idx` (`user_id`)
) DEFAULT CHARACTER SET utf8mb4 COLLATE utf8mb4_unicode_ci;

CREATE TABLE `task` (
  `id` BIGINT UNSIGNED NOT NULL AUTO_INCREMENT,
  `user_id` BIGINT UNSIGNED NOT NULL,
  `name` VARCHAR(200) NOT NULL,
  `source` VARCHAR(32) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin NOT NULL,
  `query` JSON NOT NULL,
  `keyword` VARCHAR(200) NOT NULL DEFAULT '',
  `min_price` BIGINT UNSIGNED NULL,
  `max_price` BIGINT UNSIGNED NULL,
  `currency` CHAR(3) NULL,
  `exclude_keywords` JSON NOT NULL,
  `notify` JSON NULL,
  `interval_s` INT UNSIGNED NOT NULL,
  `state` ENUM('active', 'paused', 'deleted') NOT NULL DEFAULT 'active',
  `due_at` DATETIME(3) NULL,
  `planned_at` DATETIME(3) NOT NULL,
  `token` BIGINT UNSIGNED NOT NULL DEFAULT 0,
  `lease_owner` VARCHAR(64) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin NULL,
  `attempt` SMALLINT UNSIGNED NOT NULL DEFAULT 0,
  `failures` SMALLINT UNSIGNED NOT NULL DEFAULT 0,
  `is_phased` TINYINT(1) NOT NULL DEFAULT false,
  `health` VARCHAR(32) NOT NULL DEFAULT 'pending',
  `health_message` VARCHAR(500) NULL,
  `is_unhealthy` TINYINT(1) NOT NULL DEFAULT false,
  `last_success_at` DATETIME(3) NULL,
  `last_run_at` DATETIME(3) NULL,
  `baseline_at` DATETIME(3) NULL,
  `validators` JSON NULL,
  `may_have_missed` TINYINT(1) NOT NULL DEFAULT false,
  `correlation_id` VARCHAR(64) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin NULL,
  `created_at` DATETIME(3) NOT NULL DEFAULT CURRENT_TIMESTAMP(3),
  `updated_at` DATETIME(3) NOT NULL DEFAULT CURRENT_TIMESTAMP(3),
  PRIMARY KEY (`id`),
  INDEX `task_due` (`due_at`, `id`),
  INDEX `task_user` (`user_id`, `id`)
) DEFAULT CHARACTER SET utf8mb4 COLLATE utf8mb4_unicode_ci;

CREATE TABLE `idempotency_key` (
  `user_id` BIGINT UNSIGNED NOT NULL,
  `key` VARCHAR(255) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin NOT NULL,
  `request_hash` BINARY(32) NOT NULL,
  `task_id` BIGINT UNSIGNED NOT NULL,
  `created_at` DATETIME(3) NOT NULL DEFAULT CURRENT_TIMESTAMP(3),
  PRIMARY KEY (`user_id`, `key`),
  INDEX `idempotency_key_created` (`created_at`)
) DEFAULT CHARACTER SET utf8mb4 COLLATE utf8mb4_unicode_ci;

CREATE TABLE `item` (
  `id` BIGINT UNSIGNED NOT NULL AUTO_INCREMENT,
  `source` VARCHAR(32) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin NOT NULL,
  `source_key` VARCHAR(191) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin NOT NULL,
  `title` VARCHAR(500) NOT NULL,
  `url` VARCHAR(2000) NOT NULL,
  `image_url` VARCHAR(2000) NULL,
  `description` TEXT NULL,
  `price` BIGINT UNSIGNED NULL,
  `currency` CHAR(3) NULL,
  `availability` VARCHAR(16) NOT NULL DEFAULT 'unknown',
  `sku` VARCHAR(100) NULL,
  `gtin` VARCHAR(14) NULL,
  `published_at` DATETIME(3) NULL,
  `first_seen_at` DATETIME(3) NOT NULL,
  `observed_at` DATETIME(3) NOT NULL,
  PRIMARY KEY (`id`),
  UNIQUE INDEX `item_source_key` (`source`, `source_key`)
) DEFAULT CHARACTER SET utf8mb4 COLLATE utf8mb4_unicode_ci;

CREATE TABLE `price_point` (
  `id` BIGINT UNSIGNED NOT NULL AUTO_INCREMENT,
  `item_id` BIGINT UNSIGNED NOT NULL,
  `price` BIGINT UNSIGNED NOT NULL,
  `currency` CHAR(3) NULL,
  `observed_at` DATETIME(3) NOT NULL,
  PRIMARY KEY (`id`),
  UNIQUE INDEX `price_point_item_time` (`item_id`, `observed_at`)
) DEFAULT CHARACTER SET utf8mb4 COLLATE utf8mb4_unicode_ci;

CREATE TABLE `task_item` (
  `task_id` BIGINT UNSIGNED NOT NULL,
  `item_id` BIGINT UNSIGNED NOT NULL,
  `price` BIGINT UNSIGNED NULL,
  `currency` CHAR(3) NULL,
  `availability` VARCHAR(16) NOT NULL,
  `is_match` TINYINT(1) NOT NULL,
  `misses` TINYINT UNSIGNED NOT NULL DEFAULT 0,
  `first_seen_at` DATETIME(3) NOT NULL,
  `changed_at` DATETIME(3) NOT NULL,
  PRIMARY KEY (`task_id`, `item_id`),
  INDEX `task_item_item` (`item_id`)
) DEFAULT CHARACTER SET utf8mb4 COLLATE utf8mb4_unicode_ci;

CREATE TABLE `event` (
  `id` BIGINT UNSIGNED NOT NULL AUTO_INCREMENT,
  `user_id` BIGINT UNSIGNED NOT NULL,
  `task_id` BIGINT UNSIGNED NOT NULL,
  `item_id` BIGINT UNSIGNED NOT NULL,
  `token` BIGINT UNSIGNED NOT NULL,
  `kind` VARCHAR(16) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin NOT NULL,
  `old_price` BIGINT UNSIGNED NULL,
  `new_price` BIGINT UNSIGNED NULL,
  `currency` CHAR(3) NULL,
  `message` VARCHAR(500) NULL,
  `created_at` DATETIME(3) NOT NULL,
  PRIMARY KEY (`id`),
  INDEX `event_timeline` (`user_id`, `id`),
  INDEX `event_task` (`task_id`, `id`),
  INDEX `event_item` (`item_id`, `id`),
  UNIQUE INDEX `event_once` (`task_id`, `item_id`, `token`, `kind`)
) DEFAULT CHARACTER SET utf8mb4 COLLATE utf8mb4_unicode_ci;

CREATE TABLE `run` (
  `id` BIGINT UNSIGNED NOT NULL AUTO_INCREMENT,
  `task_id` BIGINT UNSIGNED NOT NULL,
  `token` BIGINT UNSIGNED NOT NULL,
  `outcome` VARCHAR(32) NOT NULL,
  `message` VARCHAR(500) NULL,
  `attempt` SMALLINT UNSIGNED NOT NULL,
  `started_at` DATETIME(3) NOT NULL,
  `finished_at` DATETIME(3) NOT NULL,
  `items_seen` INT UNSIGNED NOT NULL DEFAULT 0,
  `events_count` INT UNSIGNED NOT NULL DEFAULT 0,
  `may_have_missed` TINYINT(1) NOT NULL DEFAULT false,
  `worker` VARCHAR(64) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin NOT NULL,
  `correlation_id` VARCHAR(64) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin NULL,
  PRIMARY KEY (`id`),
  INDEX `run_task` (`task_id`, `id`),
  INDEX `run_finished` (`finished_at`),
  UNIQUE INDEX `run_once` (`task_id`, `token`)
) DEFAULT CHARACTER SET utf8mb4 COLLATE utf8mb4_unicode_ci;

CREATE TABLE `channel` (
  `id` BIGINT UNSIGNED NOT NULL AUTO_INCREMENT,
  `user_id` BIGINT UNSIGNED NOT NULL,
  `name` VARCHAR(100) NOT NULL,
  `kind` VARCHAR(32) NOT NULL,
  `config` JSON NOT NULL,
  `secret` VARCHAR(100) NOT NULL,
  `is_enabled` TINYINT(1) NOT NULL DEFAULT true,
  `is_deleted` TINYINT(1) NOT NULL DEFAULT false,
  `created_at` DATETIME(3) NOT NULL DEFAULT CURRENT_TIMESTAMP(3),
  `updated_at` DATETIME(3) NOT NULL DEFAULT CURRENT_TIMESTAMP(3),
  PRIMARY KEY (`id`),
  INDEX `channel_user` (`user_id`, `id`)
) DEFAULT CHARACTER SET utf8mb4 COLLATE utf8mb4_unicode_ci;

CREATE TABLE `notification` (
  `id` BIGINT UNSIGNED NOT NULL AUTO_INCREMENT,
  `message_id` VARCHAR(64) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin NOT NULL,
  `user_id` BIGINT UNSIGNED NOT NULL,
  `channel_id` BIGINT UNSIGNED NOT NULL,
  `task_id` BIGINT UNSIGNED NULL,
  `payload` JSON NOT NULL,
  `state` ENUM('pending', 'sent', 'dead') NOT NULL DEFAULT 'pending',
  `due_at` DATETIME(3) NULL,
  `token` BIGINT UNSIGNED NOT NULL DEFAULT 0,
  `lease_owner` VARCHAR(64) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin NULL,
  `attempt` SMALLINT UNSIGNED NOT NULL DEFAULT 0,
  `last_error` VARCHAR(500) NULL,
  `correlation_id` VARCHAR(64) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin NULL,
  `created_at` DATETIME(3) NOT NULL DEFAULT CURRENT_TIMESTAMP(3),
  `sent_at` DATETIME(3) NULL,
  PRIMARY KEY (`id`),
  UNIQUE INDEX `notification_message` (`message_id`),
  INDEX `notification_due` (`due_at`, `id`),
  INDEX `notification_channel` (`channel_id`, `id`),
  INDEX `notification_created` (`created_at`)
) DEFAULT CHARACTER SET utf8mb4 COLLATE utf8mb4_unicode_ci;

CREATE TABLE `lease` (
  `name` VARCHAR(32) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin NOT NULL,
  `owner` VARCHAR(64) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin NOT NULL,
  `expires_at` DATETIME(3) NOT NULL,
  PRIMARY KEY (`name`)
) DEFAULT CHARACTER SET utf8mb4 COLLATE utf8mb4_unicode_ci;

CREATE TABLE `replica` (
  `name` VARCHAR(64) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin NOT NULL,
  `mode` VARCHAR(16) NOT NULL,
  `mode_since` DATETIME(3) NOT NULL,
  `mode_reason` VARCHAR(200) NOT NULL,
  `beat_at` DATETIME(3) NOT NULL,
  PRIMARY KEY (`name`)
) DEFAULT CHARACTER SET utf8mb4 COLLATE utf8mb4_unicode_ci;

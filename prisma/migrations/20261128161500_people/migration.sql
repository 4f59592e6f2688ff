-- People: accounts, sessions, codes, shares and the audit log; see prisma/schema.prisma. Columns are added only, and replicas of before go
-- on beside this: the admin they know (`is_admin`) has no `role` yet, and is one all the same.

ALTER TABLE `user`
  ADD COLUMN `role` VARCHAR(16) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin NULL,
  ADD COLUMN `display_name` VARCHAR(100) NULL,
  ADD COLUMN `email` VARCHAR(254) NULL,
  ADD COLUMN `password_hash` VARCHAR(255) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin NULL,
  ADD COLUMN `is_disabled` TINYINT(1) NOT NULL DEFAULT false,
  ADD COLUMN `set_up_at` DATETIME(3) NULL,
  ADD COLUMN `language` VARCHAR(16) NULL,
  ADD COLUMN `theme` VARCHAR(16) NULL,
  ADD COLUMN `time_zone` VARCHAR(64) NULL,
  ADD UNIQUE INDEX `user_email_key` (`email`);

-- Tokens of before may do everything and never expire.
ALTER TABLE `api_token`
  ADD COLUMN `scopes` VARCHAR(100) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin NULL,
  ADD COLUMN `expires_at` DATETIME(3) NULL,
  ADD COLUMN `last_used_at` DATETIME(3) NULL;

CREATE TABLE `session` (
  `id` BIGINT UNSIGNED NOT NULL AUTO_INCREMENT,
  `user_id` BIGINT UNSIGNED NOT NULL,
  `token_hash` BINARY(32) NOT NULL,
  `created_at` DATETIME(3) NOT NULL DEFAULT CURRENT_TIMESTAMP(3),
  `last_used_at` DATETIME(3) NOT NULL DEFAULT CURRENT_TIMESTAMP(3),
  `expires_at` DATETIME(3) NOT NULL,
  `address` VARCHAR(45) NOT NULL DEFAULT '',
  `agent` VARCHAR(200) NOT NULL DEFAULT '',
  PRIMARY KEY (`id`),
  UNIQUE INDEX `session_token_hash_key` (`token_hash`),
  INDEX `session_user` (`user_id`, `id`),
  INDEX `session_expires` (`expires_at`)
) DEFAULT CHARACTER SET utf8mb4 COLLATE utf8mb4_unicode_ci;

CREATE TABLE `one_time_code` (
  `id` BIGINT UNSIGNED NOT NULL AUTO_INCREMENT,
  `kind` VARCHAR(16) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin NOT NULL,
  `code_hash` BINARY(32) NOT NULL,
  `user_id` BIGINT UNSIGNED NULL,
  `role` VARCHAR(16) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin NULL,
  `uses_left` INTEGER UNSIGNED NOT NULL DEFAULT 1,
  `attempts_left` INTEGER UNSIGNED NOT NULL DEFAULT 10,
  `data` JSON NULL,
  `created_by` BIGINT UNSIGNED NULL,
  `created_at` DATETIME(3) NOT NULL DEFAULT CURRENT_TIMESTAMP(3),
  `expires_at` DATETIME(3) NOT NULL,
  PRIMARY KEY (`id`),
  UNIQUE INDEX `one_time_code_hash` (`code_hash`),
  INDEX `one_time_code_user` (`user_id`, `kind`),
  INDEX `one_time_code_kind` (`kind`, `id`),
  INDEX `one_time_code_expires` (`expires_at`)
) DEFAULT CHARACTER SET utf8mb4 COLLATE utf8mb4_unicode_ci;

CREATE TABLE `passkey` (
  `id` BIGINT UNSIGNED NOT NULL AUTO_INCREMENT,
  `user_id` BIGINT UNSIGNED NOT NULL,
  `name` VARCHAR(100) NOT NULL,
  `credential_hash` BINARY(32) NOT NULL,
  `credential_id` VARCHAR(1400) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin NOT NULL,
  `public_key` BLOB NOT NULL,
  `counter` BIGINT UNSIGNED NOT NULL DEFAULT 0,
  `transports` VARCHAR(200) NOT NULL DEFAULT '',
  `created_at` DATETIME(3) NOT NULL DEFAULT CURRENT_TIMESTAMP(3),
  `last_used_at` DATETIME(3) NULL,
  PRIMARY KEY (`id`),
  UNIQUE INDEX `passkey_credential` (`credential_hash`),
  INDEX `passkey_user` (`user_id`, `id`)
) DEFAULT CHARACTER SET utf8mb4 COLLATE utf8mb4_unicode_ci;

CREATE TABLE `identity` (
  `id` BIGINT UNSIGNED NOT NULL AUTO_INCREMENT,
  `user_id` BIGINT UNSIGNED NOT NULL,
  `issuer` VARCHAR(500) NOT NULL,
  `subject_hash` BINARY(32) NOT NULL,
  `created_at` DATETIME(3) NOT NULL DEFAULT CURRENT_TIMESTAMP(3),
  PRIMARY KEY (`id`),
  UNIQUE INDEX `identity_subject` (`subject_hash`),
  INDEX `identity_user` (`user_id`)
) DEFAULT CHARACTER SET utf8mb4 COLLATE utf8mb4_unicode_ci;

CREATE TABLE `task_share` (
  `task_id` BIGINT UNSIGNED NOT NULL,
  `user_id` BIGINT UNSIGNED NOT NULL,
  `role` VARCHAR(16) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin NOT NULL,
  `notify` JSON NULL,
  `muted_until` DATETIME(3) NULL,
  `created_at` DATETIME(3) NOT NULL DEFAULT CURRENT_TIMESTAMP(3),
  PRIMARY KEY (`task_id`, `user_id`),
  INDEX `task_share_user` (`user_id`, `task_id`)
) DEFAULT CHARACTER SET utf8mb4 COLLATE utf8mb4_unicode_ci;

CREATE TABLE `channel_share` (
  `channel_id` BIGINT UNSIGNED NOT NULL,
  `user_id` BIGINT UNSIGNED NOT NULL,
  `created_at` DATETIME(3) NOT NULL DEFAULT CURRENT_TIMESTAMP(3),
  PRIMARY KEY (`channel_id`, `user_id`),
  INDEX `channel_share_user` (`user_id`, `channel_id`)
) DEFAULT CHARACTER SET utf8mb4 COLLATE utf8mb4_unicode_ci;

CREATE TABLE `public_link` (
  `task_id` BIGINT UNSIGNED NOT NULL,
  `token_hash` BINARY(32) NOT NULL,
  `created_at` DATETIME(3) NOT NULL DEFAULT CURRENT_TIMESTAMP(3),
  PRIMARY KEY (`task_id`),
  UNIQUE INDEX `public_link_token` (`token_hash`)
) DEFAULT CHARACTER SET utf8mb4 COLLATE utf8mb4_unicode_ci;

CREATE TABLE `audit` (
  `id` BIGINT UNSIGNED NOT NULL AUTO_INCREMENT,
  `at` DATETIME(3) NOT NULL DEFAULT CURRENT_TIMESTAMP(3),
  `user_id` BIGINT UNSIGNED NULL,
  `user_name` VARCHAR(100) NOT NULL DEFAULT '',
  `action` VARCHAR(64) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin NOT NULL,
  `is_refused` TINYINT(1) NOT NULL DEFAULT false,
  `detail` VARCHAR(300) NOT NULL DEFAULT '',
  `address` VARCHAR(45) NOT NULL DEFAULT '',
  `agent` VARCHAR(200) NOT NULL DEFAULT '',
  PRIMARY KEY (`id`),
  INDEX `audit_at` (`at`)
) DEFAULT CHARACTER SET utf8mb4 COLLATE utf8mb4_unicode_ci;

-- What the page keeps: tags of hunts, what a person hid or noted of a listing, links to feeds out; and an index for events per day of a hunt.
CREATE TABLE `task_tag` (
  `task_id` BIGINT UNSIGNED NOT NULL,
  `tag` VARCHAR(50) NOT NULL,
  PRIMARY KEY (`task_id`, `tag`),
  KEY `task_tag_tag` (`tag`, `task_id`)
) DEFAULT CHARACTER SET utf8mb4 COLLATE utf8mb4_unicode_ci;

CREATE TABLE `item_mark` (
  `user_id` BIGINT UNSIGNED NOT NULL,
  `item_id` BIGINT UNSIGNED NOT NULL,
  `is_hidden` BOOLEAN NOT NULL DEFAULT false,
  `note` VARCHAR(2000) NULL,
  `updated_at` DATETIME(3) NOT NULL DEFAULT CURRENT_TIMESTAMP(3),
  PRIMARY KEY (`user_id`, `item_id`)
) DEFAULT CHARACTER SET utf8mb4 COLLATE utf8mb4_unicode_ci;

CREATE TABLE `feed_link` (
  `id` BIGINT UNSIGNED NOT NULL AUTO_INCREMENT,
  `user_id` BIGINT UNSIGNED NOT NULL,
  `token_hash` BINARY(32) NOT NULL,
  `what` VARCHAR(8) NOT NULL,
  `value` VARCHAR(50) NOT NULL,
  `created_at` DATETIME(3) NOT NULL DEFAULT CURRENT_TIMESTAMP(3),
  PRIMARY KEY (`id`),
  UNIQUE KEY `feed_link_token_hash_key` (`token_hash`),
  KEY `feed_link_user` (`user_id`, `id`)
) DEFAULT CHARACTER SET utf8mb4 COLLATE utf8mb4_unicode_ci;

CREATE INDEX `event_task_time` ON `event` (`task_id`, `created_at`);

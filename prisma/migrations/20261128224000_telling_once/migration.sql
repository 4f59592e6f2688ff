-- What a channel told last of a listing: a change that several hunts of one person see is told once.
ALTER TABLE `notice` ADD INDEX `notice_told` (`channel_id`, `item_id`, `created_at`);
-- A digest that comes even when there is nothing to tell; `digest_at` is when somebody must look whether there is.
ALTER TABLE `rhythm`
  ADD COLUMN `tells_nothing` BOOLEAN NOT NULL DEFAULT false,
  ADD COLUMN `digest_at` DATETIME(3) NULL,
  ADD INDEX `rhythm_digest` (`digest_at`);

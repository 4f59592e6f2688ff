-- A second factor after the password; see prisma/schema.prisma. Columns are added only: replicas of before go on without asking for it.

ALTER TABLE `user`
  ADD COLUMN `second_factor_at` DATETIME(3) NULL,
  ADD COLUMN `totp_secret` VARCHAR(255) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin NULL,
  ADD COLUMN `totp_step` BIGINT UNSIGNED NULL;

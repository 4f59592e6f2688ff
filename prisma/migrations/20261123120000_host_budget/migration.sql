-- The request budget of each host while Redis is away or switched off: see model HostBudget of prisma/schema.prisma.

CREATE TABLE `host_budget` (
  `host` VARCHAR(255) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin NOT NULL,
  `full_ms` BIGINT NOT NULL DEFAULT 0,
  `day_full_ms` BIGINT NOT NULL DEFAULT 0,
  `pace` TINYINT UNSIGNED NOT NULL DEFAULT 64,
  `delay_ms` INT UNSIGNED NOT NULL DEFAULT 0,
  `failures` SMALLINT UNSIGNED NOT NULL DEFAULT 0,
  `not_before_ms` BIGINT NOT NULL DEFAULT 0,
  `line_ms` BIGINT NOT NULL DEFAULT 0,
  `asked_ms` BIGINT NOT NULL DEFAULT 0,
  `cost_ms` BIGINT NOT NULL DEFAULT 0,
  `wait_ms` BIGINT NOT NULL DEFAULT 0,
  `answer` BIGINT NOT NULL DEFAULT 0,
  `forget_ms` BIGINT NOT NULL DEFAULT 0,
  PRIMARY KEY (`host`),
  INDEX `host_budget_forget` (`forget_ms`)
) DEFAULT CHARACTER SET utf8mb4 COLLATE utf8mb4_unicode_ci;

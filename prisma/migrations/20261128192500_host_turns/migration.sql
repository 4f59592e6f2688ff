-- Whose turn it is at a host, and what its bucket has leaked: as the keys of Redis have it. Old replicas go on with `line_ms`.
ALTER TABLE `host_budget`
  ADD COLUMN `lows` VARCHAR(2000) NULL,
  ADD COLUMN `turns` VARCHAR(6000) NULL,
  ADD COLUMN `version` INT UNSIGNED NOT NULL DEFAULT 0;

-- Keys of items name their origin: what a row was called before, so that crawlers of both versions find it.
ALTER TABLE `item` ADD COLUMN `former_key` VARCHAR(191) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin NULL;

-- Per task and item: prices by variant at the last look, and what was told lately (the scheduler's diff/tell-changes.ts).
ALTER TABLE `task_item` ADD COLUMN `variant_prices` JSON NULL, ADD COLUMN `told` JSON NULL;

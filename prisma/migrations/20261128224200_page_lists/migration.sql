-- A kind of event that is rare was looked for among all events of its person: 1.8 s in a million.
CREATE INDEX `event_kind` ON `event` (`user_id`, `kind`, `id`);
-- Hunts are listed by their last event and by name: each page read and sorted all of them.
CREATE INDEX `task_last_event` ON `task` (`user_id`, `last_event_at`, `id`);
CREATE INDEX `task_name` ON `task` (`user_id`, `name`, `id`);

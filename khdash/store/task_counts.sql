-- How much of an item is done, of how much: 8 of 10 districts. NULL where nobody said so.
ALTER TABLE task_status ADD COLUMN IF NOT EXISTS done INTEGER;
ALTER TABLE task_status ADD COLUMN IF NOT EXISTS total INTEGER;

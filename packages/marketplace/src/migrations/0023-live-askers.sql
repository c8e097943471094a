-- For which buyer a live call was asked: one of each at once, whichever node they came to. Empty for every other call.
alter table call add column asker text check (asker is null or live);

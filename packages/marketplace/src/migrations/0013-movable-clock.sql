-- The market's time: how far it is ahead of real time. There is no row until somebody moves it.

create table market_clock (
  one boolean primary key default true check (one),
  ahead_ms bigint not null,
  -- Who moved it last, and when that was in real time.
  moved_by text,
  moved_wall_at timestamptz,
  -- The move that is under way; still there at a start, it was broken off by the end of its process.
  moving_from timestamptz,
  moving_to timestamptz,
  check ((moving_from is null) = (moving_to is null))
);

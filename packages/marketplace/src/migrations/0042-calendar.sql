-- Days that are not what their weekday says: public holidays, and weekend days that are worked. Without a row, Mondays to
-- Fridays are worked.
create table calendar_day (
  -- A date in the zone of the marketplace: 2027-02-06.
  date text primary key check (date ~ '^20[0-9]{2}-[0-9]{2}-[0-9]{2}$'),
  kind text not null check (kind in ('holiday', 'workday')),
  name_zh text not null,
  name_en text not null
);

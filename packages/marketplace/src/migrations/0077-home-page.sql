-- What operators choose for the home page: the products that it shows first, and words to search for. A part that nobody
-- has changed has no row.
create table home_page (
  part text primary key check (part in ('selection', 'words')),
  -- Grows with each change.
  version integer not null check (version > 0),
  -- The dates between which the selection is shown, both included, in the zone of the marketplace: 2027-02-06.
  shown_from text check (shown_from ~ '^20[0-9]{2}-[0-9]{2}-[0-9]{2}$'),
  shown_until text check (shown_until ~ '^20[0-9]{2}-[0-9]{2}-[0-9]{2}$'),
  changed_at timestamptz not null,
  check (shown_from <= shown_until)
);
create table home_product (
  place smallint primary key check (place between 1 and 9),
  product_id text not null unique references product (id),
  note_zh text check (length(note_zh) between 1 and 60),
  note_en text check (length(note_en) between 1 and 60),
  check ((note_zh is null) = (note_en is null))
);
create table home_word (
  language text not null check (language in ('zh-CN', 'en-US')),
  place smallint not null check (place between 1 and 8),
  word text not null check (length(word) between 1 and 20),
  primary key (language, place)
);

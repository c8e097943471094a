-- Pages that operators write and nobody has to agree to, beside the agreements; who wants no offer of which other site (R9).
alter table agreement drop constraint agreement_kind_check;
alter table agreement add constraint agreement_kind_check
  check (kind in ('user', 'privacy', 'seller', 'help', 'contact', 'about'));

create table site_dismissal (
  member_id text not null references member (id),
  -- The code of a site, which may have been removed since.
  site text not null,
  at timestamptz not null,
  primary key (member_id, site)
);

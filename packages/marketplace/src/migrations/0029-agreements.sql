-- The texts of the marketplace that people agree to, in place of the one that buyers agreed to (packages/marketplace/src/agreements/README.md).
create table agreement (
  kind text not null check (kind in ('user', 'privacy', 'seller')),
  version int not null check (version > 0),
  text_zh text not null,
  text_en text not null,
  at timestamptz not null,
  primary key (kind, version)
);
insert into agreement (kind, version, text_zh, text_en, at) select 'user', version, text_zh, text_en, at from market_terms;
drop table market_terms;

-- Who agreed to which version; version 0 is the text that applies before operators publish one.
create table consent (
  member_id text not null references member (id),
  kind text not null check (kind in ('user', 'privacy', 'seller')),
  version int not null,
  at timestamptz not null,
  primary key (member_id, kind, version)
);

-- Registration papers: the files of an application to sell or to be verified (packages/marketplace/src/papers/README.md).
create table paper_case (
  -- An application; or, before it is submitted, `draft:<buyer>:<purpose>`.
  subject text primary key,
  buyer_id text not null references buyer (id),
  purpose text not null check (purpose in ('selling', 'verification')),
  state text not null check (state in ('draft', 'open', 'closed')),
  applicant text check (applicant in ('personal', 'enterprise')),
  check ((state = 'draft') = (applicant is null))
);
create index paper_case_buyer on paper_case (buyer_id, purpose);

create table paper (
  subject text not null references paper_case (subject),
  file_id text not null references file (id),
  kind text not null check (kind in ('business_licence', 'identity', 'authorisation', 'other')),
  primary key (subject, file_id)
);
create index paper_file on paper (file_id);

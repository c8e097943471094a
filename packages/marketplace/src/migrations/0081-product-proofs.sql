-- catalog: what a seller shows so that buyers can judge a product -----------------------------------------------------------

alter table product
  add column video text,
  add column documents jsonb not null default '[]',
  add column data_location jsonb,
  -- What sellers entered before was for reviewers only; it is shown once they have submitted it again.
  add column certificates_shown boolean not null default false;
alter table product_application add column shows_certificates boolean not null default false;

-- What was typed has all members of the form.
update product_draft
  set form = form || '{"video": "", "documents": [], "dataLocation": {"zh": "", "en": ""}}'
  where form is not null;
update product_draft
  set base = base || '{"video": "", "documents": [], "dataLocation": {"zh": "", "en": ""}}'
  where base is not null;

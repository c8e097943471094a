-- What sellers have typed of products that are not finished (packages/marketplace/src/catalog/README.md). A product that is
-- complete has no form; its row stays, because the version counts on. Drafts from before this version have no row.
create table product_draft (
  -- Also of a product that does not exist yet: it is created with this id once its draft is complete.
  product_id text primary key,
  seller_id text not null references seller (id),
  version int not null check (version > 0),
  form jsonb,
  saved_at timestamptz not null,
  saved_by text not null references member (id),
  saved_name text not null
);
create index product_draft_of_seller on product_draft (seller_id, saved_at) where form is not null;

-- R286: ratings of bought products, and questions about products, with the sellers' answers.

-- A rating or a question. Of the demo it has no buyer.
create table feedback (
  id text primary key,
  kind text not null check (kind in ('rating', 'question')),
  product_id text not null references product (id),
  seller_id text not null references seller (id),
  buyer_id text references buyer (id),
  demo boolean not null,
  -- What was bought, and since when it has been used.
  specification jsonb,
  used_since timestamptz,
  created_at timestamptz not null,
  withdrawn_at timestamptz,
  -- Since when everybody sees the buyer's text, and its stars; null while nobody does.
  public_at timestamptz,
  public_stars int check (public_stars between 1 and 5),
  -- The first answer that was not refused.
  answered_at timestamptz,
  check (demo = (buyer_id is null)),
  check ((kind = 'rating') = (specification is not null)),
  check ((kind = 'rating') = (used_since is not null)),
  check ((kind = 'rating' and public_at is not null) = (public_stars is not null))
);
create unique index feedback_own_rating on feedback (buyer_id, product_id) where kind = 'rating';
create index feedback_buyer on feedback (buyer_id) where buyer_id is not null;
create index feedback_public on feedback (product_id, kind, public_at desc, id desc) where public_at is not null;
create index feedback_stars on feedback (product_id, public_stars, public_at desc, id desc)
  where public_stars is not null;
create index feedback_unanswered on feedback (seller_id, id) where public_at is not null and answered_at is null;
create index feedback_answered on feedback (seller_id, id desc) where public_at is not null and answered_at is not null;

-- What buyer and seller wrote in it: every version.
create table feedback_text (
  id text primary key,
  feedback_id text not null references feedback (id),
  by text not null check (by in ('buyer', 'seller')),
  stars int check (stars between 1 and 5),
  text text,
  -- The name that is shown, of a buyer.
  author jsonb,
  language text not null check (language in ('zh-CN', 'en-US')),
  state text not null check (state in ('waiting', 'published', 'refused', 'hidden', 'replaced', 'withdrawn')),
  written_at timestamptz not null,
  written_by text references member (id),
  -- For an operator to decide.
  waits_since timestamptz,
  decided_at timestamptz,
  decided_by text references member (id),
  reason text,
  -- By the seller.
  reported_at timestamptz,
  report_reason text,
  check (stars is not null or text is not null),
  check ((by = 'buyer') = (author is not null)),
  check (state <> 'waiting' or waits_since is not null),
  check (waits_since is null or state in ('waiting', 'published')),
  check ((reported_at is null) = (report_reason is null))
);
create index feedback_text_feedback on feedback_text (feedback_id);
create unique index feedback_text_waiting on feedback_text (feedback_id, by) where state = 'waiting';
create unique index feedback_text_published on feedback_text (feedback_id, by) where state = 'published';
create index feedback_text_open on feedback_text (id) where waits_since is not null;
create index feedback_text_state on feedback_text (state, id desc);

-- How many published ratings of a product have so many stars.
create table rating_count (
  product_id text not null references product (id),
  seller_id text not null references seller (id),
  stars int not null check (stars between 1 and 5),
  count int not null check (count >= 0),
  primary key (product_id, stars)
);
create index rating_count_seller on rating_count (seller_id);

-- R285: tickets of buyers about what they bought, and the support hours of the sellers that take them.

-- Whether a seller takes tickets, and when it answers: weekdays (1 is Monday) and minutes of the day.
create table ticket_desk (
  seller_id text primary key references seller (id),
  takes boolean not null,
  weekdays text not null check (weekdays ~ '^[1-7]{5,7}$'),
  opens_at int not null check (opens_at >= 0),
  closes_at int not null check (closes_at <= 1440),
  check (closes_at - opens_at >= 480)
);

create table ticket (
  id text primary key,
  kind text not null check (kind in ('question', 'fault', 'refund', 'complaint')),
  state text not null check (state in ('waiting', 'processing', 'waiting_customer', 'waiting_confirmation', 'closed')),
  -- Who answers it now, and who was to answer it first. The seller sees what it was to answer first.
  handler text not null check (handler in ('seller', 'operator')),
  began_with text not null check (began_with in ('seller', 'operator')),
  buyer_id text not null references buyer (id),
  seller_id text not null references seller (id),
  order_line_id text not null references order_line (id),
  subscription_id text references subscription (id),
  title text not null,
  opened_by text not null references member (id),
  opened_at timestamptz not null,
  -- The first answer of the present handler.
  first_due_at timestamptz not null,
  first_answered_at timestamptz,
  -- Support time that the seller took for its first answer, and whether that was in time; also if it never came.
  seller_answer_ms bigint check (seller_answer_ms >= 0),
  seller_kept boolean,
  -- Support time that is left for the solution; it runs down since then, and is paused without.
  left_ms bigint not null check (left_ms >= 0),
  running_since timestamptz,
  -- When the handler has to act; null while the clock is paused.
  due_at timestamptz,
  late_at timestamptz,
  -- When it is closed if the buyer does not act.
  closes_at timestamptz,
  closed_at timestamptz,
  raised_at timestamptz,
  check ((state in ('waiting', 'processing')) = (running_since is not null)),
  check ((running_since is null) = (due_at is null)),
  check ((state in ('waiting_customer', 'waiting_confirmation')) = (closes_at is not null)),
  check ((state = 'closed') = (closed_at is not null)),
  check ((seller_answer_ms is null) = (seller_kept is null)),
  check (kind <> 'complaint' or began_with = 'operator')
);
create index ticket_buyer on ticket (buyer_id, id desc);
create index ticket_seller on ticket (seller_id, id desc) where began_with = 'seller';
create index ticket_seller_due on ticket (seller_id, due_at, id) where handler = 'seller' and due_at is not null;
create index ticket_operator on ticket (id desc) where handler = 'operator';
create index ticket_operator_due on ticket (due_at, id) where handler = 'operator' and due_at is not null;
create index ticket_answered on ticket (seller_id, opened_at) where seller_answer_ms is not null;
create index ticket_order_line on ticket (order_line_id);
create index ticket_subscription on ticket (subscription_id) where subscription_id is not null;

-- What was written in a ticket, first its own text.
create table ticket_entry (
  id text primary key,
  ticket_id text not null references ticket (id),
  by text not null check (by in ('buyer', 'seller', 'operator')),
  member_id text not null references member (id),
  text text not null,
  at timestamptz not null
);
create index ticket_entry_ticket on ticket_entry (ticket_id, id);

-- Unpaid orders are looked for by who made them, and when something is stopped.
create index order_awaiting_payment on "order" (buyer_id) where state = 'pending_payment';

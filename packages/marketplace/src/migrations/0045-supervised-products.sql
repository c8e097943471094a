-- How the deliveries of a product are supervised, with the seller's template and acceptance criteria (R12, R38, R39). Products
-- from before this version have none: manual services follow the simplified flow, and SaaS is not supervised.
alter table product add column supervision jsonb;

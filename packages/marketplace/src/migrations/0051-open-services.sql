-- The buyers of a product with a service that is not over. In a migration of its own, since it takes long where there are many services.
create index subscription_open_of_product on subscription (product_id, buyer_id) where closed_at is null;

-- The figures of the whole market have the subject 'market' and no seller.
alter table public_figure alter column seller_id drop not null;
alter table public_figure add check ((subject = 'market') = (seller_id is null));

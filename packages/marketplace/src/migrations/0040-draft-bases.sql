-- The content of the product on sale from which a draft of a change was typed: what is approved meanwhile is merged into the
-- draft (packages/marketplace/src/catalog/README.md). Drafts from before this version have none.
alter table product_draft add column base jsonb;

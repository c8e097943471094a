-- What a seller's server asked last with a key and was refused, so that the seller sees it where the key stands.
alter table open_api_key
  add column refused_wall_at timestamptz,
  add column refused_because text,
  add check ((refused_wall_at is null) = (refused_because is null));

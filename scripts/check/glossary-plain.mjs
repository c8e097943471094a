/** What no word of the field is in the names of the domains: plain English, and what programs speak of everywhere. */
export const plainWords = new Set(
  `
  about action added after alike answered any applied apply approval ask asked by cause changing choice compatibility
  connection copyright created data decided decision domain done email ended environment extended failing filter for
  found handler holder ip kept kind locked loop month moved moving name named new none not note number of offered one
  opened option other owner paid phone place prepared priced proposed purpose query reader reason recovered request
  restate result returning reviewed shared shown signed slowed software sort state stop stored succeeded target test
  text time told total typed unconfirmed upload user work year
`
    .trim()
    .split(/\s+/),
)

/** What no word of the field is in the names of the domains: plain English, and what programs speak of everywhere. */
export const plainWords = new Set(
  `
  action added after alike answered any applied apply approval ask asked by cause changing choice compatibility
  copyright created data decision domain done email environment extended filter for found handler holder ip
  kept loop month moved moving name named new none note number offered one opened option paid phone place
  prepared priced query reason restate result returning reviewed shown signed software sort stop stored
  succeeded target test text time told total typed upload work year
`
    .trim()
    .split(/\s+/),
)

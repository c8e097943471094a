/** What no word of the field is in the names of the domains: plain English, and what programs speak of everywhere. */
export const plainWords = new Set(
  `
  action added after alike answered any applied apply approval ask by changing choice compatibility
  copyright created decision domain done email environment extended filter for found handler holder ip
  kept loop month moving name named new none note number one opened option phone
  prepared priced query restate result returning reviewed shown signed sort stop stored
  succeeded target text time told total typed upload work
`
    .trim()
    .split(/\s+/),
)

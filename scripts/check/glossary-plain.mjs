/** What no word of the field is in the names of the domains: plain English, and what programs speak of everywhere. */
export const plainWords = new Set(
  `
  after alike answered any applied apply approval changing choice compatibility
  copyright created done environment extended for ip
  loop month moving name named new none number one opened option phone
  prepared priced quarter query restate returning reviewed signed sort stop stored
  succeeded target total typed upload version work
`
    .trim()
    .split(/\s+/),
)

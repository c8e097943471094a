import { encodeBody } from './wire/encode.ts'
import type { TextMembers, TextOptions, UnsignedRequest } from './message-set.ts'

/** The body of a request whose members are given as text; `encode` checks and writes it. */
export function writeBodyOfTexts(
  members: TextMembers,
  { isChecked }: TextOptions,
  encode: (body: object) => string,
): UnsignedRequest {
  const body = Object.fromEntries(Object.entries(members).map(([name, text]) => [name, objectOr(text)]))
  return { body: isChecked ? encode(body) : encodeBody(body) }
}

/** A member that is an object is given as JSON. */
function objectOr(text: string): unknown {
  if (!text.startsWith('{')) return text
  try {
    return JSON.parse(text)
  } catch {
    return text
  }
}

/** Every form in which a secret may occur: as it is, in Base64 at any alignment, and these again in hex. */
export function listForms(secret: string): string[] {
  const plain = [secret, ...[0, 1, 2].map((offset) => base64Inside(secret, offset))]
  const hex = plain.flatMap((form) => [
    Buffer.from(form).toString('hex'),
    Buffer.from(form).toString('hex').toUpperCase(),
  ])
  return [...new Set([...plain, ...plain.map(asUrlSafe), ...hex])]
}

const asUrlSafe = (text: string): string => text.replaceAll('+', '-').replaceAll('/', '_')

/**
 * The Base64 digits that do not depend on the bytes around the secret, if it starts `offset` bytes after a group of
 * three.
 */
function base64Inside(secret: string, offset: number): string {
  const bytes = Buffer.concat([Buffer.alloc(offset), Buffer.from(secret)])
  const whole = Math.floor((bytes.length * 8) / 6)
  return bytes.toString('base64').slice(Math.ceil((offset * 8) / 6), whole)
}

/** The forms of the secret that occur in a text. */
export const findForms = (secret: string, text: string): string[] =>
  listForms(secret).filter((form) => text.includes(form))

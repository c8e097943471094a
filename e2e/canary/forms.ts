/** Every way in which a secret may stand somewhere: as it is, in base64 at any alignment, and those again in hex. */
export function listForms(secret: string): string[] {
  const plain = [secret, ...[0, 1, 2].map((offset) => base64Inside(secret, offset))]
  const hex = plain.flatMap((form) => [
    Buffer.from(form).toString('hex'),
    Buffer.from(form).toString('hex').toUpperCase(),
  ])
  return [...new Set([...plain, ...plain.map(asUrlSafe), ...hex])]
}

const asUrlSafe = (text: string): string => text.replaceAll('+', '-').replaceAll('/', '_')

/** The digits that do not depend on what stands before or after the secret, when it starts so many bytes after a triple. */
function base64Inside(secret: string, offset: number): string {
  const bytes = Buffer.concat([Buffer.alloc(offset), Buffer.from(secret)])
  const whole = Math.floor((bytes.length * 8) / 6)
  return bytes.toString('base64').slice(Math.ceil((offset * 8) / 6), whole)
}

/** The forms of the secret that occur in the text. */
export const findForms = (secret: string, text: string): string[] =>
  listForms(secret).filter((form) => text.includes(form))

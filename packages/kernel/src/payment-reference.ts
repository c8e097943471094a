const bodyLength = 12
/** `RF` as digits (A = 10 … Z = 35), followed by two zeros in place of the check digits. */
const tail = '271500'

const modulo97 = (digits: string): number =>
  Array.from(digits, Number).reduce((rest, digit) => (rest * 10 + digit) % 97, 0)

/**
 * A payment reference by ISO 11649: `RF`, two check digits and twelve digits. The check digits reveal every wrong digit
 * and every two digits that changed places.
 */
export function createReference(body: string): string {
  if (!new RegExp(`^\\d{${bodyLength}}$`).test(body))
    throw new Error(`This is no body of a reference: ${body}`)
  return `RF${String(98 - modulo97(body + tail)).padStart(2, '0')}${body}`
}

/** Draws the body of a reference; each byte gives one digit, without preferring any. */
export function drawReference(randomBytes: (length: number) => Uint8Array): string {
  let body = ''
  while (body.length < bodyLength)
    for (const byte of randomBytes(bodyLength)) if (byte < 250 && body.length < bodyLength) body += byte % 10
  return createReference(body)
}

/** Reads a typed or pasted reference, with or without spaces; undefined if it is none or has a slip. */
export function readReference(typed: string): string | undefined {
  const plain = typed.replace(/[\s-]/g, '').toUpperCase()
  if (!hasReferenceForm(plain)) return undefined
  return createReference(plain.slice(4)) === plain ? plain : undefined
}

/** Whether a text looks like a whole reference, so that a slip in it can be told from another text. */
export const hasReferenceForm = (typed: string): boolean =>
  /^RF\d{14}$/.test(typed.replace(/[\s-]/g, '').toUpperCase())

/** In groups of four, as the standard prints it: `RF18 1234 5678 9012`. */
export const formatReference = (reference: string): string => reference.replace(/(.{4})(?=.)/g, '$1 ')

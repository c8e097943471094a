/** What was written and signed, as it stands on the wire. */
type Message = {
  readonly line: string
  readonly headers: readonly (readonly [string, string])[]
  readonly body: Uint8Array
}

/** A word for a POSIX shell. */
const quoteText = (text: string): string => `'${text.replaceAll("'", String.raw`'\''`)}'`
/** What curl writes itself, from the address and the body. */
const own: ReadonlySet<string> = new Set(['host', 'content-length'])

/**
 * A command that sends the request with its proof, byte for byte; good for as long as the proof’s time is. Without `--globoff`
 * curl reads brackets in an address as a range, and calls it once for each.
 */
export function formatCurl(url: string, { headers, body }: Message): string {
  const named = headers
    .filter(([name]) => !own.has(name))
    .map(([name, value]) => `-H ${quoteText(`${name}: ${value}`)}`)
  const data = body.length === 0 ? [] : [`--data-binary ${quoteText(Buffer.from(body).toString('utf8'))}`]
  return ['curl -sS --globoff', ...named, ...data, quoteText(url)].join(' ')
}

/** A signed request, as sent. */
type Message = {
  readonly line: string
  readonly headers: readonly (readonly [string, string])[]
  readonly body: Uint8Array
}

/** Quotes an argument for a POSIX shell. */
const quoteText = (text: string): string => `'${text.replaceAll("'", String.raw`'\''`)}'`
/** Headers that curl derives from the URL and the body. */
const own: ReadonlySet<string> = new Set(['host', 'content-length'])

/** In SCIM 2.0 the key itself is sent, which is shown once and never again (R253). */
const isKey = (name: string): boolean => name === 'authorization'

/**
 * A curl command that sends the signed request byte for byte; it works while the timestamp of the signature is valid.
 * A bearer token is taken from the variable `KEY`. Without `--globoff` curl would read brackets in a URL as a range, and send one request for each value.
 */
export function formatCurl(url: string, { headers, body }: Message): string {
  const named = headers
    .filter(([name]) => !own.has(name))
    .map(([name, value]) =>
      isKey(name) ? `-H "${name}: Bearer $KEY"` : `-H ${quoteText(`${name}: ${value}`)}`,
    )
  const data = body.length === 0 ? [] : [`--data-binary ${quoteText(Buffer.from(body).toString('utf8'))}`]
  return ['curl -sS --globoff', ...named, ...data, quoteText(url)].join(' ')
}

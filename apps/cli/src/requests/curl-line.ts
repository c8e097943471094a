import type { SignedRequest } from './sign-request.ts'

/** A word for a POSIX shell. */
const quoteText = (text: string): string => `'${text.replaceAll("'", String.raw`'\''`)}'`

/**
 * A command that sends the request; the body comes from `file`, if there is one. Without `--globoff` curl reads brackets in an
 * address as a range, and calls it once for each.
 */
export function formatCurl({ method, url, headers, body }: SignedRequest, file?: string): string {
  const named = Object.entries(headers).map(([name, value]) => `-H ${quoteText(`${name}: ${value}`)}`)
  // --data-binary, since --data takes line breaks out of a file, and the signature would no longer fit.
  const data =
    body.length === 0 && file === undefined
      ? []
      : [`--data-binary ${quoteText(file === undefined ? Buffer.from(body).toString('utf8') : `@${file}`)}`]
  const verb = method === 'GET' ? [] : [`-X ${method}`]
  return ['curl -sS --globoff', ...verb, ...named, ...data, quoteText(url)].join(' ')
}

import type { SignedRequest } from './sign-request.ts'

/** Quotes a word for a POSIX shell. */
const quoteText = (text: string): string => `'${text.replaceAll("'", String.raw`'\''`)}'`

/**
 * The curl command that sends the request. Its body, if it has one, comes from `file`. Without `--globoff`, curl would
 * read brackets in an address as a range and send several requests.
 */
export function formatCurl({ method, url, headers, body }: SignedRequest, file?: string): string {
  const named = Object.entries(headers).map(([name, value]) => `-H ${quoteText(`${name}: ${value}`)}`)
  // --data would remove line breaks from the file, and the signature would no longer fit.
  const data =
    body.length === 0 && file === undefined
      ? []
      : [`--data-binary ${quoteText(file === undefined ? Buffer.from(body).toString('utf8') : `@${file}`)}`]
  const verb = method === 'GET' ? [] : [`-X ${method}`]
  return ['curl -sS --globoff', ...verb, ...named, ...data, quoteText(url)].join(' ')
}

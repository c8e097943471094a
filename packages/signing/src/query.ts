/** One parameter of a query string: `value` is decoded, `raw` is its text on the wire. */
export type QueryParameter = { readonly name: string; readonly value: string; readonly raw: string }

/** Decodes as form decoders do: `+` is a blank, and an invalid escape stands for itself. */
function decode(text: string): string {
  if (!/[%+]/.test(text)) return text
  try {
    return decodeURIComponent(text.replaceAll('+', ' '))
  } catch {
    return new URLSearchParams(`v=${text.replaceAll('=', '%3D')}`).get('v') ?? ''
  }
}

/**
 * Reads a query string, with or without its question mark, as servlet containers, PHP and form parsers do: a blank may
 * be `%20` or `+`, and a character has the same value escaped or not (saas-v1 §12.7). Returns the parameters in their
 * order, including repeated ones.
 */
export function readQuery(query: string): QueryParameter[] {
  return query
    .replace(/^\?/, '')
    .split('&')
    .filter((pair) => pair !== '')
    .map((pair) => {
      const at = pair.indexOf('=')
      const [name, raw] = at < 0 ? [pair, ''] : [pair.slice(0, at), pair.slice(at + 1)]
      return { name: decode(name), value: decode(raw), raw }
    })
}

/**
 * Escapes a text for a query string: everything but `A-Z a-z 0-9 - . _ ~` (RFC 3986 §2.3), so that a blank is `%20` and
 * a plus sign `%2B`, which every decoder reads alike. Unpaired surrogates become U+FFFD, as they do when signed.
 */
export const encodePercent = (text: string): string =>
  encodeURIComponent(text.toWellFormed()).replace(
    /[!'()*]/g,
    (letter) => `%${letter.charCodeAt(0).toString(16).toUpperCase()}`,
  )

/** Writes parameters in the given order as a query string, without a question mark. */
export const writeQuery = (parameters: Iterable<{ readonly name: string; readonly value: string }>): string =>
  Array.from(parameters, ({ name, value }) => `${encodePercent(name)}=${encodePercent(value)}`).join('&')

/** One server-sent event: `id` is what a reconnection continues after, `data` the lines joined. */
export type StreamEvent = { readonly id: string | undefined; readonly data: string }

/**
 * Cuts an event stream into events (WHATWG HTML §9.2.6): give it text as it arrives, in pieces of any size, and it hands on
 * each event that has become whole. Comments, which keep the connection open, are dropped.
 */
export function createEventReader(onEvent: (event: StreamEvent) => void): (chunk: string) => void {
  let rest = ''
  let id: string | undefined
  let data: string[] = []
  const readLine = (line: string): void => {
    if (line === '') {
      if (data.length > 0) onEvent({ id, data: data.join('\n') })
      data = []
      return
    }
    const colon = line.indexOf(':')
    const field = colon < 0 ? line : line.slice(0, colon)
    const value = colon < 0 ? '' : line.slice(colon + 1).replace(/^ /, '')
    if (field === 'data') data.push(value)
    if (field === 'id' && !value.includes('\0')) id = value
  }
  return (chunk) => {
    rest += chunk
    // A carriage return at the very end may be half of a CRLF: it waits for the next piece.
    const lines = rest.split(/\r\n|\n|\r(?!$)/)
    rest = lines.pop() ?? ''
    lines.forEach(readLine)
  }
}

/** One server-sent event: `id` is the position to continue after, `data` the joined lines. */
export type StreamEvent = { readonly id: string | undefined; readonly data: string }

/**
 * Splits an event stream into events (WHATWG HTML §9.2.6). The returned function takes text in chunks of any size and
 * calls `onEvent` for each complete event. Comments, which keep the connection open, are dropped.
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
    // A carriage return at the very end may be half of a CRLF, so it waits for the next chunk.
    const lines = rest.split(/\r\n|\n|\r(?!$)/)
    rest = lines.pop() ?? ''
    lines.forEach(readLine)
  }
}

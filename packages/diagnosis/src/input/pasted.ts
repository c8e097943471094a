/** A text in a fence of Markdown. */
const fence = /^\s*```[^\n]*\n([^]*?)\r?\n```\s*$/

/** Without the blanks that stand before every line, as a text in a list or a log has them. */
function withoutIndent(text: string): string {
  const indent = /^[\r\n]*([ \t]+)\S/.exec(text)?.[1]
  if (indent === undefined) return text
  const lines = text.split('\n')
  if (!lines.every((line) => line.startsWith(indent) || line.trim() === '')) return text
  return lines
    .map((line) => (line.startsWith(indent) ? line.slice(indent.length) : line.replace(/^[ \t]+/, '')))
    .join('\n')
}

/** What was pasted, without the fence or the indent that a page put around it; bytes that have neither stay as they are. */
export function withoutPaste(bytes: Buffer): Buffer {
  const text = bytes.toString('latin1')
  const bare = withoutIndent(fence.exec(text)?.[1] ?? text)
  return bare === text ? bytes : Buffer.from(bare, 'latin1')
}

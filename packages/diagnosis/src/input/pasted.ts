/** A text in a Markdown code fence. */
const fence = /^\s*```[^\n]*\n([^]*?)\r?\n```\s*$/

/** Removes blanks that are in front of every line, as in a list or a log. */
function withoutIndent(text: string): string {
  const indent = /^[\r\n]*([ \t]+)\S/.exec(text)?.[1]
  if (indent === undefined) return text
  const lines = text.split('\n')
  if (!lines.every((line) => line.startsWith(indent) || line.trim() === '')) return text
  return lines
    .map((line) => (line.startsWith(indent) ? line.slice(indent.length) : line.replace(/^[ \t]+/, '')))
    .join('\n')
}

/** Removes a code fence or an indentation around a pasted text; other bytes stay unchanged. */
export function withoutPaste(bytes: Buffer): Buffer {
  const text = bytes.toString('latin1')
  const bare = withoutIndent(fence.exec(text)?.[1] ?? text)
  return bare === text ? bytes : Buffer.from(bare, 'latin1')
}

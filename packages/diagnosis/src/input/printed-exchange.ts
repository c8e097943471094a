// What our own commands print around the bytes of an exchange: `loggia trigger exchange` a line above them, `loggia
// call` the duration after the status and a sentence below.

/** `2026-01-02T03:04:05Z  #12  POST newInstance …`. */
const headline = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d+)?Z {2}#\d+ .*\r?\n(?:[ \t]*\r?\n)*/
const replyLine = /(^|\n)HTTP (\d{3}) after \d+ ms(?=\r?\n)/

/** The bytes of an exchange without what was printed around them. */
export function withoutPrint(bytes: Buffer): Buffer {
  const text = bytes.toString('latin1')
  const bare = text
    .replace(headline, '')
    .replace(/\n\(no reply\)\s*(?:\n-- [^]*)?$/, '\n')
    .replace(/\n\n-- [a-z][^\n]*\n[^]*$/, '\n')
  const reply = replyLine.exec(bare)
  if (!reply) return bare === text ? bytes : Buffer.from(bare, 'latin1')
  const from = reply.index + (reply[1]?.length ?? 0)
  const head = bare.slice(from).replace(/^HTTP (\d{3}) after \d+ ms/, 'HTTP/1.1 $1')
  return Buffer.from(bare.slice(0, from) + withoutVerdict(head), 'latin1')
}

/** Removes the sentence below a body, which follows an empty line. A JSON body ends where its last bracket closes. */
function withoutVerdict(reply: string): string {
  const end = reply.search(/\r?\n\r?\n/)
  if (end < 0) return reply
  const body = reply.slice(end)
  const json = /^(\s*\{[^]*\})\n\n[^{}\n]/.exec(body)?.[1]
  return reply.slice(0, end) + (json ?? body.replace(/^(\s*[^\n]*(?:\n[^\n]+)*)\n\n[^]*$/, '$1'))
}

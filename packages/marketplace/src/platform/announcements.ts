import type { Heard } from './changes.ts'

/** NOTIFY takes payloads shorter than 8000 bytes. */
export const mostBytes = 7_999
/** Above this number of subjects the payload names none, and listeners check everything. */
export const mostSubjects = 2_000

/**
 * Returns NOTIFY payloads for these subjects, each within {@link mostBytes}. Their first member is the sending node.
 */
export function writePayloads(nodeId: string, subjects: readonly string[]): string[] {
  const everything = JSON.stringify([nodeId])
  if (subjects.length > mostSubjects) return [everything]
  const payloads: string[] = []
  let texts: string[] = []
  let bytes = 0
  const finish = (): void => {
    if (texts.length > 0) payloads.push(`${everything.slice(0, -1)},${texts.join(',')}]`)
    texts = []
    bytes = Buffer.byteLength(everything)
  }
  finish()
  for (const text of subjects.map((subject) => JSON.stringify(subject))) {
    const more = Buffer.byteLength(text) + 1
    if (Buffer.byteLength(everything) + more > mostBytes) return [everything]
    if (bytes + more > mostBytes) finish()
    texts.push(text)
    bytes += more
  }
  finish()
  return payloads
}

/**
 * Subjects that another node announced; undefined for this node's own payload. A malformed payload means everything.
 */
export function readPayload(nodeId: string, payload: string): Heard | undefined {
  const [speaker, ...subjects] = parse(payload)
  if (speaker === nodeId) return undefined
  return subjects.length === 0 ? 'everything' : subjects
}

function parse(payload: string): string[] {
  try {
    const told: unknown = JSON.parse(payload)
    return Array.isArray(told) && told.every((part) => typeof part === 'string') ? told : []
  } catch {
    return []
  }
}

import { existsSync, readFileSync } from 'node:fs'

/** Linux counts processor time in hundredths of a second on every machine. */
const msOfTick = 10
/** Fields in proc(5): the parent, the process's own time (user, system) and that of children that ended. */
const places = { parent: 1, own: [11, 12], ended: [13, 14] } as const

/** Processor time of a process so far, in milliseconds; NaN except on Linux. */
export const readProcessorMs = (pid: number): number => msOf(readFields(pid), places.own)

/**
 * The same for a server with a process for each connection: the time of the given processes, and of ended ones, which
 * their parent counts.
 */
export function readFamilyProcessorMs(pids: readonly number[]): number {
  const children = pids.map(readFields)
  const parent = children.find((fields) => fields !== undefined)?.[places.parent]
  const ofParent = readFields(Number(parent))
  const living = children.reduce((sum, fields) => sum + (fields ? msOf(fields, places.own) : 0), 0)
  return living + msOf(ofParent, places.own) + msOf(ofParent, places.ended)
}

const msOf = (fields: readonly string[] | undefined, at: readonly number[]): number =>
  fields ? at.reduce((sum, place) => sum + Number(fields[place]), 0) * msOfTick : Number.NaN

/** Undefined if the process is gone. */
function readFields(pid: number): readonly string[] | undefined {
  const path = `/proc/${pid}/stat`
  if (!existsSync(path)) return undefined
  // The name may contain anything, so the fields begin after the last parenthesis.
  const text = readFileSync(path, 'utf8')
  return text.slice(text.lastIndexOf(')') + 2).split(' ')
}

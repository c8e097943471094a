import { CannotRun } from '../io.ts'

/** Reads the members of a request that are given on the command line as `name=value`. */
export function readMembers(words: readonly string[]): Map<string, string> {
  const members = new Map<string, string>()
  for (const word of words) {
    const at = word.indexOf('=')
    if (at < 1) throw new CannotRun(`Give a field of the request as name=value: ${word}`)
    const name = word.slice(0, at)
    if (members.has(name)) throw new CannotRun(`The field ${name} is given twice`)
    members.set(name, word.slice(at + 1))
  }
  return members
}

/** Merges the given members into a sample. A member without a value is removed from the sample. */
export function mergeIntoSample(
  sample: Readonly<Record<string, string>>,
  given: ReadonlyMap<string, string>,
): Map<string, string> {
  const members = new Map(Object.entries(sample))
  for (const [name, value] of given) {
    if (value === '') members.delete(name)
    else members.set(name, value)
  }
  return members
}

import { ok } from '../saas-v2/right.ts'
import type { Message } from '../saas-v2/right.ts'
import { readAs } from '../saas-v2/wrong.ts'
import type { Wrong } from '../saas-v2/wrong.ts'

/** The table of an activity, as wrong readers need it. */
export type Reading = {
  readonly prefix: string
  readonly activity: string
  /** The activity in ids of checks. */
  readonly short: string
  /** The mandatory members. */
  readonly paths: readonly string[]
  /** Those with a limit of 64 characters. */
  readonly lengths: readonly string[]
  /** The member that names what the message is about. */
  readonly idName: string
  /** Values that the table accepts, by the names of members. */
  readonly values: Readonly<Record<string, unknown>>
}

/** Replaces each mandatory member of a message by the result of `mend`. */
export function mendMembers(
  message: Message,
  paths: readonly string[],
  mend: (value: unknown, name: string) => unknown,
): Message {
  const result: Record<string, unknown> = { ...message }
  for (const path of paths) {
    const [name = '', inner] = path.split('.')
    if (inner === undefined) result[name] = mend(result[name], name)
    else if (typeof result[name] === 'object' && result[name] !== null)
      result[name] = mendMembers(result[name] as Message, [inner], mend)
  }
  return result
}

/** Reads the members of an activity's messages differently. */
export const mendActivity = (
  activity: string,
  paths: readonly string[],
  mend: (value: unknown, name: string) => unknown,
) => readAs((message) => (message['activity'] === activity ? mendMembers(message, paths, mend) : message))

/** Answers success although a message lacks something. */
const doneThough = (activity: string, isLacking: (message: Message) => boolean): Wrong['change'] => {
  const isTaken = (message: Message): boolean => message['activity'] === activity && isLacking(message)
  return (right) => ({
    messageFault: (message) => (isTaken(message) ? undefined : right.messageFault(message)),
    carryOut: (message, shop, parts) => (isTaken(message) ? ok : right.carryOut(message, shop, parts)),
  })
}

/** Sellers that read the members of one activity too leniently. */
export function listWrongReaders({
  prefix,
  activity,
  short,
  paths,
  lengths,
  idName,
  values,
}: Reading): Wrong[] {
  return [
    ...paths.map((path): Wrong => ({
      name: `${short}-without-${path.replace('.', '-')}`,
      defect: `It accepts ${activity} without ${path}`,
      found: [`${prefix}.${short}.missing.${path}`],
      change:
        path === idName
          ? doneThough(activity, ({ [idName]: id }) => id === undefined)
          : mendActivity(activity, [path], (value, name) => value ?? values[name]),
    })),
    {
      name: `${short}-with-empty-members`,
      defect: `It accepts ${activity} with empty fields`,
      found: [`${prefix}.${short}.empty`],
      change:
        paths.length === 1
          ? doneThough(activity, (message) => message[paths[0] ?? ''] === '')
          : mendActivity(activity, paths, (value, name) => (value === '' ? values[name] : value)),
    },
    {
      name: `${short}-with-lists`,
      defect: `It uses the first item of a list as the field in ${activity}`,
      found: [`${prefix}.${short}.type`],
      change: mendActivity(activity, paths, (value) =>
        Array.isArray(value) ? (value as unknown[])[0] : value,
      ),
    },
    ...(lengths.length === 0 ? [] : [longIds({ prefix, activity, short, lengths })]),
  ]
}

/** Answers success for an unknown id, because the id was cut to the length of an existing one. */
const longIds = ({
  prefix,
  activity,
  short,
  lengths,
}: Pick<Reading, 'prefix' | 'activity' | 'short' | 'lengths'>): Wrong => ({
  name: `${short}-with-long-ids`,
  defect: `It cuts IDs in ${activity} that are too long, and continues`,
  found: [`${prefix}.${short}.length`],
  change: (right) => {
    const cut = (message: Message): Message =>
      mendMembers(message, lengths, (value) => (typeof value === 'string' ? value.slice(0, 64) : value))
    const isLong = (message: Message): boolean =>
      message['activity'] === activity && JSON.stringify(cut(message)) !== JSON.stringify(message)
    return {
      messageFault: (message) => right.messageFault(isLong(message) ? cut(message) : message),
      carryOut: (message, shop, parts) =>
        isLong(message) ? { ...ok, instanceId: 'i-1' } : right.carryOut(message, shop, parts),
    }
  },
})

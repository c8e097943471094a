import type { AccessKeys } from '../keys.ts'
import type { Protocol } from '../protocol.ts'
import type { KeyClass, SignedProtocol } from './wire-protocol.ts'

/** A protocol that a request may be of, and a key that may have signed it. */
export type Attempt = { readonly protocol: SignedProtocol; readonly accessKey: string }
export type Attempts = readonly [Attempt, ...Attempt[]]

/** What may be signed in a query. */
export type SignedTable = {
  /**
   * With which keys a request is verified, one after the other, and as what it is then read: those of the class that its activity
   * belongs to. What names no activity that is known may be of each class, and cannot be read.
   */
  attemptsFor(activity: unknown): Attempts
}

type Options = {
  readonly protocols: readonly [SignedProtocol, ...SignedProtocol[]]
  readonly keys: Readonly<Record<KeyClass, AccessKeys>>
  readonly served: ReadonlySet<Protocol>
}

/** Makes the table of activities. Throws a TypeError if two protocols have the same. */
export function createSignedTable({ protocols, keys, served }: Options): SignedTable {
  const rows = new Map<unknown, Attempts>()
  const attemptsOf = (protocol: SignedProtocol): Attempts => {
    const [current, ...others] = keys[protocol.keyClass]
    return [
      { protocol, accessKey: current },
      ...others.map((accessKey): Attempt => ({ protocol, accessKey })),
    ]
  }
  for (const protocol of protocols) {
    const attempts = attemptsOf(protocol)
    for (const activity of protocol.activities) {
      if (rows.has(activity)) throw new TypeError(`Two protocols have the activity ${activity}.`)
      rows.set(activity, attempts)
    }
  }
  // Said by a protocol that is served, if there is one: the seller is to hear what is wrong with the request.
  const [first, ...others] = protocols.toSorted(
    (one, other) => Number(served.has(other.protocol)) - Number(served.has(one.protocol)),
  )
  const unknown = withoutRepeats([...attemptsOf(first ?? protocols[0]), ...others.flatMap(attemptsOf)])
  return { attemptsFor: (activity) => rows.get(activity) ?? unknown }
}

/** Each key once: where two classes have the same, who signed with it is of the first. */
function withoutRepeats([first, ...others]: Attempts): Attempts {
  const keys = new Set([first.accessKey])
  return [first, ...others.filter(({ accessKey }) => !keys.has(accessKey) && keys.add(accessKey))]
}

import type { AccessKeys } from '../keys.ts'
import type { Protocol } from '../protocol.ts'
import type { KeyClass, SignedProtocol } from './wire-protocol.ts'

/** A key that may have signed a request, and the protocol that refuses a request without a known activity. */
export type Attempt = { readonly protocol: SignedProtocol; readonly accessKey: string }
export type Attempts = readonly [Attempt, ...Attempt[]]

/** The protocol of an activity, and the keys that may sign it, with the current one first. */
export type SignedRow = { readonly protocol: SignedProtocol; readonly keys: AccessKeys }

/** The activities that may be signed in a query. */
export type SignedTable = {
  /** Each key once, in the order in which they are tried. The request is not read before one of them fits. */
  readonly attempts: Attempts
  /** Undefined if the activity is not known. */
  rowOf(activity: unknown): SignedRow | undefined
}

type Options = {
  readonly protocols: readonly [SignedProtocol, ...SignedProtocol[]]
  readonly keys: Readonly<Record<KeyClass, AccessKeys>>
  readonly served: ReadonlySet<Protocol>
}

/**
 * Creates the table of activities. If several protocols have one, it is that of the protocol that is served. Throws a
 * TypeError if two of those are served.
 */
export function createSignedTable({ protocols, keys, served }: Options): SignedTable {
  const isServed = ({ protocol }: SignedProtocol): boolean => served.has(protocol)
  // Protocols that are served come first, also so that an unreadable request is reported to the seller.
  const sorted = protocols.toSorted((one, other) => Number(isServed(other)) - Number(isServed(one)))
  const rows = new Map<unknown, SignedRow>()
  for (const protocol of sorted) {
    const row = { protocol, keys: keys[protocol.keyClass] }
    for (const activity of protocol.activities) {
      if (rows.has(activity) && isServed(protocol))
        throw new TypeError(`Two protocols have the activity ${activity}.`)
      if (!rows.has(activity)) rows.set(activity, row)
    }
  }
  const attemptsOf = (protocol: SignedProtocol): Attempts => {
    const [current, ...others] = keys[protocol.keyClass]
    return [
      { protocol, accessKey: current },
      ...others.map((accessKey): Attempt => ({ protocol, accessKey })),
    ]
  }
  const [first, ...others] = sorted
  const attempts = withoutRepeats([...attemptsOf(first ?? protocols[0]), ...others.flatMap(attemptsOf)])
  return { attempts, rowOf: (activity) => rows.get(activity) }
}

/** Each key once. If two classes have the same key, it belongs to the first one. */
function withoutRepeats([first, ...others]: Attempts): Attempts {
  const keys = new Set([first.accessKey])
  return [first, ...others.filter(({ accessKey }) => !keys.has(accessKey) && keys.add(accessKey))]
}

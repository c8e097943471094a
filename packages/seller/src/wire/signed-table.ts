import type { AccessKeys } from '../keys.ts'
import type { Protocol } from '../protocol.ts'
import type { KeyClass, SignedProtocol } from './wire-protocol.ts'

/** A key that may have signed a request, and the protocol that says of one without a known activity that it cannot be read. */
export type Attempt = { readonly protocol: SignedProtocol; readonly accessKey: string }
export type Attempts = readonly [Attempt, ...Attempt[]]

/** What an activity belongs to, and the keys that may ask for it, the one of now first. */
export type SignedRow = { readonly protocol: SignedProtocol; readonly keys: AccessKeys }

/** What may be signed in a query. */
export type SignedTable = {
  /** Each key once, in the order in which they are tried: what a request says is not looked at until one of them fits. */
  readonly attempts: Attempts
  /** Undefined of what is no activity that is known. */
  rowOf(activity: unknown): SignedRow | undefined
}

type Options = {
  readonly protocols: readonly [SignedProtocol, ...SignedProtocol[]]
  readonly keys: Readonly<Record<KeyClass, AccessKeys>>
  readonly served: ReadonlySet<Protocol>
}

/** Makes the table of activities. Throws a TypeError if two protocols have the same. */
export function createSignedTable({ protocols, keys, served }: Options): SignedTable {
  const rows = new Map<unknown, SignedRow>()
  for (const protocol of protocols) {
    const row = { protocol, keys: keys[protocol.keyClass] }
    for (const activity of protocol.activities) {
      if (rows.has(activity)) throw new TypeError(`Two protocols have the activity ${activity}.`)
      rows.set(activity, row)
    }
  }
  const attemptsOf = (protocol: SignedProtocol): Attempts => {
    const [current, ...others] = keys[protocol.keyClass]
    return [
      { protocol, accessKey: current },
      ...others.map((accessKey): Attempt => ({ protocol, accessKey })),
    ]
  }
  // Said by a protocol that is served, if there is one: the seller is to hear what is wrong with the request.
  const [first, ...others] = protocols.toSorted(
    (one, other) => Number(served.has(other.protocol)) - Number(served.has(one.protocol)),
  )
  const attempts = withoutRepeats([...attemptsOf(first ?? protocols[0]), ...others.flatMap(attemptsOf)])
  return { attempts, rowOf: (activity) => rows.get(activity) }
}

/** Each key once: where two classes have the same, who signed with it is of the first. */
function withoutRepeats([first, ...others]: Attempts): Attempts {
  const keys = new Set([first.accessKey])
  return [first, ...others.filter(({ accessKey }) => !keys.has(accessKey) && keys.add(accessKey))]
}

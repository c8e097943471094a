import type { Outcome } from '../requests.ts'

/** An outcome that no request of the protocol has. */
export function refuseToWrite({ kind }: Outcome): never {
  throw new TypeError(`This protocol has no reply for the outcome ${kind}.`)
}

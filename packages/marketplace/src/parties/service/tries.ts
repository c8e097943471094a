import type { WallInstant } from '@loggia/kernel'
import type { Platform, Tx } from '../../platform/index.ts'
import { partyProblems } from '../problems/index.ts'
import {
  decideSignIn,
  isTriedPlace,
  laneGaps,
  rememberedMs,
  countSecondsUntil,
  signInLimits,
} from '../rules.ts'
import type { Lane, TryCount, TryKind } from '../rules.ts'
import * as store from '../store/index.ts'

/** An admitted try. */
export type Admitted = {
  /** Removes the try from the counts, because the password was not checked. */
  takeBack(): Promise<void>
  forget(tx: Tx): Promise<void>
}
type Stranger = {
  readonly email: string
  readonly network: string
  /** Called once when the tries of an account exceed the limit. */
  readonly onMany: () => Promise<void>
}

/** Counts tries in the database, so for all nodes. Subjects are digests: a person may type a password as the email. */
export function createTries({ db, wall, seal }: Platform) {
  const subjectOf = (kind: TryKind | Lane, value: string): string =>
    `${kind}:${seal.digest(`sign-in:${kind}:${value}`)}`
  const before = (now: WallInstant, ms: number): WallInstant => (now - ms) as WallInstant

  async function countTry(kind: TryKind, value: string): Promise<TryCount> {
    const now = wall.now()
    const { most, windowMs } = signInLimits[kind]
    const subject = subjectOf(kind, value)
    const windowsBefore = before(now, windowMs)
    return { subject, most, windowMs, ...(await store.countTry(db, subject, { now, windowsBefore })) }
  }

  async function readTries(kind: TryKind, value: string): Promise<TryCount> {
    const { most, windowMs } = signInLimits[kind]
    const subject = subjectOf(kind, value)
    const windowsBefore = before(wall.now(), windowMs)
    return { subject, most, windowMs, ...(await store.readTries(db, subject, windowsBefore)) }
  }

  /** Admits one try in the gap of the lane, first come first served. Throws `parties.sign_in_limited`. */
  async function requireTurn(lane: Lane, value: string): Promise<void> {
    const now = wall.now()
    const gap = laneGaps[lane]
    const lastAt = await store.takeTurn(db, subjectOf(lane, value), { now, notAfter: before(now, gap) })
    if (lastAt === undefined) return
    throw partyProblems.sign_in_limited({ retryAfter: countSecondsUntil(lastAt + gap, now) })
  }

  const isOver = ({ failures, most }: TryCount): boolean => failures > most

  const toAdmitted = (counts: readonly TryCount[], forget: Admitted['forget']): Admitted => ({
    takeBack: async () => {
      for (const { subject } of counts) await store.forgiveTries(db, subject, 1)
    },
    forget,
  })

  /**
   * For a known browser or session, which has a count of its own that no stranger can use up. Throws
   * `parties.sign_in_limited`.
   */
  async function admitKnown(kind: 'device' | 'password', value: string): Promise<Admitted> {
    const own = await countTry(kind, value)
    decideSignIn(own, wall.now())
    return toAdmitted([own], (tx) => store.forgetTries(tx, own.subject))
  }

  /**
   * For all others. Ten failures block their own address from the account, and no other address. If failures of an
   * account come from many addresses, the next tries take turns. Addresses with hardly any failure there have a
   * separate lane: to hold that up, an attacker needs a new address every few seconds. Throws
   * `parties.sign_in_limited`.
   */
  async function admitStranger({ email, network, onMany }: Stranger): Promise<Admitted> {
    const place = `${email} ${network}`
    const earlier = await readTries('place', place)
    decideSignIn({ ...earlier, failures: earlier.failures + 1 }, wall.now())
    const address = await countTry('address', network)
    if (isOver(address)) await requireTurn('address_lane', network)
    const account = await countTry('email', email)
    if (account.failures === account.most + 1) await onMany()
    if (isOver(account)) {
      const isTried = isTriedPlace(await readTries('place_day', place))
      await requireTurn(isTried ? 'tried_lane' : 'fresh_lane', email)
    }
    const here = await countTry('place', place)
    const today = await countTry('place_day', place)
    decideSignIn(here, wall.now())
    return toAdmitted([address, account, here, today], async (tx) => {
      await store.forgiveTries(tx, address.subject, 1)
      await store.forgiveTries(tx, account.subject, here.failures)
      await store.forgetTries(tx, here.subject)
      await store.forgetTries(tx, today.subject)
    })
  }

  /** Older counts are deleted. */
  const keptSince = (): WallInstant => before(wall.now(), rememberedMs)

  return { countTry, admitKnown, admitStranger, keptSince }
}

export type Tries = ReturnType<typeof createTries>

import type { WallInstant } from '@loggia/kernel'
import type { Platform, Tx } from '../../platform/index.ts'
import { partyProblems } from '../problems.ts'
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

/** A try that was let in: how it is taken back, and what a success forgets of it. */
export type Admitted = {
  /** It was not looked at: as if it had not been. */
  takeBack(): Promise<void>
  forget(tx: Tx): Promise<void>
}
type Stranger = {
  readonly email: string
  readonly network: string
  /** What is done once when tries of one account become many. */
  readonly onMany: () => Promise<void>
}

/** Counts tries, in the database and so for all nodes, under digests: what people type as an email by mistake may be a password. */
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

  /** One at a time each few seconds, whoever asks first. Throws `parties.sign_in_limited`. */
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

  /** A browser that has signed in before has a count of its own, which no stranger can use up. Throws `parties.sign_in_limited`. */
  async function admitKnown(kind: 'device' | 'password', value: string): Promise<Admitted> {
    const own = await countTry(kind, value)
    decideSignIn(own, wall.now())
    return toAdmitted([own], (tx) => store.forgetTries(tx, own.subject))
  }

  /**
   * Everybody else: ten failures shut out their own address from the account, and nobody else's. When failures of an account come
   * from many addresses, the next tries take turns, and those of an address that has hardly failed there have a lane of their own:
   * whoever holds that up needs a new address for every few seconds. Throws `parties.sign_in_limited`.
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

  /** What is older than this is of no use any more. */
  const keptSince = (): WallInstant => before(wall.now(), rememberedMs)

  return { countTry, admitKnown, admitStranger, keptSince }
}

export type Tries = ReturnType<typeof createTries>

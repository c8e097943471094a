import type { SignedIn } from '../parties/index.ts'
import type { Edge } from './edge.ts'

/** A session, as its streams see it. */
export type SessionWatch = {
  /** The member of the session now; undefined once it has ended. Looked up once for all streams of the session. */
  who(): Promise<SignedIn | undefined>
  /** Discards the last answer, which may be outdated. */
  forget(): void
  leave(): void
}

/** How long (ms) an answer is reused without a notification. */
const freshMs = 1_000

/** Changes of rights are recorded for the party, changes of the account and its sessions for the member. */
const subjectsOf = ({ member, buyer, seller, actor }: SignedIn): string[] => [
  member.id,
  ...(buyer ? [buyer.id] : []),
  ...(seller ? [seller.id] : []),
  ...(actor.operator ? ['operators'] : []),
]

/** The subject that announces the end of a session. */
export const toSessionSubject = (sessionId: string): string => `session:${sessionId}`

/** Looks up a session once for all its streams, and wakes them when their rights may have changed. */
export function openSessionWatches({ parties, platform }: Edge): {
  join(token: string, who: SignedIn, ring: () => void): SessionWatch
} {
  type Watched = {
    readonly rings: Set<() => void>
    asked: Promise<SignedIn | undefined> | undefined
    sinceAsked: () => number
    end(): void
  }
  const watched = new Map<string, Watched>()

  function begin(token: string, who: SignedIn): Watched {
    const rings = new Set<() => void>()
    const onChange = (): void => {
      session.asked = undefined
      for (const ring of rings) ring()
    }
    const ends = [toSessionSubject(who.sessionId), ...subjectsOf(who)].map((subject) =>
      platform.changes.subscribe(subject, onChange),
    )
    const session: Watched = {
      rings,
      asked: Promise.resolve(who),
      sinceAsked: platform.stopwatch.start(),
      end: () => ends.forEach((end) => end()),
    }
    watched.set(token, session)
    return session
  }

  return {
    join(token, who, ring) {
      const session = watched.get(token) ?? begin(token, who)
      session.rings.add(ring)
      return {
        who() {
          if (!session.asked || session.sinceAsked() >= freshMs) {
            session.asked = parties.authenticate(token, { touch: false })
            session.sinceAsked = platform.stopwatch.start()
          }
          return session.asked
        },
        forget: () => {
          session.asked = undefined
        },
        leave() {
          session.rings.delete(ring)
          if (session.rings.size > 0) return
          session.end()
          watched.delete(token)
        },
      }
    },
  }
}

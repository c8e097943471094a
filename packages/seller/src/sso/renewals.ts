import type { SsoSignedIn } from './outcome.ts'
import type { SsoRefusal } from './refusals.ts'
import type { SessionStore } from './session-store.ts'
import type { Sso } from './sso.ts'

/** What a session keeps. */
export type KeptSession = Omit<SsoSignedIn, 'person'> & {
  readonly signedInAtMs: number
  /** While the marketplace could not be asked: when to ask it again. */
  readonly retryAtMs?: number
}

/** Reads sessions, and renews their tokens. */
export type Renewals = {
  read(id: string): Promise<KeptSession | undefined>
  /** Renews the tokens before, if they are due. Undefined if the session is over. */
  find(id: string): Promise<KeptSession | undefined>
}

type RenewalsOptions = {
  readonly sso: Pick<Sso, 'refresh'>
  readonly store: SessionStore
  readonly now: () => number
  /** Called with the reason if tokens were not renewed. */
  readonly tell: (refusal: SsoRefusal) => void
}

/** Before the end of the access token, so that it can still be used for something. */
const earlyMs = 30_000
/** How long a session goes on after the end of its access token while the marketplace cannot be asked. */
const graceMs = 900_000
const restMs = 30_000
/** Longer than any request to the marketplace. */
const leaseMs = 30_000
const pauseMs = 100

/** Renews the tokens of a session once at a time, whatever number of requests and processes need it. */
export function createRenewals({ sso, store, now, tell }: RenewalsOptions): Renewals {
  const isDue = ({ tokens, retryAtMs = 0 }: KeptSession): boolean =>
    tokens.expiresAtMs - earlyMs <= now() && retryAtMs <= now()
  const isUsable = ({ tokens }: KeptSession): boolean => now() < tokens.expiresAtMs + graceMs

  async function read(id: string): Promise<KeptSession | undefined> {
    const stored = await store.find(id)
    return stored && stored.untilMs > now() ? (JSON.parse(stored.facts) as KeptSession) : undefined
  }

  async function renew(id: string): Promise<KeptSession | undefined> {
    for (;;) {
      const isTaken = await store.take(id, now(), now() + leaseMs)
      // Read after it was taken: another request may have renewed it just now.
      const kept = await read(id)
      if (!kept || !isDue(kept)) return kept
      if (isTaken) return ask(id, kept).catch((error: unknown) => failAsking(id, kept, error))
      await new Promise<void>((resolve) => void setTimeout(resolve, pauseMs))
    }
  }

  async function ask(id: string, kept: KeptSession): Promise<KeptSession | undefined> {
    const told = await sso.refresh(kept)
    if (!told.ok) tell(told)
    if (!told.ok && (told.code === 'signedOut' || told.code === 'unknownTenant')) {
      await store.remove(id)
      return undefined
    }
    const next = told.ok
      ? { ...kept, tokens: told.tokens, retryAtMs: 0 }
      : { ...kept, retryAtMs: now() + restMs }
    await store.change(id, JSON.stringify(next))
    return next
  }

  /** Whoever comes next must not wait for an answer that nobody gives. */
  async function failAsking(id: string, kept: KeptSession, error: unknown): Promise<never> {
    await store.change(id, JSON.stringify(kept))
    throw error
  }

  return {
    read,
    find: async (id) => {
      const kept = await read(id)
      const renewed = kept && isDue(kept) ? await renew(id) : kept
      return renewed && isUsable(renewed) ? renewed : undefined
    },
  }
}

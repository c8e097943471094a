import { fromDays, fromHours, fromMinutes } from '@loggia/kernel'
import type { Apps } from '../../apps/index.ts'
import type { Identity } from '../../identity/index.ts'
import type { Parties } from '../../parties/index.ts'
import type { Platform } from '../../platform/index.ts'
import type { SignOnClient, TokenKind } from '../schema.ts'
import type { FoundClient } from '../store/people.ts'

export type SignOnContext = Platform & {
  readonly apps: Pick<Apps, 'formatDomain' | 'unsealClientSecret'>
  readonly parties: Pick<Parties, 'closeSession'>
  readonly identity: Pick<Identity, 'requireWay'>
}

/** How long things count, in ms of real time (oauth.md §8; what it does not say is our choice). */
export const lives = {
  code: fromMinutes(1),
  access: fromHours(2),
  refresh: fromDays(30),
  session: fromDays(14),
  step: fromMinutes(30),
} as const satisfies Record<TokenKind | 'code' | 'session' | 'step', number>

export type OpenClient = ReturnType<typeof createOpening>

/** Clients with their secrets. */
export const createOpening =
  ({ apps }: Pick<SignOnContext, 'apps'>) =>
  (found: FoundClient | undefined): SignOnClient | undefined => {
    if (!found) return undefined
    const { sealed, ...client } = found
    return { ...client, clientSecret: apps.unsealClientSecret(found.connectedAppId, sealed) }
  }

import type { IdentityContext } from './context.ts'
import { createDomains } from './domains.ts'
import { createEnds } from './ends.ts'
import { createLogout } from './logout.ts'
import { createOwnConnections } from './own-connections.ts'
import { createPeople } from './people.ts'
import { createPolicy } from './policy.ts'
import { createProviders } from './providers.ts'
import { createRelyingParty } from './relying-party.ts'
import { createSignIns } from './sign-ins.ts'
import { createWatch } from './watch.ts'

export type Identity = ReturnType<typeof createIdentity>

/** People sign in to the marketplace by the identity providers of their companies, operators by their own. */
export function createIdentity(context: IdentityContext) {
  const ends = createEnds(context)
  const party = createRelyingParty(context)
  const watch = createWatch(context, ends)
  const providers = createProviders(context, ends)
  const { showSignIn: _, ...ofProviders } = providers
  return {
    ...ofProviders,
    ...createDomains(context, providers, { watch, ends }),
    ...createOwnConnections(context, ends),
    ...createSignIns(context, party, createPeople(context, ends)),
    ...createLogout(context, party, ends),
    ...createPolicy(context, ends),
    /** In real time, again and again. */
    watch: { round: watch.round, nextDue: watch.nextDue },
    notePeople: ends.notePeople,
    noteUnlinked: ends.noteUnlinked,
    noteDissolved: ends.noteDissolved,
  }
}

import { omitUndefined } from '@loggia/kernel'
import type { Id, Language } from '@loggia/kernel'
import { runInTx, record } from '../../platform/index.ts'
import type { MemberActor, Tx } from '../../platform/index.ts'
import { partyProblems } from '../problems/index.ts'
import { requireStrongPassword } from '../rules.ts'
import type { OpenSession, SignedIn } from '../schema/sessions.ts'
import * as store from '../store/index.ts'
import type { PartyContext } from './context.ts'
import { requireCurrentPassword } from './current-password.ts'
import { createDevices } from './devices.ts'
import { toAddressPlace } from './sign-ins.ts'

/** Changes of a member to their own account. */
export function createProfiles(
  context: PartyContext,
  tellChanged: (tx: Tx, member: SignedIn['member']) => Promise<void>,
) {
  const { db, wall } = context
  const { makeDevice } = createDevices(context)

  const changeProfile = (
    actor: MemberActor,
    profile: { readonly name: string; readonly language: Language },
  ): Promise<void> =>
    runInTx(context, { actor }, async (tx) => {
      await store.setProfile(tx, actor.memberId, { name: profile.name, language: profile.language })
      await record(tx, 'member.profile_changed', {
        subject: actor.memberId,
        data: { name: profile.name, language: profile.language },
      })
    })

  /**
   * Changes the password and ends the member's other sessions and links, so that anybody who knew the old one is signed
   * out and can no longer move the account to another email.
   * Returns the browser's new device token. Throws `parties.password_wrong` (counted by session, which no stranger
   * has), `parties.password_weak`, `parties.password_same`, and `parties.sign_in_required` if the session has ended.
   */
  async function changePassword(
    { actor, member, sessionId }: SignedIn,
    { current, next }: { readonly current: string; readonly next: string },
  ): Promise<{ device: string }> {
    requireStrongPassword(next, member.email)
    const { admitted, stored } = await requireCurrentPassword(context, { actor, sessionId }, current)
    // `current` is verified by now, so comparing the typed texts is enough.
    if (current.normalize('NFKC') === next.normalize('NFKC')) throw partyProblems.password_same()
    const hash = await context.hash(next, actor.memberId)
    const owner = await runInTx(context, { actor }, async (tx) => {
      // While the hash was computed, a reset may have replaced the password and ended the session.
      if ((await store.lockMember(tx, actor.memberId)) !== stored) throw partyProblems.password_wrong()
      if (!(await store.shareSession(tx, sessionId))) throw partyProblems.sign_in_required()
      await admitted.forget(tx)
      await store.setPassword(tx, actor.memberId, { hash, mustChange: false })
      await store.deleteOtherSessions(tx, actor.memberId, sessionId)
      await store.endLinks(tx, actor.memberId)
      await record(tx, 'member.password_changed', { subject: actor.memberId })
      await tellChanged(tx, member)
      return store.findDeviceOwner(tx, actor.memberId)
    })
    if (!owner) throw new Error(`There is no member ${actor.memberId}`)
    return { device: makeDevice(owner) }
  }

  async function listSessions(actor: MemberActor): Promise<OpenSession[]> {
    const sessions = await store.listSessions(db, actor.memberId, wall.now())
    return sessions.map(({ sealed, ...session }) =>
      omitUndefined({
        ...session,
        address: sealed ? context.seal.open(sealed, toAddressPlace(session.id)) : undefined,
      }),
    )
  }

  /** Throws `parties.session_unknown` for one that is not the member's. */
  const endSession = (actor: MemberActor, id: Id<'ses'>): Promise<void> =>
    runInTx(context, { actor }, async (tx) => {
      if (!(await store.deleteOneSession(tx, actor.memberId, id))) throw partyProblems.session_unknown()
      await record(tx, 'member.session_ended', { subject: actor.memberId })
    })

  return { changeProfile, changePassword, listSessions, endSession }
}

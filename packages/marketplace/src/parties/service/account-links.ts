import type { Id, Language } from '@loggia/kernel'
import { emit, runInTx, record, system, toNetwork } from '../../platform/index.ts'
import type { MemberActor, Tx } from '../../platform/index.ts'
import { requireMailbox } from '../mailboxes.ts'
import { partyProblems } from '../problems/index.ts'
import { decideResetAsk, normaliseEmail, requireStrongPassword } from '../rules.ts'
import type { AccountLink, LinkPurpose } from '../schema/links.ts'
import type { MemberSigningIn, SignedIn } from '../schema/sessions.ts'
import * as store from '../store/index.ts'
import type { PartyContext } from './context.ts'
import type { Confirmation } from './factors/index.ts'
import type { Letters } from './letters.ts'

type Told = SignedIn['member']
type ResetAsk = { readonly email: string; readonly ip: string; readonly language: Language }

const actorOf = ({ member }: AccountLink): MemberActor => ({
  kind: 'member',
  memberId: member.id,
  name: member.name,
  operator: false,
})

type LinkParts = {
  readonly admitConfirmed: (tx: Tx, id: Id<'mbr'>) => Promise<'active' | 'waiting'>
  readonly confirmChange: (who: SignedIn, confirmation: Confirmation) => Promise<(tx: Tx) => Promise<void>>
}

/** What a person does with a link that was sent to their email, or to get one. */
export function createAccountLinks(
  context: PartyContext,
  { askLetter, hashToken, digestPassword }: Letters,
  { admitConfirmed, confirmChange }: LinkParts,
) {
  const { db, wall, settings } = context

  /** Throws `parties.link_unusable`, the same for a link that is unknown, over or used. */
  async function getLink(token: string, purposes: readonly LinkPurpose[]): Promise<AccountLink> {
    const link = await store.findLink(db, { tokenHash: hashToken(token), purposes, now: wall.now() })
    if (!link) throw partyProblems.link_unusable()
    return link
  }
  async function useLink(tx: Tx, link: AccountLink): Promise<void> {
    if (!(await store.useLink(tx, link.id))) throw partyProblems.link_unusable()
  }

  /**
   * Sends a link to choose a new password, if there is an account with this email. The answer and its time are the same
   * if there is none. At most three in an hour for one address; further ones are silently left out. Throws
   * `parties.no_mail`, and `parties.reset_limited` after too many requests of one network.
   */
  async function askReset({ email, ip, language }: ResetAsk): Promise<void> {
    if (!settings.sendsMail) throw partyProblems.no_mail()
    const address = normaliseEmail(email)
    decideResetAsk(await context.tries.countTry('reset_ask', toNetwork(ip)), wall.now())
    const ofAddress = await context.tries.countTry('reset_mail', address)
    if (ofAddress.failures > ofAddress.most) return
    await runInTx(context, { actor: system }, (tx) =>
      askLetter(tx, { letter: 'password_reset', address, language }),
    )
  }

  /**
   * Sets a new password by a link, and ends all sessions of the member. Throws `parties.link_unusable`,
   * `parties.password_weak`, and what other domains refuse with.
   */
  async function choosePassword({
    token,
    password,
    secret,
  }: {
    readonly token: string
    readonly password: string
    /** What the identity provider of a company has left in the browser. */
    readonly secret?: string | undefined
  }) {
    // The link is looked up first, so that nobody without one makes the server hash.
    const link = await getLink(token, ['reset', 'invitation'])
    const { member } = link
    requireStrongPassword(password, member.email)
    const hash = await context.hash(password, member.id)
    await runInTx(context, { actor: actorOf(link) }, async (tx) => {
      await useLink(tx, link)
      await emit<MemberSigningIn>(tx, {
        type: 'member.signing_in',
        memberId: member.id,
        method: 'reset',
        browserSecret: secret,
      })
      await store.endLinks(tx, member.id)
      await store.setPassword(tx, member.id, { hash, mustChange: false })
      await store.deleteSessionsOf(tx, member.id)
      // The link came to the address, so it is confirmed as well.
      if (member.state === 'unconfirmed') await admitConfirmed(tx, member.id)
      await record(tx, 'member.password_chosen_by_link', { subject: member.id })
      if (link.purpose === 'reset') await tellChanged(tx, member)
    })
    return { email: member.email }
  }

  const tellChanged = (tx: Tx, { id, email, language }: Told): Promise<void> =>
    askLetter(tx, { letter: 'password_changed', address: email, language, memberId: id })

  /** Who a link is for, for the page that asks for a password. Throws `parties.link_unusable`. */
  async function getLinkOwner(token: string): Promise<{ email: string; name: string }> {
    const { member } = await getLink(token, ['reset', 'invitation'])
    return { email: member.email, name: member.name }
  }

  /**
   * Moves an account to the new address that a link was sent to. Throws `parties.link_unusable`, and
   * `parties.email_taken` if another account got the address meanwhile.
   */
  async function confirmEmail(token: string): Promise<{ email: string }> {
    const link = await getLink(token, ['email'])
    const { member, email = '' } = link
    await runInTx(context, { actor: actorOf(link) }, async (tx) => {
      await useLink(tx, link)
      await setEmail(tx, member, email)
    })
    return { email }
  }

  async function setEmail(tx: Tx, { id, email, language }: Told, next: string): Promise<void> {
    if (!(await store.setEmail(tx, id, next))) throw partyProblems.email_taken()
    // Links in the former mailbox must not open the account any longer.
    await store.endLinks(tx, id)
    await record(tx, 'member.email_changed', { subject: id })
    await askLetter(tx, {
      letter: 'email_changed',
      address: email,
      language,
      memberId: id,
      data: { email: next },
    })
  }

  /**
   * Changes the member's own email: at once, or with a mail server by a link to the new address. If another account has
   * that address, or three emails went there within the hour, the answer is the same and no link is sent. Throws
   * `parties.email_reserved`, `parties.password_wrong`, `parties.second_factor_missing` and, without a mail server, `parties.email_taken`.
   */
  async function askEmailChange(
    who: SignedIn,
    { email, ...confirmation }: Confirmation & { readonly email: string },
  ): Promise<{ state: 'changed' | 'sent' }> {
    const { actor, member } = who
    const confirm = await confirmChange(who, confirmation)
    decideResetAsk(await context.tries.countTry('email_change', actor.memberId), wall.now())
    const address = requireMailbox(email)
    const { id, language } = member
    const sent = settings.sendsMail ? await context.tries.countTry('reset_mail', address) : undefined
    return runInTx(context, { actor }, async (tx) => {
      await confirm(tx)
      if (sent) {
        if (sent.failures <= sent.most)
          await askLetter(tx, {
            letter: 'email_change',
            address,
            language,
            memberId: id,
            // Whoever changes the password meanwhile ends this, too, even if the letter is sent much later.
            data: { proof: digestPassword((await store.findPasswordHash(tx, id)) ?? '') },
          })
        return { state: 'sent' as const }
      }
      await setEmail(tx, member, address)
      return { state: 'changed' as const }
    })
  }

  return { askReset, choosePassword, getLinkOwner, confirmEmail, askEmailChange, tellChanged }
}

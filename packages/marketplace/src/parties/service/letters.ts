import { fromHours, omitUndefined } from '@loggia/kernel'
import type { Id, Language, WallInstant } from '@loggia/kernel'
import type { Letter } from '@loggia/protocol/console'
import { emit } from '../../platform/index.ts'
import type { Db, Party, Tx } from '../../platform/index.ts'
import { normaliseEmail } from '../rules.ts'
import type { LetterAsked, LinkPurpose } from '../schema/links.ts'
import type { Reader } from '../schema/members.ts'
import * as store from '../store/index.ts'
import type { Addressee } from '../store/index.ts'
import type { PartyContext } from './context.ts'

const tokenBytes = 32
type Linked = { readonly purpose: LinkPurpose; readonly page: string; readonly hours: number }
/** The letters with a link: the page that it opens, and how long it can be used. */
const linked: Partial<Readonly<Record<Letter, Linked>>> = {
  password_reset: { purpose: 'reset', page: '/reset-password', hours: 1 },
  email_confirmation: { purpose: 'confirmation', page: '/sign-in', hours: 72 },
  email_change: { purpose: 'email', page: '/confirm-email', hours: 24 },
  invitation: { purpose: 'invitation', page: '/accept-invitation', hours: 168 },
}
/** Where letters without a link of their own lead to. */
const pages: Partial<Readonly<Record<Letter, string>>> = {
  password_changed: '/reset-password',
  owner_reset: '/sign-in',
  sign_up_known: '/sign-in',
  email_changed: '/account',
  factor_added: '/account',
  factor_removed: '/account',
  recovery_code_used: '/account',
  codes_refused: '/account',
  identity_connected: '/account',
  member_suspended: '/sign-in',
  member_reinstated: '/sign-in',
}

/** Letters to addresses of which nobody has shown yet that they are the member's. */
const unproven: ReadonlySet<Letter> = new Set(['email_confirmation', 'email_change', 'invitation'])

type AskedLetter = {
  readonly name: string
  readonly address: string
  readonly memberId?: Id<'mbr'>
  readonly language: Language
  readonly data: Readonly<Record<string, unknown>>
}
export type PreparedLetter = {
  readonly letter: Letter
  readonly language: Language
  readonly name?: string
  readonly path?: string
  readonly hours?: number
  readonly data: Readonly<Record<string, unknown>>
}

/** Letters about accounts, which *mail* sends. */
export function createLetters(context: PartyContext) {
  const { wall, ids, seal, randomBytes } = context
  const hashToken = (token: string): string => seal.digest(`link:${token}`)

  /** Shows that a password is still the same, without showing it. */
  const digestPassword = (hash: string): string => seal.digest(`password:${hash}`)

  const askLetter = (tx: Tx, letter: Omit<LetterAsked, 'type'>): Promise<void> =>
    emit<LetterAsked>(tx, { type: 'letter.asked', ...letter })

  /**
   * Looks up whom a letter is for, and makes its link. Done when the letter is sent, so that links are stored nowhere,
   * and asking for a letter to an unknown address takes as long as for a known one. Undefined if nobody may get it.
   */
  async function prepareLetter(tx: Tx, asked: AskedLetter): Promise<PreparedLetter | undefined> {
    const { data, address, memberId } = asked
    const to = await store.findAddressee(
      tx,
      memberId === undefined ? { email: normaliseEmail(address) } : { id: memberId },
    )
    if (!to) return undefined
    const letter = letterFor(to, asked.name as Letter)
    if (!(await mayGet(tx, to, { letter, address, data }))) return undefined
    const { language } = to
    // Whoever signs up or invites chooses the name, and the address may be a stranger's: no text of theirs goes there.
    const name = unproven.has(letter) ? undefined : to.name
    const link = linked[letter]
    if (!link) return omitUndefined({ letter, language, name, path: pages[letter], data })
    const token = Buffer.from(randomBytes(tokenBytes)).toString('base64url')
    const now = wall.now()
    await store.deleteEndedLinks(tx, now)
    await store.replaceLink(tx, {
      id: ids.next('lnk'),
      purpose: link.purpose,
      memberId: to.id,
      tokenHash: hashToken(token),
      email: letter === 'email_change' ? address : undefined,
      now,
      endsAt: (now + fromHours(link.hours)) as WallInstant,
    })
    // In the fragment, which browsers send to no server.
    const path = `${link.page}${queryOf(data)}#${token}`
    return omitUndefined({ letter, language, name, path, hours: link.hours, data: shownOf(data) })
  }

  /** Somebody who signs up again before confirming the address gets the link again. */
  const letterFor = ({ state }: Addressee, letter: Letter): Letter =>
    letter === 'sign_up_known' && state === 'unconfirmed' ? 'email_confirmation' : letter

  async function mayGet(
    tx: Tx,
    to: Addressee,
    { letter, address, data }: Pick<AskedLetter, 'address' | 'data'> & { readonly letter: Letter },
  ): Promise<boolean> {
    // The account may have moved since the letter was asked for: its links do not go to the former mailbox.
    if (linked[letter] && letter !== 'email_change' && to.email !== normaliseEmail(address)) return false
    if (letter === 'email_confirmation') return to.state === 'unconfirmed'
    if (letter === 'password_reset' && to.state === 'unconfirmed') return true
    if (letter === 'email_change') {
      const hash = (await store.findPasswordHash(tx, to.id)) ?? ''
      const isFree = (await store.findAddressee(tx, { email: address })) === undefined
      return to.state === 'active' && isFree && data['proof'] === digestPassword(hash)
    }
    return to.state === 'active'
  }

  /** The members who read the messages of a party; their rights say which. */
  const listReaders = (from: Db, party: Party): Promise<Reader[]> => store.listReaders(from, party)

  /** R236: the address that the seller's data give for service; undefined if there is none. */
  const findServiceMailbox = async (from: Db, id: Id<'sel'>): Promise<string | undefined> =>
    (await store.findSellerData(from, id))?.data.support?.email

  return { askLetter, prepareLetter, hashToken, digestPassword, listReaders, findServiceMailbox }
}

/** What the words of a letter may use. */
const shownOf = ({ by }: Readonly<Record<string, unknown>>) => omitUndefined({ by })

/** Where the reader wanted to go before signing up. */
const queryOf = ({ next }: Readonly<Record<string, unknown>>): string =>
  typeof next === 'string' ? `?next=${encodeURIComponent(next)}` : ''

export type Letters = ReturnType<typeof createLetters>

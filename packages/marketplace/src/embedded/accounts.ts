import type { SignUpMode } from '@loggia/protocol/console/settings/kinds'
import type { Id } from '@loggia/kernel'
import { createParties } from '../parties/index.ts'
import type { NewMember, Parties } from '../parties/index.ts'
import { runInTx, listHistory, system } from '../platform/index.ts'
import type { MemberActor, Platform } from '../platform/index.ts'

const quick = { n: 16, r: 1, p: 1 }
export const accountPassword = 'bridges over water'

/** Helpers that sign people up and in, for tests of accounts; after `next` they act for another person. */
export function createAccounts(platform: () => Platform) {
  let serial = 0
  let others = 0
  const email = (): string => `person-${serial}@cangye.example`
  const next = (): number => (serial += 1)

  const partiesOf = (signUp: SignUpMode = 'open'): Parties =>
    createParties(platform(), { passwordCost: quick, signUp })
  const person = () => ({
    kind: 'enterprise' as const,
    organisation: '沧野制造',
    name: '林知遥',
    email: email(),
    password: accountPassword,
    country: 'CN',
    language: 'zh-CN' as const,
    ip: `192.0.2.${serial % 250}`,
  })
  const signIn = (parties: Parties, given: Partial<Parameters<Parties['signIn']>[0]> = {}) =>
    parties.signIn({
      email: email(),
      password: accountPassword,
      userAgent: 'a browser',
      ip: '192.0.2.251',
      ...given,
    })
  const history = async (subject: string) =>
    (await listHistory(platform().db, subject)).map(({ kind }) => kind)

  async function signedUp(parties = partiesOf()) {
    await parties.signUp(person())
    return (await signIn(parties)).session
  }

  /** A signed-in member that the market itself added. */
  async function addActor(member: Partial<NewMember>): Promise<MemberActor> {
    const parties = partiesOf()
    const address = `added-${(others += 1)}@cangye.example`
    const account = { email: address, name: 'Added', password: accountPassword, language: 'en-US' } as const
    await runInTx(platform(), { actor: system }, (tx): Promise<Id<'mbr'>> =>
      parties.addMember(tx, { ...account, ...member }),
    )
    return (await signIn(parties, { email: address })).session.actor
  }
  const operator = () => addActor({ operator: true })

  return { email, next, partiesOf, person, signIn, history, signedUp, added: addActor, operator }
}

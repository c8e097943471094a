import type { Id } from '@loggia/kernel'
import type { FactorChange, Letter } from '@loggia/protocol/console'
import { notify } from '../../../platform/index.ts'
import type { Tx } from '../../../platform/index.ts'
import * as store from '../../store/index.ts'
import type { Letters } from '../letters.ts'

const letterOf: Partial<Readonly<Record<FactorChange, Letter>>> = {
  totp_added: 'factor_added',
  passkey_added: 'factor_added',
  totp_removed: 'factor_removed',
  passkey_removed: 'factor_removed',
  recovery_code_used: 'recovery_code_used',
}

/** Tells the member by email, and by a message every party that the member acts for. */
export function createFactorTelling({ askLetter }: Letters) {
  async function tellChange(tx: Tx, memberId: Id<'mbr'>, change: FactorChange): Promise<void> {
    const letter = letterOf[change]
    if (letter) await sendLetter(tx, memberId, letter)
    const member = await store.findActsFor(tx, memberId)
    for (const to of member?.parties ?? [])
      await notify(tx, 'factors_changed', to, {
        subject: memberId,
        data: { member: member?.name ?? '', change },
      })
  }

  async function sendLetter(tx: Tx, memberId: Id<'mbr'>, letter: Letter): Promise<void> {
    const to = await store.findAddressee(tx, { id: memberId })
    if (to) await askLetter(tx, { letter, address: to.email, language: to.language, memberId })
  }

  return { tellChange, sendLetter }
}

export type FactorTelling = ReturnType<typeof createFactorTelling>

import { fromMinutes } from '@loggia/kernel'
import type { Id, WallInstant } from '@loggia/kernel'
import type { Tx } from '../../../platform/index.ts'
import { partyProblems } from '../../problems/index.ts'
import * as store from '../../store/index.ts'
import type { PartyContext } from '../context.ts'

const stepMs = fromMinutes(10)
const tokenBytes = 32

/** Sign-ins that wait for their second factor. */
export function createSteps({ db, wall, seal, randomBytes }: PartyContext) {
  const hashStep = (token: string): string => seal.digest(`sign-in-step:${token}`)
  const makeToken = (): string => Buffer.from(randomBytes(tokenBytes)).toString('base64url')

  /** Written while the password cannot change; returns the token that the browser keeps. */
  async function openStep(tx: Tx, memberId: Id<'mbr'>): Promise<string> {
    const token = makeToken()
    const endsAt = (wall.now() + stepMs) as WallInstant
    await store.insertStep(tx, { tokenHash: hashStep(token), memberId, endsAt })
    return token
  }

  /** Throws `parties.sign_in_step_over`. */
  async function getStep(token: string | undefined): Promise<{ memberId: Id<'mbr'>; token: string }> {
    const memberId = token === undefined ? undefined : await store.findStep(db, hashStep(token), wall.now())
    if (token === undefined || !memberId) throw partyProblems.sign_in_step_over()
    return { memberId, token }
  }

  async function useStep(tx: Tx, token: string): Promise<void> {
    if (!(await store.useStep(tx, hashStep(token)))) throw partyProblems.sign_in_step_over()
  }

  return { openStep, getStep, useStep, makeToken }
}

export type Steps = ReturnType<typeof createSteps>

import type { SignedIn } from '../schema/sessions.ts'
import { isPassword } from '../passwords.ts'
import { partyProblems } from '../problems/index.ts'
import * as store from '../store/index.ts'
import type { PartyContext } from './context.ts'
import type { Admitted } from './tries.ts'

/**
 * Checks the password that a signed-in member types again. Counted by session, which no stranger has. Throws
 * `parties.password_wrong` and `parties.sign_in_limited`.
 */
export async function requireCurrentPassword(
  context: PartyContext,
  { actor, sessionId }: Pick<SignedIn, 'actor' | 'sessionId'>,
  current: string,
): Promise<{ admitted: Admitted; stored: string }> {
  const admitted = await context.tries.admitKnown('password', sessionId)
  const stored = (await store.findPasswordHash(context.db, actor.memberId)) ?? ''
  const isRight = await isPassword(current, stored || undefined, context.hashingFor(actor.memberId)).catch(
    async (error: unknown) => {
      // The queue was full, so the password was not checked and the try does not count.
      await admitted.takeBack()
      throw error
    },
  )
  if (!isRight) throw partyProblems.password_wrong()
  return { admitted, stored }
}

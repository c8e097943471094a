import type { Id } from '@loggia/kernel'
import type {
  Assertion,
  ProofKind,
  RequestOptions,
  SecondProof,
  SignInMethod,
} from '@loggia/protocol/console'
import { runInTx } from '../../../platform/index.ts'
import type { MemberActor } from '../../../platform/index.ts'
import { partyProblems } from '../../problems/index.ts'
import type { Site, SigningBrowser } from '../../schema/sessions.ts'
import * as store from '../../store/index.ts'
import type { PartyContext } from '../context.ts'
import { createDevices } from '../devices.ts'
import type { Entered, Sessions } from '../sign-ins.ts'
import type { Proofs } from './proofs.ts'
import type { Steps } from './steps.ts'

const methodOf = {
  totp: 'password_code',
  passkey: 'password_passkey',
  recovery: 'recovery_code',
} as const satisfies Readonly<Record<ProofKind, SignInMethod>>

type Parts = { readonly sessions: Sessions; readonly steps: Steps; readonly proofs: Proofs }

/** The second step of a sign-in, and signing in with a passkey alone. */
export function createFactorSignIns(context: PartyContext, { sessions, steps, proofs }: Parts) {
  const { db } = context
  const { makeDevice, findDevice } = createDevices(context)

  async function getOwner(memberId: Id<'mbr'>) {
    const found = await store.findAddressee(db, { id: memberId })
    const owner = await store.findDeviceOwner(db, memberId)
    if (!found || !owner) throw new Error(`There is no member ${memberId}`)
    const actor: MemberActor = { kind: 'member', memberId, name: found.name, operator: false }
    return { actor, owner }
  }

  /** What a passkey of the member whose sign-in waits has to sign. Throws `parties.sign_in_step_over`. */
  async function requestSecondSignature(
    token: string | undefined,
    site: Site | undefined,
  ): Promise<RequestOptions> {
    const step = await steps.getStep(token)
    return proofs.requestSignature(`step:${step.token}`, { site, memberId: step.memberId })
  }

  /**
   * Finishes a sign-in whose password was right. Throws `parties.sign_in_step_over`, `parties.code_refused`,
   * `parties.recovery_code_refused`, `parties.passkey_refused` and `parties.sign_in_limited`.
   */
  async function finishSignIn(
    given: string | undefined,
    proof: SecondProof,
    browser: SigningBrowser,
  ): Promise<Entered> {
    const { token, memberId } = await steps.getStep(given)
    const { actor, owner } = await getOwner(memberId)
    const known = findDevice(browser.devices, owner)
    const proven = await proofs.prove(proof, {
      memberId,
      counted: known ? { kind: 'known_code', by: known } : { kind: 'code', by: memberId },
      holder: `step:${token}`,
      site: browser.site,
    })
    const session = await runInTx(context, { actor }, async (tx) => {
      if (!(await store.lockActive(tx, memberId))) throw partyProblems.sign_in_step_over()
      await steps.useStep(tx, token)
      await proven.use(tx)
      return sessions.openSession(tx, { memberId, browser, method: methodOf[proven.kind] })
    })
    return sessions.enter(session, known ?? makeDevice(owner))
  }

  /** What any passkey of this site may sign; nobody learns who has one. Returns the token that the browser keeps. */
  async function requestPasskeySignIn(
    site: Site | undefined,
  ): Promise<{ token: string; options: RequestOptions }> {
    const token = steps.makeToken()
    return { token, options: await proofs.requestSignature(`sign-in:${token}`, { site }) }
  }

  /** Throws `parties.passkey_refused`. */
  async function signInByPasskey(
    token: string | undefined,
    response: Assertion,
    browser: SigningBrowser,
  ): Promise<Entered> {
    if (token === undefined) throw partyProblems.passkey_refused()
    const holder = `sign-in:${token}`
    const { memberId, use } = await proofs.provePasskey(response, { holder, site: browser.site })
    const { actor, owner } = await getOwner(memberId)
    const session = await runInTx(context, { actor }, async (tx) => {
      if (!(await store.lockActive(tx, memberId))) throw partyProblems.passkey_refused()
      await use(tx)
      return sessions.openSession(tx, { memberId, browser, method: 'passkey' })
    })
    return sessions.enter(session, findDevice(browser.devices, owner) ?? makeDevice(owner))
  }

  return { requestSecondSignature, finishSignIn, requestPasskeySignIn, signInByPasskey }
}

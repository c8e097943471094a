import { resultCodes } from '@loggia/protocol/kit'
import { defineStep } from '../engine/check.ts'
import type { Check, Step } from '../engine/check.ts'
import type { Exchange } from '../engine/exchange.ts'
import { judgeAccepted } from '../engine/judging.ts'
import type { Plan } from '../engine/plan.ts'
import { createReplyChecks } from '../replies/checks.ts'
import { defineRefusals, createRefusalCheck } from '../replies/refusals.ts'
import { createQuickCheck } from '../replies/time.ts'
import { listUnreadableBodies } from '../stamped/unreadable.ts'
import { createBodySignChecks } from '../tokened/body-sign.ts'
import { createCaseChecks, defineCases } from './cases.ts'
import { listAppCases } from './checks/apps.ts'
import { listDepartmentCases } from './checks/departments.ts'
import { createForgedSecretCheck } from './checks/forged-secrets.ts'
import { listEnterpriseCases } from './checks/enterprises.ts'
import { orderCases } from './checks/order.ts'
import { listPeopleCases } from './checks/people.ts'
import { createRefusalChecks, unknownInterface } from './checks/refusals.ts'
import { createStampedProofChecks } from './checks/stamped-proofs.ts'
import { createTokenProofChecks } from './checks/token-proofs.ts'
import type { Kit } from './kit.ts'
import { listAddedOrganisations } from './left.ts'
import { createScene, defineBinding } from './scenes.ts'
import type { Binding } from './scenes.ts'
import { kitV1 } from './v1.ts'
import { computeSign, kitV2, createPlace } from './v2.ts'
import { send } from '../stamped/send.ts'

type Suite = { readonly checks: readonly Check[]; readonly plan: Plan }

/** The first calls, as every company gets them. */
const createFirstChecks = ({ prefix }: Kit, binding: Binding): readonly Check[] =>
  (
    [
      ['enterprise', 'tenantSync', binding.enterprise, 'A company is added', '6.1'],
      ['app', 'applicationSync', binding.app, 'An app is added', '6.2'],
      ['departments', 'allOrgSync', binding.departments, 'A full list of departments is accepted', '6.5'],
    ] as const
  ).map(([subject, group, sent, title, section]) => ({
    id: `${prefix}.${subject}.add`,
    title,
    level: 'must',
    group,
    source: `joint-kit §${section}`,
    fix: 'Store it and answer 000000. The first call comes from the debugging page: instanceId and orderId are empty, testFlag is 1.',
    judge: async (look) => judgeAccepted(await look(sent), '000000'),
  }))

/** Requests that every correct seller refuses. */
function defineUnproved(kit: Kit): readonly Step<Exchange>[] {
  const define = (name: string, sendWrong: Kit['send']): Step<Exchange> =>
    defineStep(name, (bench) =>
      sendWrong(bench, { ...createScene(bench).enterprise(), name, meant: 'refuse' }),
    )
  return [
    define('a call without a signature', kit.sendUnproved),
    define('a call signed with another key', kit.sendForged),
  ]
}

/** Bodies that cannot be read, with a right proof; in V1 nothing of such a body could be signed. */
const unreadable = (binding: Binding): readonly Check[] =>
  defineRefusals(
    listUnreadableBodies({
      prefix: kitV2.prefix,
      source: { activities: 'joint-kit §1', codes: 'joint-kit §3', form: 'joint-kit §4.1' },
      create: async (bench) => {
        const { message } = createScene(bench, await bench.look(binding.organisation)).enterprise()
        return { ...message, orderId: 'CS1' }
      },
      sendRaw: (bench, sending) =>
        send(bench, { ...sending, formula: computeSign, place: createPlace('tenantSync') }),
    }),
  ).map(createRefusalCheck)

function createSuite(kit: Kit, createProofChecks: (binding: Binding) => readonly Check[]): Suite {
  const { prefix, generation } = kit
  const binding = defineBinding(kit)
  const cases = [
    ...listEnterpriseCases(generation),
    ...listAppCases(generation),
    ...listDepartmentCases(generation),
    ...listPeopleCases(generation),
    ...orderCases,
  ]
  const played = defineCases(kit, binding, cases)
  const secrets = played.filter(({ isWrong }) => isWrong)
  const firsts = [binding.enterprise, binding.app, binding.departments]
  const refusals = defineUnproved(kit)
  return {
    checks: [
      ...createProofChecks(binding),
      ...createReplyChecks({
        prefix,
        source: 'joint-kit §3',
        codes: Object.keys(resultCodes),
        messageLevel: 'must',
        exchanges: [...firsts, ...refusals],
        first: binding.enterprise,
        refusals,
        formless: [unknownInterface],
      }),
      ...(generation === 'v1'
        ? createBodySignChecks({ prefix, source: 'joint-kit §4.3', exchanges: [...firsts, ...refusals] })
        : []),
      ...createFirstChecks(kit, binding),
      ...createCaseChecks(kit, played),
      createForgedSecretCheck(kit, binding),
      ...createRefusalChecks(kit, binding, { secrets }),
      ...(generation === 'v2' ? unreadable(binding) : []),
      createQuickCheck({
        prefix,
        source: 'joint-kit §3',
        level: 'should',
        fix: 'The marketplace waits for 20 s: answer within five, and create accounts in the background.',
        exchanges: firsts,
      }),
    ],
    plan: { gate: [binding.enterprise], openedBy: (made) => listAddedOrganisations(kit, made) },
  }
}

/** The joint kit V2.0. */
export const kitV2Suite: Suite = createSuite(kitV2, createStampedProofChecks)
/** The joint kit V1.0. */
export const kitV1Suite: Suite = createSuite(kitV1, createTokenProofChecks)

import type { SignOnUser } from '@loggia/protocol/sign-on'
import type { Bench } from '../engine/bench.ts'
import { LeftOpen, defineStep } from '../engine/check.ts'
import type { Step } from '../engine/check.ts'
import type { Exchange } from '../engine/exchange.ts'
import { createScene, encryptFor, flags, prepare } from '../kit/scenes.ts'
import type { Organisation, Told } from '../kit/scenes.ts'
import { kitV2 } from '../kit/v2.ts'
import { requireDone } from '../replies/verdicts.ts'
import type { DeskCompany } from './desk.ts'
import type { SignOnSide } from './side.ts'

/** A company of a run, which the server is told of by the joint kit, and its people. */
export type RunCompany = DeskCompany & {
  readonly of: Organisation
  readonly domainName: string
  /** Somebody who may use the app, and whom no other check signs in. */
  readonly draw: () => SignOnUser
  /** The same user name in both companies. */
  readonly twin: SignOnUser
  readonly disabled: SignOnUser
  /** Somebody whom the server was not told of. */
  readonly unassigned: SignOnUser
  readonly told: readonly SignOnUser[]
}

/** Enough for every check; a server may allow one session of a person only. */
const countOfPeople = 60

/** Throws a {@link LeftOpen} if the run was not told where people sign in. */
export function requireSide({ signOn }: Bench): SignOnSide {
  if (!signOn) throw new LeftOpen('The run was not told where people sign in: name the callback address.')
  return signOn
}

function createCompany(bench: Bench, twinName: string): RunCompany {
  const { places, desk } = requireSide(bench)
  const tenantId = bench.hex(32)
  const createUser = (userName = `check.${bench.hex(10)}`): SignOnUser => ({
    id: `per_${bench.hex(16)}`,
    userName,
    name: `Check ${bench.hex(10)}`,
    role: 'user',
    tenantId,
    company: '检查企业有限公司',
    departmentCode: '10000',
    departmentName: '检查企业',
  })
  const people = Array.from({ length: countOfPeople }, () => createUser())
  const [twin, disabled, unassigned] = [createUser(twinName), createUser(), createUser()]
  const told = [...people, twin, disabled]
  const company: DeskCompany = {
    tenantId,
    clientId: `client-${bench.hex(12)}`,
    clientSecret: `secret+/=& ${bench.hex(24)}`,
    callbackUrl: places.callback,
  }
  desk.add(company)
  const draw = (): SignOnUser => {
    const next = people.shift()
    if (!next) throw new Error('The company of the run has too few people')
    return next
  }
  const of = { instanceId: '', tenantId }
  return { ...company, of, domainName: desk.domainOf(tenantId), draw, twin, disabled, unassigned, told }
}

/** The calls by which the server learns of a company. */
function listCalls(bench: Bench, company: RunCompany): [enterprise: Told, ...rest: Told[]] {
  const { of, domainName, clientId, clientSecret, told, disabled } = company
  const { appId } = requireSide(bench).places
  const scene = createScene(bench, of)
  const users = told.map((one) => ({
    userName: one.userName,
    name: one.name,
    orgCode: one.departmentCode,
    role: one.role,
    enable: one === disabled ? 'false' : 'true',
  }))
  return [
    scene.enterprise(flags.add, { domainName }),
    scene.app(flags.add, { appId, clientId, clientSecret: encryptFor(bench, clientSecret) }),
    scene.departments(),
    scene.people(flags.add, users, { appId }),
  ]
}

const both = defineStep('two companies', async (bench) => {
  const twinName = `check.twin.${bench.hex(8)}`
  return { a: createCompany(bench, twinName), b: createCompany(bench, twinName) }
})

/** The first call of a run. */
export const firstCall: Step<Exchange> = defineStep('the first tenantSync', async (bench) => {
  const { a } = await bench.look(both)
  const [enterprise] = listCalls(bench, a)
  return kitV2.send(bench, { ...enterprise, name: 'the first tenantSync' })
})

/** Two companies that the server knows. Throws a {@link LeftOpen} if a call was not carried out. */
export const companies = defineStep('two companies that were told', async (bench) => {
  const exchange = await bench.look(firstCall)
  requireDone(exchange)
  const { a, b } = await bench.look(both)
  const [, ...rest] = listCalls(bench, a)
  await prepare(kitV2, bench, rest, 'the sign-ins')
  await prepare(kitV2, bench, listCalls(bench, b), 'the sign-ins')
  return { a, b }
})

/** Tells the server that somebody may not use the app any more. */
export async function withdraw(bench: Bench, company: RunCompany, user: SignOnUser): Promise<void> {
  const { appId } = requireSide(bench).places
  const { userName, name, departmentCode: orgCode, role } = user
  const users = [{ userName, name, orgCode, role, enable: 'true' }]
  const told = createScene(bench, company.of).people(flags.withdraw, users, { appId })
  await prepare(kitV2, bench, [told], 'a look at the page')
}

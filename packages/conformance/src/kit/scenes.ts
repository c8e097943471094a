import { formatTime } from '@loggia/protocol/kit'
import type { KitActivity } from '@loggia/protocol/kit'
import type { JsonObject } from '@loggia/protocol/wire'
import { encryptSecret } from '@loggia/signing'
import type { OaepHashes } from '@loggia/signing'
import type { Bench } from '../engine/bench.ts'
import { LeftOpen, defineStep } from '../engine/check.ts'
import type { Step } from '../engine/check.ts'
import { describeAnswer } from '../engine/exchange.ts'
import type { Exchange } from '../engine/exchange.ts'
import { createOrder, createUnknownId } from '../purchases/ids.ts'
import { isDone } from '../replies/verdicts.ts'
import type { Kit, KitCall } from './kit.ts'

/** A call without its name. */
export type Told = Pick<KitCall, 'activity' | 'message' | 'wire'>
/** The company that calls are about. */
export type Organisation = { readonly instanceId: string; readonly tenantId: string }

/** Values of `flag`. */
export const flags = { delete: 0, add: 1, change: 2, withdraw: 3 } as const

/** The department to which the people of a run belong. */
const mainCode = '10000'
const appId = 'CHECK00000000001'

/** Encrypts the secret of an app with the public key that the run was given. */
export function encryptFor(bench: Bench, secret: string, hashes?: OaepHashes): string {
  const { publicKey, oaep = ['sha256-sha256'] } = bench
  if (!publicKey)
    throw new LeftOpen(
      'There is no public key to encrypt clientSecret with: name that of the server with --public-key.',
    )
  return encryptSecret({ publicKey, secret, hashes: hashes ?? oaep[0] ?? 'sha256-sha256' })
}

/** Right messages about a company; `more` has members that are added or replaced. */
export type Scene = ReturnType<typeof createScene>

const usualOf = (bench: Bench): Organisation => ({ instanceId: '', tenantId: bench.hex(32) })

/** Creates messages about a company; default: a new one, as of a debugging call. */
export function createScene(bench: Bench, of: Organisation = usualOf(bench)) {
  const signs = (): JsonObject => ({ testFlag: 1, timeStamp: formatTime(bench.nowMs()) })
  const tell = (activity: KitActivity, message: JsonObject, more: JsonObject): Told => ({
    activity,
    message: { ...of, ...message, ...signs(), ...more },
  })
  return {
    bench,
    of,
    enterprise: (flag: number = flags.add, more: JsonObject = {}): Told =>
      tell(
        'tenantSync',
        {
          orderId: '',
          tenantCode: `check-${of.tenantId.slice(0, 8)}`,
          name: '检查企业有限公司',
          domainName: 'https://check.tenantaccount.example.com',
          flag,
        },
        more,
      ),
    app: (flag: number = flags.add, more: JsonObject = {}): Told =>
      tell(
        'applicationSync',
        {
          appId,
          clientId: `client-${of.tenantId.slice(0, 8)}`,
          clientSecret: more['clientSecret'] ?? encryptFor(bench, `secret-${bench.hex(24)}`),
          flag,
        },
        more,
      ),
    departments: (list: readonly JsonObject[] = usualDepartments, more: JsonObject = {}): Told =>
      tell('allOrgSync', { orgInfoList: list }, more),
    department: (flag: number, department: JsonObject, more: JsonObject = {}): Told =>
      tell('singleOrgSync', { orgName: '市场部', parentCode: mainCode, ...department, flag }, more),
    people: (flag: number, users: readonly JsonObject[], more: JsonObject = {}): Told =>
      tell('authSync', { appId, userList: users, currentSyncTime: formatTime(bench.nowMs()), flag }, more),
    /** A new code of a department. */
    code: (): string => `D${bench.hex(10)}`,
    /** A person that the server does not know. */
    user: (more: JsonObject = {}): JsonObject => ({
      userName: `u${bench.hex(12)}`,
      name: '张三',
      orgCode: mainCode,
      role: 'user',
      enable: 'true',
      ...more,
    }),
  }
}

const usualDepartments: readonly JsonObject[] = [
  { orgCode: mainCode, orgName: '检查企业', parentCode: '' },
  { orgCode: '10001', orgName: '研发部', parentCode: mainCode },
]

/** The same company after its instance was released, which the seller does not know any more (joint-kit §7). */
export const createReleased = ({ bench, of }: Scene): JsonObject => ({
  ...of,
  instanceId: createUnknownId(bench),
  testFlag: 0,
})
/** The members of a real order. */
export const createOrderMembers = (bench: Bench): JsonObject => ({
  orderId: createOrder(bench).orderId,
  testFlag: 0,
})

const withArticle = (activity: string): string => `${/^[aeiou]/.test(activity) ? 'an' : 'a'} ${activity}`

/** Sends calls that another one needs. Throws a {@link LeftOpen} if one of them is not carried out. */
export async function prepare(kit: Kit, bench: Bench, told: readonly Told[], name: string): Promise<void> {
  for (const one of told) {
    const exchange = await kit.send(bench, { ...one, name: `${withArticle(one.activity)} before ${name}` })
    if (!isDone(exchange))
      throw new LeftOpen(
        `There is nothing to test with: ${exchange.name} was answered ${describeAnswer(exchange)}.`,
      )
  }
}

/** The calls that a purchase leads to, in their order, and the company that they are about. */
export type Binding = {
  readonly enterprise: Step<Exchange>
  readonly app: Step<Exchange>
  readonly departments: Step<Exchange>
  /** The company, when it is complete. Throws a {@link LeftOpen} if one of the calls is not carried out. */
  readonly organisation: Step<Organisation>
}

/** Creates the calls with which a run begins: the company that most checks are about. */
export function defineBinding(kit: Kit): Binding {
  const scene = defineStep('the first company', async (bench) => createScene(bench))
  const define = (activity: string, told: (scene: Scene) => Told, after?: Step<Exchange>): Step<Exchange> =>
    defineStep(`the first ${activity}`, async (bench) => {
      if (after) await requireDoneOf(bench, after)
      const first = await bench.look(scene)
      // With the bench of this step, so that the exchange is reported with it.
      return kit.send(bench, { ...told(createScene(bench, first.of)), name: `the first ${activity}` })
    })
  const enterprise = define('tenantSync', (one) => one.enterprise())
  const app = define('applicationSync', (one) => one.app(), enterprise)
  const departments = define('allOrgSync', (one) => one.departments(), app)
  const organisation = defineStep('a complete company', async (bench) => {
    await requireDoneOf(bench, departments)
    return (await bench.look(scene)).of
  })
  return { enterprise, app, departments, organisation }
}

async function requireDoneOf(bench: Bench, sent: Step<Exchange>): Promise<void> {
  const exchange = await bench.look(sent)
  if (!isDone(exchange))
    throw new LeftOpen(
      `There is nothing to test with: ${exchange.name} was answered ${describeAnswer(exchange)}.`,
    )
}

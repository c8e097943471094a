import { randomBytes } from 'node:crypto'
import { omitUndefined } from '@loggia/kernel'
import { formatTime, syncFlags } from '@loggia/protocol/kit'
import type { KitGeneration, KitUser } from '@loggia/protocol/kit'
import * as kitV1 from '@loggia/protocol/kit/v1'
import * as kitV2 from '@loggia/protocol/kit/v2'
import type { KitV2Request } from '@loggia/protocol/kit/v2'
import { encryptSecret, readPublicKey, signKitV2, signSaasV1Body, verifyBodySign } from '@loggia/signing'
import type { OaepHashes } from '@loggia/signing'
import type { WebSeller } from '../adapters/answer-call.ts'
import { readSystemTime } from '../config.ts'
import type { Change, Department, Employment, Person } from '../families/kit/handlers.ts'
import type { Sending } from './sending.ts'

/** The options of {@link createTestKit}. */
export type TestKitOptions = {
  /** The result of `createSeller`. */
  readonly seller: WebSeller
  /** The key that signs the calls: `kitKey` of the seller. */
  readonly kitKey: string
  /** The public key that belongs to `kitPrivateKey`, as PEM or its Base64 alone. Needed by `app` only. */
  readonly publicKey?: string
  /** Returns real time in UTC milliseconds, the same as the seller's: `clock.now`. Default: the system clock. */
  readonly now?: () => number
  /** Default: `v2`. */
  readonly generation?: KitGeneration
  /** The instance that was bought. Default: none, as in debugging calls. */
  readonly instanceId?: string
  /** The company. Default: `tenant-1`. */
  readonly tenantId?: string
}

/** A seller's answer to a call of the joint kit. */
export type TestKitReply = {
  readonly status: number
  /** Six digits; empty if the body has no result code. */
  readonly resultCode: string
  readonly resultMsg: string
  /** Whether `Body-Sign` fits the bytes of the body, as V1 requires. */
  readonly proof: 'fits' | 'missing' | 'differs'
  /** The same request again, byte for byte. */
  readonly request: () => Request
}

/** A person of a test; members that are left out are made up. */
export type TestPerson = Partial<Person> & Pick<Person, 'userName'>

/** A marketplace that tells one seller about one company. */
export type TestKit = {
  enterprise(
    told?: { readonly change?: Change; readonly name?: string; readonly domainName?: string },
    sending?: Sending,
  ): Promise<TestKitReply>
  app(
    told?: {
      readonly change?: Change
      readonly clientId?: string
      readonly clientSecret?: string
      readonly oaep?: OaepHashes
    },
    sending?: Sending,
  ): Promise<TestKitReply>
  /** `withdraw` is known to V2 only. */
  people(
    people: readonly TestPerson[],
    change?: Change | 'withdraw',
    sending?: Sending,
  ): Promise<TestKitReply>
  department(department: Department, change?: Change, sending?: Sending): Promise<TestKitReply>
  departments(departments: readonly Department[], sending?: Sending): Promise<TestKitReply>
  /** Sends any request, with the members of V2. */
  send(request: KitV2Request, sending?: Sending): Promise<TestKitReply>
}

const employmentCodes: Readonly<Record<Employment, 1 | 2 | 3 | 4>> = {
  regular: 1,
  intern: 2,
  dispatched: 3,
  outsourced: 4,
}

function toUser({ departmentCode = '10000', isEnabled = true, employment, ...person }: TestPerson): KitUser {
  return omitUndefined({
    name: person.userName,
    role: 'user' as const,
    ...person,
    orgCode: departmentCode,
    enable: isEnabled ? ('true' as const) : ('false' as const),
    employeeType: employment && employmentCodes[employment],
  })
}

const toOrgInfo = ({ code, name, parentCode = '' }: Department) => ({
  orgCode: code,
  orgName: name,
  parentCode,
})

/** The request as its generation writes it. */
function encode(generation: KitGeneration, request: KitV2Request): string {
  if (generation === 'v2') return kitV2.encodeRequest(request)
  if (request.activity !== 'allOrgSync') return kitV1.encodeRequest(request as kitV1.KitV1Request)
  const { orgInfoList, ...rest } = request
  const orgInfo = orgInfoList.map(({ orgName, ...department }) => ({ ...department, name: orgName }))
  return kitV1.encodeRequest({ ...rest, orgInfo })
}

/** Creates a marketplace that tells a seller about a company, for unit tests of the handlers of the joint kit. */
export function createTestKit(options: TestKitOptions): TestKit {
  const { seller, kitKey, now = readSystemTime, generation = 'v2', instanceId = '' } = options
  const { tenantId = 'tenant-1' } = options
  const appId = 'TESTAPP000000001'
  const signs = () =>
    ({ instanceId, tenantId, testFlag: instanceId === '' ? 1 : 0, timeStamp: formatTime(now()) }) as const

  function headersOf(body: string, { accessKey = kitKey, lateByMs = 0, nonce }: Sending) {
    if (generation === 'v1') return { authToken: signSaasV1Body(accessKey, body).authToken }
    const drawn = nonce ?? randomBytes(16).toString('hex')
    return signKitV2({ accessKey, body, nonce: drawn, timestampMs: now() - lateByMs })
  }

  async function send(request: KitV2Request, sending: Sending = {}): Promise<TestKitReply> {
    const { writePath } = generation === 'v2' ? kitV2 : kitV1
    const signed = encode(generation, request)
    const headers = { 'content-type': 'application/json;charset=utf-8', ...headersOf(signed, sending) }
    const body = sending.alter?.(signed) ?? signed
    const url = `https://seller.example${writePath(request.activity)}`
    const again = (): Request => new Request(url, { method: 'POST', headers, body })
    return readReply(await seller(again()), sending.accessKey ?? kitKey, again)
  }

  function encrypt(secret: string, hashes: OaepHashes): string {
    const read = readPublicKey(options.publicKey ?? '')
    if (!read.ok) throw new TypeError(`createTestKit: publicKey cannot be used (${read.reason.code}).`)
    return encryptSecret({ publicKey: read.key, secret, hashes })
  }

  return {
    send,
    enterprise: ({ change = 'add', name = '示例企业', domainName = 'https://example.tenant' } = {}, how) =>
      send(
        {
          activity: 'tenantSync',
          ...signs(),
          orderId: instanceId && 'CS1',
          tenantCode: `code-${tenantId}`,
          name,
          domainName,
          flag: syncFlags[change],
        },
        how,
      ),
    app: (
      { change = 'add', clientId = 'client-1', clientSecret = 'secret', oaep = 'sha256-sha256' } = {},
      how,
    ) =>
      send(
        {
          activity: 'applicationSync',
          ...signs(),
          appId,
          clientId,
          clientSecret: encrypt(clientSecret, oaep),
          flag: syncFlags[change],
        },
        how,
      ),
    people: (people, change = 'add', how) =>
      send(
        {
          activity: 'authSync',
          ...signs(),
          appId,
          userList: people.map(toUser),
          currentSyncTime: formatTime(now()),
          flag: syncFlags[change],
        },
        how,
      ),
    department: (department, change = 'add', how) =>
      send({ activity: 'singleOrgSync', ...signs(), ...toOrgInfo(department), flag: syncFlags[change] }, how),
    departments: (departments, how) =>
      send({ activity: 'allOrgSync', ...signs(), orgInfoList: departments.map(toOrgInfo) }, how),
  }
}

async function readReply(
  response: Response,
  accessKey: string,
  request: () => Request,
): Promise<TestKitReply> {
  const body = new Uint8Array(await response.arrayBuffer())
  const { resultCode = '', resultMsg = '' } = membersIn(body)
  const header = response.headers.get('body-sign') ?? undefined
  const verdict = verifyBodySign({ accessKey, header, body })
  const proof = verdict.ok ? 'fits' : verdict.reason.code === 'header_missing' ? 'missing' : 'differs'
  return { status: response.status, resultCode, resultMsg, proof, request }
}

function membersIn(body: Uint8Array): { resultCode?: string; resultMsg?: string } {
  try {
    return JSON.parse(new TextDecoder().decode(body)) as object
  } catch {
    return {}
  }
}

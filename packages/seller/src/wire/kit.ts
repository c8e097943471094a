import { omitUndefined } from '@loggia/kernel'
import {
  encodeReply,
  isTest,
  kitActivities,
  parseTime,
  readDecodedRequest,
  replyRefused,
  replySucceeded,
  syncFlags,
} from '@loggia/protocol/kit'
import type {
  KitActivity,
  KitGeneration,
  KitResultCode,
  ReceivedDepartment,
  ReceivedRequest,
  ReceivedUser,
} from '@loggia/protocol/kit'
import type { DecodedObject } from '@loggia/protocol/wire'
import type { Change, Department, Employment, Person } from '../families/kit/handlers.ts'
import type { RefusalName } from '../refusals.ts'
import type { KitRequest, Outcome } from '../requests.ts'
import { refuseToWrite } from './refuse-to-write.ts'
import type { WireProtocol } from './wire-protocol.ts'

/** A body, and the interface that its path names. */
export type KitMessage = { readonly activity: KitActivity; readonly decoded: DecodedObject }
/** A generation of the joint kit. */
export type KitProtocol = WireProtocol<KitMessage>

const createKit = (generation: KitGeneration): KitProtocol => {
  const kind = { family: 'kit', protocol: `kit-${generation}` } as const
  return {
    ...kind,
    activities: kitActivities,
    notServed: `The joint kit ${generation.toUpperCase()}.0 is not served here.`,
    encryptType: 'none',
    answersOpenedWithAccess: false,
    renewalUnfreezes: false,
    answersSoon: false,
    read: ({ activity, decoded }) => {
      const read = readDecodedRequest(activity, decoded)
      return read.ok ? { ok: true, request: { ...kind, ...toOurs(read.request) } } : read
    },
    write: writeOutcome,
  }
}

export const kitV2 = createKit('v2')
export const kitV1 = createKit('v1')

const changes: Readonly<Record<number, Change>> = {
  [syncFlags.delete]: 'delete',
  [syncFlags.add]: 'add',
  [syncFlags.change]: 'change',
}
const toChange = (flag: 0 | 1 | 2): Change => changes[flag] ?? 'change'

type Ours = KitRequest extends infer Request
  ? Request extends KitRequest
    ? Omit<Request, 'family' | 'protocol'>
    : never
  : never

function toOurs(request: ReceivedRequest): Ours {
  const { instanceId, tenantId } = request
  const common = { isTest: isTest(request), instanceId, tenantId }
  switch (request.activity) {
    case 'tenantSync': {
      const { orderId, tenantCode, name, domainName } = request
      const told = { orderId, code: tenantCode, name, domainName, change: toChange(request.flag) }
      return { ...common, activity: 'syncEnterprise', ...told }
    }
    case 'applicationSync': {
      const { appId, clientId, clientSecret: sealedSecret } = request
      return { ...common, activity: 'syncApp', appId, clientId, sealedSecret, change: toChange(request.flag) }
    }
    case 'authSync': {
      const { appId, flag } = request
      const people = request.userList.map(toPerson)
      const change = flag === syncFlags.withdraw ? 'withdraw' : toChange(flag)
      const syncedAtMs = parseTime(request.currentSyncTime) ?? 0
      return { ...common, activity: 'syncPeople', appId, change, people, syncedAtMs }
    }
    case 'singleOrgSync': {
      const change = toChange(request.flag)
      return { ...common, activity: 'syncDepartment', change, department: toDepartment(request) }
    }
    case 'allOrgSync':
      return { ...common, activity: 'syncDepartments', departments: request.orgInfoList.map(toDepartment) }
  }
}

const toDepartment = ({ orgCode, orgName, parentCode }: ReceivedDepartment): Department =>
  omitUndefined({ code: orgCode, name: orgName, parentCode })

const employments: Readonly<Record<number, Employment>> = {
  1: 'regular',
  2: 'intern',
  3: 'dispatched',
  4: 'outsourced',
}

function toPerson({ orgCode, enable, employeeType, ...user }: ReceivedUser): Person {
  return omitUndefined({
    ...user,
    departmentCode: orgCode,
    isEnabled: enable === 'true',
    employment: employeeType && employments[employeeType],
  })
}

const codes: Readonly<Partial<Record<RefusalName, Exclude<KitResultCode, '000000'>>>> = {
  invalid: '000002',
  unknownInstance: '000003',
  busy: '000004',
  noResource: '000100',
  secretUnreadable: '000101',
}

function writeOutcome(outcome: Outcome): string {
  switch (outcome.kind) {
    case 'done':
      return encodeReply(replySucceeded())
    case 'under way':
      return encodeReply(replyRefused('000004', 'The request is being processed.'))
    case 'refused':
      return encodeReply(replyRefused(codes[outcome.code] ?? '000005', outcome.message))
    case 'opened':
    case 'opening':
    case 'issued':
    case 'described':
      return refuseToWrite(outcome)
  }
}

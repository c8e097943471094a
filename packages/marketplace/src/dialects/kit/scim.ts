import { z } from 'zod'
import { fromSeconds, omitUndefined } from '@loggia/kernel'
import { enterpriseUrn, groupUrn, isObject, userUrn } from '@loggia/protocol/scim'
import type { Json, JsonObject } from '@loggia/protocol/scim'
import type { ReceivedReply, Verdict } from '@loggia/protocol/wire'
import { defineDialect } from '../define-dialect.ts'
import { toConfirmed, toRefused } from '../outcomes.ts'
import type { Next, WireRequest } from '../schema.ts'
import type { Scene, TestCalls, TestRequest } from '../test-calls.ts'
import { fiveTries } from './define-kit.ts'
import type {
  KitAnswer,
  KitFacts,
  KitOperation,
  KitOutcome,
  SyncChange,
  SyncedDepartment,
  SyncedPerson,
} from './operations.ts'

/** What SCIM has words for: there is neither an enterprise nor an app, and one request is about one resource. */
type ScimOperation = Extract<KitOperation, { readonly kind: 'sync_department' | 'sync_people' }>
type Change = SyncChange | 'withdraw'

/** A resource to be there or to be gone, and how the seller's server finds it. */
type Wanted = {
  /** Below the address: the seller's id of the instance, and the endpoint. */
  readonly path: string
  /** The member that names the resource on both sides. */
  readonly name: 'userName' | 'externalId'
  readonly value: string
  /** Absent: the resource is to be deleted. */
  readonly document?: JsonObject
  /** Whether a resource that is not there has to be created. */
  readonly isCreated: boolean
}

const mediaType = 'application/scim+json'
const employeeTypes = { 1: 'regular', 2: 'intern', 3: 'dispatched', 4: 'outsourced' } as const
/** The parent of a department: SCIM has no tree. */
const departmentUrn = 'urn:ietf:params:scim:schemas:extension:loggia:2.0:Group'

/** A test account has no instance; its tenant takes its place. */
const toTenantPath = ({ instanceId, tenant }: Pick<KitFacts, 'instanceId' | 'tenant'>): string =>
  `/${encodeURIComponent(instanceId === '' ? tenant.id : instanceId)}`

/** A person in the attributes in which people are received from an identity provider (docs/decisions/0064). */
function toUser(person: SyncedPerson, { isActive }: { readonly isActive: boolean }): JsonObject {
  const { userName, name, position, employeeCode, employeeType, mobile, email, workPlace } = person
  return omitUndefined({
    schemas: [userUrn, enterpriseUrn],
    userName,
    displayName: name,
    name: { formatted: name },
    title: position,
    userType: employeeType && employeeTypes[employeeType],
    active: isActive,
    emails: email === undefined ? undefined : [{ value: email, type: 'work', primary: true }],
    phoneNumbers: mobile === undefined ? undefined : [{ value: mobile, type: 'mobile' }],
    addresses: workPlace === undefined ? undefined : [{ formatted: workPlace, type: 'work' }],
    roles: [{ value: person.role, primary: true }],
    [enterpriseUrn]: omitUndefined({ employeeNumber: employeeCode, department: person.departmentCode }),
  }) as JsonObject
}

const toGroup = ({ code, name, parentCode }: SyncedDepartment): JsonObject => ({
  schemas: [groupUrn, departmentUrn],
  externalId: code,
  displayName: name,
  [departmentUrn]: omitUndefined({ code, parent: parentCode }) as JsonObject,
})

/** Somebody who may no longer use the app is kept, without access: what they made at the seller is theirs. */
function wantPerson(person: SyncedPerson, change: Change): Omit<Wanted, 'path'> {
  const isActive = change !== 'withdraw' && person.enabled
  return omitUndefined({
    name: 'userName' as const,
    value: person.userName,
    document: change === 'delete' ? undefined : toUser(person, { isActive }),
    isCreated: change === 'add' || change === 'change',
  })
}

const wantDepartment = (department: SyncedDepartment, change: Change): Omit<Wanted, 'path'> =>
  omitUndefined({
    name: 'externalId' as const,
    value: department.code,
    document: change === 'delete' ? undefined : toGroup(department),
    isCreated: change !== 'delete',
  })

function toWanted(operation: ScimOperation, facts: KitFacts | undefined): Wanted {
  if (!facts) throw new Error(`The facts of ${operation.kind} are incomplete`)
  const tenant = toTenantPath(facts)
  if (operation.kind === 'sync_department') {
    if (!facts.department) throw new Error('The facts of sync_department are incomplete')
    return { path: `${tenant}/Groups`, ...wantDepartment(facts.department, operation.change) }
  }
  const [person, ...others] = facts.people ?? []
  if (!person || others.length > 0) throw new Error('SCIM tells of one person at a time')
  return { path: `${tenant}/Users`, ...wantPerson(person, operation.change) }
}

/** A text in a filter (RFC 7644 §3.4.2.2). */
const quote = (value: string): string => JSON.stringify(value)

const toHeaders = (accessKey: string) => ({ authorization: `Bearer ${accessKey}`, accept: mediaType })

/** Only the seller's server knows the id of a resource, so it is asked first (RFC 7644 §3.4.2). */
const toLookup = (wanted: Wanted, accessKey: string): WireRequest => ({
  method: 'GET',
  path: wanted.path,
  query: `filter=${encodeURIComponent(`${wanted.name} eq ${quote(wanted.value)}`)}`,
  headers: toHeaders(accessKey),
  body: '',
  follow: (received) => followLookup(wanted, received, accessKey),
})

function followLookup(wanted: Wanted, received: ReceivedReply, accessKey: string): Next {
  const found = readFound(wanted, received)
  if ('outcome' in found) return found
  const { id } = found
  const { path, document, isCreated } = wanted
  if (id === undefined && !isCreated) return { outcome: toConfirmed(gone, {}) }
  const place = id === undefined ? path : `${path}/${encodeURIComponent(id)}`
  const headers = toHeaders(accessKey)
  if (!document) return { request: { method: 'DELETE', path: place, query: '', headers, body: '' } }
  return {
    request: {
      method: id === undefined ? 'POST' : 'PUT',
      path: place,
      query: '',
      headers: { ...headers, 'content-type': mediaType },
      body: JSON.stringify(id === undefined ? document : { id, ...document }),
    },
  }
}

const gone = '404'
const isDone = (status: number): boolean => status >= 200 && status < 300

type Found = { readonly id?: string } | { readonly outcome: KitOutcome }

/** The seller's id of a resource; without one it is not there. A server may compare names in any case. */
function readFound({ name, value }: Wanted, received: ReceivedReply): Found {
  if (received.status === Number(gone)) return {}
  if (!isDone(received.status)) return { outcome: readRefusal(received) }
  const list = parse(received.body)
  const resources = list?.['Resources'] ?? (list?.['totalResults'] === 0 ? [] : undefined)
  if (!Array.isArray(resources)) return { outcome: toFaulty({ code: 'member_missing', name: 'Resources' }) }
  const same = resources.filter(isObject).find((one) => isSame(one[name], value))
  if (!same) return {}
  const { id } = same
  if (typeof id !== 'string' || id === '')
    return { outcome: toFaulty({ code: 'member_missing', name: 'Resources[].id' }) }
  return { id }
}

const isSame = (found: Json | undefined, value: string): boolean =>
  typeof found === 'string' && found.toLowerCase() === value.toLowerCase()

const toFaulty = (verdict: Verdict): KitOutcome => ({
  kind: 'faulty',
  verdict,
})

function parse(body: Uint8Array): JsonObject | undefined {
  try {
    const value: unknown = JSON.parse(Buffer.from(body).toString('utf8'))
    return isObject(value as Json) ? (value as JsonObject) : undefined
  } catch {
    return undefined
  }
}

const errorUrn = 'urn:ietf:params:scim:api:messages:2.0:Error'

/** A refusal in the words of SCIM (RFC 7644 §3.12), or a status of something else that answers there. */
function readRefusal({ status, body }: ReceivedReply): KitOutcome {
  const error = parse(body)
  const schemas = error?.['schemas']
  const isError = Array.isArray(schemas) && schemas.includes(errorUrn)
  if (!isError) return toFaulty({ code: 'http_status', status })
  const detail = error?.['detail'] ?? error?.['scimType']
  return toRefused({
    resultCode: String(status),
    isKnown: true,
    message: typeof detail === 'string' ? detail : undefined,
  })
}

/** What became of a change. What is gone is gone. */
const readChange = (received: ReceivedReply, { isRemoval }: { readonly isRemoval: boolean }): KitOutcome =>
  isDone(received.status) || (isRemoval && received.status === Number(gone))
    ? toConfirmed(String(received.status), {})
    : readRefusal(received)

const changes = ['add', 'change', 'delete'] as const
const short = z.string().min(1).max(100)
const form = { tenant: short, change: z.enum(changes) }
const forms = {
  Groups: z.strictObject({ ...form, code: short, displayName: short, parent: short.optional() }),
  Users: z.strictObject({
    ...form,
    change: z.enum([...changes, 'withdraw']),
    userName: short,
    displayName: short,
    title: short.optional(),
    email: short.optional(),
    department: short,
    role: z.enum(['user', 'admin']),
    active: z.enum(['true', 'false']),
  }),
}

const define = (
  name: string,
  activity: keyof typeof forms,
  preset: Readonly<Record<string, string>>,
): Scene => ({
  name,
  activity,
  neededFor: ['joint'],
  preset: () => ({ tenant: 'test-tenant-0001', change: 'add', ...preset }),
})

/** What a form says, as if it had been told. */
function toTestWanted({ activity, ...request }: TestRequest): Wanted {
  if (activity === 'Groups') {
    const { tenant, change, code, displayName, parent } = forms.Groups.parse(request)
    const department = omitUndefined({ code, name: displayName, parentCode: parent })
    return { path: `/${encodeURIComponent(tenant)}/Groups`, ...wantDepartment(department, change) }
  }
  const { tenant, change, displayName, title, department, active, ...rest } = forms.Users.parse(request)
  const person = { ...rest, name: displayName, position: title, departmentCode: department }
  return {
    path: `/${encodeURIComponent(tenant)}/Users`,
    ...wantPerson(omitUndefined({ ...person, enabled: active === 'true' }), change),
  }
}

const testCalls: TestCalls = {
  scenes: [
    define('sync_department', 'Groups', { code: '10000', displayName: '研发部' }),
    define('sync_people', 'Users', {
      userName: 'zhangsan01',
      displayName: '张三',
      title: '系统管理员',
      department: '10000',
      role: 'admin',
      active: 'true',
    }),
  ],
  requests: forms,
  flags: {},
  toWire: ({ request, accessKey }) => toLookup(toTestWanted(request), accessKey),
  fromWire: (_request, received) => readChange(received, { isRemoval: false }),
}

/** What is said of people, and how they are asked for; not their department, role and state. */
const personalNames: ReadonlySet<string> = new Set([
  'filter',
  'userName',
  'displayName',
  'name',
  'formatted',
  'familyName',
  'givenName',
  'title',
  'userType',
  'emails',
  'phoneNumbers',
  'addresses',
  'employeeNumber',
])

/** Departments have names too, which are no secret. */
function listPersonalNames(requestBody: Uint8Array): ReadonlySet<string> {
  const schemas = parse(requestBody)?.['schemas']
  return Array.isArray(schemas) && schemas.includes(groupUrn) ? new Set() : personalNames
}

/** SCIM 2.0 (RFC 7643, RFC 7644), for sellers whose servers speak it already (docs/decisions/0066). */
export const scimV2 = defineDialect<ScimOperation, KitFacts, KitAnswer>({
  protocol: 'scim-v2',
  operations: {
    sync_department: { activity: 'Groups', ...fiveTries },
    sync_people: { activity: 'Users', ...fiveTries },
  },
  includesFacts: true,
  peopleAtOnce: 1,
  toWire: ({ operation, facts, accessKey }) => toLookup(toWanted(operation, facts), accessKey),
  fromWire: (operation, received) =>
    readChange(received, { isRemoval: operation.change === 'delete' || operation.change === 'withdraw' }),
  testCalls,
  secretsOf: new Set(),
  personalIn: listPersonalNames,
  timeLimitMs: fromSeconds(20),
  replyLimitBytes: 65_536,
})

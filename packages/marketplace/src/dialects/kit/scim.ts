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
const isRemoved = (change: Change): boolean => change === 'delete' || change === 'withdraw'

/** A resource to be there or to be gone, and how the seller's server finds it. */
type Wanted = {
  /** Below the address: the seller's id of the instance, and the endpoint. */
  readonly path: string
  /** The member that names the resource on both sides. */
  readonly name: 'userName' | 'externalId'
  readonly value: string
  /** Absent: the resource is to be deleted. */
  readonly document?: JsonObject
}

const mediaType = 'application/scim+json'
const replyLimitBytes = 65_536
/** The attributes that are ours, here and in the extensions that we send, whatever the seller's server keeps beside them. */
const ownNames: ReadonlySet<string> = new Set([
  'schemas',
  'meta',
  'userName',
  'externalId',
  'displayName',
  'name',
  'title',
  'userType',
  'active',
  'emails',
  'phoneNumbers',
  'addresses',
  'roles',
  'employeeNumber',
  'department',
  'code',
  'parent',
])
const employeeTypes = { 1: 'regular', 2: 'intern', 3: 'dispatched', 4: 'outsourced' } as const
/** The parent of a department: SCIM has no tree. */
const departmentUrn = 'urn:ietf:params:scim:schemas:extension:loggia:2.0:Group'

/** A test account has no instance; its tenant takes its place. */
const toTenantPath = ({ instanceId, tenant }: Pick<KitFacts, 'instanceId' | 'tenant'>): string =>
  `/${encodeURIComponent(instanceId === '' ? tenant.id : instanceId)}`

/** A person in the attributes in which people are received from an identity provider (docs/decisions/0064). */
function toUser(person: SyncedPerson): JsonObject {
  const { userName, name, position, employeeCode, employeeType, mobile, email, workPlace } = person
  return omitUndefined({
    schemas: [userUrn, enterpriseUrn],
    userName,
    displayName: name,
    name: { formatted: name },
    title: position,
    userType: employeeType && employeeTypes[employeeType],
    active: person.enabled,
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

/** A resource is the access of a person: whoever may no longer use the app has none, like those who have left. */
const wantPerson = (person: SyncedPerson, change: Change): Omit<Wanted, 'path'> =>
  omitUndefined({
    name: 'userName' as const,
    value: person.userName,
    document: isRemoved(change) ? undefined : toUser(person),
  })

const wantDepartment = (department: SyncedDepartment, change: Change): Omit<Wanted, 'path'> =>
  omitUndefined({
    name: 'externalId' as const,
    value: department.code,
    document: isRemoved(change) ? undefined : toGroup(department),
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

type Asking = {
  readonly accessKey: string
  /** In a test something must be done: nothing to delete is a fault of the test. */
  readonly isTest: boolean
}

const toHeaders = ({ accessKey }: Asking) => ({ authorization: `Bearer ${accessKey}`, accept: mediaType })

/** Only the seller's server knows the id of a resource, so it is asked first (RFC 7644 §3.4.2). */
function toLookup(wanted: Wanted, asking: Asking): WireRequest {
  const filter = `filter=${encodeURIComponent(`${wanted.name} eq ${quote(wanted.value)}`)}`
  return {
    method: 'GET',
    path: wanted.path,
    query: wanted.name === 'externalId' ? `${filter}&excludedAttributes=members` : filter,
    headers: toHeaders(asking),
    body: '',
    follow: (received) => followLookup(wanted, received, asking),
  }
}

function followLookup(wanted: Wanted, received: ReceivedReply, asking: Asking): Next {
  const found = readFound(wanted, received, asking)
  if ('outcome' in found) return found
  const { resource } = found
  const { path, document } = wanted
  if (!resource && !document) return { outcome: asking.isTest ? notThere : toConfirmed(gone, {}) }
  const place = resource ? `${path}/${encodeURIComponent(resource.id)}` : path
  const hidden = { ...asking, name: wanted.value, isRemoval: !document }
  return {
    request: {
      ...(document ? write(document, resource, asking) : remove(asking)),
      path: place,
      query: '',
      follow: (reply) => ({ outcome: readChange(reply, hidden) }),
    },
  }
}

const remove = (asking: Asking) => ({ method: 'DELETE' as const, headers: toHeaders(asking), body: '' })

/** What the seller keeps of a resource beside what we say stays as it is: `PUT` replaces everything (RFC 7644 §3.5.1). */
function write(document: JsonObject, resource: Resource | undefined, asking: Asking) {
  const headers = { ...toHeaders(asking), 'content-type': mediaType }
  if (!resource) return { method: 'POST' as const, headers, body: JSON.stringify(document) }
  const extensions = Object.keys(document).filter((name) => name.startsWith('urn:'))
  const merged = {
    ...withoutOwn(resource),
    ...document,
    schemas: [
      ...new Set([resource['schemas'], document['schemas']].flat().filter((one) => one !== undefined)),
    ],
    ...Object.fromEntries(
      extensions.map((name) => [name, { ...withoutOwn(resource[name]), ...toObject(document[name]) }]),
    ),
  }
  return { method: 'PUT' as const, headers, body: JSON.stringify(merged) }
}

const toObject = (value: Json | undefined): JsonObject =>
  value !== undefined && isObject(value) ? value : {}
const withoutOwn = (value: Json | undefined): JsonObject =>
  Object.fromEntries(Object.entries(toObject(value)).filter(([name]) => !ownNames.has(name)))

const gone = '404'
const notThere = toRefused({ resultCode: gone, isKnown: true, message: 'There is nothing to delete' })

type Resource = JsonObject & { readonly id: string }
type Found = { readonly resource?: Resource } | { readonly outcome: KitOutcome }

/** The resource at the seller. It is not there only if the list is empty: any other answer does not say so. */
function readFound({ name, value }: Wanted, received: ReceivedReply, asking: Asking): Found {
  if (received.status !== 200) return { outcome: readRefusal(received, { ...asking, name: value }) }
  if (received.truncated === true)
    return { outcome: toFaulty({ code: 'body_too_long', limitBytes: replyLimitBytes }) }
  const list = parse(received.body)
  const resources = list?.['Resources'] ?? (list?.['totalResults'] === 0 ? [] : undefined)
  if (!Array.isArray(resources)) return { outcome: toFaulty({ code: 'member_missing', name: 'Resources' }) }
  if (resources.length === 0) return {}
  const same = resources.filter(isObject).find((one) => isSame(one[name], { name, value }))
  if (!same) return { outcome: toFaulty({ code: 'member_missing', name: `Resources[].${name}` }) }
  return isResource(same)
    ? { resource: same }
    : { outcome: toFaulty({ code: 'member_missing', name: 'Resources[].id' }) }
}

const isResource = (one: JsonObject): one is Resource => typeof one['id'] === 'string' && one['id'] !== ''

/** User names are compared in any case, codes as they are (RFC 7643 §3.1, §4.1.1). */
const isSame = (found: Json | undefined, { name, value }: Pick<Wanted, 'name' | 'value'>): boolean =>
  found === value ||
  (name === 'userName' && typeof found === 'string' && found.toLowerCase() === value.toLowerCase())

const toFaulty = (verdict: Verdict): KitOutcome => ({ kind: 'faulty', verdict })

function parse(body: Uint8Array): JsonObject | undefined {
  try {
    const value: unknown = JSON.parse(Buffer.from(body).toString('utf8'))
    return isObject(value as Json) ? (value as JsonObject) : undefined
  } catch {
    return undefined
  }
}

const errorUrn = 'urn:ietf:params:scim:api:messages:2.0:Error'
const tooMany = 429

/** What a text of the seller must not repeat on pages and in messages. */
type Hidden = { readonly accessKey: string; readonly name?: string }

const hide = (text: string, { accessKey, name }: Hidden): string =>
  [accessKey, name ?? ''].reduce(
    (left, secret) => (secret === '' ? left : left.replaceAll(secret, '…')),
    text,
  )

/**
 * A refusal in the words of SCIM (RFC 7644 §3.12). A server that cannot answer now, or something else that answers in
 * its place, is a fault.
 */
function readRefusal({ status, body }: ReceivedReply, hidden: Hidden): KitOutcome {
  const error = parse(body)
  const schemas = error?.['schemas']
  const isError = Array.isArray(schemas) && schemas.includes(errorUrn)
  if (!isError || status >= 500 || status === tooMany) return toFaulty({ code: 'http_status', status })
  const detail = error?.['detail'] ?? error?.['scimType']
  return toRefused({
    resultCode: String(status),
    isKnown: true,
    message: typeof detail === 'string' ? hide(detail, hidden) : undefined,
  })
}

/** What became of a change. What is gone is gone. A page or a list with status 200 confirms no change. */
function readChange(received: ReceivedReply, of: Hidden & { readonly isRemoval: boolean }): KitOutcome {
  const { status, body } = received
  const said = parse(body)
  const isPlain =
    body.length === 0 || (said !== undefined && !('Resources' in said || 'totalResults' in said))
  if ((status === 200 || status === 201 || status === 204) && isPlain) return toConfirmed(String(status), {})
  if (of.isRemoval && status === Number(gone)) return toConfirmed(gone, {})
  return status >= 200 && status < 300 ? toFaulty({ code: 'http_status', status }) : readRefusal(received, of)
}

const changes = ['add', 'change', 'delete'] as const
const short = z.string().min(1).max(100)
const form = { tenant: short, change: z.enum(changes) }
const forms = {
  Groups: z.strictObject({ ...form, code: short, displayName: short, parent: short.optional() }),
  Users: z.strictObject({
    ...form,
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
  toWire: ({ request, accessKey }) => toLookup(toTestWanted(request), { accessKey, isTest: true }),
  fromWire: (_request, received, accessKey) => readChange(received, { accessKey, isRemoval: false }),
}

/** What is said of people, and how they are asked for and named; not their department and state. */
const personalNames: ReadonlySet<string> = new Set([
  'filter',
  'id',
  'externalId',
  'location',
  'userName',
  'displayName',
  'nickName',
  'name',
  'formatted',
  'familyName',
  'givenName',
  'title',
  'userType',
  'value',
  'display',
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
  toWire: ({ operation, facts, accessKey }) =>
    toLookup(toWanted(operation, facts), { accessKey, isTest: false }),
  // Only replies that are applied once more are read without what led to them.
  fromWire: (operation, received, accessKey) =>
    readChange(received, { accessKey, isRemoval: isRemoved(operation.change) }),
  testCalls,
  secretsOf: new Set(),
  personalIn: listPersonalNames,
  timeLimitMs: fromSeconds(20),
  replyLimitBytes,
})

import type { JsonObject } from './json.ts'
import type { ScimAttributes } from './patch.ts'

export const userUrn = 'urn:ietf:params:scim:schemas:core:2.0:User'
export const groupUrn = 'urn:ietf:params:scim:schemas:core:2.0:Group'
export const enterpriseUrn = 'urn:ietf:params:scim:schemas:extension:enterprise:2.0:User'
const messages = 'urn:ietf:params:scim:api:messages:2.0'
export const listUrn = `${messages}:ListResponse`
const core = 'urn:ietf:params:scim:schemas:core:2.0'

/** `defineAttribute('title')`: a text with one value, not required; `more` says what is different. */
const defineAttribute = (name: string, description: string, more: JsonObject = {}): JsonObject => ({
  name,
  description,
  type: 'string',
  multiValued: false,
  required: false,
  caseExact: false,
  mutability: 'readWrite',
  returned: 'default',
  uniqueness: 'none',
  ...more,
})

const several = (
  name: string,
  description: string,
  types: readonly string[],
  more: JsonObject = {},
): JsonObject =>
  defineAttribute(name, description, {
    type: 'complex',
    multiValued: true,
    subAttributes: [
      defineAttribute('value', 'The value'),
      defineAttribute('type', 'What it is for', { canonicalValues: [...types] }),
      defineAttribute('primary', 'Whether it is the first one to use', { type: 'boolean' }),
    ],
    ...more,
  })

const externalId = defineAttribute('externalId', 'What the client calls it', { caseExact: true })

const user = [
  defineAttribute('userName', 'Never changes, and is never given to somebody else', {
    required: true,
    mutability: 'immutable',
    uniqueness: 'server',
  }),
  externalId,
  defineAttribute('displayName', 'The name of the person'),
  defineAttribute('name', 'The name of the person; displayName counts if both are given', {
    type: 'complex',
    subAttributes: [
      defineAttribute('formatted', 'The whole name'),
      defineAttribute('familyName', 'Used if no whole name is given', {
        mutability: 'writeOnly',
        returned: 'never',
      }),
      defineAttribute('givenName', 'Used if no whole name is given', {
        mutability: 'writeOnly',
        returned: 'never',
      }),
    ],
  }),
  defineAttribute('title', 'The position'),
  defineAttribute('userType', 'How the person is employed', {
    canonicalValues: ['regular', 'intern', 'dispatched', 'outsourced'],
  }),
  defineAttribute('active', 'Whether the person may use apps', { type: 'boolean' }),
  several('emails', 'One email is kept: the primary one, or that for work', ['work']),
  several('phoneNumbers', 'One number is kept: the mobile one', ['mobile']),
  defineAttribute('addresses', 'One is kept, as text: that for work', {
    type: 'complex',
    multiValued: true,
    subAttributes: [
      defineAttribute('formatted', 'The place of work'),
      defineAttribute('type', 'What it is for', { canonicalValues: ['work'] }),
    ],
  }),
]

const enterprise = [
  defineAttribute('employeeNumber', 'The employee code'),
  defineAttribute(
    'department',
    'The code or the name of a department; one of another name is created below the first department',
  ),
]

const group = [
  externalId,
  defineAttribute('displayName', 'The name of the group', { required: true, uniqueness: 'server' }),
  defineAttribute('members', 'The people in it', {
    type: 'complex',
    multiValued: true,
    subAttributes: [
      defineAttribute('value', 'The id of a person', { mutability: 'immutable' }),
      defineAttribute('display', 'The name of the person', { mutability: 'readOnly' }),
      defineAttribute('type', 'Always User', { mutability: 'immutable', canonicalValues: ['User'] }),
      defineAttribute('$ref', 'Where the person is', {
        type: 'reference',
        referenceTypes: ['User'],
        caseExact: true,
        mutability: 'readOnly',
      }),
    ],
  }),
]

/** Attributes of RFC 7643 that are not kept: clients may send them, and they change nothing. */
const notKept = [
  'nickname',
  'profileurl',
  'preferredlanguage',
  'locale',
  'timezone',
  'password',
  'ims',
  'photos',
  'groups',
  'entitlements',
  'roles',
  'x509certificates',
]
const notKeptOfEnterprise = ['costcenter', 'organization', 'division', 'manager']
const severalNotKept = ['ims', 'photos', 'groups', 'entitlements', 'roles', 'x509certificates']

const listNames = (all: readonly JsonObject[]): string[] =>
  all.flatMap(({ name }) => (typeof name === 'string' ? [name.toLowerCase()] : []))
const listSeveral = (all: readonly JsonObject[]): string[] =>
  listNames(all.filter((one) => one['multiValued'] === true))

export const userAttributes: ScimAttributes = {
  core: userUrn.toLowerCase(),
  names: new Set([...listNames(user), ...notKept]),
  several: new Set([...listSeveral(user), ...severalNotKept]),
  extensions: new Map([
    [enterpriseUrn.toLowerCase(), new Set([...listNames(enterprise), ...notKeptOfEnterprise])],
  ]),
}
export const groupAttributes: ScimAttributes = {
  core: groupUrn.toLowerCase(),
  names: new Set(listNames(group)),
  several: new Set(listSeveral(group)),
  extensions: new Map(),
}

type Described = {
  readonly id: string
  readonly name: string
  readonly description: string
  readonly attributes: readonly JsonObject[]
}
const described: readonly Described[] = [
  { id: userUrn, name: 'User', description: 'A person of the company', attributes: user },
  { id: groupUrn, name: 'Group', description: 'A group of people', attributes: group },
  {
    id: enterpriseUrn,
    name: 'EnterpriseUser',
    description: 'A person as an employee',
    attributes: enterprise,
  },
]

const withMeta = (resource: JsonObject, resourceType: string, location: string): JsonObject => ({
  ...resource,
  meta: { resourceType, location },
})

/** The schemas (RFC 7643 §7); `base` is the address of the endpoints. */
export const describeSchemas = (base: string): JsonObject[] =>
  described.map(({ attributes, ...one }) =>
    withMeta(
      { schemas: [`${core}:Schema`], ...one, attributes: [...attributes] },
      'Schema',
      `${base}/Schemas/${one.id}`,
    ),
  )

/** The types of resources (RFC 7643 §6). */
export const describeResourceTypes = (base: string): JsonObject[] =>
  [
    {
      id: 'User',
      name: 'User',
      endpoint: '/Users',
      description: 'A person of the company',
      schema: userUrn,
      schemaExtensions: [{ schema: enterpriseUrn, required: false }],
    },
    { id: 'Group', name: 'Group', endpoint: '/Groups', description: 'A group of people', schema: groupUrn },
  ].map((one) =>
    withMeta(
      { schemas: [`${core}:ResourceType`], ...one },
      'ResourceType',
      `${base}/ResourceTypes/${one.id}`,
    ),
  )

/** Most resources in one answer. */
export const mostResults = 200

/** What is supported (RFC 7643 §5). */
export const describeProvider = (base: string, documentationUri: string): JsonObject =>
  withMeta(
    {
      schemas: [`${core}:ServiceProviderConfig`],
      documentationUri,
      patch: { supported: true },
      bulk: { supported: false, maxOperations: 0, maxPayloadSize: 0 },
      filter: { supported: true, maxResults: mostResults },
      changePassword: { supported: false },
      sort: { supported: false },
      etag: { supported: false },
      authenticationSchemes: [
        {
          type: 'oauthbearertoken',
          name: 'Bearer token',
          description: 'A token that an administrator of the company has created',
          specUri: 'https://www.rfc-editor.org/info/rfc6750',
          primary: true,
        },
      ],
    },
    'ServiceProviderConfig',
    `${base}/ServiceProviderConfig`,
  )

/** The answer to a query (RFC 7644 §3.4.2). */
export const formatList = (
  resources: readonly JsonObject[],
  { total, startIndex }: { readonly total: number; readonly startIndex: number },
): JsonObject => ({
  schemas: [listUrn],
  totalResults: total,
  startIndex,
  itemsPerPage: resources.length,
  Resources: [...resources],
})

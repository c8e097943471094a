import { fromIso, omitUndefined } from '@loggia/kernel'
import type { Id } from '@loggia/kernel'
import type {
  Department as WireDepartment,
  Enterprise as WireEnterprise,
  ImportReport as WireReport,
  OwnEntry as WireEntry,
  Person as WirePerson,
  PersonDetail as WireDetail,
  PersonGroup as WireGroup,
  ScimToken as WireToken,
} from '@loggia/protocol/console'
import { readUpload } from '../files/index.ts'
import { toWireTime } from '../platform/index.ts'
import type { Handlers, HistoryEntry, MemberActor } from '../platform/index.ts'
import { tabulateDepartments, tabulatePeople } from './csv/exports.ts'
import type { CountedEnterprise } from './service/enterprises.ts'
import type { Directory } from './service/index.ts'
import type { ImportReport } from './service/imports.ts'
import type { OwnEntry } from './service/invitations.ts'
import type { DetailedPerson, ShownDepartment, ShownPerson } from './service/lists.ts'
import type { PersonData, PlacedDepartment, ScimToken } from './schema.ts'
import type { CountedGroup } from './store/groups.ts'

const presentEnterprise = ({ enterprise, counts }: CountedEnterprise): WireEnterprise =>
  omitUndefined({
    id: enterprise.id,
    name: enterprise.name,
    tenantId: enterprise.tenantId,
    tenantCode: enterprise.tenantCode,
    state: enterprise.state,
    createdAt: toWireTime(enterprise.createdAt),
    dissolvedAt: toWireTime(enterprise.dissolvedAt),
    counts,
  })

const presentPlaces = (all: readonly PlacedDepartment[]) => all.map(({ id, name }) => ({ id, name }))

const presentDepartment = ({ department, above, ...counts }: ShownDepartment): WireDepartment =>
  omitUndefined({
    id: department.id,
    code: department.code,
    name: department.name,
    parentId: department.parentId,
    counts,
    above: presentPlaces(above),
  })

const presentPerson = ({ person, department, isInvited }: ShownPerson): WirePerson =>
  omitUndefined({
    id: person.id,
    userName: person.userName,
    name: person.name,
    state: person.state,
    department: department && { id: department.id, name: department.name, code: department.code },
    position: person.position,
    employeeCode: person.employeeCode,
    employeeType: person.employeeType,
    mobile: person.mobile,
    email: person.email,
    workPlace: person.workPlace,
    entryDate: person.entryDate,
    account: person.memberId ? ('linked' as const) : isInvited ? ('invited' as const) : ('none' as const),
    createdAt: toWireTime(person.createdAt),
    leftAt: toWireTime(person.leftAt),
  })

const presentDetail = (shown: DetailedPerson): WireDetail =>
  omitUndefined({
    ...presentPerson(shown),
    changedAt: toWireTime(shown.person.changedAt),
    above: presentPlaces(shown.above),
    groups: [...shown.groups],
    externalId: shown.person.externalId,
    invitation: shown.invitation && {
      email: shown.invitation.email,
      invitedAt: toWireTime(shown.invitation.invitedAt),
      expiresAt: toWireTime(shown.invitation.expiresAt),
    },
    member: shown.member,
  })

const presentGroup = ({ group, people }: CountedGroup): WireGroup => ({
  id: group.id,
  name: group.name,
  people,
  createdAt: toWireTime(group.createdAt),
})

const presentReport = ({ faults, ...report }: ImportReport): WireReport => ({
  ...report,
  faults: faults.map(({ line, column, problem: { code, sentences } }) =>
    omitUndefined({ line, column, code, text: { zh: sentences['zh-CN'], en: sentences['en-US'] } }),
  ),
})

const presentOwnEntry = ({ person, enterprise, department }: OwnEntry): WireEntry => ({
  id: person.id,
  enterprise: { id: enterprise.id, name: enterprise.name, tenantCode: enterprise.tenantCode },
  department,
  userName: person.userName,
  name: person.name,
  state: person.state,
})

const presentToken = ({ id, name, ending, createdAt, usedAt }: ScimToken): WireToken =>
  omitUndefined({
    id,
    name,
    masked: `••••${ending}`,
    createdAt: toWireTime(createdAt),
    lastUsedAt: toWireTime(usedAt),
  })

const presentEntry = ({ sequence, at, actor: by, kind, data }: HistoryEntry) => ({
  sequence,
  at: toWireTime(at),
  actor: omitUndefined({ kind: by.kind, name: by.name }),
  kind,
  data: { ...data },
})

/** By default also the departments below. */
const readFilter = <F extends { readonly below?: 'true' | 'false' | undefined }>({
  below,
  ...filter
}: F) => ({
  ...filter,
  below: below !== 'false',
})

export const createDirectoryRoutes = (directory: Directory): Handlers => ({
  ...createEnterpriseRoutes(directory),
  ...createDepartmentRoutes(directory),
  ...createPeopleRoutes(directory),
  ...createImportRoutes(directory),
  ...createGroupRoutes(directory),
  ...createInvitationRoutes(directory),
  ...createTokenRoutes(directory),
})

const createEnterpriseRoutes = (directory: Directory): Handlers => ({
  'GET /api/buyer/enterprises': async ({ actor, query }) => {
    const page = await directory.listEnterprises(actor, omitUndefined(query))
    return { ...page, items: page.items.map(presentEnterprise) }
  },
  'POST /api/buyer/enterprises': async ({ request, body }) =>
    presentEnterprise(await directory.createEnterprise(request, body)),
  'GET /api/buyer/enterprises/:enterpriseId': async ({ actor, params }) =>
    presentEnterprise(await directory.getOwnEnterprise(actor, params.enterpriseId)),
  'PUT /api/buyer/enterprises/:enterpriseId': async ({ actor, params, body }) =>
    presentEnterprise(await directory.renameEnterprise({ actor }, params.enterpriseId, body.name)),
  'POST /api/buyer/enterprises/:enterpriseId/dissolution': async ({ actor, params }) =>
    presentEnterprise(await directory.dissolveEnterprise({ actor }, params.enterpriseId)),
  'GET /api/buyer/enterprises/:enterpriseId/history': async ({ actor, params, query }) => ({
    items: (await directory.listRecord(actor, params.enterpriseId, query)).map(presentEntry),
  }),
})

function createDepartmentRoutes(directory: Directory): Handlers {
  const show = async (
    actor: MemberActor,
    of: { readonly enterpriseId: Id<'ent'>; readonly departmentId: Id<'dpt'> },
  ) => presentDepartment(await directory.getDepartmentOf(actor, of))
  return {
    'GET /api/buyer/enterprises/:enterpriseId/departments': async ({ actor, params, query }) => {
      const page = await directory.listDepartmentsOf(actor, params.enterpriseId, omitUndefined(query))
      return { ...page, items: page.items.map(presentDepartment) }
    },
    'POST /api/buyer/enterprises/:enterpriseId/departments': async ({ request, params, body }) => {
      const { id: departmentId } = await directory.createDepartment(request, params.enterpriseId, body)
      return show(request.actor, { ...params, departmentId })
    },
    'GET /api/buyer/enterprises/:enterpriseId/departments/:departmentId': ({ actor, params }) =>
      show(actor, params),
    'PUT /api/buyer/enterprises/:enterpriseId/departments/:departmentId': async ({ actor, params, body }) => {
      await directory.renameDepartment({ actor }, params, body.name)
      return show(actor, params)
    },
    'POST /api/buyer/enterprises/:enterpriseId/departments/:departmentId/move': async ({
      actor,
      params,
      body,
    }) => {
      await directory.moveDepartment({ actor }, params, body.parentId ?? undefined)
      return show(actor, params)
    },
    'DELETE /api/buyer/enterprises/:enterpriseId/departments/:departmentId': async ({ actor, params }) => {
      await directory.deleteDepartment({ actor }, params)
      return null
    },
    'GET /api/buyer/enterprises/:enterpriseId/departments.csv': async ({ actor, params, query }) =>
      tabulateDepartments(await directory.exportDepartments(actor, params.enterpriseId, query.q)),
  }
}

function createPeopleRoutes(directory: Directory): Handlers {
  const show = async (
    actor: MemberActor,
    { enterpriseId }: { readonly enterpriseId: Id<'ent'> },
    personId: Id<'per'>,
  ) => presentDetail(await directory.getPersonOf(actor, { enterpriseId, personId }))
  return {
    'GET /api/buyer/enterprises/:enterpriseId/people': async ({ actor, params, query }) => {
      const { limit, after, ...filter } = query
      const asked = { ...readFilter(filter), ...omitUndefined({ limit, after }) }
      const page = await directory.listPeopleOf(actor, params.enterpriseId, asked)
      return { ...page, items: page.items.map(presentPerson) }
    },
    'GET /api/buyer/enterprises/:enterpriseId/people-count': async ({ actor, params, query }) => ({
      people: await directory.countPeopleOf(actor, params.enterpriseId, readFilter(query)),
    }),
    'POST /api/buyer/enterprises/:enterpriseId/people': async ({ request, params, body }) => {
      const { userName, departmentId, ...data } = body
      const added = { userName, departmentId, state: 'active' as const, data: readData(data) }
      return show(request.actor, params, await directory.addPerson(request, params.enterpriseId, added))
    },
    'GET /api/buyer/enterprises/:enterpriseId/people/:personId': ({ actor, params }) =>
      show(actor, params, params.personId),
    'PUT /api/buyer/enterprises/:enterpriseId/people/:personId': async ({ actor, params, body }) => {
      const { departmentId, changedAt, ...data } = body
      const changed = { departmentId, changedAt: fromIso(changedAt), ...readData(data) }
      return show(actor, params, await directory.changePerson({ actor }, params, changed))
    },
    'POST /api/buyer/enterprises/:enterpriseId/people/:personId/return': async ({ actor, params, body }) =>
      show(actor, params, await directory.takePersonBack({ actor }, params, body)),
    'POST /api/buyer/enterprises/:enterpriseId/people-acts': ({ request, params, body: { of, ...act } }) =>
      directory.actOnPeople(request, params.enterpriseId, {
        act,
        of: 'ids' in of ? of : { ...of, filter: readFilter(of.filter) },
      }),
    'GET /api/buyer/enterprises/:enterpriseId/people.csv': async ({ actor, params, query }) =>
      tabulatePeople(await directory.exportPeople(actor, params.enterpriseId, readFilter(query))),
  }
}

const readData = (data: { readonly [M in keyof PersonData]: PersonData[M] | undefined } & { name: string }) =>
  omitUndefined(data) satisfies PersonData

const createImportRoutes = (directory: Directory): Handlers => ({
  'POST /api/buyer/enterprises/:enterpriseId/imports/preview': async ({ actor, params, body }) => {
    const { content } = readUpload(body.file)
    return presentReport(
      await directory.previewImport(actor, params.enterpriseId, { what: body.what, content }),
    )
  },
  'POST /api/buyer/enterprises/:enterpriseId/imports': async ({ request, params, body }) => {
    const { what, complete } = body
    const { content } = readUpload(body.file)
    return presentReport(
      await directory.importFile(request, params.enterpriseId, { what, content, complete }),
    )
  },
})

const createGroupRoutes = (directory: Directory): Handlers => ({
  'GET /api/buyer/enterprises/:enterpriseId/groups': async ({ actor, params, query }) => {
    const page = await directory.listGroupsOf(actor, params.enterpriseId, omitUndefined(query))
    return { ...page, items: page.items.map(presentGroup) }
  },
  'POST /api/buyer/enterprises/:enterpriseId/groups': async ({ request, params, body }) => {
    const group = await directory.createGroup(request, params.enterpriseId, body.name)
    return presentGroup({ group, people: 0 })
  },
  'PUT /api/buyer/enterprises/:enterpriseId/groups/:groupId': async ({ actor, params, body }) =>
    presentGroup(await directory.renameGroup({ actor }, params, body.name)),
  'DELETE /api/buyer/enterprises/:enterpriseId/groups/:groupId': async ({ actor, params }) => {
    await directory.deleteGroup({ actor }, params)
    return null
  },
})

const createInvitationRoutes = (directory: Directory): Handlers => ({
  'POST /api/buyer/enterprises/:enterpriseId/people/:personId/invitation': async ({
    actor,
    params,
    body,
    language,
  }) => {
    const { expiresAt, ...invited } = await directory.invite({ actor }, params, {
      email: body.email,
      language,
    })
    return { ...invited, expiresAt: toWireTime(expiresAt) }
  },
  'DELETE /api/buyer/enterprises/:enterpriseId/people/:personId/invitation': async ({ actor, params }) => {
    await directory.revokeInvitation({ actor }, params)
    return null
  },
  'DELETE /api/buyer/enterprises/:enterpriseId/people/:personId/account': async ({ actor, params }) => {
    await directory.unlinkAccount({ actor }, params)
    return null
  },
  'POST /api/directory-invitation': async ({ actor, body }) => {
    const { enterprise, person } = await directory.getInvitation(actor, body.token)
    return {
      enterprise: { name: enterprise.name },
      person: { name: person.name, userName: person.userName },
    }
  },
  'POST /api/directory-invitation/acceptance': async ({ actor, body }) =>
    presentOwnEntry(await directory.acceptInvitation(actor, body.token)),
  'GET /api/directory-entries': async ({ actor }) => ({
    items: (await directory.listOwnEntries(actor)).map(presentOwnEntry),
  }),
})

const createTokenRoutes = (directory: Directory): Handlers => ({
  'GET /api/buyer/enterprises/:enterpriseId/scim-tokens': async ({ actor, params }) => ({
    items: (await directory.listTokens(actor, params.enterpriseId)).map(presentToken),
  }),
  'POST /api/buyer/enterprises/:enterpriseId/scim-tokens': async ({ actor, params, body }) => {
    const { token, secret } = await directory.createToken({ actor }, params.enterpriseId, body.name)
    return { ...presentToken(token), token: secret }
  },
  'DELETE /api/buyer/enterprises/:enterpriseId/scim-tokens/:scimTokenId': async ({ actor, params }) => {
    await directory.revokeToken({ actor }, params)
    return null
  },
})

import { isId, omitUndefined } from '@loggia/kernel'
import type { Id } from '@loggia/kernel'
import {
  applyOperations,
  formatList,
  isObject,
  lowerNames,
  mostResults,
  parseFilter,
  pickAttributes,
  readOperations,
  ScimError,
  userAttributes,
} from '@loggia/protocol/scim'
import type { JsonObject, ScimProjection } from '@loggia/protocol/scim'
import { departmentNameSchema } from '@loggia/protocol/console'
import type { Db, Tx } from '../../../platform/index.ts'
import { leave, takeBack, toKey } from '../../rules/people.ts'
import { readUserName } from '../../rules/person-data.ts'
import { toPersonCondition } from '../../rules/scim-filters.ts'
import { decideUser, formatUser, readUser } from '../../rules/scim-people.ts'
import type { SaidUser } from '../../rules/scim-people.ts'
import type { Department, Enterprise, Person } from '../../schema.ts'
import * as store from '../../store/index.ts'
import { changeAs, refuseUnknown, requireGain } from './context.ts'
import type { ScimClient, ScimContext } from './context.ts'

/** What a list is asked for; `base` is the address of the endpoints. */
export type ScimQuery = ScimProjection & {
  readonly filter?: string | undefined
  readonly startIndex?: number | undefined
  readonly count?: number | undefined
}
export type Asked = ScimProjection & { readonly base: string }

const usualResults = 100

/** The page that is asked for; RFC 7644 §3.4.2.4 corrects what is out of range. */
export const readPage = ({ startIndex = 1, count = usualResults }: ScimQuery) => ({
  startIndex: Math.max(1, startIndex),
  limit: Math.min(mostResults, Math.max(0, count)),
})

/** Throws `invalidSyntax`. */
export function requireResource(body: unknown): JsonObject {
  if (!isObject(body)) throw new ScimError(400, 'The body is a resource.', 'invalidSyntax')
  return lowerNames(body)
}

/** People as an identity provider keeps them. Whoever left is not there. */
export function createScimUsers(context: ScimContext) {
  const { db, clock, writing, departments, people } = context

  async function find(from: Db, { id: enterpriseId }: Enterprise, id: string): Promise<Person> {
    const [found] = isId(id, 'per')
      ? await store.people.list(from, { enterpriseId, ids: [id], limit: 1 })
      : []
    if (!found || found.state === 'left') throw refuseUnknown('User', id)
    return found
  }

  async function show(from: Db, person: Person, { base, ...projection }: Asked): Promise<JsonObject> {
    const { enterpriseId, departmentId } = person
    const [department] = departmentId
      ? await store.departments.findAll(from, enterpriseId, [departmentId])
      : []
    return pickAttributes(formatUser(person, department, base), projection)
  }

  async function listUsers(
    { enterprise }: ScimClient,
    { base, filter, ...asked }: ScimQuery & Asked,
  ): Promise<JsonObject> {
    const condition = filter ? toPersonCondition(parseFilter(filter)) : undefined
    const { startIndex, limit } = readPage(asked)
    const of = omitUndefined({ enterpriseId: enterprise.id, condition })
    const total = await store.people.countMet(db, of)
    const found = limit === 0 ? [] : await store.people.listMet(db, { ...of, limit, offset: startIndex - 1 })
    const places = [...new Set(found.flatMap(({ departmentId }) => departmentId ?? []))]
    const byId = new Map<Id<'dpt'>, Department>(
      (await store.departments.findAll(db, enterprise.id, places)).map((one) => [one.id, one]),
    )
    const resources = found.map((person) =>
      pickAttributes(formatUser(person, person.departmentId && byId.get(person.departmentId), base), asked),
    )
    return formatList(resources, { total, startIndex })
  }

  /** By its code or its name; one of another name is created below the first department. */
  async function placeUser(
    tx: Tx,
    enterprise: Enterprise,
    { department: said, before }: { readonly department: string | undefined; readonly before?: Person },
  ): Promise<Id<'dpt'>> {
    const first = await store.departments.findFirst(tx, enterprise.id)
    const [current] = before?.departmentId
      ? await store.departments.findAll(tx, enterprise.id, [before.departmentId])
      : []
    const known = current ?? first
    if (!known) throw new Error(`${enterprise.id} has no department`)
    // Several departments may have one name: whoever is in one of them stays.
    if (said === undefined || (current && [current.name, current.code].includes(said))) return known.id
    const byCode = await store.departments.findByCode(tx, enterprise.id, said)
    if (byCode) return byCode.id
    const [byName, another] = await store.departments.findByName(tx, enterprise.id, said)
    if (another)
      throw new ScimError(
        400,
        `Several departments are named ${JSON.stringify(said)}: send a code.`,
        'invalidValue',
      )
    return byName ? byName.id : createPlace(tx, enterprise, { said, under: first?.id })
  }

  async function createPlace(
    tx: Tx,
    enterprise: Enterprise,
    { said, under }: { readonly said: string; readonly under: Id<'dpt'> | undefined },
  ): Promise<Id<'dpt'>> {
    const name = departmentNameSchema.safeParse(said).data
    if (name === undefined)
      throw new ScimError(400, 'The name of a department has at most 128 characters.', 'invalidValue')
    await requireGain(context, tx, enterprise)
    return (await departments.createDepartmentIn(tx, enterprise, { name, parentId: under })).id
  }

  /** Somebody who left comes back as the same entry. Throws `uniqueness`. */
  const createUser = (client: ScimClient, body: unknown, asked: Asked): Promise<JsonObject> =>
    changeAs(context, client, async (tx, enterprise) => {
      const said = readUser(requireResource(body))
      await requireGain(context, tx, enterprise)
      const userName = said.userName === undefined ? undefined : readUserName(said.userName)
      if (userName === undefined)
        throw new ScimError(400, 'A userName has 1 to 64 characters and no spaces.', 'invalidValue')
      const [other] = await store.people.findByUserNames(tx, enterprise.id, [toKey(userName)])
      if (other && other.state !== 'left')
        throw new ScimError(409, `There is already a User ${JSON.stringify(userName)}.`, 'uniqueness')
      const departmentId = await placeUser(tx, enterprise, said)
      const id = other
        ? await takeUserBack(tx, enterprise, { before: other, said, departmentId })
        : await addUser(tx, enterprise, { userName, said, departmentId })
      return show(tx, await find(tx, enterprise, id), asked)
    })

  async function addUser(
    tx: Tx,
    enterprise: Enterprise,
    { userName, said, departmentId }: { userName: string; said: SaidUser; departmentId: Id<'dpt'> },
  ): Promise<Id<'per'>> {
    const state = said.active === false ? 'disabled' : 'active'
    const data = omitUndefined(said.data)
    return (await people.addPersonIn(tx, enterprise, { userName, departmentId, state, data })).id
  }

  async function takeUserBack(
    tx: Tx,
    enterprise: Enterprise,
    { before, said, departmentId }: { before: Person; said: SaidUser; departmentId: Id<'dpt'> },
  ): Promise<Id<'per'>> {
    const after = decideUser(takeBack(before, departmentId), said, departmentId)
    await writing.savePeople(tx, enterprise, [{ before, after }])
    return before.id
  }

  async function save(
    tx: Tx,
    enterprise: Enterprise,
    { before, said }: { readonly before: Person; readonly said: SaidUser },
  ): Promise<void> {
    const { userName } = said
    if (userName !== undefined && toKey(userName) !== toKey(before.userName))
      throw new ScimError(400, 'A userName never changes: create another User.', 'mutability')
    const departmentId = await placeUser(tx, enterprise, { department: said.department, before })
    const after = decideUser(before, said, departmentId)
    if (before.state === 'disabled' && after.state === 'active') await requireGain(context, tx, enterprise)
    await writing.savePeople(tx, enterprise, [{ before, after }])
  }

  const replaceUser = (
    client: ScimClient,
    { id, body, ...asked }: Asked & { readonly id: string; readonly body: unknown },
  ): Promise<JsonObject> =>
    changeAs(context, client, async (tx, enterprise) => {
      const before = await find(tx, enterprise, id)
      const read = readUser(requireResource(body))
      await save(tx, enterprise, { before, said: read })
      return show(tx, await find(tx, enterprise, id), asked)
    })

  const patchUser = (
    client: ScimClient,
    { id, body, ...asked }: Asked & { readonly id: string; readonly body: unknown },
  ): Promise<JsonObject> => {
    const operations = readOperations(body, userAttributes)
    return changeAs(context, client, async (tx, enterprise) => {
      const before = await find(tx, enterprise, id)
      const resource = lowerNames(await show(tx, before, { base: asked.base }))
      const patched = applyOperations(resource, operations, userAttributes)
      await save(tx, enterprise, { before, said: readUser(patched, before) })
      return show(tx, await find(tx, enterprise, id), asked)
    })
  }

  /** The person leaves. */
  const deleteUser = (client: ScimClient, id: string): Promise<void> =>
    changeAs(context, client, async (tx, enterprise) => {
      const before = await find(tx, enterprise, id)
      await writing.savePeople(tx, enterprise, [{ before, after: leave(before, clock.now()) }])
    })

  return {
    listUsers,
    getUser: async ({ enterprise }: ScimClient, id: string, asked: Asked): Promise<JsonObject> =>
      show(db, await find(db, enterprise, id), asked),
    createUser,
    replaceUser,
    patchUser,
    deleteUser,
  }
}

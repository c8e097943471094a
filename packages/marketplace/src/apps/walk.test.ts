import fc from 'fast-check'
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import { fromHours, fromMinutes, Problem } from '@loggia/kernel'
import type { Id } from '@loggia/kernel'
import { listRuleEngines, openScriptedSeller, openWorld } from '../embedded/index.ts'
import type { ScriptedSeller, World } from '../embedded/index.ts'
import type { Person } from '../directory/index.ts'
import type { AppRole, Selection } from './schema.ts'
import { failures, keepBooksFailing } from './testing/failing-seller.ts'
import type { Failure } from './testing/failing-seller.ts'
import { openConnected, openCredential, openEnterprise } from './testing/joint.ts'
import type { JointProduct, OpenedEnterprise } from './testing/joint.ts'
import { createSellersBooks } from './testing/sellers-books.ts'

const postgresUrl = process.env.LOGGIA_TEST_POSTGRES
const sides = ['kit-v2', 'kit-v1'] as const
const nth = fc.nat(40)
const side = fc.nat(1)
const name = fc.constantFrom('甲', '乙', '丙', '丁')

/** What somebody tries with the nth departments and people that there are, or with the app of one of the two sellers. */
type Try =
  | {
      readonly act: 'add_department' | 'rename_department' | 'rename_person'
      readonly nth: number
      readonly name: string
    }
  | { readonly act: 'move_department' | 'move_person'; readonly nth: number; readonly to: number }
  | {
      readonly act: 'delete_department' | 'add_person' | 'disable' | 'enable' | 'leave' | 'return'
      readonly nth: number
    }
  | {
      readonly act: 'assign'
      readonly side: number
      readonly nth: number
      readonly of: 'person' | 'department' | 'all'
      readonly role: AppRole
    }
  | {
      readonly act: 'withdraw'
      readonly side: number
      readonly nth: number
      readonly of: 'person' | 'department' | 'all'
    }
  | { readonly act: 'fail'; readonly side: number; readonly failure: Failure | undefined }
  | { readonly act: 'decide'; readonly side: number; readonly decision: 'repeat' | 'continue' }
  | { readonly act: 'repeat_left_out' | 'restart' | 'reconcile'; readonly side: number }
  | { readonly act: 'pass'; readonly minutes: number }

const one = <A extends Try['act']>(...acts: A[]) => fc.constantFrom(...acts)
const of = fc.constantFrom('person' as const, 'department' as const, 'all' as const)
const tries: fc.Arbitrary<Try> = fc.oneof(
  {
    weight: 3,
    arbitrary: fc.record({ act: one('add_department', 'rename_department', 'rename_person'), nth, name }),
  },
  { weight: 4, arbitrary: fc.record({ act: one('move_department', 'move_person'), nth, to: nth }) },
  {
    weight: 4,
    arbitrary: fc.record({
      act: one('delete_department', 'add_person', 'add_person', 'disable', 'enable', 'leave', 'return'),
      nth,
    }),
  },
  {
    weight: 4,
    arbitrary: fc.record({
      act: one('assign'),
      side,
      nth,
      of,
      role: fc.constantFrom('user' as const, 'admin' as const),
    }),
  },
  { weight: 2, arbitrary: fc.record({ act: one('withdraw'), side, nth, of }) },
  {
    weight: 4,
    arbitrary: fc.record({
      act: one('fail'),
      side,
      failure: fc.constantFrom(undefined, undefined, ...failures),
    }),
  },
  {
    weight: 4,
    arbitrary: fc.record({
      act: one('decide'),
      side,
      decision: fc.constantFrom('repeat' as const, 'continue' as const),
    }),
  },
  { weight: 1, arbitrary: fc.record({ act: one('repeat_left_out', 'restart', 'reconcile'), side }) },
  { weight: 5, arbitrary: fc.record({ act: one('pass'), minutes: fc.constantFrom(0, 1, 5, 20, 200) }) },
)

describe.each(listRuleEngines(postgresUrl))(
  'R271, R272, R273, R274: two sellers who fail, and what they know in the end, on %s',
  (engine) => {
    let world: World
    const servers: ScriptedSeller[] = []
    const books = sides.map(() => createSellersBooks())
    const failing: (Failure | undefined)[] = []
    beforeAll(async () => {
      // Servers that hang are waited for in real time.
      world = await openWorld({ engine, postgresUrl, calls: { timeLimitMs: 300 } })
      for (const kept of books) {
        const at = servers.length
        const server = await openScriptedSeller()
        server.answer(keepBooksFailing(kept, () => failing[at]))
        servers.push(server)
      }
    })
    afterEach(() => world.reset())
    afterAll(async () => {
      for (const server of servers) await server.close()
      await world.close()
    })

    type Connected = Awaited<ReturnType<typeof openConnected>>
    type Party = {
      readonly product: JointProduct
      readonly app: Connected
      readonly assigned: Map<Id<'per'>, AppRole>
    }
    type Scene = { readonly enterprise: OpenedEnterprise; readonly parties: readonly Party[] }

    async function open(): Promise<Scene> {
      await world.reset()
      failing.fill(undefined)
      for (const kept of books) kept.clear()
      const enterprise = await openEnterprise(world)
      const parties: Party[] = []
      for (const [at, protocol] of sides.entries()) {
        const server = servers[at]
        if (!server) throw new Error('There is no server')
        const form = { callbackUrl: `https://${protocol}.example/callback` }
        const product = await openCredential(world, server, { protocol, form })
        books[at]?.clear()
        const app = await openConnected(world, product, enterprise)
        parties.push({ product, app, assigned: new Map() })
      }
      await world.settle()
      return { enterprise, parties }
    }

    const departmentsOf = ({ enterprise }: Scene) =>
      world.market.directory.listDepartments(world.platform.db, enterprise.enterpriseId)
    const allIds = new WeakMap<Scene, Id<'per'>[]>()
    const peopleOf = (scene: Scene): Promise<Person[]> => {
      const ids = allIds.get(scene) ?? []
      const { enterpriseId } = scene.enterprise
      return world.market.directory.listPeople(world.platform.db, { enterpriseId, ids, limit: 1000 })
    }

    /** Does what is tried; false if it was refused. */
    async function attempt(scene: Scene, tried: Try): Promise<boolean> {
      try {
        await perform(scene, tried)
        return true
      } catch (error) {
        if (error instanceof Problem) return false
        throw error
      }
    }

    async function perform(scene: Scene, tried: Try): Promise<unknown> {
      const { directory } = world.market
      const { request, enterpriseId } = scene.enterprise
      const departments = await departmentsOf(scene)
      const people = await peopleOf(scene)
      const departmentAt = (at: number) => departments[at % departments.length]?.id ?? scene.enterprise.topId
      const personAt = (at: number) => people[at % Math.max(1, people.length)]
      const actOn = (act: 'disable' | 'enable' | 'leave', at: number) => {
        const person = personAt(at)
        if (act === 'leave' && person) for (const { assigned } of scene.parties) assigned.delete(person.id)
        if (!person) return undefined
        return directory.actOnPeople(request, enterpriseId, { act: { act }, of: { ids: [person.id] } })
      }
      switch (tried.act) {
        case 'add_department':
          return scene.enterprise.addDepartment(tried.name, departmentAt(tried.nth))
        case 'rename_department':
          return directory.renameDepartment(
            request,
            { enterpriseId, departmentId: departmentAt(tried.nth) },
            tried.name,
          )
        case 'move_department': {
          const to = tried.to % 5 === 0 ? undefined : departmentAt(tried.to)
          return directory.moveDepartment(
            request,
            { enterpriseId, departmentId: departmentAt(tried.nth) },
            to,
          )
        }
        case 'delete_department':
          return directory.deleteDepartment(request, { enterpriseId, departmentId: departmentAt(tried.nth) })
        case 'add_person': {
          const id = await scene.enterprise.addPerson('某人', departmentAt(tried.nth))
          return allIds.set(scene, [...(allIds.get(scene) ?? []), id])
        }
        case 'rename_person':
        case 'move_person': {
          const person = personAt(tried.nth)
          if (!person?.departmentId) return undefined
          const departmentId = tried.act === 'move_person' ? departmentAt(tried.to) : person.departmentId
          const data = { name: tried.act === 'rename_person' ? tried.name : person.name }
          return directory.changePerson(
            request,
            { enterpriseId, personId: person.id },
            { ...data, departmentId, changedAt: person.changedAt },
          )
        }
        case 'disable':
        case 'enable':
        case 'leave':
          return actOn(tried.act, tried.nth)
        case 'return': {
          const person = personAt(tried.nth)
          if (person?.state !== 'left') return undefined
          const departmentId = departmentAt(tried.nth)
          return directory.takePersonBack(request, { enterpriseId, personId: person.id }, { departmentId })
        }
        case 'pass':
          return world.advance(fromMinutes(tried.minutes))
        default:
          return performAtApp(scene, tried, { departments, people })
      }
    }

    type AtApp = Extract<Try, { readonly side: number }>
    async function performAtApp(
      scene: Scene,
      tried: AtApp,
      known: {
        readonly departments: Awaited<ReturnType<typeof departmentsOf>>
        readonly people: readonly Person[]
      },
    ): Promise<unknown> {
      const { apps, calls } = world.market
      const { buyer } = scene.enterprise
      const party = scene.parties[tried.side]
      if (!party) throw new Error('There is no such side')
      const { app, product } = party
      switch (tried.act) {
        case 'fail':
          return (failing[tried.side] = tried.failure)
        case 'decide': {
          const { asks } = await app.look()
          return asks && apps.decide(buyer, asks.batch.id, { decision: tried.decision })
        }
        case 'repeat_left_out':
          return apps.repeatLeftOut(buyer, app.id, undefined)
        case 'reconcile':
          return apps.reconcile(buyer, app.id)
        case 'restart': {
          const { callId } = (await app.look()).asks?.batch ?? {}
          return callId && calls.restart(product.seller, callId, product.sellerId)
        }
        case 'assign':
        case 'withdraw':
          return performAssignment(party, tried, known)
      }
    }

    async function performAssignment(
      { app, assigned }: Party,
      tried: Extract<Try, { readonly act: 'assign' | 'withdraw' }>,
      {
        departments,
        people,
      }: {
        readonly departments: readonly { id: Id<'dpt'>; parentId?: Id<'dpt'> }[]
        readonly people: readonly Person[]
      },
    ): Promise<void> {
      const present = people.filter(({ state }) => state !== 'left')
      const person = people[tried.nth % Math.max(1, people.length)]
      const departmentId = departments[tried.nth % departments.length]?.id
      if (!person || !departmentId) return
      const below = new Set<Id<'dpt'>>([departmentId])
      for (const { id, parentId } of departments) if (parentId && below.has(parentId)) below.add(id)
      const selections: Readonly<Record<typeof tried.of, readonly [Selection, readonly Person[]]>> = {
        person: [{ ids: [person.id] }, [person]],
        department: [
          { departmentId },
          present.filter((other) => other.departmentId && below.has(other.departmentId)),
        ],
        all: [{ all: true }, present],
      }
      const [selection, meant] = selections[tried.of]
      if (tried.act === 'assign') {
        await app.assign(selection, tried.role)
        for (const { id } of meant) assigned.set(id, tried.role)
      } else {
        await app.withdraw(selection)
        for (const { id } of meant) assigned.delete(id)
      }
    }

    /** Both servers work, and everything that failed or was left out is repeated until nobody has to be told anything. */
    async function bringToRest(scene: Scene): Promise<void> {
      failing.fill(undefined)
      for (let round = 0; round < 10; round++) {
        await world.advance(fromHours(1))
        let isQuiet = true
        for (const [at, { app }] of scene.parties.entries()) {
          const { asks, departments, people } = await app.look()
          const rest = departments.waiting + departments.leftOut + people.waiting + people.leftOut
          if (asks) await attempt(scene, { act: 'decide', side: at, decision: 'repeat' })
          await attempt(scene, { act: 'repeat_left_out', side: at })
          if (asks || rest > 0) isQuiet = false
        }
        if (isQuiet) return
      }
    }

    /** What the seller's books have, and what they should have, by the directory and what was assigned. */
    async function compare(scene: Scene, at: number) {
      const departments = await departmentsOf(scene)
      const codeOf = new Map(departments.map(({ id, code }) => [id, code]))
      const party = scene.parties[at]
      const people = (await peopleOf(scene)).filter(({ id }) => party?.assigned.has(id))
      // The test account has no instance; what a slow server was told of it may come late.
      const [, book] = [...(books[at]?.books ?? [])].find(([key]) => !key.startsWith('/')) ?? []
      const known = {
        orgs: Object.fromEntries(book?.orgs ?? []),
        users: Object.fromEntries(
          [...(book?.users ?? [])].map(([userName, { name: is, org, role, enable }]) => [
            userName,
            { name: is, org, role, enable },
          ]),
        ),
      }
      const wanted = {
        orgs: Object.fromEntries(
          departments.map(({ code, name: is, parentId }) => [
            code,
            { name: is, parent: parentId === undefined ? '' : codeOf.get(parentId) },
          ]),
        ),
        users: Object.fromEntries(
          people.map(({ id, userName, name: is, departmentId, state }) => [
            userName,
            {
              name: is,
              org: departmentId && codeOf.get(departmentId),
              role: party?.assigned.get(id),
              enable: String(state === 'active'),
            },
          ]),
        ),
      }
      return { known, wanted }
    }

    async function expectSame(scene: Scene): Promise<void> {
      for (const at of sides.keys()) {
        const { known, wanted } = await compare(scene, at)
        expect(known).toEqual(wanted)
      }
    }

    test(
      'is what the directory and the assignments say, whatever happened',
      { timeout: 600_000 },
      async () => {
        await fc.assert(
          fc.asyncProperty(fc.array(tries, { minLength: 20, maxLength: 60 }), async (walk) => {
            const scene = await open()
            for (const tried of walk) await attempt(scene, tried)
            await bringToRest(scene)
            await expectSame(scene)
          }),
          // A walk takes seconds, so it is not made shorter.
          { numRuns: Number(process.env.LOGGIA_WALKS ?? 4), endOnFailure: true },
        )
      },
    )

    test('a change that was lost is seen, and reconciliation repairs it', async () => {
      const scene = await open()
      for (const act of ['add_person', 'add_department', 'add_person'] as const)
        await attempt(scene, act === 'add_department' ? { act, nth: 0, name: '甲' } : { act, nth: 0 })
      await attempt(scene, { act: 'assign', side: 0, nth: 0, of: 'all', role: 'user' })
      await bringToRest(scene)
      await expectSame(scene)

      // As if the events of these changes had reached nobody.
      await world.platform.db.script(`
        update person set name = '另一个名字' where user_name = 'user00001';
        update department set name = '乙' where name = '甲'`)
      await bringToRest(scene)
      const { known, wanted } = await compare(scene, 0)
      expect(known).not.toEqual(wanted)
      for (const at of sides.keys()) await attempt(scene, { act: 'reconcile', side: at })
      await bringToRest(scene)

      await expectSame(scene)
    })
  },
)

import fc from 'fast-check'
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import { Problem } from '@loggia/kernel'
import type { Id } from '@loggia/kernel'
import { mostDepth } from '@loggia/protocol/console/directory/kinds'
import { listRuleEngines, openWorld } from '../../embedded/index.ts'
import type { World } from '../../embedded/index.ts'
import * as store from '../store/index.ts'
import { openDirectory } from '../testing/directories.ts'
import type { OpenedDirectory } from '../testing/directories.ts'

const postgresUrl = process.env.LOGGIA_TEST_POSTGRES

type Node = { readonly id: Id<'dpt'>; name: string; parent: Node | undefined; people: number }
/** What somebody tries with the nth departments that there are. */
type Try =
  | { readonly act: 'create' | 'rename'; readonly nth: number; readonly name: string }
  | { readonly act: 'move'; readonly nth: number; readonly to: number }
  | { readonly act: 'delete' | 'hire' | 'dismiss'; readonly nth: number }

const nth = fc.nat(30)
const name = fc.constantFrom('甲', '乙', '丙')
const tries: fc.Arbitrary<Try> = fc.oneof(
  { weight: 5, arbitrary: fc.record({ act: fc.constant('create' as const), nth, name }) },
  { weight: 4, arbitrary: fc.record({ act: fc.constant('move' as const), nth, to: nth }) },
  { weight: 2, arbitrary: fc.record({ act: fc.constant('rename' as const), nth, name }) },
  {
    weight: 3,
    arbitrary: fc.record({
      act: fc.constantFrom('delete' as const, 'hire' as const, 'dismiss' as const),
      nth,
    }),
  },
)

/** The same tree as objects, by the plainest rules. */
function createModel(top: Id<'dpt'>) {
  const nodes: Node[] = [{ id: top, name: '澄澜', parent: undefined, people: 0 }]
  const isTaken = (parent: Node | undefined, wanted: string, but?: Node): boolean =>
    nodes.some((node) => node !== but && node.parent === parent && node.name === wanted)
  const listAbove = (node: Node | undefined): Node[] => (node ? [node, ...listAbove(node.parent)] : [])
  const listBelow = (node: Node): Node[] => nodes.filter((one) => listAbove(one).includes(node))
  const pick = (at: number): Node | undefined => nodes[at % (nodes.length + 1)]
  const height = (node: Node): number =>
    Math.max(...listBelow(node).map((one) => listAbove(one).length)) - listAbove(node).length
  return {
    nodes,
    listAbove,
    listBelow,
    pick,
    mayCreate: (parent: Node | undefined, wanted: string) =>
      !isTaken(parent, wanted) && listAbove(parent).length < mostDepth,
    mayRename: (node: Node, wanted: string) => !isTaken(node.parent, wanted, node),
    mayMove: (node: Node, to: Node | undefined) =>
      node.parent === to ||
      (!listAbove(to).includes(node) &&
        !isTaken(to, node.name, node) &&
        listAbove(to).length + 1 + height(node) <= mostDepth),
    mayDelete: (node: Node) => listBelow(node).length === 1 && node.people === 0 && nodes.length > 1,
  }
}

describe.each(listRuleEngines(postgresUrl))(
  'R275: the tree of departments beside a model, on %s',
  (engine) => {
    let world: World
    beforeAll(async () => {
      world = await openWorld({ engine, postgresUrl })
    })
    afterEach(() => world.reset())
    afterAll(() => world.close())

    /** False if it was refused. */
    async function succeeds(work: () => Promise<unknown>): Promise<boolean> {
      try {
        await work()
        return true
      } catch (error) {
        if (error instanceof Problem) return false
        throw error
      }
    }

    async function walk(it: OpenedDirectory, all: readonly Try[]): Promise<void> {
      const { directory } = world.market
      const request = { actor: it.actor }
      const model = createModel(it.top)
      let people = 0
      const of = ({ id }: Node) => ({ enterpriseId: it.id, departmentId: id })
      for (const one of all) {
        const node = model.pick(one.nth)
        if (one.act === 'create') {
          const id = await it.department(one.name, node?.id).catch((error: unknown) => {
            if (error instanceof Problem) return undefined
            throw error
          })
          expect(id !== undefined).toBe(model.mayCreate(node, one.name))
          if (id) model.nodes.push({ id, name: one.name, parent: node, people: 0 })
          continue
        }
        if (!node) continue
        if (one.act === 'rename') {
          const done = await succeeds(() => directory.renameDepartment(request, of(node), one.name))
          expect(done).toBe(model.mayRename(node, one.name))
          if (done) node.name = one.name
        } else if (one.act === 'move') {
          const to = model.pick(one.to)
          const done = await succeeds(() => directory.moveDepartment(request, of(node), to?.id))
          expect(done).toBe(model.mayMove(node, to))
          if (done) node.parent = to
        } else if (one.act === 'delete') {
          const done = await succeeds(() => directory.deleteDepartment(request, of(node)))
          expect(done).toBe(model.mayDelete(node))
          if (done) model.nodes.splice(model.nodes.indexOf(node), 1)
        } else if (one.act === 'hire') {
          await it.person(`p${(people += 1)}`, { departmentId: node.id })
          node.people += 1
        } else {
          const filter = { departmentId: node.id, below: false }
          await directory.actOnPeople(request, it.id, {
            act: { act: 'leave' },
            of: { filter, expected: node.people },
          })
          node.people = 0
        }
      }
      await judge(it, model)
    }

    /** No cycle, no orphan, and the counts of the pages. */
    async function judge(it: OpenedDirectory, model: ReturnType<typeof createModel>): Promise<void> {
      const all = await store.departments.listAll(world.platform.db, it.id)
      expect(
        all
          .map(({ id, name: own, parentId, path, depth }) => ({ id, own, parentId, path, depth }))
          .toSorted(byId),
      ).toEqual(
        model.nodes
          .map((node) => ({
            id: node.id,
            own: node.name,
            parentId: node.parent?.id,
            path: model
              .listAbove(node)
              .toReversed()
              .map(({ id }) => `${id}/`)
              .join(''),
            depth: model.listAbove(node).length - 1,
          }))
          .toSorted(byId),
      )
      const position = new Map(all.map(({ id }, at) => [id, at]))
      for (const { id, parentId } of all)
        if (parentId !== undefined) expect(position.get(parentId)).toBeLessThan(position.get(id) ?? 0)
      for (const node of model.nodes) {
        const shown = await world.market.directory.getDepartmentOf(it.actor, {
          enterpriseId: it.id,
          departmentId: node.id,
        })
        expect([shown.departments, shown.people, shown.allPeople]).toEqual([
          model.nodes.filter(({ parent }) => parent === node).length,
          node.people,
          model.listBelow(node).reduce((sum, { people }) => sum + people, 0),
        ])
      }
    }

    const byId = (a: { readonly id: string }, b: { readonly id: string }): number => (a.id < b.id ? -1 : 1)

    test('has no cycle and no orphan, names of their own beside each other, and right counts, whatever is tried', async () => {
      await fc.assert(
        fc.asyncProperty(fc.array(tries, { minLength: 20, maxLength: 40 }), async (all) => {
          await walk(await openDirectory(world), all)
        }),
        { numRuns: 12 },
      )
    })

    test('is never deeper than twenty levels', async () => {
      const it = await openDirectory(world)

      await walk(
        it,
        Array.from({ length: mostDepth }, (_, at) => ({ act: 'create' as const, nth: at, name: '甲' })),
      )

      const all = await store.departments.listAll(world.platform.db, it.id)
      expect(all.map(({ depth }) => depth)).toEqual(Array.from({ length: mostDepth }, (_, depth) => depth))
    })
  },
)

describe.each(listRuleEngines(postgresUrl))('changes of the tree at once, on %s', (engine) => {
  let world: World
  let it: OpenedDirectory
  beforeAll(async () => {
    world = await openWorld({ engine, postgresUrl })
  })
  afterEach(() => world.reset())
  afterAll(() => world.close())

  const move = (departmentId: Id<'dpt'>, to: Id<'dpt'>) =>
    world.market.directory.moveDepartment({ actor: it.actor }, { enterpriseId: it.id, departmentId }, to)
  const listCodes = async (works: readonly (() => Promise<unknown>)[]): Promise<(string | undefined)[]> =>
    (await Promise.allSettled(works.map((work) => work()))).map((one) =>
      one.status === 'rejected' ? (one.reason as { code?: string }).code : undefined,
    )

  test('of two moves that together would make a cycle, the second is refused', async () => {
    it = await openDirectory(world)
    for (let round = 0; round < 5; round += 1) {
      const a = await it.department(`甲${round}`, it.top)
      const b = await it.department(`乙${round}`, it.top)

      const codes = await listCodes([() => move(a, b), () => move(b, a)])

      expect(codes.filter((code) => code !== undefined)).toEqual(['directory.department_in_itself'])
    }
  })

  test('nobody is left in a department that is deleted meanwhile', async () => {
    it = await openDirectory(world)
    for (let round = 0; round < 5; round += 1) {
      const departmentId = await it.department('甲', it.top)
      const remove = () =>
        world.market.directory.deleteDepartment({ actor: it.actor }, { enterpriseId: it.id, departmentId })
      const hire = () => it.person(`p${round}`, { departmentId })

      const codes = await listCodes(round % 2 === 0 ? [remove, hire] : [hire, remove])

      expect([['directory.department_unknown'], ['directory.department_has_people']]).toContainEqual(
        codes.filter((code) => code !== undefined),
      )
      if (codes.includes('directory.department_has_people')) {
        const people = await world.market.directory.listPeople(world.platform.db, {
          enterpriseId: it.id,
          departmentId,
          limit: 10,
        })
        await world.market.directory.actOnPeople({ actor: it.actor }, it.id, {
          act: { act: 'move', departmentId: it.top },
          of: { ids: people.map(({ id }) => id) },
        })
        await remove()
      }
    }
  })

  test('of two people, departments or companies of one name that are added at once, one is there', async () => {
    it = await openDirectory(world)
    const { directory } = world.market
    const name = '同名'
    const { actor } = it
    const other = await world.given.buyer()

    expect(await listCodes([() => it.person('lin'), () => it.person('LIN')])).toEqual(
      expect.arrayContaining([undefined, 'directory.user_name_taken']),
    )
    expect(await listCodes([() => it.department(name), () => it.department(name)])).toEqual(
      expect.arrayContaining([undefined, 'directory.department_name_taken']),
    )
    expect(
      await listCodes(
        [actor, other].map(
          (by) => () => directory.createEnterprise({ actor: by }, { name, tenantCode: 'same-code' }),
        ),
      ),
    ).toEqual(expect.arrayContaining([undefined, 'directory.tenant_code_taken']))
  })
})

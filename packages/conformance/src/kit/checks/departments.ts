import type { JsonObject } from '@loggia/protocol/wire'
import type { Case } from '../cases.ts'
import { writeList } from '../kit.ts'
import { flags } from '../scenes.ts'
import type { Scene } from '../scenes.ts'
import { listRepeats } from './repeats.ts'

type Generation = 'v1' | 'v2'
const full = 'allOrgSync'
const single = 'singleOrgSync'
const ofFull = 'joint-kit §6.5'
const ofSingle = 'joint-kit §6.4'

const listNames: Readonly<Record<Generation, string>> = { v1: 'orgInfo', v2: 'orgInfoList' }
const bothForms =
  'Read the list as a list and as JSON text: the generations differ, and an example of V2 has text too.'

const rename = (department: JsonObject, generation: Generation): JsonObject => {
  const { orgName, name, ...rest } = department
  return generation === 'v1' ? { ...rest, orgName: orgName ?? name } : { ...rest, name: orgName ?? name }
}

type Tree = readonly [top: string, below: string]
const createTree = (scene: Scene): Tree => [scene.code(), scene.code()]

/** Of the full list of departments. */
const fullCases: readonly Case[] = [
  {
    id: 'departments.repeat',
    title: 'The same full list of departments is accepted again',
    group: full,
    source: 'joint-kit §7',
    isFresh: true,
    name: 'a second full list of the same departments',
    fix: 'A department that you know is not an error: answer 000000, and create nothing new.',
    told: (scene) => [scene.enterprise(), scene.departments(), scene.departments()],
  },
  {
    id: 'departments.moved',
    title: 'A full list in which departments have moved is accepted',
    group: full,
    source: ofFull,
    isFresh: true,
    name: 'a full list in which a department has another name and parent',
    fix: 'The code of a department never changes; its name and its parent may.',
    told: (scene) => {
      const [top, below] = createTree(scene)
      const other = scene.code()
      return [
        scene.enterprise(),
        scene.departments([
          { orgCode: top, orgName: '总部', parentCode: '' },
          { orgCode: below, orgName: '研发部', parentCode: top },
          { orgCode: other, orgName: '市场部', parentCode: top },
        ]),
        scene.departments([
          { orgCode: top, orgName: '总部', parentCode: '' },
          { orgCode: other, orgName: '市场部', parentCode: top },
          { orgCode: below, orgName: '产品研发部', parentCode: other },
        ]),
      ]
    },
  },
  {
    id: 'departments.order',
    title: 'A full list in which a department comes before its parent is accepted',
    level: 'should',
    group: full,
    source: ofFull,
    isFresh: true,
    name: 'a full list with a department before its parent',
    fix: 'The list is flat and has no order: store all of it before you look for parents.',
    told: (scene) => {
      const [top, below] = createTree(scene)
      return [
        scene.enterprise(),
        scene.departments([
          { orgCode: below, orgName: '研发部', parentCode: top },
          { orgCode: top, orgName: '总部', parentCode: '' },
        ]),
      ]
    },
  },
  {
    id: 'departments.many',
    title: 'A full list of 500 departments is accepted',
    group: full,
    source: ofFull,
    isFresh: true,
    name: 'a full list of 500 departments',
    fix: 'Raise the limit of bodies, and store the departments with few statements: the list comes whole, whatever its length.',
    told: (scene) => {
      const top = scene.code()
      const below = Array.from({ length: 499 }, (_, at) => ({
        orgCode: `${top}-${at + 1}`,
        orgName: `第 ${at + 1} 部门`,
        parentCode: top,
      }))
      return [
        scene.enterprise(),
        scene.departments([{ orgCode: top, orgName: '总部', parentCode: '' }, ...below]),
      ]
    },
  },
  {
    id: 'departments.flag',
    title: 'A full list with a flag is accepted',
    level: 'should',
    group: full,
    source: 'joint-kit §6.5',
    isFresh: true,
    name: 'a full list with a flag',
    fix: 'A printed example has the member flag, which the table does not: ignore it.',
    told: (scene) => [scene.enterprise(), scene.departments(undefined, { flag: 1 })],
  },
]

/** Whether a full list is read in the forms of both generations. */
const listFormCases = (generation: Generation): readonly Case[] => {
  const listName = listNames[generation]
  const [own, other] = generation === 'v2' ? ['orgName', 'name'] : ['name', 'orgName']
  return [
    {
      id: 'departments.other-form',
      title:
        generation === 'v2'
          ? 'A full list as JSON text is read'
          : 'A full list that is not JSON text is read',
      level: 'should',
      group: full,
      source: 'joint-kit §12, 4',
      isFresh: true,
      name: generation === 'v2' ? 'a full list as JSON text' : 'a full list as a list',
      fix: bothForms,
      told: (scene) => {
        const { activity, message } = scene.departments()
        const wire = (body: JsonObject): JsonObject => ({
          ...body,
          [listName]:
            generation === 'v2'
              ? writeList('v1', body[listName])
              : (JSON.parse(String(body[listName])) as unknown),
        })
        return [scene.enterprise(), { activity, message, wire }]
      },
    },
    {
      id: 'departments.other-name',
      title: `A department with ${other} instead of ${own} is read`,
      level: 'should',
      group: full,
      source: 'joint-kit §12, 3',
      isFresh: true,
      name: `a full list with the ${other} of departments`,
      fix: 'The pages of the two generations name the member differently: read orgName and name.',
      told: (scene) => {
        const { activity, message } = scene.departments()
        const wire = (body: JsonObject): JsonObject => {
          const value = body[listName]
          const list = (typeof value === 'string' ? JSON.parse(value) : value) as JsonObject[]
          const renamed = list.map((one) => rename(one, generation))
          return { ...body, [listName]: writeList(generation, renamed) }
        }
        return [scene.enterprise(), { activity, message, wire }]
      },
    },
  ]
}

/** Of one department. */
const singleCases: readonly Case[] = [
  ...listRepeats({
    subject: 'department',
    word: 'a department',
    group: single,
    make: (scene) => {
      const orgCode = scene.code()
      return (flag, more) => scene.department(flag, { orgCode }, more)
    },
  }),
  {
    id: 'department.rename',
    title: 'Another name of a department is accepted',
    group: single,
    source: ofSingle,
    name: 'another name of a department',
    fix: 'flag 2 changes the department with this code: store the new name.',
    told: (scene) => {
      const orgCode = scene.code()
      return [
        scene.department(flags.add, { orgCode }),
        scene.department(flags.change, { orgCode, orgName: '营销中心' }),
      ]
    },
  },
  {
    id: 'department.move',
    title: 'Another parent of a department is accepted',
    group: single,
    source: ofSingle,
    name: 'another parent of a department',
    fix: 'flag 2 may move a department: store the new parent, also if it is empty now.',
    told: (scene) => {
      const [orgCode, parentCode] = [scene.code(), scene.code()]
      return [
        scene.department(flags.add, { orgCode: parentCode }),
        scene.department(flags.add, { orgCode }),
        scene.department(flags.change, { orgCode, parentCode }),
      ]
    },
  },
  {
    id: 'department.change.unknown',
    title: 'A change of a department that the server never knew is accepted',
    level: 'should',
    group: single,
    source: 'joint-kit §7',
    name: 'a change of a department that the server never knew',
    fix: 'Store it as if it had been added: an earlier call may have failed, and nobody sends it again.',
    told: (scene) => [scene.department(flags.change, { orgCode: scene.code() })],
  },
  {
    id: 'department.top.empty',
    title: 'A department at the top, with an empty parentCode, is accepted',
    group: single,
    source: ofSingle,
    name: 'a department with an empty parentCode',
    fix: 'An empty parentCode means that the department is at the top.',
    told: (scene) => [scene.department(flags.add, { orgCode: scene.code(), parentCode: '' })],
  },
  {
    id: 'department.top.absent',
    title: 'A department at the top, without a parentCode, is accepted',
    group: single,
    source: ofSingle,
    name: 'a department without a parentCode',
    fix: 'parentCode is optional: without it the department is at the top.',
    told: (scene) => {
      const { activity, message } = scene.department(flags.add, { orgCode: scene.code() })
      const { parentCode: _parent, ...rest } = message
      return [{ activity, message: rest }]
    },
  },
  {
    id: 'department.longest',
    title: 'The longest code and name of a department are accepted',
    group: single,
    source: ofSingle,
    name: 'a department with the longest code and name',
    fix: 'Use the lengths of the protocol for your columns and checks, in characters.',
    told: (scene) => [
      scene.department(flags.add, { orgCode: scene.code().padEnd(64, 'x'), orgName: '部'.repeat(128) }),
    ],
  },
  {
    id: 'department.unknown-member',
    title: 'An unknown field of a department is ignored',
    level: 'should',
    group: single,
    source: ofSingle,
    name: 'a department with an unknown field',
    fix: 'Ignore unknown fields: new ones may be added.',
    told: (scene) => [scene.department(flags.add, { orgCode: scene.code() }, { addedInSomeYear: 'x' })],
  },
]

/** Of departments, all at once and one at a time. */
export const listDepartmentCases = (generation: Generation): readonly Case[] => [
  ...fullCases,
  ...listFormCases(generation),
  ...singleCases,
]

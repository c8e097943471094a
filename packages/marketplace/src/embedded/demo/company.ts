import { omitUndefined } from '@loggia/kernel'
import type { EmployeeType } from '@loggia/protocol/console/directory/kinds'

type DemoDepartment = {
  readonly code: string
  readonly name: string
  /** Of those above it in this list; without one it is directly below the company's first department. */
  readonly parentCode?: string
}
export type DemoPerson = {
  readonly userName: string
  readonly name: string
  readonly departmentCode: string
  readonly position: string
  readonly employeeCode: string
  readonly employeeType: EmployeeType
  readonly mobile?: string
  readonly email: string
  readonly workPlace: string
  readonly entryDate: string
}

export const demoDepartments: readonly DemoDepartment[] = [
  { code: 'rd', name: '研发中心' },
  { code: 'rd-structure', name: '结构设计组', parentCode: 'rd' },
  { code: 'rd-control', name: '电控软件组', parentCode: 'rd' },
  { code: 'rd-test', name: '测试组', parentCode: 'rd' },
  { code: 'plant', name: '制造中心' },
  { code: 'plant-assembly', name: '装配车间', parentCode: 'plant' },
  { code: 'plant-quality', name: '质量部', parentCode: 'plant' },
  { code: 'sales', name: '营销中心' },
  { code: 'sales-home', name: '国内销售部', parentCode: 'sales' },
  { code: 'sales-abroad', name: '海外销售部', parentCode: 'sales' },
  { code: 'finance', name: '财务部' },
  { code: 'hr', name: '人力资源部' },
  { code: 'it', name: '信息部' },
]

/** Names that nobody has together, with how they are written in user names. */
const surnames = [
  ['江', 'jiang'],
  ['陆', 'lu'],
  ['程', 'cheng'],
  ['叶', 'ye'],
  ['温', 'wen'],
  ['方', 'fang'],
  ['秦', 'qin'],
  ['白', 'bai'],
  ['岳', 'yue'],
  ['闻', 'wen2'],
] as const
const givenNames = [
  ['知夏', 'zhixia'],
  ['云舟', 'yunzhou'],
  ['清和', 'qinghe'],
  ['望舒', 'wangshu'],
  ['以安', 'yian'],
  ['听澜', 'tinglan'],
] as const

/** How many work where, and as what. */
const places = [
  ['rd', 2, '研发经理'],
  ['rd-structure', 6, '结构工程师'],
  ['rd-control', 8, '软件工程师'],
  ['rd-test', 4, '测试工程师'],
  ['plant', 1, '厂长'],
  ['plant-assembly', 14, '装配技师'],
  ['plant-quality', 5, '质检员'],
  ['sales', 1, '营销总监'],
  ['sales-home', 6, '客户经理'],
  ['sales-abroad', 3, '客户经理'],
  ['finance', 4, '会计'],
  ['hr', 3, '人事专员'],
  ['it', 3, '系统管理员'],
] as const

const two = (nth: number): string => String(nth).padStart(2, '0')
const pick = <T>(list: readonly T[], nth: number): T => list[nth % list.length] as T

function describePerson(nth: number, [departmentCode, , position]: (typeof places)[number]): DemoPerson {
  const [surname, surnameLatin] = pick(surnames, nth)
  const [given, givenLatin] = pick(givenNames, Math.floor(nth / surnames.length))
  const userName = `${givenLatin}.${surnameLatin}`
  return omitUndefined({
    userName,
    name: `${surname}${given}`,
    departmentCode,
    position,
    employeeCode: `CY-${two(nth + 1).padStart(4, '0')}`,
    employeeType: nth % 19 === 7 ? 2 : nth % 11 === 5 ? 4 : 1,
    email: `${userName}@cangye.example`,
    workPlace: departmentCode.startsWith('plant') ? '示例工业园 2 号厂房' : '示例大厦 6 层',
    entryDate: `20${two(18 + (nth % 8))}-${two(1 + (nth % 12))}-${two(1 + (nth % 27))}`,
    mobile: nth % 7 === 6 ? undefined : `000 0000 ${two(nth + 1).padStart(4, '0')}`,
  })
}

/** Sixty people who do not exist, and first the buyer’s own member. */
export const demoPeople: readonly DemoPerson[] = [
  {
    userName: 'zhiyao.lin',
    name: '林知遥',
    departmentCode: 'it',
    position: '信息部经理',
    employeeCode: 'CY-0061',
    employeeType: 1,
    email: 'lin@cangye.example',
    workPlace: '示例大厦 6 层',
    entryDate: '2019-05-06',
  },
  ...places
    .flatMap((place) => Array.from({ length: place[1] }, () => place))
    .map((place, nth) => describePerson(nth, place)),
]

/** By what their people are picked. */
export const demoGroups = [
  {
    name: '部门负责人',
    isOf: ({ position }: DemoPerson) => /^(研发经理|厂长|营销总监|信息部经理)$/.test(position),
  },
  { name: '车间班组', isOf: ({ departmentCode }: DemoPerson) => departmentCode.startsWith('plant-') },
  { name: '驻外人员', isOf: ({ departmentCode }: DemoPerson) => departmentCode === 'sales-abroad' },
] as const

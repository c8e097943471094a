import type { Id } from '@loggia/kernel'
import type { EmulatorHost, MemberActor } from '@loggia/marketplace/embedded'

/** Departments by their codes, parents first; without a parent below the top one, which has the name of the company. */
const departments = [
  { code: 'rd', name: '研发部' },
  { code: 'rd-platform', name: '平台组', parent: 'rd' },
  { code: 'rd-product', name: '产品组', parent: 'rd' },
  { code: 'market', name: '市场部' },
  { code: 'market-east', name: '华东组', parent: 'market' },
] as const

const people = [
  ['admin', '沈知白', '', '总经理'],
  ['lin.zhiyao', '林知遥', 'rd', '研发总监'],
  ['su.wan', '苏晚', 'rd-platform', '工程师'],
  ['zhou.yu', '周屿', 'rd-platform', '工程师'],
  ['gu.huai', '顾淮', 'rd-platform', '实习生'],
  ['jiang.ning', '江宁', 'rd-product', '产品经理'],
  ['tang.li', '唐梨', 'rd-product', '设计师'],
  ['he.qing', '何清', 'market', '市场总监'],
  ['lu.yan', '陆延', 'market', '品牌经理'],
  ['song.xi', '宋溪', 'market-east', '客户经理'],
  ['ye.qiu', '叶秋', 'market-east', '客户经理'],
  ['o.brien', "Niamh O'Brien", 'market-east', 'Account manager'],
] as const

/** The company of the seeded buyer: departments on three levels, and a dozen people. */
export async function addCompany(
  { market: { directory }, platform: { db } }: EmulatorHost,
  actor: MemberActor,
): Promise<Id<'ent'>> {
  const request = { actor }
  const { enterprise } = await directory.createEnterprise(request, {
    name: '示例科技有限公司',
    tenantCode: 'example-tech',
  })
  const [top] = await directory.listDepartments(db, enterprise.id)
  if (!top) throw new Error('A company without a department')
  const ids = new Map<string, Id<'dpt'>>([['', top.id]])
  const find = (code: string): Id<'dpt'> => ids.get(code) ?? top.id
  for (const one of departments) {
    const parentId = find('parent' in one ? one.parent : '')
    const { code, name } = one
    ids.set(code, (await directory.createDepartment(request, enterprise.id, { code, name, parentId })).id)
  }
  for (const [n, [userName, name, department, position]] of people.entries()) {
    const serial = String(n + 1).padStart(3, '0')
    await directory.addPerson(request, enterprise.id, {
      userName,
      departmentId: find(department),
      state: 'active',
      data: {
        name,
        position,
        employeeCode: `E${serial}`,
        employeeType: position === '实习生' ? 2 : 1,
        mobile: `13800000${serial}`,
        email: `${userName}@example-tech.example`,
        workPlace: '上海',
        entryDate: '2024-03-01',
      },
    })
  }
  return enterprise.id
}

import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { listRuleEngines, openWorld } from '../../embedded/index.ts'
import type { World } from '../../embedded/index.ts'
import { formatCell } from '../../http/csv.ts'
import { listHistory } from '../../platform/index.ts'
import type { Table } from '../../platform/index.ts'
import { tabulateDepartments, tabulatePeople } from '../csv/exports.ts'
import { listenTo, openDirectory } from '../testing/directories.ts'
import type { OpenedDirectory } from '../testing/directories.ts'

const postgresUrl = process.env.LOGGIA_TEST_POSTGRES

/** As the edge writes it in English. */
async function write({ head, rows }: Table): Promise<string> {
  const lines = [head.map(({ en }) => en)]
  for await (const row of rows)
    lines.push(row.map((cell) => (typeof cell === 'object' ? '' : String(cell ?? ''))))
  return lines.map((cells) => cells.map(formatCell).join(',')).join('\r\n')
}

describe.each(listRuleEngines(postgresUrl))('imports of files, on %s', (engine) => {
  let world: World
  let it: OpenedDirectory
  let heard: ReturnType<typeof listenTo>
  beforeAll(async () => {
    world = await openWorld({ engine, postgresUrl })
    heard = listenTo(world)
  })
  beforeEach(async () => {
    await world.reset()
    it = await openDirectory(world)
    heard.events.length = 0
  })
  afterAll(() => world.close())

  const directory = () => world.market.directory
  const mixed = '用户名,姓名,部门编码\nlin,林知遥,10001\nwang,王,X\nli,李,10001'

  test('a preview says what would be done, row by row, and does nothing', async () => {
    await it.person('lin')

    const report = await directory().previewImport(it.actor, it.id, {
      what: 'people',
      content: Buffer.from(mixed),
    })

    expect(report).toMatchObject({ rows: 3, added: 1, changed: 1, unchanged: 0, faulty: 1, applied: false })
    expect(report.faults).toMatchObject([
      { line: 3, column: '部门编码', problem: { code: 'directory.row_department_unknown' } },
    ])
    expect((await it.kinds()).filter((kind) => kind === 'person.added')).toHaveLength(1)
  })

  test('the rows that are right are imported in one go; to be complete, all or none', async () => {
    const none = await it.importCsv('people', mixed, true)
    expect(none).toMatchObject({ applied: false, faulty: 1 })
    expect((await directory().getOwnEnterprise(it.actor, it.id)).counts.people).toBe(0)

    const some = await it.importCsv('people', mixed)
    const again = await it.importCsv('people', mixed)

    expect(some).toMatchObject({ applied: true, added: 2, faulty: 1 })
    expect(again).toMatchObject({ applied: true, added: 0, changed: 0, unchanged: 2, faulty: 1 })
    expect((await directory().getOwnEnterprise(it.actor, it.id)).counts.people).toBe(2)
    expect((await it.kinds()).slice(1)).toEqual(['person.added', 'directory.imported', 'directory.imported'])
  })

  test('of departments, in any order, and the tree is told by what changed', async () => {
    const file = '部门编码,部门名称,上级部门编码\nC,丙,B\nB,乙,10001\n,无编码,C'

    expect(await it.importCsv('departments', file)).toMatchObject({ added: 3, faulty: 0 })
    expect(await it.tree()).toBe('澄澜(乙(丙(无编码)))')
    heard.events.length = 0
    expect(await it.importCsv('departments', '部门编码,部门名称,上级部门编码\nC,新丙,')).toMatchObject({
      changed: 1,
    })

    expect(await it.tree()).toBe('新丙(无编码) 澄澜(乙)')
    expect(heard.events).toMatchObject([{ type: 'departments.changed', departmentIds: [expect.any(String)] }])
    const all = await directory().listDepartments(world.platform.db, it.id)
    expect(Object.fromEntries(all.map(({ name, depth, code }) => [name, `${depth} ${code}`]))).toEqual({
      乙: '1 B',
      新丙: '0 C',
      无编码: '1 10002',
      澄澜: '0 10001',
    })
  })

  test('moves are recorded with the department under which they lead', async () => {
    await it.importCsv('departments', '部门编码,部门名称,上级部门编码\nA,甲,\nB,乙,A\nC,丙,A\nD,丁,A')
    await it.importCsv('departments', '部门编码,部门名称,上级部门编码\nB,乙,10001\nC,丙,10001\nD,丁,')

    const moves = (await listHistory(world.platform.db, it.id)).filter(
      ({ kind }) => kind === 'department.moved',
    )
    expect(moves.map(({ data }) => [data['names'], data['under']])).toEqual([
      [['乙', '丙'], '澄澜'],
      [['丁'], undefined],
    ])
  })

  test('a department is named by its names, unless several have the same', async () => {
    const a = await it.department('A', undefined, 'A')
    await it.department('B', a, 'AB')
    await it.department('A/B', undefined, 'A/B')

    const report = await it.importCsv(
      'people',
      '用户名,姓名,部门编码,部门\nlin,林,,A/B\nwang,王,AB,A/B\nli,李,,A',
    )

    expect(report).toMatchObject({ added: 2, faulty: 1 })
    expect(report.faults).toMatchObject([
      { line: 2, column: '部门', problem: { code: 'directory.row_department_ambiguous' } },
    ])
  })

  test('user names that look alike are one, and one that cannot be is a fault of its row', async () => {
    await it.person('josé')
    const file =
      '用户名,姓名,部门编码\njose\u0301,何,10001\nzoe\u0308,周,10001\nzoë,周,10001\nl\u0000in,林,10001'

    const report = await it.importCsv('people', file)

    expect(report).toMatchObject({ added: 1, changed: 1, faulty: 2 })
    expect(report.faults).toMatchObject([
      { line: 4, problem: { code: 'directory.row_twice' } },
      { line: 5, problem: { code: 'directory.user_name_unfit' } },
    ])
  })

  test('what was exported is unchanged when it is imported', async () => {
    await it.importCsv('departments', '部门编码,部门名称,上级部门编码\nB,"研发, 一部",10001\nC,=1+1,B')
    await it.importCsv(
      'people',
      '用户名,姓名,部门编码,状态,职位,工号,员工类型,手机号,邮箱,工作地点,入职日期\n' +
        'lin,林知遥,B,disabled,=SUM(1),007,1,+86 138,lin@example.com,"成都, 高新",2026-11-09\nwang,-王,C,,,,,,,,',
    )

    const departments = await write(
      tabulateDepartments(await directory().exportDepartments(it.actor, it.id, undefined)),
    )
    const people = await write(tabulatePeople(await directory().exportPeople(it.actor, it.id, {})))

    expect(people).toContain("'=SUM(1)")
    expect(await it.importCsv('departments', departments)).toMatchObject({
      unchanged: 3,
      faulty: 0,
      changed: 0,
    })
    expect(await it.importCsv('people', people)).toMatchObject({ unchanged: 2, faulty: 0, changed: 0 })
  })

  test.each([
    ['people', 'x', 'directory.file_empty'],
    ['people', '用户名,姓名\n"x', 'directory.file_quotes'],
    ['departments', '部门编码,上级部门编码\nB,', 'directory.file_column_missing'],
    ['people', `用户名,姓名\n${'a,b\n'.repeat(20_001)}`, 'directory.file_rows_many'],
  ] as const)('a file of %s that cannot be read is refused', async (what, text, code) => {
    await expect(it.importCsv(what, text)).rejects.toMatchObject({ code })
  })

  test('ten thousand departments and ten thousand people are imported, each in one go', async () => {
    const departments = Array.from(
      { length: 10_000 },
      (_, nth) => `D${nth},部门${nth},${nth < 100 ? '10001' : `D${nth % 100}`}`,
    )
    const people = Array.from(
      { length: 10_000 },
      (_, nth) => `p${nth},姓名${nth},D${nth},p${nth}@example.com,1380000${nth}`,
    )

    expect(
      await it.importCsv('departments', `code,name,parentCode\n${departments.join('\n')}`),
    ).toMatchObject({
      added: 10_000,
      faulty: 0,
    })
    expect(
      await it.importCsv('people', `userName,name,departmentCode,email,mobile\n${people.join('\n')}`),
    ).toMatchObject({ added: 10_000, faulty: 0 })

    expect((await directory().getOwnEnterprise(it.actor, it.id)).counts).toMatchObject({
      departments: 10_001,
      people: 10_000,
    })
    const record = await directory().listRecord(it.actor, it.id, { limit: 100 })
    expect(record).toHaveLength(23)
    expect(JSON.stringify(record).length).toBeLessThan(20_000)
    expect(heard.events).toHaveLength(20)
  })
})

import { CompiledQuery } from 'kysely'
import type { KyselyPlugin, PluginTransformQueryArgs } from 'kysely'
import { vi } from 'vitest'
import type { Db } from '../handles.ts'

/** Counts the statements that the work sends outside of transactions. */
export async function countStatements<T>(db: Db, work: () => Promise<T>) {
  const { sent, answer } = await listen(db, work)
  return { statements: sent.length, answer }
}

/** How many rows of a table these statements read, those that a filter drops included. */
export async function countRowsRead<T>(db: Db, table: string, work: () => Promise<T>) {
  const { sent, answer } = await listen(db, work)
  const executor = db.withTables().getExecutor()
  let rows = 0
  for (const { node, queryId } of sent)
    rows += countIn(await explain(db, executor.compileQuery(node, queryId)), table)
  return { rows, answer }
}

async function listen<T>(db: Db, work: () => Promise<T>) {
  const sent: PluginTransformQueryArgs[] = []
  const withTables = db.withTables.bind(db)
  const listening: KyselyPlugin = {
    transformQuery(query) {
      sent.push(query)
      return query.node
    },
    transformResult: ({ result }) => Promise.resolve(result),
  }
  const spy = vi.spyOn(db, 'withTables').mockImplementation(() => withTables().withPlugin(listening) as never)
  const answer = await work()
  spy.mockRestore()
  return { sent, answer }
}

type PlanNode = {
  readonly 'Relation Name'?: string
  readonly 'Actual Rows': number
  readonly 'Actual Loops': number
  readonly 'Rows Removed by Filter'?: number
  readonly Plans?: readonly PlanNode[]
}

async function explain(db: Db, { sql, parameters }: CompiledQuery): Promise<PlanNode> {
  const asked = CompiledQuery.raw(`explain (analyze, format json) ${sql}`, [...parameters])
  const { rows } = await db.withTables().executeQuery<{ 'QUERY PLAN': [{ Plan: PlanNode }] }>(asked)
  const [row] = rows
  if (!row) throw new Error(`There is no plan of ${sql}`)
  return row['QUERY PLAN'][0].Plan
}

function countIn(plan: PlanNode, table: string): number {
  const { 'Actual Rows': kept, 'Rows Removed by Filter': dropped = 0, 'Actual Loops': loops } = plan
  const own = plan['Relation Name'] === table ? (kept + dropped) * loops : 0
  return (plan.Plans ?? []).reduce((rows, child) => rows + countIn(child, table), own)
}

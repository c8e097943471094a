import { closeSync, fdatasyncSync, openSync, rmSync, writeSync } from 'node:fs'
import { availableParallelism, cpus, loadavg, tmpdir, totalmem } from 'node:os'
import { join } from 'node:path'
import { connect } from './cluster.ts'
import { computeMedian } from './statistics.ts'

const shown = ['fsync', 'synchronous_commit', 'shared_buffers', 'max_wal_size']

/** Describes the machine in one line, with all non-default settings of the database and the load before the run. */
export async function describeMachine(adminUrl: string): Promise<string> {
  return [
    `${cpus()[0]?.model.trim()}, ${availableParallelism()} cores, ${Math.round(totalmem() / 2 ** 30)} GiB, load ${loadavg()[0]?.toFixed(1)}`,
    `${process.platform} ${process.arch}`,
    `a write of 8 KiB with fdatasync takes ${computeMedian(syncTimes()).toFixed(2)} ms`,
    `Node ${process.versions.node}`,
    await describeServer(adminUrl),
  ].join('; ')
}

async function describeServer(adminUrl: string): Promise<string> {
  const client = await connect(adminUrl)
  try {
    const { rows } = await client.query<{ name: string; setting: string; ours: boolean }>(
      `select name, current_setting(name) as setting, source = 'command line' as ours from pg_settings
       where name = any($1) or name = 'server_version'
         or (source = 'command line' and name !~ 'listen|^port$|socket|file|directory')`,
      [shown],
    )
    const of = (name: string): string => rows.find((row) => row.name === name)?.setting ?? '?'
    const list = (names: readonly string[]): string => names.map((name) => `${name}=${of(name)}`).join(', ')
    const changed = rows.filter(({ ours }) => ours).map(({ name }) => name)
    return `PostgreSQL ${of('server_version').split(' ')[0]} (${list(shown)}; not as it comes: ${list(changed)})`
  } finally {
    await client.end()
  }
}

/**
 * Measured in the folder of the cluster, so that it shows if that folder is in memory, where disk figures mean nothing.
 */
function syncTimes(): number[] {
  const path = join(tmpdir(), `loggia-bench-sync-${process.pid}`)
  const file = openSync(path, 'w')
  const page = Buffer.alloc(8192, 1)
  try {
    return Array.from({ length: 100 }, () => {
      const from = performance.now()
      writeSync(file, page, 0, page.length, 0)
      fdatasyncSync(file)
      return performance.now() - from
    })
  } finally {
    closeSync(file)
    rmSync(path)
  }
}

import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { repository } from '../../harness/server.ts'
import type { RawEvidence } from './campaign.ts'
import type { ChaosRecord } from './record.ts'

function write(seed: string, name: string, text: string): string {
  const folder = join(repository, 'e2e/output')
  mkdirSync(folder, { recursive: true })
  const path = join(folder, `chaos-${seed}${name}`)
  writeFileSync(path, text)
  return path
}

export const writeRecord = (record: ChaosRecord): string =>
  write(record.seed, '.json', `${JSON.stringify(record, null, 2)}\n`)

/** Writes the evidence of a failed run to files. */
export function keepEvidence({ record, journalText, exportText, printed, told }: RawEvidence): void {
  write(record.seed, '-journal.jsonl', journalText)
  write(record.seed, '-export.ndjson', exportText)
  write(record.seed, '-nodes.log', printed)
  write(
    record.seed,
    '-told.json',
    JSON.stringify(told, (_, value: unknown) => (typeof value === 'bigint' ? String(value) : value), 2),
  )
  writeRecord(record)
}

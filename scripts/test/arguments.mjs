import { parseArgs } from 'node:util'

const usage =
  'Usage: npm test -- [words of paths] [--shard 1/2] [--record] [--all-engines]\n' +
  '  words     only the test files whose path contains one of them\n' +
  '  --shard   one of so many parts that take equally long; the checks are in the first\n' +
  '  --record  write how long each file took (scripts/test/durations.json), after a whole run\n' +
  '  --all-engines  every test of a database on PostgreSQL and on the embedded engine, not one in each domain only'

/** Parses the arguments of `npm test`: `{ filters, record, allEngines, shard? }`. Throws an error with the usage. */
export function readArguments(args) {
  const { values, positionals: filters } = parse(args)
  const { record = false, 'all-engines': allEngines = false } = values
  const shard = values.shard === undefined ? undefined : readShard(values.shard)
  if ((record || shard) && (filters.length > 0 || (record && shard))) throw new Error(usage)
  return { filters, record, allEngines, ...(shard && { shard }) }
}

function parse(args) {
  try {
    const options = {
      shard: { type: 'string' },
      record: { type: 'boolean' },
      'all-engines': { type: 'boolean' },
    }
    return parseArgs({ args, allowPositionals: true, options })
  } catch (error) {
    throw new Error(`${error.message}\n${usage}`, { cause: error })
  }
}

function readShard(text) {
  const [, index, count] = /^(\d+)\/(\d+)$/.exec(text)?.map(Number) ?? []
  if (!(index >= 1 && index <= count)) throw new Error(usage)
  return { index, count }
}

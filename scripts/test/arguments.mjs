import { parseArgs } from 'node:util'

const usage =
  'Usage: npm test -- [words of paths] [--shard 1/2] [--record]\n' +
  '  words     only the test files whose path contains one of them\n' +
  '  --shard   one of so many parts that take equally long; the checks are in the first\n' +
  '  --record  write how long each file took (scripts/test/durations.json), after a whole run'

/** Parses the arguments of `npm test`: `{ filters, record, shard? }`. Throws an error with the usage. */
export function readArguments(args) {
  const { values, positionals: filters } = parse(args)
  const { record = false } = values
  const shard = values.shard === undefined ? undefined : readShard(values.shard)
  if ((record || shard) && (filters.length > 0 || (record && shard))) throw new Error(usage)
  return { filters, record, ...(shard && { shard }) }
}

function parse(args) {
  try {
    const options = { shard: { type: 'string' }, record: { type: 'boolean' } }
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

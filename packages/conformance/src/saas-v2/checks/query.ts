import { openField } from '@loggia/signing'
import { getJsonType } from '@loggia/protocol/wire'
import type { JsonObject } from '@loggia/protocol/wire'
import type { Bench } from '../../engine/bench.ts'
import { CannotJudge, defineStep } from '../../engine/check.ts'
import type { Check, Look } from '../../engine/check.ts'
import { describeAnswer } from '../../engine/exchange.ts'
import type { Exchange } from '../../engine/exchange.ts'
import { judgeAccepted, toFault } from '../../engine/judging.ts'
import { isAlike, isDone, judgeRefusedAnyhow, requireDone, requireReply } from '../../replies/verdicts.ts'
import { createUnknownId } from '../../purchases/ids.ts'
import { createMessage } from '../messages.ts'
import { isThere, keyOfRun, mainInstance, queryStep, sendMessage, toRenew } from '../steps.ts'

const source = 'saas-v2 §3.3'
const group = 'queryInstance'

const ask = (bench: Bench, name: string, ids: readonly string[], joint = ','): Promise<Exchange> =>
  sendMessage(bench, name, createMessage(bench, 'queryInstance', ids.join(joint)))

const both = async (bench: Bench): Promise<[string, string]> => {
  const [first, second] = await Promise.all([bench.look(mainInstance), bench.look(toRenew)])
  return [first.instanceId, second.instanceId]
}
const unknownIds = (bench: Bench, count: number): string[] =>
  Array.from({ length: count }, () => createUnknownId(bench))

const two = defineStep('a query of two', async (bench) => {
  const ids = await both(bench)
  return { ids, exchange: await ask(bench, 'a queryInstance of two instances', ids) }
})
const twoWithBlank = defineStep('a query of two with a space', async (bench) => {
  const ids = await both(bench)
  return {
    ids,
    exchange: await ask(bench, 'a queryInstance of two instances with a space after the comma', ids, ', '),
  }
})
const oneKnown = defineStep('a query of one that exists and one that does not', async (bench) => {
  const { instanceId } = await bench.look(mainInstance)
  const name = 'a queryInstance of one instance that exists and one that does not'
  const exchange = await ask(bench, name, [createUnknownId(bench), instanceId])
  return { ids: [instanceId], exchange }
})
const hundred = defineStep('a query of a hundred', async (bench) => {
  const { instanceId } = await bench.look(mainInstance)
  return ask(bench, 'a queryInstance of 100 IDs', [instanceId, ...unknownIds(bench, 99)])
})
const tooMany = defineStep('a query of a hundred and one', async (bench) => {
  const { instanceId } = await bench.look(mainInstance)
  const name = 'a queryInstance of 101 IDs'
  const message = createMessage(bench, 'queryInstance', [instanceId, ...unknownIds(bench, 100)].join(','))
  return sendMessage(bench, name, message, { meant: 'refuse' })
})
const unknown = defineStep('a query of an unknown instance', async (bench) => {
  const id = createUnknownId(bench)
  const name = 'a queryInstance of an instance that does not exist'
  const message = createMessage(bench, 'queryInstance', id)
  return { id, exchange: await sendMessage(bench, name, message, { meant: 'refuse' }) }
})

const isObject = (value: unknown): value is JsonObject =>
  value !== undefined && getJsonType(value) === 'object'
const entriesIn = ({ json }: Exchange): JsonObject[] => {
  const info = json?.['info']
  return Array.isArray(info) ? info.filter(isObject) : []
}
const idsIn = (exchange: Exchange): unknown[] => entriesIn(exchange).map(({ instanceId }) => instanceId)

/** A seller that delivers access in another way returns no instance; these checks do not count that as a fault. */
async function requireInfo(look: Look): Promise<void> {
  const told = await look(queryStep)
  if (entriesIn(told).length === 0)
    throw new CannotJudge('The server’s responses to queries contain no instances.')
}

function tellsOf({
  ids,
  exchange,
}: {
  ids: readonly string[]
  exchange: Exchange
}): ReturnType<typeof toFault> {
  const fault = judgeAccepted(exchange, '000000')
  if (fault !== undefined) return fault
  const lacking = ids.find((id) => !idsIn(exchange).includes(id))
  return lacking === undefined ? undefined : toFault(exchange, `was answered without an entry for ${lacking}`)
}

const sealedMembers = ['userName', 'password'] as const
const bitsOf: Readonly<Record<string, 128 | 256>> = { '1': 256, '2': 128 }

const bitsIn = ({ json }: Exchange): 128 | 256 | undefined => {
  const type = json?.['encryptType']
  return typeof type === 'string' ? bitsOf[type] : undefined
}
const valuesIn = (exchange: Exchange): { name: string; value: string }[] =>
  entriesIn(exchange).flatMap(({ appInfo }) =>
    sealedMembers.flatMap((name) => {
      const value = isObject(appInfo) ? appInfo[name] : undefined
      return typeof value === 'string' && value !== '' ? [{ name, value }] : []
    }),
  )

const several: readonly Check[] = [
  {
    id: 'v2.query.accepted',
    title: 'A query of an instance is answered',
    level: 'must',
    group,
    source,
    fix: 'Answer 000000 with the data of the instance as soon as it can be used.',
    judge: async (look) => judgeAccepted(await look(queryStep), '000000'),
  },
  {
    id: 'v2.query.info.asked',
    title: 'info, if sent, contains the requested instance',
    level: 'must',
    group,
    source,
    fix: 'Put an entry with the instanceId of the request into info. Without it, the instance counts as not ready.',
    judge: async (look) => {
      await requireInfo(look)
      const { instanceId } = await look(mainInstance)
      return tellsOf({ ids: [instanceId], exchange: await look(queryStep) })
    },
  },
  {
    id: 'v2.query.info.others',
    title: 'info contains only requested instances',
    level: 'must',
    group,
    source,
    fix: 'Return only the instances in the request: others belong to other buyers.',
    judge: async (look) => {
      const { instanceId } = await look(mainInstance)
      const exchange = await look(queryStep)
      requireReply(exchange)
      const other = idsIn(exchange).find((id) => typeof id === 'string' && id !== instanceId)
      return other === undefined
        ? undefined
        : toFault(
            exchange,
            `was answered with the instance ${JSON.stringify(other)}, which was not requested`,
          )
    },
  },
  {
    id: 'v2.query.several',
    title: 'Several instances are returned at once',
    level: 'must',
    group,
    source,
    fix: 'Split instanceId at the commas and put an entry for each instance into info.',
    judge: async (look) => {
      await requireInfo(look)
      return tellsOf(await look(two))
    },
  },
  {
    id: 'v2.query.several.blanks',
    title: 'Spaces between the IDs are ignored',
    level: 'should',
    group,
    source,
    fix: 'Trim each ID after splitting the list.',
    judge: async (look) => {
      await requireInfo(look)
      return tellsOf(await look(twoWithBlank))
    },
  },
  {
    id: 'v2.query.several.unknown',
    title: 'An ID that does not exist does not hide the others',
    level: 'should',
    group,
    source,
    fix: 'Omit unknown instances and return the rest; answer 000003 only if none exists.',
    judge: async (look) => {
      await requireInfo(look)
      return tellsOf(await look(oneKnown))
    },
  },
  {
    id: 'v2.query.hundred',
    title: 'A hundred IDs are accepted',
    level: 'must',
    group,
    source,
    fix: 'The maximum is 100 IDs, whatever their length: do not limit the list to the 100 characters of the table.',
    judge: async (look) => {
      const [exchange, few] = [await look(hundred), (await look(oneKnown)).exchange]
      return isDone(exchange) || isAlike(exchange, few)
        ? undefined
        : toFault(
            exchange,
            `was answered ${describeAnswer(exchange)}; two IDs were answered ${describeAnswer(few)}`,
          )
    },
  },
  {
    id: 'v2.query.too-many',
    title: 'More than a hundred IDs are refused',
    level: 'should',
    group,
    source,
    fix: 'Count the IDs before you look them up, and answer 000002 to more than 100.',
    judge: async (look) => judgeRefusedAnyhow(await look(tooMany)),
  },
  {
    id: 'v2.query.no-instance',
    title: 'An instance that does not exist is not returned',
    level: 'must',
    group,
    source: 'saas-v2 §3.3, §5',
    fix: 'Answer 000003, or 000000 with an empty info; never invent an entry for an ID that you did not assign.',
    judge: async (look) => {
      const { id, exchange } = await look(unknown)
      requireReply(exchange)
      if (entriesIn(exchange).length > 0) return toFault(exchange, 'was answered with an entry for it')
      return isThere(exchange, id)
        ? toFault(exchange, `was answered ${describeAnswer(exchange)} and no info, as if it existed`)
        : undefined
    },
  },
]

const sealed: readonly Check[] = [
  {
    id: 'v2.query.memo.escapes',
    title: 'Chinese text is written as escapes',
    level: 'should',
    group,
    source,
    fix: 'Write non-ASCII characters as \\uXXXX, as the protocol requires for memo: most JSON writers have an option for it.',
    judge: async (look) => {
      const exchange = await look(queryStep)
      requireDone(exchange)
      const text = Buffer.from(exchange.reply?.body ?? [])
        .toString('utf8')
        .replace(/^\ufeff/, '')
      const isAscii = !/[\u0080-\ufffd]/.test(text)
      return isAscii ? undefined : toFault(exchange, 'was answered with unescaped non-ASCII characters')
    },
  },
  {
    id: 'v2.query.encrypt-type',
    title: 'encryptType, if sent, is the string 1 or 2',
    // No table of V2.0 has this member, and without a valid value of it fields are read as plain text.
    level: 'should',
    group,
    source: 'saas-v2 §4',
    fix: 'Write "1" for AES-256 or "2" for AES-128 next to info, as a string; omit it if nothing is encrypted.',
    judge: async (look) => {
      const exchange = await look(queryStep)
      requireDone(exchange)
      const type = exchange.json?.['encryptType'] ?? ''
      if (type === '' || type === '1' || type === '2') return undefined
      return toFault(
        exchange,
        `was answered with the encryptType ${JSON.stringify(type)}; it is the string 1 or 2`,
      )
    },
  },
  {
    id: 'v2.query.sealed.opens',
    title: 'Encrypted values can be decrypted with the key',
    level: 'must',
    group,
    source: 'saas-v2 §4',
    fix: 'Encrypt with AES in CBC mode, with the key that SHA1PRNG derives from the access key, not the access key itself, and write the 16 characters of the IV before the Base64.',
    judge: async (look) => {
      const exchange = await look(queryStep)
      requireDone(exchange)
      const bits = bitsIn(exchange)
      if (bits === undefined) return undefined
      const accessKey = await look(keyOfRun)
      const shut = valuesIn(exchange).find(({ value }) => openField({ accessKey, bits, value }) === undefined)
      return (
        shut &&
        toFault(
          exchange,
          `was answered with a ${shut.name} that cannot be decrypted according to encryptType`,
        )
      )
    },
  },
  {
    id: 'v2.query.sealed.told',
    title: 'Encrypted values are declared',
    level: 'should',
    group,
    source: 'saas-v2 §4',
    fix: 'V2.0 sends the account and password in plain text. If you encrypt them, declare it in encryptType; otherwise the buyer sees the ciphertext.',
    judge: async (look) => {
      const exchange = await look(queryStep)
      requireDone(exchange)
      if (bitsIn(exchange) !== undefined) return undefined
      const accessKey = await look(keyOfRun)
      const opens = (value: string): boolean =>
        value.length > 16 &&
        ([128, 256] as const).some((bits) => openField({ accessKey, bits, value }) !== undefined)
      const told = valuesIn(exchange).find(({ value }) => opens(value))
      return told && toFault(exchange, `was answered with an encrypted ${told.name} and no encryptType`)
    },
  },
]

/** What a query returns about one instance and about several. */
export const queryChecks: readonly Check[] = [...several, ...sealed]

import { omitUndefined } from '@loggia/kernel'
import { ok, unknownInstance } from './right.ts'
import type { Reply } from './right.ts'
import type { Message } from './tables.ts'
import { changeAnswers, createWrongSellers, isActivity, refuseIf, toIds } from './wrong.ts'
import type { Wrong } from './wrong.ts'

const infoIn = ({ info }: Reply): readonly Reply[] => (Array.isArray(info) ? (info as Reply[]) : [])
const idsOf = ({ instanceId = '' }: Message): string[] => instanceId.split(',')

/** Returns wrong usage. */
const counts =
  (usage: Reply): Wrong['change'] =>
  () => ({ usageOf: () => [{ usageValue: 1, statisticalTime: '20261126000000000', ...usage }] })

export const wrongQueries = createWrongSellers([
  {
    name: 'tells-nothing',
    defect: 'It fails at every query',
    found: ['v1.query.accepted'],
    also: [...toIds('v1.query', 'partly several test-flag.0 test-flag.1'), 'v1.new.kept.query'],
    change: refuseIf(isActivity('queryInstance')),
  },
  {
    name: 'tells-of-no-instance',
    defect: 'It answers a query with an empty list',
    found: ['v1.query.info'],
    also: ['v1.query.app-info', 'v1.query.partly', 'v1.query.several', 'v1.new.kept.query'],
    change: changeAnswers('queryInstance', (reply) => (reply['info'] ? { ...reply, info: [] } : reply)),
  },
  {
    name: 'tells-of-others',
    defect: 'It returns an instance that was not requested',
    found: ['v1.query.info.others'],
    change: changeAnswers('queryInstance', (reply) =>
      reply['info'] ? { ...reply, info: [...infoIn(reply), { instanceId: 'of-another' }] } : reply,
    ),
  },
  {
    name: 'tells-of-the-first',
    defect: 'It returns only the first requested instance',
    found: ['v1.query.several'],
    change: changeAnswers('queryInstance', (reply) =>
      reply['info'] ? { ...reply, info: infoIn(reply).slice(0, 1) } : reply,
    ),
  },
  {
    name: 'tells-all-or-nothing',
    defect: 'It returns nothing if one of the instances does not exist',
    found: ['v1.query.partly'],
    change: changeAnswers('queryInstance', (reply, message) =>
      infoIn(reply).length < idsOf(message).length ? unknownInstance : reply,
    ),
  },
  {
    name: 'takes-fifty-ids',
    defect: 'It refuses a query of more than fifty IDs',
    found: ['v1.query.hundred'],
    change: refuseIf(
      isActivity('queryInstance', (message) => idsOf(message).length > 50),
      '000002',
    ),
  },
  {
    name: 'makes-instances-up',
    defect: 'It returns instances that do not exist',
    found: ['v1.query.unknown'],
    change: changeAnswers('queryInstance', (reply, { instanceId }) =>
      reply['info']
        ? reply
        : { ...ok, info: [{ instanceId, appInfo: { frontEndUrl: 'https://app.example/' } }] },
    ),
  },
  {
    name: 'has-another-address-in-queries',
    defect: 'It returns a different frontEndUrl in queries from the one that the buyer got',
    found: ['v1.query.same-address'],
    change: changeAnswers('queryInstance', (reply) => ({
      ...reply,
      ...omitUndefined({
        info:
          reply['info'] === undefined
            ? undefined
            : infoIn(reply).map((one) => ({
                ...one,
                appInfo: { ...(one['appInfo'] as Reply), frontEndUrl: 'https://other.example/' },
              })),
      }),
    })),
  },
  {
    name: 'quotes-its-usage',
    defect: 'It returns usageValue as a string',
    found: ['v1.query.usage.value'],
    change: counts({ usageValue: '12.3456' }),
  },
  {
    name: 'counts-too-finely',
    defect: 'It returns usageValue with six decimals',
    found: ['v1.query.usage.value'],
    change: counts({ usageValue: 12.345678 }),
  },
  {
    name: 'counts-by-the-second',
    defect: 'It returns statisticalTime in fourteen digits',
    found: ['v1.query.usage.time'],
    change: counts({ statisticalTime: '20261126000000' }),
  },
  {
    name: 'has-a-long-dashboard',
    defect: 'It returns a dashboardUrl of more than 512 characters',
    found: ['v1.query.usage.texts'],
    change: counts({ dashboardUrl: `https://app.example/${'x'.repeat(500)}` }),
  },
])

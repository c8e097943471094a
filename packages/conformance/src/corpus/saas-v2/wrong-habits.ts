import { setTimeout as pause } from 'node:timers/promises'
import { tables } from './tables.ts'
import { refuseIf, createWrongSellers } from './wrong.ts'
import type { Wrong } from './wrong.ts'

const activities = Object.keys(tables)
const flagNames = { '0': 'zero', '1': 'one' } as const

const flags: readonly Wrong[] = [
  ...(['0', '1'] as const).flatMap((flag) =>
    activities.map((activity): Wrong => ({
      name: `knows-no-flag-${flagNames[flag]}-in-${activity.toLowerCase()}`,
      defect: `It refuses ${activity} with testFlag ${flag}`,
      found: [`v2.flag.${flagNames[flag]}.${activity}`],
      also: activity === 'newInstance' && flag === '0' ? ['v2.flag.zero.same'] : [],
      change: refuseIf((message) => message['activity'] === activity && message['testFlag'] === flag),
    })),
  ),
  {
    name: 'keeps-flag-zero-apart',
    defect: 'It treats an order with testFlag 0 as different from the same order without it',
    found: ['v2.flag.zero.same'],
    change: (right) => ({
      lineOf: (message) => `${right.lineOf(message)}${message['testFlag'] === '0' ? ' 0' : ''}`,
    }),
  },
  {
    name: 'keeps-no-tests',
    defect: 'It creates a new instance for every purchase with testFlag 1',
    found: ['v2.flag.one.repeat'],
    change: (right) => ({
      lineOf: (message) =>
        message['testFlag'] === '1'
          ? JSON.stringify(['a test', message['businessId']])
          : right.lineOf(message),
    }),
  },
]

const settings = { limitMs: 2000 }

const times: readonly Wrong[] = [
  ...activities.map((activity): Wrong => ({
    name: `hangs-in-${activity.toLowerCase()}`,
    defect: `It never answers ${activity}`,
    found: [`v2.time.${activity}`],
    settings,
    change: (right) => ({
      handle: (request, shop, parts) =>
        right.readBody(request.body)?.['activity'] === activity
          ? Promise.resolve('hang')
          : right.handle(request, shop, parts),
    }),
  })),
  {
    name: 'hangs-on-broken-json',
    defect: 'It never answers a truncated body',
    found: ['v2.time.unreadable'],
    settings,
    change: (right) => ({
      handle: (request, shop, parts) =>
        request.method === 'POST' && request.body.length > 1 && !/[}\]l]$/.test(request.body.toString())
          ? Promise.resolve('hang')
          : right.handle(request, shop, parts),
    }),
  },
  {
    name: 'takes-its-time',
    defect: 'It takes more than a quarter of the time limit for an upgrade',
    found: ['v2.time.quick'],
    settings: { limitMs: 800 },
    change: (right) => ({
      async carryOut(message, shop, parts) {
        if (message['activity'] === 'upgradeInstance') await pause(250)
        return right.carryOut(message, shop, parts)
      },
    }),
  },
]

/** Sellers with a defect in the handling of `testFlag`, or that are slow. */
export const wrongHabits = createWrongSellers([...flags, ...times])

import { listWrongOpenings } from '../stamped/wrong-openings.ts'
import { internalError, createWrongSellers } from './wrong.ts'
import type { Wrong } from './wrong.ts'

const wrongs: readonly Wrong[] = [
  {
    name: 'gives-ids-with-commas',
    defect: 'It returns IDs with a comma',
    found: ['v2.new.id.usable'],
    spreads: true,
    change: (right) => ({ newId: (message) => `a,${right.newId(message)}` }),
  },
  {
    name: 'fails-while-it-opens',
    defect: 'It answers a query about an instance that is being created with an internal error',
    found: ['v2.new.async.query'],
    change: (right) => ({
      isReady: ({ asked }) => asked > 1,
      async carryOut(message, shop, parts) {
        const reply = await right.carryOut(message, shop, parts)
        const isEmpty = Array.isArray(reply['info']) && reply['info'].length === 0
        return isEmpty ? internalError : reply
      },
    }),
  },
  {
    name: 'never-finishes-opening',
    defect: 'It answers 000004 and never finishes the activation',
    found: ['v2.new.async.ready'],
    settings: { readyWithinMs: 50 },
    change: () => ({ isReady: () => false }),
  },
]

/** Sellers that open instances wrongly, or say too late that they are ready. */
export const wrongOpenings = createWrongSellers([...listWrongOpenings('v2'), ...wrongs])

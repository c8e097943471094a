import type { MakeSeller, Outgoing, Seller, WrongSeller } from './seller.ts'

/** Gives the same answer to every request. */
const always =
  (outgoing: Outgoing): MakeSeller =>
  () =>
  () =>
    outgoing

const refusal = (resultCode: string): Outgoing => ({
  status: 200,
  headers: { 'Content-Type': 'application/json' },
  body: JSON.stringify({ resultCode, resultMsg: 'This is not done here.' }),
})

/** Servers that refuse every request, right or wrong, as if its proof were not valid. */
export const refusingAll: Readonly<Record<string, MakeSeller>> = {
  '000003': always(refusal('000003')),
  '999999': always(refusal('999999')),
  '401': always({ status: 401, headers: { 'Content-Type': 'text/plain' }, body: 'Unauthorized' }),
}

/** Sellers that refuse valid proofs like forged ones. Every check that a valid proof is accepted must find them. */
export const createRefusersOfAll = (found: WrongSeller['found']): readonly WrongSeller[] =>
  Object.entries(refusingAll).map(([answer, make]) => ({
    name: `refuses-all-by-${answer}`,
    defect: `It answers every request with ${answer}, correct ones too`,
    found,
    spreads: true,
    make,
  }))

/** Answers two requests and then never again, as if its process had died. */
const dying = (seller: Seller): Seller => {
  let asked = 0
  return (request) => {
    if (request.method !== 'HEAD') asked += 1
    return asked < 3 ? seller(request) : 'hang up'
  }
}

export const createDyingSeller = (found: WrongSeller['found'], make: MakeSeller): WrongSeller => ({
  name: 'dies-at-the-third-request',
  defect: 'It answers two requests, and its process exits at the third',
  found,
  spreads: true,
  make: (nowMs) => dying(make(nowMs)),
})

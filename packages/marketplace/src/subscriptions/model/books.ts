// The books of the model's market: its services, shelves and balances.
import type { ModelZone } from './calendar.ts'
import type { ModelProduct } from './sales.ts'
import type { ModelLevel, ModelService } from './service.ts'

export type ModelMarket = {
  readonly zone: ModelZone
  now: number
  level: ModelLevel
  readonly balances: Map<string, bigint>
  readonly services: Map<string, ModelService>
  readonly shelves: Map<string, ModelProduct>
  /** R131: self-service refunds by buyer and year. */
  readonly refunds: Map<string, number>
  /** The events that time has caused, in order. */
  readonly happened: { readonly at: number; readonly id: string; readonly what: string }[]
}
/** The result of a request: undefined if it was done, otherwise the reason why it was refused. */
export type ModelAnswer = string | undefined

export const createModel = (zone: ModelZone, now: number): ModelMarket => ({
  zone,
  now,
  level: 'V0',
  balances: new Map(),
  services: new Map(),
  shelves: new Map(),
  refunds: new Map(),
  happened: [],
})

export function take(market: ModelMarket, buyer: string, amount: bigint): ModelAnswer {
  const balance = market.balances.get(buyer) ?? 0n
  if (balance < amount) return 'balance'
  market.balances.set(buyer, balance - amount)
  return undefined
}

export function getService(market: ModelMarket, id: string): ModelService {
  const service = market.services.get(id)
  if (!service) throw new Error(`The model has no service ${id}`)
  return service
}

export function getShelf(market: ModelMarket, name: string): ModelProduct {
  const shelf = market.shelves.get(name)
  if (!shelf) throw new Error(`The model has no shelf ${name}`)
  return shelf
}

export function giveBack(market: ModelMarket, service: ModelService, amount: bigint): void {
  market.balances.set(service.buyer, (market.balances.get(service.buyer) ?? 0n) + amount)
  service.paid -= amount
}

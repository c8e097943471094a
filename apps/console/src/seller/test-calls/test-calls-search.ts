import { defined } from '@loggia/kernel'

/** What is tried: a product or `orders`, and its scene; without them the first of each. */
export type TestCallsSearch = { readonly target?: string; readonly scene?: string }

/** What an address may say; anything else is as if it were not there. */
export function readTestCallsSearch(search: Readonly<Record<string, unknown>>): TestCallsSearch {
  const { target, scene } = search
  const isTarget = typeof target === 'string' && /^(orders|prd_[0-9a-z]{26})$/.test(target)
  const isScene = typeof scene === 'string' && /^[a-z_]{1,40}$/.test(scene)
  return defined({ target: isTarget ? target : undefined, scene: isScene ? scene : undefined })
}

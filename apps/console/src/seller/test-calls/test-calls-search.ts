import { defineSearch, toMatching } from '../../centre/routing/search.ts'

/** The target, a product or `orders`, and its scene. Default: the first of each. */
export const readTestCallsSearch = defineSearch({
  target: toMatching(/^(orders|prd_[0-9a-z]{26})$/),
  scene: toMatching(/^[a-z_]{1,40}$/),
})

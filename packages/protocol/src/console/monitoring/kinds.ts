// Without zod: pages use these values.

/**
 * Where a watched product stands:
 * - `healthy`: the last dial test passed
 * - `failing`: dial tests or orders fail, without a warning so far
 * - `warned`: a warning was sent, for days or for orders
 * - `frozen`: off sale until its interface works again
 * - `delisted`: off sale; its seller may ask for relisting after a passed check
 * - `relisting`: the seller has asked, and an operator decides
 * - `off`: an operator has switched its dial tests off
 * - `no_cases`: it has nothing that can be called again
 * - `not_tested`: its first dial test is to come
 */
export const standings = [
  'healthy',
  'failing',
  'warned',
  'frozen',
  'delisted',
  'relisting',
  'off',
  'no_cases',
  'not_tested',
] as const
export type Standing = (typeof standings)[number]

/** The half of a day in which a product is called; `repair`: when its seller asked for it. */
export const dialHalves = ['morning', 'afternoon', 'repair'] as const
export type DialHalf = (typeof dialHalves)[number]

export const dialTestStates = ['due', 'running', 'passed', 'failed', 'skipped'] as const
export type DialTestState = (typeof dialTestStates)[number]

/** Why a dial test called nothing; `too_late`: the marketplace did not come to it in time. */
export const skipReasons = [
  'no_cases',
  'unbound',
  'address_not_approved',
  'not_on_sale',
  'off',
  'too_late',
] as const
export type SkipReason = (typeof skipReasons)[number]

/** What counts against a product: failed days in a row (R240), or orders that failed in a month (R238). */
export const failureCauses = ['days', 'orders'] as const
export type FailureCause = (typeof failureCauses)[number]

export const consequences = ['warning', 'freeze', 'delisting'] as const
export type Consequence = (typeof consequences)[number]

/** What comes after how many failures, and the rule that says so. */
export type ConsequenceRule = {
  readonly cause: FailureCause
  readonly after: number
  readonly what: Consequence
  readonly source: string
}
export const consequenceRules: readonly ConsequenceRule[] = [
  { cause: 'days', after: 2, what: 'warning', source: 'R240' },
  { cause: 'days', after: 4, what: 'warning', source: 'R240' },
  { cause: 'days', after: 5, what: 'freeze', source: 'R240' },
  { cause: 'days', after: 13, what: 'warning', source: 'R238' },
  { cause: 'days', after: 15, what: 'delisting', source: 'R238' },
  { cause: 'orders', after: 3, what: 'warning', source: 'R238' },
  { cause: 'orders', after: 5, what: 'warning', source: 'R238' },
  { cause: 'orders', after: 6, what: 'delisting', source: 'R238' },
]

/** What made a product return: a dial test, a check of the repair, or an operator. */
export const repairWays = ['dial_test', 'repair', 'operator'] as const
export type RepairWay = (typeof repairWays)[number]

/** What operators are told of a product. */
export const interfaceTasks = ['warned', 'frozen', 'delisted', 'relisting_asked'] as const
export type InterfaceTask = (typeof interfaceTasks)[number]

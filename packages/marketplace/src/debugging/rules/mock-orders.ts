/** The orders that the order query answers for debugging (R251; open-apis §3.4), by what they are; the spelling is the published one. */
export const mockOrders = {
  period: 'MOCKPERIODYEARNEW',
  oneTime: 'MOCKONETIMENEW',
  usage: 'MOCKONDEMAND',
  package: 'MOCKONDEMANDPKG',
  trial: 'MOCKPERIODDAYTRIAL',
  trialToFormal: 'MOCKMONTYTRIALTOFORMAL',
  refund: 'MOCKMONTYUNSUBSCRIBE',
  renewal: 'MOCKMONTYRENEW',
  change: 'MOCKMONTYCHANGE',
} as const

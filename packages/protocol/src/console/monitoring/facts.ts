import { defineFacts } from '../facts.ts'
import { defineId, defineOneOf, defineOptional, flag, number, string, time } from '../members.ts'
import { failureCauses } from './kinds.ts'

export const monitoringFacts = defineFacts('prd', {
  /** The first failed day of a streak has no warning yet. */
  'interface.failing': { dialTestId: defineId('dlt') },
  'interface.warned': { cause: defineOneOf(failureCauses), failures: number },
  /** A dial test passed after failed days. */
  'interface.recovered': { failedDays: number },
  /** R238: an order that failed through the interface; its number is that of the month. */
  'interface.order_failed': { orderId: defineId('ord'), month: string, failures: number },
  'interface.repair_asked': { dialTestId: defineId('dlt') },
  'interface.deferred': { until: time, reason: string },
  'interface.relisting_asked': { note: defineOptional(string) },
  'interface.relisting_decided': { approved: flag, reason: string },
  'dial_tests.switched': { on: flag, reason: string },
})

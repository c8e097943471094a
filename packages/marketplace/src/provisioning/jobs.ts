import type { Answer, AnsweredCall, Call, OperationHandlers } from '../calls/index.ts'
import type { FulfilmentHandlers } from '../fulfilment/index.ts'
import type { DomainJobs, Tx } from '../platform/index.ts'
import type { ServiceOperation } from './schema.ts'
import type { Provisioning } from './service/index.ts'

/** Runs the handler for one answer after the other; each changes its own order and subscription. */
const eachAnswer =
  <Asked extends ServiceOperation>(
    apply: (tx: Tx, call: Call<Asked>, answer: Answer<Asked>) => Promise<void>,
  ): ((tx: Tx, answered: readonly AnsweredCall<Asked>[]) => Promise<void>) =>
  async (tx, answered) => {
    for (const { call, answer } of answered) await apply(tx, call, answer)
  }

export const createProvisioningJobs = (
  provisioning: Provisioning,
): DomainJobs & OperationHandlers & FulfilmentHandlers => ({
  fulfils: {
    saas: {
      requireReady: provisioning.requireReady,
      decideUntil: provisioning.decideUntil,
      start: provisioning.startOpening,
      extend: provisioning.startRefresh,
      change: provisioning.startChange,
      freeze: provisioning.startFreeze,
      bar: provisioning.startBar,
      end: provisioning.startRelease,
    },
  },
  operations: {
    saas: {
      answers: {
        create_instance: provisioning.applyCreated,
        query_instance: provisioning.applyQueried,
        release_instance: eachAnswer(provisioning.applyReleased),
        refresh_instance: eachAnswer(provisioning.applyRefreshed),
        upgrade_instance: eachAnswer(provisioning.applyUpgraded),
      },
      objections: { create_instance: provisioning.refuseTaken },
      strayInstances: { create_instance: provisioning.noteStrayInstance },
      facts: provisioning.facts,
      restarts: {
        query_instance: provisioning.askAgain,
        release_instance: provisioning.releaseAgain,
        refresh_instance: provisioning.refreshAgain,
        set_instance_status: provisioning.statusAgain,
        lift_freeze: provisioning.liftAgain,
      },
    },
  },
})

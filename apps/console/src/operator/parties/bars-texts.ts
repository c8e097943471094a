import { defineTexts } from '@loggia/ui'

/** Freezing a service for a violation, and lifting it. */
export const barsTexts = defineTexts(
  {
    actOf: (service: string, isBarred: boolean) =>
      isBarred ? `解除冻结：${service}` : `违规冻结：${service}`,
    freeze: {
      open: '违规冻结',
      title: '因违规冻结此服务？',
      text: '商家会收到冻结实例的通知。冻结期间，买家不能使用或变更服务，也不能查看访问信息，但可以续费和退订。服务期、宽限期和保留期照常计算，续费不会解除违规冻结。',
      reason: '原因',
      reasonHint: '买家和商家可见，最多 500 个字符。',
      reasonMissing: '填写原因，最多 500 个字符。',
      act: '冻结服务',
      busy: '冻结中',
      keep: '取消',
      done: '服务已冻结，已通知买家和商家',
    },
    lift: {
      open: '解除冻结',
      title: '解除违规冻结？',
      text: '商家会收到恢复实例的通知，买家可以继续使用服务。',
      textFrozen: '服务已过宽限期，解除后仍为冻结状态，续费后恢复使用。',
      reason: (reason: string) => `冻结原因：${reason}`,
      act: '解除冻结',
      busy: '解除中',
      keep: '保持冻结',
      done: '违规冻结已解除，已通知买家和商家',
    },
  },
  {
    actOf: (service: string, isBarred: boolean) =>
      isBarred ? `Lift freeze of ${service}` : `Freeze ${service} for a violation`,
    freeze: {
      open: 'Freeze',
      title: 'Freeze this service for a violation?',
      text: 'The seller is told to freeze the instance. The buyer cannot use or change the service or see its access details, but can still renew it, or cancel and refund it. The term, grace period and retention period keep running, and a renewal does not lift the freeze.',
      reason: 'Reason',
      reasonHint: 'Shown to the buyer and the seller, up to 500 characters.',
      reasonMissing: 'Enter a reason of up to 500 characters.',
      act: 'Freeze service',
      busy: 'Freezing',
      keep: 'Cancel',
      done: 'Service frozen, buyer and seller notified',
    },
    lift: {
      open: 'Lift freeze',
      title: 'Lift the violation freeze?',
      text: 'The seller is told to restore the instance, and the buyer can use the service again.',
      textFrozen: 'The grace period of this service is over, so it stays frozen until it is renewed.',
      reason: (reason: string) => `Reason for the freeze: ${reason}`,
      act: 'Lift freeze',
      busy: 'Lifting',
      keep: 'Keep frozen',
      done: 'Freeze lifted, buyer and seller notified',
    },
  },
)

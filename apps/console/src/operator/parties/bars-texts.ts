import { defineTexts } from '@loggia/ui'

/** Freezing a service for a violation, and lifting it. */
export const barsTexts = defineTexts(
  {
    actOf: (service: string, isBarred: boolean) =>
      isBarred ? `解除违规冻结：${service}` : `违规冻结：${service}`,
    freeze: {
      open: '违规冻结',
      title: '因违规冻结这个服务？',
      text: '云商店通知商家冻结实例，买家不能使用、升级或查看访问信息，退订仍然可以。服务期照常计算：到期、宽限、保留与释放不变，续费也不会解除冻结。',
      reason: '原因',
      reasonHint: '买家和商家都会看到，1 至 500 个字。',
      reasonMissing: '写下原因，1 至 500 个字。',
      act: '冻结服务',
      busy: '冻结中',
      keep: '不冻结',
      done: '服务已冻结，买家和商家都已收到消息',
    },
    lift: {
      open: '解除冻结',
      title: '解除违规冻结？',
      text: '云商店通知商家恢复实例，买家可以继续使用。',
      textFrozen: '服务已过宽限期，解除后仍然冻结，续费后才恢复。',
      reason: (reason: string) => `冻结原因：${reason}`,
      act: '解除冻结',
      busy: '解除中',
      keep: '保持冻结',
      done: '违规冻结已解除，买家和商家都已收到消息',
    },
  },
  {
    actOf: (service: string, isBarred: boolean) =>
      isBarred ? `Lift the freeze of ${service}` : `Freeze ${service} for a violation`,
    freeze: {
      open: 'Freeze',
      title: 'Freeze this service for a violation?',
      text: 'The seller is told to freeze the instance. The buyer cannot use or change it, nor ask for its access data; a refund stays possible. Its time runs on: expiry, grace, retention and release come as always, and a renewal does not lift the freeze.',
      reason: 'Reason',
      reasonHint: 'The buyer and the seller read it; 1 to 500 characters.',
      reasonMissing: 'Write a reason of 1 to 500 characters.',
      act: 'Freeze the service',
      busy: 'Freezing',
      keep: 'Do not freeze',
      done: 'The service is frozen; buyer and seller have a message',
    },
    lift: {
      open: 'Lift the freeze',
      title: 'Lift the freeze for a violation?',
      text: 'The seller is told that the instance may be used again, and the buyer goes on.',
      textFrozen: 'Its grace period is over: it stays frozen until it is renewed.',
      reason: (reason: string) => `Frozen because: ${reason}`,
      act: 'Lift the freeze',
      busy: 'Lifting',
      keep: 'Leave it frozen',
      done: 'The freeze is lifted; buyer and seller have a message',
    },
  },
)

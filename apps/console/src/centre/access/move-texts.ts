import { defineTexts } from '@loggia/ui'

const countOf = (count: number, one: string, many: string): string => `${count} ${count === 1 ? one : many}`

/** Moving services from an earlier endpoint to the current one. */
export const moveTexts = defineTexts(
  {
    title: '旧生产地址',
    lead: '更换生产地址后，新订单使用当前地址，已有服务仍使用原来的地址，直到您将其改用当前地址。',
    current: '当前地址',
    earlier: '旧地址',
    uses: (services: number, orders: number) => `${services} 个服务，${orders} 个订单`,
    move: '全部改用当前地址',
    moveOf: (url: string) => `全部改用当前地址：${url}`,
    dialog: {
      title: '将服务改用当前地址？',
      from: '从',
      to: '改为',
      services: '服务',
      orders: '订单',
      text: '此后这些服务的续费、变更、到期和释放都调用当前地址。请先确认当前地址的服务器能处理这些服务。无法撤销。',
      confirm: (services: number) => `改用 ${services} 个服务`,
      busy: '提交中',
      keep: '取消',
      done: (services: number) => `已将 ${services} 个服务改用当前地址`,
    },
    joint: {
      title: '旧生产地址（联营 kit）',
      lead: '更换联营 kit 的生产地址后，新订单的企业和人员同步到当前地址，已有服务仍同步到原来的地址，直到您将其改用当前地址。',
      text: '此后这些服务的企业、部门和人员都同步到当前地址。请先确认当前地址的服务器能处理这些服务。无法撤销。',
      oneText: '此后此服务的企业、部门和人员都同步到当前地址。无法撤销。',
      of: (product: string) => `${product}（联营 kit）`,
    },
    order: {
      title: '生产地址',
      lead: '此订单的服务仍使用旧地址。',
      moveOne: '改用当前地址',
      moveOneOf: (product: string) => `改用当前地址：${product}`,
      dialogTitle: '将此服务改用当前地址？',
      text: '此后此服务的续费、变更、到期和释放都调用当前地址。无法撤销。',
      done: '服务已改用当前地址',
    },
  },
  {
    title: 'Earlier endpoints',
    lead: 'After a change, new orders use the current endpoint. Existing services keep the earlier one until you move them.',
    current: 'Current endpoint',
    earlier: 'Earlier endpoint',
    uses: (services: number, orders: number) =>
      `${countOf(services, 'service', 'services')}, ${countOf(orders, 'order', 'orders')}`,
    move: 'Move all',
    moveOf: (url: string) => `Move all services from ${url}`,
    dialog: {
      title: 'Move the services to the current endpoint?',
      from: 'From',
      to: 'To',
      services: 'Services',
      orders: 'Orders',
      text: 'From then on, renewals, changes, expiry and release of these services are sent to the current endpoint. Make sure that its server knows them. This cannot be undone.',
      confirm: (services: number) => `Move ${countOf(services, 'service', 'services')}`,
      busy: 'Moving',
      keep: 'Cancel',
      done: (services: number) => `${countOf(services, 'service', 'services')} moved to the current endpoint`,
    },
    joint: {
      title: 'Earlier endpoints of the joint kit',
      lead: 'After a change, companies and people of new orders are sent to the current endpoint. Existing services keep the earlier one until you move them.',
      text: 'From then on, companies, departments and people of these services are sent to the current endpoint. Make sure that its server knows them. This cannot be undone.',
      oneText:
        'From then on, companies, departments and people of this service are sent to the current endpoint. This cannot be undone.',
      of: (product: string) => `${product} (joint kit)`,
    },
    order: {
      title: 'Endpoint',
      lead: 'Services of this order still use an earlier endpoint.',
      moveOne: 'Move to the current endpoint',
      moveOneOf: (product: string) => `Move to the current endpoint: ${product}`,
      dialogTitle: 'Move this service to the current endpoint?',
      text: 'From then on, renewals, changes, expiry and release of this service are sent to the current endpoint. This cannot be undone.',
      done: 'Service moved to the current endpoint',
    },
  },
)

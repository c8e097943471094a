import type { accessFacts } from '@loggia/protocol/console/access/facts'
import { defineTexts } from '@loggia/ui'
import type { KindsOn } from './fact.ts'
import type { FactNames, Look } from './teller.tsx'

export const accessNames = defineTexts<FactNames<typeof accessFacts>>(
  {
    'address.added': '提交生产地址',
    'address.registered': '添加生产地址',
    'address.approved': '通过生产地址',
    'address.rejected': '驳回生产地址',
    'address.verified': '验证生产地址成功',
    'address.verification_failed': '验证生产地址失败',
    'key.made': '创建密钥',
    'key.deleted': '删除密钥',
    'key.named': '修改密钥名称',
    'key.rotation_started': '开始轮换密钥',
    'key.rotation_cancelled': '取消轮换密钥',
    'key.ended': '密钥轮换完成，旧密钥停用',
    'product.access_bound': '为商品绑定生产地址与密钥',
    'product.joint_unlinked': '解除联营 kit 绑定',
    'product.services_moved': '将服务改用当前生产地址',
    'order_channel.set': '设置订单通知',
  },
  {
    'address.added': 'Endpoint submitted',
    'address.registered': 'Endpoint added',
    'address.approved': 'Endpoint approved',
    'address.rejected': 'Endpoint rejected',
    'address.verified': 'Endpoint verified',
    'address.verification_failed': 'Endpoint verification failed',
    'key.made': 'Key created',
    'key.deleted': 'Key deleted',
    'key.named': 'Key renamed',
    'key.rotation_started': 'Key rotation started',
    'key.rotation_cancelled': 'Key rotation cancelled',
    'key.ended': 'Key rotation completed, old key ended',
    'product.access_bound': 'Product linked to an endpoint and key',
    'product.joint_unlinked': 'Joint kit unlinked',
    'product.services_moved': 'Services moved to the current endpoint',
    'order_channel.set': 'Order notification set',
  },
)

type ProductTitles = { readonly [K in KindsOn<typeof accessFacts, 'prd'>]: string }
/** The timeline of a product. */
export const accessTitles = defineTexts<ProductTitles>(
  {
    'product.access_bound': '绑定生产地址与密钥',
    'product.joint_unlinked': '解除联营 kit 绑定',
    'product.services_moved': '将服务改用当前生产地址',
  },
  {
    'product.access_bound': 'Linked to an endpoint and key',
    'product.joint_unlinked': 'Joint kit unlinked',
    'product.services_moved': 'Services moved to the current endpoint',
  },
)
export const accessLooks: { readonly [K in keyof ProductTitles]: Look } = {
  'product.access_bound': ['plain', 'link'],
  'product.joint_unlinked': ['plain', 'link'],
  'product.services_moved': ['plain', 'link'],
}

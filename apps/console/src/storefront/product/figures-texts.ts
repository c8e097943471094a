import { defineTexts } from '@loggia/ui'

/** How orders went, as buyers see it. */
export const figuresTexts = defineTexts(
  {
    title: '开通情况',
    success: '开通成功率',
    half: '半数订单的开通用时',
    most: '90% 订单的开通用时',
    within: (span: string) => `${span}内`,
    refunds: '退款率',
    measured: (orders: string, buyers: string) =>
      `根据近 90 天 ${buyers} 个买家的 ${orders} 个订单统计。每个买家最多计入最近 3 个订单，免费订单和商家自己的账号不计入。`,
    checkTitle: '接口检查',
    checked: (day: string, hasPassed: boolean) =>
      `云商店最近一次检查接口：${day}，结果${hasPassed ? '正常' : '异常'}。`,
    checkedAll: (day: string, products: string, passed: string) =>
      passed === products
        ? `云商店最近一次检查接口：${day}，检查了 ${products} 个商品，全部正常。`
        : `云商店最近一次检查接口：${day}，检查了 ${products} 个商品，${passed} 个正常。`,
  },
  {
    title: 'How orders went',
    success: 'Orders activated',
    half: 'Half activated within',
    most: '90% activated within',
    within: (span) => span,
    refunds: 'Refunded later',
    measured: (orders, buyers) =>
      `From ${orders} orders of ${buyers} buyers in the last 90 days. Of each buyer, at most the latest 3 orders count. Free orders and the seller’s own accounts do not count.`,
    checkTitle: 'Interface check',
    checked: (day, hasPassed) =>
      `Latest check of the interface by the marketplace: ${day}, ${hasPassed ? 'passed' : 'failed'}.`,
    checkedAll: (day, products, passed) =>
      `Latest check of the interfaces by the marketplace: ${day}, ${products === '1' ? '1 product' : `${products} products`} checked, ${passed === products ? 'all passed' : `${passed} passed`}.`,
  },
)

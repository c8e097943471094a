import { defineTexts } from '@loggia/ui'

/** The to-do list of operators. */
export const toDoTexts = defineTexts(
  {
    title: '待办',
    columns: { what: '事项', kind: '类型', asked: '提交时间', due: '处理截止' },
    kinds: {
      seller_application: '入驻申请',
      seller_data: '商家资料变更',
      buyer_verification: '实名认证',
      sign_up: '注册账号',
      owner_reset: '重置密码',
      suspension: '停用商家',
      address: '生产地址',
      product: '商品审核',
      balance_change: '余额变动',
      top_up_request: '充值申请',
      appeal: '申诉',
      recheck: '复核',
      interface: '接口故障',
    },
    empty: { title: '暂无待办', text: '需要审核或确认的事项会显示在这里。' },
  },
  {
    title: 'To do',
    columns: { what: 'Item', kind: 'Type', asked: 'Submitted', due: 'Due' },
    kinds: {
      seller_application: 'Seller application',
      seller_data: 'Change of a seller’s profile',
      buyer_verification: 'Verification',
      sign_up: 'New account',
      owner_reset: 'Password reset',
      suspension: 'Seller suspension',
      address: 'Endpoint',
      product: 'Product review',
      balance_change: 'Balance adjustment',
      top_up_request: 'Top-up request',
      appeal: 'Appeal',
      recheck: 'Re-check',
      interface: 'Interface failure',
    },
    empty: { title: 'Nothing to do', text: 'Items to review or confirm appear here.' },
  },
)
